"""What a story is found by, beside its topic: who tells it, where, how, in which language; pure."""

import re

from django.utils.translation import gettext_lazy as _

# Who tells it; the sender's own answer where the form asks, else the editors'.
AUDIENCES = [
    ("patient", _("Patient")),
    ("family", _("Family member or caregiver")),
    ("clinician", _("Clinician")),
    ("technologist", _("Technologist")),
    ("public_health", _("Public health or research")),
    ("other", _("Somebody else")),
]
# How it is told; a story can be all three.
MEDIA = [("text", _("In words")), ("picture", _("With a picture")), ("video", _("With a video"))]
# BCP 47 (RFC 5646) and the name in its own language; "ase" is American Sign Language.
LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("zh", "中文"),
    ("fil", "Filipino"),
    ("vi", "Tiếng Việt"),
    ("ar", "العربية"),
    ("fr", "Français"),
    ("ko", "한국어"),
    ("ru", "Русский"),
    ("de", "Deutsch"),
    ("hi", "हिन्दी"),
    ("ht", "Kreyòl ayisyen"),
    ("pt", "Português"),
    ("it", "Italiano"),
    ("pl", "Polski"),
    ("ja", "日本語"),
    ("fa", "فارسی"),
    ("uk", "Українська"),
    ("so", "Soomaali"),
    ("am", "አማርኛ"),
    ("hmn", "Hmoob"),
    ("nv", "Diné bizaad"),
    ("haw", "ʻŌlelo Hawaiʻi"),
    ("ase", "American Sign Language"),
]
# The postal codes of the United States Postal Service, Publication 28, appendix B.
STATES = [
    tuple(entry.split(" ", 1))
    for entry in (
        "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,"
        "DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,"
        "IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,"
        "MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,"
        "NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,"
        "NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,"
        "RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,"
        "VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,"
        "AS American Samoa,GU Guam,MP Northern Mariana Islands,PR Puerto Rico,"
        "VI U.S. Virgin Islands"
    ).split(",")
]

_CODE_OF_NAME = {name.casefold(): code for code, name in STATES} | {
    "washington dc": "DC",
    "washington d.c.": "DC",
    "d.c.": "DC",
    "virgin islands": "VI",
}
_CODES = frozenset(code for code, _ in STATES)
# Alone these name a country, or a city that lies in another state.
_DOUBTFUL_ALONE = frozenset({"georgia", "washington"})
_COUNTRY = re.compile(r",?\s+(?:USA|U\.S\.A\.|US|U\.S\.|United States(?: of America)?)$", re.I)
_ZIP = re.compile(r"\s+\d{5}(?:-\d{4})?$")
_BETWEEN_TWO = re.compile(r"\b(?:and|or|to|now|then|formerly|from)\b|[/&;+]", re.IGNORECASE)
_LONGEST_NAME = 3


def state_of(place: str) -> str:
    """Return the postal code of the state or territory that a place names, "" where that is in doubt.

    "Dayton, Ohio", "Dayton OH 45402" and "Ohio" are all OH. "Georgia" alone may be a country,
    "Washington" alone a city, and of "Ohio and Texas" nobody knows which.
    """
    words = " ".join(place.split()).rstrip(" .") if "D.C" not in place else " ".join(place.split())
    words = _ZIP.sub("", _COUNTRY.sub("", words))
    if _BETWEEN_TWO.search(words):
        return ""
    town, comma, last = (part.strip() for part in words.rpartition(","))
    if comma and town:
        # "Washington, DC" too.
        return last if last in _CODES else _CODE_OF_NAME.get(last.casefold(), "")
    return _at_the_end(last)


def _at_the_end(words):
    """Return the code of the state at the end of words without a comma."""
    parts = words.split()
    for length in range(min(_LONGEST_NAME, len(parts)), 0, -1):
        name = " ".join(parts[-length:]).casefold()
        if name in _DOUBTFUL_ALONE:
            return ""
        if name in _CODE_OF_NAME:
            return _CODE_OF_NAME[name]
    return parts[-1] if len(parts) > 1 and parts[-1] in _CODES else ""
