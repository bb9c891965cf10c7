"""Start of the stories app: the seal, the signals of the workflow, the checks."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate


class StoriesConfig(AppConfig):
    """Collecting, moderating and publishing stories."""

    name = "stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from stories import (
            kept_pages,
            mail_check,
            page_checks,
            queue_marks,
            record_seal,
            sealing,
            signals,
        )

        # Every app's migrations may rebuild the table; the last signal of a migrate wins.
        post_migrate.connect(sealing.reseal, dispatch_uid="stories.reseal")
        checks.register(sealing.check_seal, checks.Tags.database)
        pre_migrate.connect(record_seal.make_way, dispatch_uid="stories.make_way")
        post_migrate.connect(record_seal.reseal, dispatch_uid="stories.reseal_records")
        checks.register(record_seal.check_seal, checks.Tags.database)
        checks.register(mail_check.check_words, checks.Tags.database)
        signals.connect()
        queue_marks.connect()
        kept_pages.connect()
        page_checks.connect()
