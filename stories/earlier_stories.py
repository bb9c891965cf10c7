"""Earlier stories from a table: each row is judged, then stored whole or not at all."""

import json
import logging
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from cms.models import CampaignSettings
from stories import drafts, entering, roles, sealed_rows
from stories.importing import EarlierStory, read_story
from stories.models import Arrival, Original, Submission
from stories.story_form import Agreement
from stories.story_table import CONSENT_KEYS, SENT_ON, Row, heading_of

logger = logging.getLogger(__name__)

PEOPLE = "story_people"
# Equal rows make equal one-time ids, so that no upload makes a story twice.
NAMESPACE = uuid.UUID("6d0f5f0e-64a1-4f0a-9a53-2f8ad2f6c1b7")


class Status(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", "Will be made"
    MADE = "made", "Made"
    KNOWN = "known", "Here already"
    ALIKE = "alike", "Like another story"
    PROBLEM = "problem", "To mend"
    FAILED = "failed", "Not stored"


@dataclass
class Verdict:
    """What a row is and what becomes of it; `submission` is the story it became or is like."""

    row: Row
    story: EarlierStory
    status: str
    problems: list[str] = field(default_factory=list)
    submission: Submission | None = None
    receipt: uuid.UUID | None = None
    answers: dict = field(default_factory=dict)
    labels: list = field(default_factory=list)

    @property
    def number(self):
        """Return the number of the row in the spreadsheet."""
        return self.row.number

    @property
    def label(self):
        """Return the status in words."""
        return Status(self.status).label

    @property
    def title(self):
        """Return what the row is about, for a list: its title, else its sentence."""
        return self.story.typed.get("story_title") or self.story.typed.get("story_because", "")

    @property
    def will_be_made(self):
        """Say whether a confirmation makes a story of this row."""
        return self.status == Status.NEW


def judge(page, rows: Iterable[Row], *, now: datetime | None = None) -> list[Verdict]:
    """Return a Verdict for each row of a table; nothing is stored."""
    today = timezone.localdate(now)
    form_class = page.get_form_class()
    campaign = CampaignSettings.for_site(page.get_site())
    verdicts, seen = [], {}
    for row in rows:
        story = read_story(row, today=today)
        verdict = Verdict(row, story, Status.PROBLEM, receipt=receipt_of(story))
        verdict.problems = [*story.problems, *_check(verdict, form_class, page, campaign)]
        if not verdict.problems:
            _compare(verdict, seen)
        verdicts.append(verdict)
    return verdicts


def store(
    page, verdicts: Iterable[Verdict], *, user, writes_mail=False, now: datetime | None = None
) -> list[Verdict]:
    """Make a story of each row that will be made, each in a transaction of its own. Return the same verdicts."""
    verdicts = list(verdicts)
    for verdict in verdicts:
        if verdict.will_be_made:
            _store(page, verdict, user, writes_mail, now)
    return verdicts


def questions_of(page) -> dict[str, str]:
    """Return the form's own questions, label -> name, which may be headings of the table, too."""
    form_class = page.get_form_class()
    return {
        str(form_field.label): name
        for name, form_field in form_class.base_fields.items()
        if name not in roles.NAMES
    }


def receipt_of(story: EarlierStory) -> uuid.UUID:
    """Return the one-time id of a row: equal contents, equal id, wherever the row stands."""
    said = asdict(story)
    del said["number"], said["problems"]
    filled = {name: value for name, value in said.pop("typed").items() if value}
    return uuid.uuid5(NAMESPACE, json.dumps([filled, said], sort_keys=True, default=str))


def _check(verdict, form_class, page, campaign):
    """Return what the form of the site says against a row; keep the answers that it makes of it."""
    story = verdict.story
    typed = dict(story.typed)
    problems = [
        f"{heading_of(name)}: The form does not ask for this. Empty the cell, or add the question."
        for name, value in typed.items()
        if value and name not in form_class.base_fields and name != PEOPLE
    ]
    form = form_class(
        MultiValueDict(drafts.data_of(typed | dict.fromkeys(story.given, "on"))),
        MultiValueDict(),
        page=page,
        campaign=campaign,
    )
    _relax(form)
    _fit_choices(form)
    blamed = {problem.partition(":")[0] for problem in story.problems}
    for name, messages in form.errors.items():
        heading = heading_of(name) if name in form.fields else ""
        if heading not in blamed:
            problems += [_explain(form, name, heading, message) for message in messages]
    if problems or story.problems:
        return problems
    verdict.answers, verdict.labels = form.answers, form.labels
    if "consent_until" in form.fields and story.ends_on is None:
        verdict.answers["consent_until"] = "open"
    more = {SENT_ON: story.sent_on}
    if PEOPLE not in form.fields:
        # Whoever is in a story is protected, whether or not the form asks today.
        more[PEOPLE] = typed.get(PEOPLE)
    for name, value in more.items():
        if value:
            verdict.answers[name] = value
            verdict.labels = [*verdict.labels, (name, heading_of(name))]
    return []


def _relax(form):
    """Ask only for what makes a story: what else the form asks today, nobody asked then."""
    for name, form_field in form.fields.items():
        form_field.required = name in roles.ALWAYS_REQUIRED - {"story_email", "consent_until"}
    form.asked_prompts, form.asked_beside = (), {}


def _fit_choices(form):
    """Take the name of a topic in any case."""
    topic = form.fields.get("story_topic")
    typed = form.data.get("story_topic", "").casefold()
    for value, _ in topic.choices if topic and typed else ():
        if value.casefold() == typed:
            form.data["story_topic"] = value


def _explain(form, name, heading, message):
    """Return a message of the form in words for whoever mends a table."""
    if name in roles.CONSENT_SCOPES:
        return f"{heading}: Without a yes to this the story cannot be taken."
    if name == "story_topic":
        names = [value for value, _ in form.fields[name].choices if value]
        return f"{heading}: There is no such topic. There are: {', '.join(names)}."
    words = message if message.endswith((".", "?")) else f"{message}."
    return f"{heading}: {words}" if heading else words


def _compare(verdict, seen):
    """Find out whether the story is here already, or stands twice in the table."""
    known = Submission.objects.filter(receipt=verdict.receipt).first()
    if known:
        verdict.status, verdict.submission = Status.KNOWN, known
        return
    answers = verdict.answers
    # A sentence alone can be a coincidence; of the same person it is none.
    is_told = any(answers.get(name) for name in roles.PROMPTS)
    words = sealed_rows.text_hash_of(answers) if is_told else None
    said = (answers["story_because"].casefold(), answers["story_name"].casefold())
    above = seen.get(words) or seen.get(said)
    if above:
        verdict.status = Status.ALIKE
        verdict.problems = [f"The same story stands in row {above}."]
        return
    alike = _alike(words, answers)
    if alike:
        verdict.status, verdict.submission = Status.ALIKE, alike
        verdict.problems = [
            "There is a story with the same words. If this is another one, enter it by hand."
        ]
        return
    verdict.status = Status.NEW
    seen[said] = verdict.number
    if words:
        seen[words] = verdict.number


def _alike(words, answers):
    """Return a story with these words (a text hash), or with the same sentence by the same person."""
    original = (
        Original.objects.filter(text_hash=words).select_related("submission").first()
        if words
        else None
    )
    if original:
        return original.submission
    return Submission.objects.filter(
        because=answers["story_because"], sender_name__iexact=answers["story_name"]
    ).first()


def _store(page, verdict, user, writes_mail, now):
    story = verdict.story
    try:
        verdict.submission = entering.enter(
            page,
            verdict.answers,
            statement=entering.Statement(
                channel=Arrival.Channel.IMPORT,
                given_on=story.given_on,
                how=story.how,
                ends_on=story.ends_on,
            ),
            user=user,
            receipt=verdict.receipt,
            labels=verdict.labels,
            agreements=[
                Agreement(roles.CONSENT_SCOPES[key], story.words, key in story.given)
                for key in CONSENT_KEYS
            ],
            writes_mail=writes_mail,
            now=now,
        )
    except Exception as error:
        # Whatever it was, the other rows are stories of other people; this one is told as not stored.
        # What a database says may repeat the words of the story: they do not belong into a log.
        logger.error("A row of a table could not be stored: %s", type(error).__name__)
        verdict.status = Status.FAILED
        verdict.problems = ["It could not be stored just now. Upload the file again later."]
    else:
        verdict.status = Status.MADE
