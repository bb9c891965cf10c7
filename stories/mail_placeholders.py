"""What a kind of mail and a placeholder in its words are, and the placeholders that many mails have."""

from collections.abc import Callable
from dataclasses import dataclass

from stories import mail_pieces as pieces


@dataclass(frozen=True)
class Placeholder:
    """One thing that a mail can say: its name, what it gives, and how it is read from the mail's things.

    needed: the mail is of no use without it. is_long: it gives more than a part of a line, so it
    stands on a line of its own and never in the subject.
    """

    name: str
    gives: str
    value: Callable[[dict], str]
    needed: bool = False
    is_long: bool = False


@dataclass(frozen=True)
class MailKind:
    """One kind of mail; its shipped words are templates/stories/emails/<name>.txt."""

    name: str
    label: str
    receiver: str
    when: str
    placeholders: tuple[Placeholder, ...]

    @property
    def goes_to_staff(self):
        """Say whether it is about a story and not to its people: then it is English."""
        return self.receiver == STAFF

    @property
    def by_name(self):
        """Return the placeholders by name."""
        return {placeholder.name: placeholder for placeholder in self.placeholders}


SENDER, PERSON, STAFF = "The sender", "A person in the story", "Staff"


def link(name, key, gives):
    """Return a placeholder for an address; a mail that has one exists for it."""
    return Placeholder(name, gives, lambda about: about[key], needed=True, is_long=True)


def piece(name, gives, value, *, needed=True):
    return Placeholder(name, gives, value, needed=needed, is_long=True)


def words(name, gives, value, **more):
    return Placeholder(name, gives, value, **more)


NUMBER = words("story_number", "The number of the story", lambda about: about["submission"].number)
CAMPAIGN = (
    words("organizer", "Who runs the campaign", lambda about: about["campaign"].shown_organiser),
    words(
        "contact_address",
        "The contact address of the campaign",
        lambda about: about["campaign"].contact_email,
    ),
    words("hashtag", "The hashtag of the campaign", lambda about: about["campaign"].hashtag),
    words("site_address", "The address of this site", lambda about: about["site_url"]),
)
PRIVATE_LINK = link(
    "private_link",
    "private_url",
    "The link to the sender’s own page, made anew when the mail leaves",
)
CONFIRM_LINK = link("confirm_link", "confirm_url", "The link that confirms the address")
DESK_LINK = link("desk_link", "desk_url", "The link to the review desk")
STAFF_NAME = words("staff_name", "The name of the one who reads it", pieces.staff_name)
NOTE = piece(
    "note", "The note that the moderator writes; nothing if there is none", lambda a: a["note"]
)
GROUNDS = piece("grounds", "The grounds of the decision, one on a line", pieces.grounds)
RULES = piece(
    "review_rules",
    "The version of the review rules that the decision follows, with its address",
    pieces.review_rules,
)
RELATION = words(
    "person",
    "Who in the story said no, as the sender described them",
    lambda a: a["person"].relation,
)
