"""What Wagtail's content checker says to editors about the words for those who do not see a picture."""

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


class ContentChecker(ContentCheckerItem):
    """Wagtail's checks, with more of what is wrong about the words for a picture."""

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
            "help_text": "Say what can be seen, without a file name and without “image of”.",
        },
    }


def use(request, items, page):
    """Put our checker into the place of Wagtail's; hook construct_wagtail_userbar."""
    items[:] = [
        ContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
