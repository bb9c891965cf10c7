"""The mail on a refusal or a request for changes, as it would go out, and as the decider edits it."""

import hashlib
from functools import cached_property

from stories import emails, private_links
from stories.mail_words import MailWords
from stories.models import Decision, ReviewPolicy

MAILED = (Decision.Kind.CHANGES, Decision.Kind.REFUSE)
SUBJECT_LENGTH, BODY_LENGTH = 200, 10_000
OVERTAKEN = (
    "You chose other grounds or wrote another note after you had edited this mail. Your words are "
    "still here. Make them fit, or start again from the new mail with the button below."
)
NO_LINK = (
    "The line with the sender’s private link is gone. Without it the sender cannot act. Put it back: "
    "{link}"
)
EMPTY = "Write a subject and a text, or start again from the mail as it was with the button below."
TOO_LONG = "This text is too long to be sent. Shorten it to {most} characters: it has {has}."


class MailDraft:
    """One mail before it is written: the template's words, or those of a person.

    The page says which words it was filled with, by their hash. So words that nobody touched follow
    the grounds and the note, and words that somebody edited are never replaced.
    """

    def __init__(self, submission, kind, user, data=None):
        self.submission, self.kind, self.user = submission, kind, user
        self.data = data if data is not None else {}
        self.is_looked_at = False

    @classmethod
    def of(cls, submission, kind, user, data=None):
        """Return the draft, or None where no mail goes out with this decision."""
        if kind not in MAILED or not submission.sender_email:
            return None
        return cls(submission, kind, user, data)

    @cached_property
    def composed(self) -> MailWords:
        """The words of the template for the grounds and the note as they are typed."""
        grounds = self.data.getlist("grounds") if self.data else []
        return emails.decision_words(
            Decision(
                submission=self.submission,
                kind=self.kind,
                grounds=[ground for ground in grounds if ground in Decision.Ground.values],
                note=_lines(self.data.get("note", "")),
                policy=ReviewPolicy.objects.current(),
                by=self.user,
            )
        )

    @cached_property
    def typed(self) -> MailWords | None:
        """The words in the form; None where there are none, or where somebody starts again."""
        if "mail_body" not in self.data or self.data.get("preview") == "anew":
            return None
        subject = " ".join(self.data.get("mail_subject", "").split())
        body = _lines(self.data["mail_body"])
        return self.composed._replace(subject=subject, body=f"{body}\n" if body else "")

    @property
    def is_edited(self):
        """Say whether somebody changed the words that the page was filled with."""
        return self.typed is not None and _digest(self.typed) != self.data.get("mail_base")

    @property
    def is_overtaken(self):
        """Say whether the grounds or the note changed after the words were edited."""
        base = self.data.get("mail_base", "")
        return self.is_edited and not self.is_looked_at and base not in ("", _digest(self.composed))

    @property
    def shown(self) -> MailWords:
        """The words that the page shows."""
        return self.typed if self.is_edited else self.composed

    @property
    def words(self) -> MailWords | None:
        """The edited words, None where the template's go out."""
        return self.typed if self.is_edited else None

    @property
    def base(self):
        """What tells edited words from those that the page was filled with; who is warned keeps the old."""
        return self.data["mail_base"] if self.is_overtaken else _digest(self.composed)

    @cached_property
    def errors(self):
        """Return why these words cannot be sent, each with how to go on."""
        if not self.is_edited:
            return []
        subject, body = self.typed[:2]
        if not (subject and body.strip()):
            return [EMPTY]
        found = []
        if self.is_overtaken:
            found.append(OVERTAKEN)
        link = private_links.placeholder()
        if link in self.composed.body and link not in body:
            found.append(NO_LINK.format(link=link))
        if len(subject) > SUBJECT_LENGTH:
            found.append(TOO_LONG.format(most=SUBJECT_LENGTH, has=len(subject)))
        if len(body) > BODY_LENGTH:
            found.append(TOO_LONG.format(most=BODY_LENGTH, has=len(body)))
        return found

    def looked_at(self):
        """Return the draft with its errors told: sent once more, its words count as they are."""
        # Looked up first, while they still hold.
        self.is_looked_at = bool(self.errors)
        return self

    @property
    def link(self):
        """What stands for the private link until the mail leaves."""
        return private_links.placeholder()


def _lines(text):
    """Return a text as it is stored: one kind of line end, nothing around it, no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _digest(words):
    return hashlib.sha256(f"{words.subject}\n{words.body}".encode(errors="replace")).hexdigest()[
        :32
    ]
