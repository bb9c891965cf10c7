"""Brings the catalogs of words up to date: new sentences in, old ones out, compiled files renewed."""

from django.core.management.base import BaseCommand

from cms import catalogs


class Command(BaseCommand):
    """Collect the words of the interface."""

    help = (
        "Collects every sentence that is marked for translation, updates the catalogs (django.po) and "
        "compiles them (django.mo). Sentences without a translation are listed."
    )
    # A site whose models do not agree yet has words, too.
    requires_system_checks = []

    def handle(self, **options):
        """Write the files, and name what is to be translated."""
        for shelf in catalogs.SHELVES:
            for language in catalogs.LANGUAGES:
                catalog = catalogs.write(shelf, language)
                path = shelf.path(language).relative_to(catalogs.settings.BASE_DIR)
                missing = catalogs.untranslated(catalog)
                self.stdout.write(f"{path}: {len(catalog)} sentences, {len(missing)} to translate")
                for message in missing:
                    words = message.id if isinstance(message.id, str) else message.id[0]
                    self.stdout.write(f"  {words}")
