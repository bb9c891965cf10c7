"""Blocks that choose a page or a document; what was chosen is read once for all pages that show it."""

from copy import copy

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailsDocumentChooserBlock

from cms.page_cache.facts import kept_rows


class _Kept:
    """A chooser whose rows come from what the pages of a version share (cms.page_cache.facts)."""

    def bulk_to_python(self, values):
        """Return the row of each key, in their order; None for one that leads nowhere."""
        rows = kept_rows(self.model_class, [pk for pk in values if pk is not None])
        found, seen = [], set()
        for pk in values:
            row = rows.get(pk)
            # Two places never share an instance.
            found.append(copy(row) if pk in seen else row)
            seen.add(pk)
        return found


class PageChooserBlock(_Kept, blocks.PageChooserBlock):
    """Chooses a page."""

    def deconstruct(self):
        """Name Wagtail's own block: for the history of the database there is no difference."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class DocumentChooserBlock(_Kept, WagtailsDocumentChooserBlock):
    """Chooses a document."""

    def deconstruct(self):
        """Name Wagtail's own block, as above."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs
