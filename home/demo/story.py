"""What one invented story of the demo consists of."""

from dataclasses import dataclass, fields

WORDS = ("what_happened", "what_learned", "why_it_matters", "because")
PROSE = (*WORDS, "alt", "note", "internal_note")


@dataclass(frozen=True)
class DemoStory:
    """One invented story: the words, who tells them, where they stand.

    key names the story inside the demo. Line ends inside a paragraph are spaces; a blank line
    starts a new paragraph. name_shown is full, first or none. picture is the name of a file in
    pictures/ without its ending. state is the state that the loader walks the submission to.
    days_ago is when it was sent, live_days_ago when its page went live. steps counts the review
    steps that said yes, for a story that still waits. grounds, note and internal_note belong to
    the decision. confirmed says whether the sender has opened the link in the first mail. language is that of the
    form through which it came. Where a
    story is placed, home.demo.pages says.
    """

    key: str
    topic: str
    title: str
    name: str
    name_shown: str
    about: str
    place: str
    what_happened: str
    what_learned: str
    why_it_matters: str
    because: str
    days_ago: float
    state: str = "live"
    live_days_ago: float | None = None
    picture: str | None = None
    alt: str = ""
    video_url: str | None = None
    post_url: str = ""
    post_title: str = ""
    social: bool = True
    brief: bool = True
    confirmed: bool = True
    language: str = "en"
    steps: int = 0
    grounds: tuple[str, ...] = ()
    note: str = ""
    internal_note: str = ""

    def __post_init__(self):
        for field in fields(self):
            if field.name in PROSE:
                object.__setattr__(self, field.name, prose(getattr(self, field.name)))

    @property
    def credit(self):
        """Return who made the picture, or an empty text where there is none."""
        return CREDIT if self.picture else ""

    @property
    def email(self):
        """Return an address that nobody can have: example.org is reserved."""
        return f"{self.key}@example.org"


CREDIT = "drawn for #IHeartHIT"


def prose(text):
    """Return a text with one line a paragraph and a blank line between paragraphs."""
    paragraphs = (" ".join(part.split()) for part in text.strip().split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)
