"""What the scripts of the form say, so that a page in another language can hand it to them.

A script looks its own English sentence up (static/js/said.js); a page in English hands nothing over.
"""

from django.utils.translation import get_language, gettext, gettext_noop

WORDS = (
    # static/js/draft.js
    gettext_noop("Saved {time}"),
    gettext_noop("Not saved yet. We keep trying while this page is open."),
    gettext_noop("We put back what you typed before the connection was lost."),
    # static/js/count.js
    gettext_noop("{size} word left"),
    gettext_noop("{size} words left"),
    gettext_noop("{size} character left"),
    gettext_noop("{size} characters left"),
    gettext_noop("{size} word over"),
    gettext_noop("{size} words over"),
    gettext_noop("{size} character over"),
    gettext_noop("{size} characters over"),
    gettext_noop("of {limit}"),
    # static/js/upload.js
    gettext_noop("That file is empty. Choose another picture."),
    gettext_noop("That file is empty. Choose another video."),
    gettext_noop("We can take JPEG, PNG, WebP and HEIC pictures. Choose one of those."),
    gettext_noop("We can take MP4, MOV and WebM videos. Choose one of those."),
    gettext_noop("That picture has {size}. Choose one with at most {most}."),
    gettext_noop("That video has {size}. Choose one with at most {most}."),
    gettext_noop(
        "That picture is {width} by {height} pixels. "
        "Choose one that is at least {minWidth} by {minHeight}."
    ),
    gettext_noop(
        "That picture is {width} by {height} pixels, which is enough. "
        "{goodWidth} by {goodHeight} looks best."
    ),
    gettext_noop("That picture is {width} by {height} pixels. Good."),
    gettext_noop("Nothing was added."),
    gettext_noop("Your video has {size}. We check it when it arrives."),
    gettext_noop("This browser cannot show that picture. We will check it when it arrives."),
    gettext_noop(
        "Sending your video, {size}. This can take some minutes. Please keep this page open."
    ),
    # static/js/card.js
    gettext_noop("because …"),
)


def script_words() -> dict[str, str]:
    """Return the sentences in the language that is active, by the English ones; {} in English."""
    if (get_language() or "en").startswith("en"):
        return {}
    return {words: gettext(words) for words in WORDS}
