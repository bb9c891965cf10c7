"""Blocks that give people something to do: files to take along, a letter to a policymaker."""

from urllib.parse import quote

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy
from wagtail import blocks

from cms.blocks import BACKGROUNDS, OptionalLinkBlock, StepBlock
from cms.choosers import DocumentChooserBlock
from cms.page_cache.facts import kept
from cms.timed_blocks import TimedBlock

# What people call the kinds of files.
FILE_KINDS = {
    "pdf": "PDF",
    "docx": "Word",
    "pptx": "PowerPoint",
    "xlsx": "Excel",
    "csv": gettext_lazy("Table (CSV)"),
    "txt": gettext_lazy("Text"),
}


class DownloadValue(blocks.StructValue):
    """A file to take along."""

    @property
    def title(self):
        """Return the editors' title, or that of the document."""
        return self.get("label") or self["document"].title

    @property
    def about_file(self):
        """Return kind, size and language of the file in one line."""
        document = self["document"]
        ending = document.file_extension.lower()
        size = document.get_file_size()
        parts = [
            FILE_KINDS.get(ending, ending.upper()),
            filesizeformat(size) if size else "",
            self.get("language"),
        ]
        return ", ".join(str(part) for part in parts if part)


class DownloadBlock(blocks.StructBlock):
    """One file to take along."""

    document = DocumentChooserBlock()
    label = blocks.CharBlock(
        max_length=120, required=False, help_text="Leave it empty for the title of the document."
    )
    text = blocks.CharBlock(
        max_length=240, required=False, help_text="What it is, and what people do with it."
    )
    language = blocks.CharBlock(max_length=40, required=False, default="English")

    class Meta:
        icon = "download"
        value_class = DownloadValue


class ToolkitBlock(TimedBlock):
    """Files to take along."""

    heading = blocks.CharBlock(max_length=120, default="Take these along")
    text = blocks.TextBlock(max_length=300, required=False, rows=2)
    downloads = blocks.ListBlock(DownloadBlock(), min_num=1, max_num=20)
    background = blocks.ChoiceBlock(choices=BACKGROUNDS, default="paper")

    class Meta:
        icon = "download"
        label = "Toolkit"
        template = "events/blocks/toolkit.html"
        description = (
            "Files that people can take along, with kind, size and language. "
            "A file from a private collection does not show."
        )

    def get_preview_value(self):
        return self.normalize({"heading": "Take these along", "text": "", "downloads": []})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        downloads = public_downloads(value.get("downloads") or [])
        context["downloads"] = downloads or context.get("samples", [])
        return context

    def get_preview_context(self, value, parent_context=None):
        """Bring an invented file along."""
        context = super().get_preview_context(value, parent_context)
        sample = {
            "title": "Sixty seconds, step by step",
            "text": "How to film your story on a phone.",
            "about_file": "PDF, 240 KB, English",
            "document": {"url": ""},
        }
        return {**context, "samples": [sample]}


def public_downloads(downloads):
    """Return the downloads that everybody may open: what a private collection holds stays out.

    A page looks the same to all, so it cannot ask who is reading.
    """
    from wagtail.documents import get_document_model
    from wagtail.models import CollectionViewRestriction

    restrictions = CollectionViewRestriction.objects
    keys = {item["document"].pk for item in downloads if item.get("document")}
    if not keys:
        return []
    closed = kept(
        "closed collections", lambda: list(restrictions.values_list("collection__path", flat=True))
    )
    rows = get_document_model().objects.filter(pk__in=keys).values_list("pk", "collection__path")
    paths = kept(("collections of", frozenset(keys)), lambda: list(rows))
    is_open = {pk for pk, path in paths if not any(path.startswith(root) for root in closed)}
    return [item for item in downloads if item.get("document") and item["document"].pk in is_open]


class PolicymakersValue(blocks.StructValue):
    """What to ask a policymaker."""

    @property
    def mail_address(self):
        """Return a mailto address with subject and letter, for people to add the receiver (RFC 6068)."""
        # Line breaks in a body are CR LF, and a space is %20, never a plus (RFC 6068, 5 and 6).
        lines = "\r\n".join(self["letter"].splitlines())
        return f"mailto:?subject={quote(self['subject'], safe='')}&body={quote(lines, safe='')}"


class PolicymakersBlock(TimedBlock):
    """How to reach a policymaker, with a letter that is ready to send."""

    heading = blocks.CharBlock(max_length=120, default="Ask the people who decide")
    text = blocks.TextBlock(max_length=400, required=False, rows=2)
    steps = blocks.ListBlock(StepBlock(), max_num=6, default=[])
    subject = blocks.CharBlock(max_length=120, help_text="The subject line of the mail.")
    letter = blocks.TextBlock(
        max_length=1200,
        rows=8,
        help_text="The whole mail, ready to send. Mark what people fill in like this: [your town].",
    )
    button_label = blocks.CharBlock(max_length=40, default="Open it in my mail program")
    link = OptionalLinkBlock(help_text="For example where people find who represents them.")
    background = blocks.ChoiceBlock(choices=BACKGROUNDS, default="tint")

    class Meta:
        icon = "mail"
        label = "Letter to policymakers"
        template = "events/blocks/policymakers.html"
        description = "Steps and a letter to a policymaker. People open it in their own mail program or copy it."
        value_class = PolicymakersValue
        preview_value = {
            "heading": "Ask the people who decide",
            "text": "A letter with one true story in it is read to the end.",
            "steps": [
                {"heading": "Choose a story", "text": "Take the one that made you think of home."},
                {"heading": "Send the letter", "text": "Put the link in, and your name below it."},
            ],
            "subject": "A story from home",
            "letter": "Dear [name],\n\nplease read this story: [link].",
            "button_label": "Open it in my mail program",
            "background": "tint",
        }
