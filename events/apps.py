"""Start of the events app: what ends the pages that are kept."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """The action week."""

    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Listen to what is written about the week."""
        from events import kept_pages

        kept_pages.connect()
