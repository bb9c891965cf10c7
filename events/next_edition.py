"""Making the next year's edition: its structure is that of the last one, and no story comes along."""

import re
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.blocks import StructValue
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from events.models import DayQuestion, Edition, EventPage
from events.week_blocks import RecapBlock

WEEK = timedelta(weeks=1)


class EditionExists(Exception):
    """The next year has its edition already; `edition` is that one."""

    def __init__(self, edition):
        super().__init__(f"There is an edition of {edition.year} already.")
        self.edition = edition


@dataclass(frozen=True)
class NextEdition:
    """What was made: an edition, and a draft for each page of the week that the last one has."""

    edition: Edition
    pages: list[EventPage]


def may_make(user):
    """Say whether somebody may make the next edition."""
    return user.is_active and user.has_perm("events.add_edition")


def next_start(starts_on: date) -> date:
    """Return the first day of the next year's week: the same day of the week, in the same season."""
    found = starts_on + 52 * WEEK
    # 52 weeks are a day or two short of a year: a week at its very beginning would not leave it.
    return found if found.year > starts_on.year else found + WEEK


@transaction.atomic
def make_next(edition, *, user) -> NextEdition:
    """Make the edition of the next year with the questions of its days, and drafts of its pages.

    The pages keep their blocks and texts; slots are empty, looks back are left out, and days of blocks
    move with the week. Activities and partners are those of one year, so none comes along. Dates are a proposal: the same days of the week. The old edition and its pages stay as
    they are, address and all. One transaction; of two calls one wins. Raises PermissionDenied and
    EditionExists.
    """
    if not may_make(user):
        raise PermissionDenied("You do not have permission to add an edition.")
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    there = Edition.objects.filter(name=edition.name, year=edition.year + 1).first()
    if there:
        raise EditionExists(there)
    move = next_start(edition.starts_on) - edition.starts_on
    made = Edition(
        name=edition.name,
        name_elsewhere=edition.name_elsewhere,
        year=edition.year + 1,
        starts_on=edition.starts_on + move,
        ends_on=edition.ends_on + move,
        time_zone=edition.time_zone,
        hashtag=edition.hashtag,
    )
    made.day_questions = [
        DayQuestion(
            day=row.day + move,
            question=row.question,
            question_elsewhere=row.question_elsewhere,
            text=row.text,
            text_elsewhere=row.text_elsewhere,
        )
        for row in edition.day_questions.all()
    ]
    made.save()
    log(made, "wagtail.create", user=user)
    keys = defaultdict(uuid.uuid4)
    pages = [
        _copy(page, edition, made, move, user, keys[page.translation_key])
        for page in edition.pages.all()
    ]
    return NextEdition(made, pages)


def _copy(page, edition, made, move, user, key):
    """Return a draft of a page for the next edition, beside the old one; key: what its versions in all languages share."""
    old, new = str(edition.year), str(made.year)
    stem = re.sub(rf"-?{old}\b", "", page.slug).strip("-") or "week"
    empty = page.get_latest_revision_as_object()
    for slot in empty.get_slots():
        slot.put([])
    for place in reversed(range(len(empty.body))):
        # What a look back says belongs to the year it is about.
        if isinstance(empty.body[place].block, RecapBlock):
            del empty.body[place]
    _move_days(empty.body, move)
    # The right to make an edition decides, not one to the page: nothing of it goes live.
    return CopyPageAction(
        page=page,
        user=user,
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        update_attrs={
            "translation_key": key,
            "title": empty.title.replace(old, new) if old in empty.title else empty.title,
            "slug": find_available_slug(page.get_parent(), f"{stem}-{new}"),
            "edition": made,
            "intro": empty.intro,
            "recap": "",
            "body": empty.body,
            # Dates of older content belong to the page that had it.
            "published_on": None,
            "updated_on": None,
            "go_live_at": None,
            "expire_at": None,
        },
    ).execute(skip_permission_checks=True)


def _move_days(stream, move):
    """Move the days on which blocks show by as much as the week moves."""
    for child in stream:
        when = child.value.get("when") if isinstance(child.value, StructValue) else None
        for name in ("first_day", "last_day"):
            if when and when.get(name):
                when[name] += move
