"""Start of the cms app: its system checks."""

from django.apps import AppConfig
from django.core import checks


class CmsConfig(AppConfig):
    """The ground floor of the site."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the checks."""
        from cms.checks import check_private_folder, check_public_policy

        checks.register(check_private_folder, checks.Tags.security)
        checks.register(check_public_policy, checks.Tags.security)
