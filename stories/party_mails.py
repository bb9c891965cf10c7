"""Mails about the people in a story: to them, and about their answers."""

import re

from django.urls import reverse

from cms.addresses import site_address
from stories import outbox
from stories.emails import reviewers
from stories.models import OutboxMail

# A name that could lead somewhere is none to put into a mail to somebody else.
_LINK = re.compile(r"[/@:]|www\.|\w\.\w{2}", re.IGNORECASE)


def ask(person, token, *, now=None):
    """Ask a person in a story for a yes of the own. Return the OutboxMail.

    Nothing of the story stands in it: a mistyped address must not tell it to a stranger.
    """
    name = person.submission.sender_name
    return outbox.write(
        "person_asked",
        person.submission,
        key=f"person_asked:{person.pk}",
        to=person.email,
        now=now,
        sender="Somebody" if _LINK.search(name) else name,
        story_url=site_address(reverse("their_story", args=[token])),
    )


def refused(person, *, now=None):
    """Tell the sender and the moderators that a person in the story has said no."""
    submission = person.submission
    key = f"person_refused:{person.pk}:{person.refused_at:%Y%m%d%H%M%S}"
    outbox.write("person_refused", submission, key=key, now=now, person=person)
    for user in reviewers():
        outbox.write(
            "person_refused_staff",
            submission,
            key=f"{key}:{user.pk}",
            to=user.email,
            now=now,
            user=user,
            person=person,
            desk_url=site_address(submission.desk_url),
        )


def take_back(person):
    """Delete a mail to a person that has not left yet."""
    OutboxMail.objects.filter(key=f"person_asked:{person.pk}", sent_at=None).delete()
