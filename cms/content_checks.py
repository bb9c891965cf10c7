"""What Wagtail's content checker says to editors about headings, links, and the words for a picture."""

from wagtail.admin.userbar import ContentCheckerItem

# Read by the browser, without regard to case (RegExp). Four things that tell a listener nothing:
POOR_ALT = "|".join(
    (
        # the name of a file with its ending,
        r"\.(avif|gif|heic|jpe?g|png|svg|webp)$",
        # one without: kitchen-table-night, IMG_2041, DSC 0815,
        r"^\S+[-_]\S+[-_]\S+$|_",
        r"^(img|dsc[fn]?|pxl|image|photo|picture|screenshot)[- ]?\d+$",
        # that it is a picture, which is said before the words anyway,
        r"^\s*(an? |the )?(image|picture|photo|photograph|graphic) (of|showing) ",
        # and nothing but that.
        r"^\s*(image|picture|photo|photograph|graphic)\.?\s*$",
    )
)

# How to go on, here and in cms.page_checks.
SAY_WHAT_IS_SEEN = "Say what can be seen, without a file name and without “image of”."
RAISE_HEADING = "Put a heading block above it, or make it bold text."
FILL_HEADING = "Type its words, or delete it."


class ContentChecker(ContentCheckerItem):
    """Wagtail's checks, with more of what is wrong about the words for a picture, and how to go on."""

    axe_custom_checks = [
        {"id": "check-image-alt-text", "options": {"pattern": POOR_ALT}},
        *(
            one
            for one in ContentCheckerItem.axe_custom_checks
            if one["id"] != "check-image-alt-text"
        ),
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": "The description of a picture is no description",
            "help_text": SAY_WHAT_IS_SEEN,
        },
        "heading-order": {
            "error_name": "A heading skips a level",
            "help_text": RAISE_HEADING,
        },
        "empty-heading": {"error_name": "A heading is empty", "help_text": FILL_HEADING},
        "p-as-heading": {
            "error_name": "A paragraph looks like a heading",
            "help_text": "Make it a heading. Those who listen move from heading to heading.",
        },
        "link-name": {
            "error_name": "A link has no words",
            "help_text": "Say where it leads, in words that make sense alone.",
        },
    }


def use(request, items, page):
    """Put our checker into the place of Wagtail's; hook construct_wagtail_userbar."""
    items[:] = [
        ContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
