"""Every kind of mail: to whom it goes and when, and which placeholders its words can have."""

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
    def by_name(self):
        """Return the placeholders by name."""
        return {placeholder.name: placeholder for placeholder in self.placeholders}


SENDER, PERSON, STAFF = "The sender", "A person in the story", "Staff"


def _link(name, key, gives):
    """Return a placeholder for an address; a mail that has one exists for it."""
    return Placeholder(name, gives, lambda about: about[key], needed=True, is_long=True)


def _piece(name, gives, value, *, needed=True):
    return Placeholder(name, gives, value, needed=needed, is_long=True)


def _words(name, gives, value, **more):
    return Placeholder(name, gives, value, **more)


NUMBER = _words("story_number", "The number of the story", lambda about: about["submission"].number)
CAMPAIGN = (
    _words("organizer", "Who runs the campaign", lambda about: about["campaign"].organiser),
    _words(
        "contact_address",
        "The contact address of the campaign",
        lambda about: about["campaign"].contact_email,
    ),
    _words("hashtag", "The hashtag of the campaign", lambda about: about["campaign"].hashtag),
    _words("site_address", "The address of this site", lambda about: about["site_url"]),
)
PRIVATE_LINK = _link(
    "private_link",
    "private_url",
    "The link to the sender’s own page, made anew when the mail leaves",
)
CONFIRM_LINK = _link("confirm_link", "confirm_url", "The link that confirms the address")
DESK_LINK = _link("desk_link", "desk_url", "The link to the review desk")
STAFF_NAME = _words("staff_name", "The name of the one who reads it", pieces.staff_name)
NOTE = _piece(
    "note", "The note that the moderator writes; nothing if there is none", lambda a: a["note"]
)
GROUNDS = _piece("grounds", "The grounds of the decision, one on a line", pieces.grounds)
RULES = _piece(
    "review_rules",
    "The version of the review rules that the decision follows, with its address",
    pieces.review_rules,
)
RELATION = _words(
    "person",
    "Who in the story said no, as the sender described them",
    lambda a: a["person"].relation,
)

KINDS = [
    MailKind(
        "received",
        "Story received",
        SENDER,
        "At once, when a story comes in.",
        (
            NUMBER,
            CONFIRM_LINK,
            _piece("consents", "What the sender agreed to, in its exact words", pieces.consents),
            _piece("people", "The people in the story, if there are any", pieces.people),
            Placeholder(
                "ask_link",
                "The page where a sender can ask for a private link",
                lambda about: about["ask_url"],
                is_long=True,
            ),
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "confirm_reminder",
        "Address not confirmed yet",
        SENDER,
        "Once, two days after a story whose address nobody has confirmed.",
        (NUMBER, CONFIRM_LINK, *CAMPAIGN),
    ),
    MailKind(
        "address_corrected",
        "Address corrected",
        SENDER,
        "When staff correct an address: to the new one.",
        (NUMBER, CONFIRM_LINK, *CAMPAIGN),
    ),
    MailKind(
        "private_link",
        "Private link",
        SENDER,
        "When a sender asks for the link, and when an address is confirmed.",
        (NUMBER, PRIVATE_LINK, *CAMPAIGN),
    ),
    MailKind(
        "changes_requested",
        "Changes asked for",
        SENDER,
        "When a moderator asks the sender for something.",
        (NUMBER, NOTE, GROUNDS, RULES, PRIVATE_LINK, *CAMPAIGN),
    ),
    MailKind(
        "not_selected",
        "Not selected",
        SENDER,
        "When a story is refused.",
        (
            NUMBER,
            GROUNDS,
            RULES,
            NOTE,
            _piece(
                "second_look",
                "That a second look can be asked for, or that this was it",
                pieces.second_look,
            ),
            _piece(
                "mending",
                "How the story can be mended, with the private link, or that it cannot",
                pieces.mending,
            ),
            _piece(
                "own_data",
                "The private link to one’s own data, where the story cannot be mended",
                pieces.own_data,
            ),
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "second_look",
        "Second look begun",
        SENDER,
        "When a sender asks for a second look at a refused story.",
        (NUMBER, PRIVATE_LINK, *CAMPAIGN),
    ),
    MailKind(
        "approved",
        "Story chosen",
        SENDER,
        "When a story is approved in its own words.",
        (
            NUMBER,
            _piece(
                "confirm_first",
                "A request to confirm the address, while it is not confirmed",
                pieces.confirm_first,
            ),
            NOTE,
            PRIVATE_LINK,
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "edits_shown",
        "Edits to look at",
        SENDER,
        "When a story is approved with edits, or edited later.",
        (
            NUMBER,
            _piece("edits", "Every edit: what was sent, and what would be published", pieces.edits),
            _piece("noticed", "The changed facts that a program noticed", pieces.noticed),
            _piece("without_answer", "What happens without an answer", pieces.without_answer),
            PRIVATE_LINK,
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "edits_reminder",
        "Edits wait for an answer",
        SENDER,
        "Three and seven days after edits that need a yes.",
        (
            NUMBER,
            _words(
                "shown_on",
                "The day on which the edits were shown",
                lambda about: pieces.day(about["sign_off"].asked_at),
            ),
            PRIVATE_LINK,
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "story_is_live",
        "Story is live",
        SENDER,
        "When the page of a story is published.",
        (
            NUMBER,
            _link("story_link", "story_url", "The public address of the story"),
            Placeholder(
                "card_address",
                "The address of the story’s card, which is attached too",
                lambda about: about["card_url"],
                is_long=True,
            ),
            _piece(
                "ready_posts",
                "A post for each network; with the sender’s words only where they agreed to it",
                pieces.ready_posts,
                needed=False,
            ),
            PRIVATE_LINK,
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "video_refused",
        "Video cannot be used",
        SENDER,
        "When the video file turns out to be unusable.",
        (
            NUMBER,
            _piece("reason", "Why the video cannot be used", lambda about: about["reason"]),
            PRIVATE_LINK,
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "person_refused",
        "Somebody in the story said no",
        SENDER,
        "When a person in the story refuses.",
        (NUMBER, RELATION, PRIVATE_LINK, *CAMPAIGN),
    ),
    MailKind(
        "withdrawn",
        "Story withdrawn",
        SENDER,
        "When the sender takes the story back.",
        (NUMBER, PRIVATE_LINK, *CAMPAIGN),
    ),
    MailKind(
        "erased",
        "Story erased",
        SENDER,
        "When everything about a story was erased; of this mail nothing is kept either.",
        CAMPAIGN,
    ),
    MailKind(
        "resume_link",
        "Saved story",
        SENDER,
        "When somebody asks for the link to a half-written story.",
        (
            _link("resume_link", "resume_url", "The link that leads back to the draft"),
            _words(
                "until",
                "The last day on which the link works",
                lambda about: pieces.format_date(about["until"], "F j, Y"),
            ),
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "person_asked",
        "A person in the story is asked",
        PERSON,
        "When the sender has confirmed the address and named somebody to ask.",
        (
            _words("sender_name", "The name of the sender", lambda about: about["sender"]),
            _link("their_link", "story_url", "The link to read the story and answer"),
            *CAMPAIGN,
        ),
    ),
    MailKind(
        "first_waiting",
        "First story in the queue",
        STAFF,
        "To moderators, when a story arrives in an empty queue.",
        (NUMBER, STAFF_NAME, DESK_LINK),
    ),
    MailKind(
        "story_assigned",
        "A story to read",
        STAFF,
        "To a moderator, when a colleague gives them a story.",
        (
            NUMBER,
            STAFF_NAME,
            _words("colleague", "Who has given it", lambda about: about["by"]),
            _words("read_by", "By when it should be read, if a day was chosen", pieces.read_by),
            DESK_LINK,
        ),
    ),
    MailKind(
        "daily_digest",
        "Stories wait",
        STAFF,
        "To moderators, once a day while stories wait.",
        (
            STAFF_NAME,
            _words("stories_wait", "How many stories wait, in words", pieces.stories_wait),
            _words(
                "unread", "How many of them nobody has taken", lambda about: str(about["unclaimed"])
            ),
            _words("longest", "When the longest waiting one came", pieces.longest),
            Placeholder(
                "changed_by_senders",
                "How many came back from their senders, if any",
                pieces.changed_by_senders,
                is_long=True,
            ),
            _link("queue_link", "queue_url", "The link to the queue"),
        ),
    ),
    MailKind(
        "edits_answered",
        "Edits answered",
        STAFF,
        "To the one who showed the edits, when the sender answers.",
        (
            NUMBER,
            STAFF_NAME,
            _words("answer", "The answer: yes or no", pieces.answer),
            _piece("answer_means", "What follows from the answer", pieces.answer_means),
            DESK_LINK,
        ),
    ),
    MailKind(
        "story_corrected",
        "Changed by its sender",
        STAFF,
        "To those who dealt with a story, when its sender sends new words.",
        (
            NUMBER,
            STAFF_NAME,
            _words("version", "The number of the new version", lambda about: str(about["version"])),
            _piece("taken_down", "That its page came down, if it was public", pieces.taken_down),
            DESK_LINK,
        ),
    ),
    MailKind(
        "person_refused_staff",
        "A person in the story said no",
        STAFF,
        "To moderators, when a person in the story refuses.",
        (NUMBER, STAFF_NAME, RELATION, DESK_LINK),
    ),
    MailKind(
        "schedule_refused",
        "Page did not go live",
        STAFF,
        "To editors, when a scheduled page may not be published.",
        (
            STAFF_NAME,
            _words("page_kind", "What kind of page it is", lambda a: str(a["kind_of_page"])),
            _words("page_title", "The title of the page", lambda about: about["page"].title),
            _piece(
                "reasons",
                "Why it cannot be published",
                lambda about: pieces.listed(about["reasons"]),
            ),
            _link("page_link", "edit_url", "The link to the page in the editor"),
        ),
    ),
]
BY_NAME = {kind.name: kind for kind in KINDS}
