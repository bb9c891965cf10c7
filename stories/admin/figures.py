"""The figures of the review: what came in some days and what became of it, and what waits now.

Each figure is one query of the database, whatever the number of stories. What came, how far it got,
where it stands, its topics and grounds and both medians are about the stories that were sent in the
period. What waits is about now. An erased story is in no figure but the number of erasures.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import (
    Cast,
    Coalesce,
    Least,
    NullIf,
    TruncDay,
    TruncMonth,
    TruncWeek,
)
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories.models import Decision, ErasurePermit, Submission
from stories.standing import READ

State = Submission.State
# Days from which a story counts in each row, and what the row is called.
AGES = [
    (0, "Less than a day"),
    (1, "1 or 2 days"),
    (3, "3 to 6 days"),
    (7, "1 to 2 weeks"),
    (14, "2 weeks or more"),
]
MOST_DAYS, MOST_WEEKS = 31, 26
# LEAST is NULL on SQLite as soon as one of its values is, and is not on PostgreSQL.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Period:
    """Days, the first and the last included, in the time zone of the site."""

    first: date
    last: date

    @property
    def moments(self):
        """Return when it begins and when it is over."""
        begin, end = (
            timezone.make_aware(datetime.combine(day, time.min))
            for day in (self.first, self.last + timedelta(days=1))
        )
        return begin, end

    @property
    def unit(self):
        """Return what it is cut into: day, week or month."""
        days = (self.last - self.first).days + 1
        if days <= MOST_DAYS:
            return "day"
        return "week" if days <= MOST_WEEKS * 7 else "month"

    @property
    def starts(self):
        """Return the first day of each piece; that of the first piece may lie before the period."""
        day = start_of(self.first, self.unit)
        found = []
        while day <= self.last:
            found.append(day)
            # A month has 31 days at most.
            step = {"day": 1, "week": 7, "month": 32}[self.unit]
            day = start_of(day + timedelta(days=step), self.unit)
        return found


@dataclass
class Figures:
    """What is known of a period; every dictionary maps what is counted to how many."""

    states: dict = field(default_factory=dict)
    confirmed: int = 0
    read: int = 0
    decided: int = 0
    channels: dict = field(default_factory=dict)
    topics: dict = field(default_factory=dict)
    # Ground -> (requests for changes, refusals).
    grounds: dict = field(default_factory=dict)
    # First day of a piece -> came.
    over_time: dict = field(default_factory=dict)
    to_first_reading: timedelta | None = None
    to_first_decision: timedelta | None = None
    # Label of AGES -> (waiting, of them with no reader).
    waiting: dict = field(default_factory=dict)
    oldest_at: datetime | None = None
    for_sender: int = 0
    for_page: int = 0
    erased: int = 0
    # Sample stories of these days beside real ones, or real ones beside sample stories.
    others: int = 0

    @property
    def came(self):
        """Return how many stories came."""
        return sum(self.states.values())

    @property
    def is_waiting(self):
        """Return how many wait to be read now."""
        return sum(count for count, _ in self.waiting.values())

    def stand(self, *states):
        """Return how many of those that came are in one of the states now."""
        return sum(self.states.get(state, 0) for state in states)


def figures_of(period: Period, *, is_sample: bool = False, now: datetime | None = None) -> Figures:
    """Return the figures of a period, of real stories or of the sample stories of the demo alone.

    The first reading is the moment at which somebody first took the story to read, or decided on it
    without that. The first decision is an approval of a step, a request for changes or a refusal.
    Both waits run from the moment the story was sent, and are medians of those that have come to it:
    the value in the middle, found by the database.
    """
    now = now or timezone.now()
    everything = _came(period)
    came = everything.filter(is_sample=is_sample)
    found = Figures()
    _count_kinds(found, everything, is_sample)
    found.grounds = _count_grounds(came)
    found.over_time = _count_over_time(period, came)
    found.to_first_reading = _median(came, "read_at", found.read)
    found.to_first_decision = _median(came, "decided_at", found.decided)
    _count_waiting(found, is_sample, now)
    begin, end = period.moments
    # The record of an erasure holds nothing that says whether it was a sample.
    found.erased = ErasurePermit.objects.filter(
        closed_at__isnull=False, opened_at__gte=begin, opened_at__lt=end
    ).count()
    return found


def start_of(day: date, unit: str) -> date:
    """Return the first day of the day, week (from Monday) or month in which a day lies."""
    if unit == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if unit == "week" else day


def _came(period):
    """Return the stories sent in the period, with decided_at and read_at."""
    begin, end = period.moments
    claims = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Submission),
        object_id=Cast(OuterRef("pk"), CharField()),
        action="stories.claim",
    ).order_by("timestamp")
    decisions = Decision.objects.filter(submission=OuterRef("pk"), kind__in=READ).order_by("at")
    moments = [
        Coalesce(moment, Value(NEVER), output_field=DateTimeField())
        for moment in (
            Subquery(claims.values("timestamp")[:1]),
            Subquery(decisions.values("at")[:1]),
            F("claimed_at"),
        )
    ]
    return (
        Submission.objects.filter(submit_time__gte=begin, submit_time__lt=end)
        .order_by()
        .annotate(
            decided_at=Subquery(decisions.values("at")[:1]),
            read_at=NullIf(Least(*moments), Value(NEVER), output_field=DateTimeField()),
        )
    )


def _count_kinds(found, everything, is_sample):
    """Count by state, way and topic at once: the rows are combinations of these, however many stories."""
    names = {"state": found.states, "arrival__channel": found.channels, "topic__name": found.topics}
    counted = everything.values("is_sample", *names).annotate(
        n=Count("pk"),
        confirmed=Count("email_confirmed_at"),
        read=Count("read_at"),
        decided=Count("decided_at"),
    )
    for row in counted.order_by("topic__name"):
        if row["is_sample"] != is_sample:
            found.others += row["n"]
            continue
        for name, counts in names.items():
            counts[row[name]] = counts.get(row[name], 0) + row["n"]
        found.confirmed += row["confirmed"]
        found.read += row["read"]
        found.decided += row["decided"]


def _count_grounds(came):
    """Count each ground once a decision: the rows are sets of grounds, of which there are few."""
    found = {ground: [0, 0] for ground in Decision.Ground.values}
    kinds = [Decision.Kind.CHANGES, Decision.Kind.REFUSE]
    decisions = Decision.objects.filter(submission__in=came.values("pk"), kind__in=kinds)
    for row in decisions.values("kind", "grounds").annotate(n=Count("pk")).order_by():
        for ground in {*row["grounds"]} & {*found}:
            found[ground][kinds.index(row["kind"])] += row["n"]
    return {ground: tuple(counts) for ground, counts in found.items()}


def _count_over_time(period, came):
    cut = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth}[period.unit]
    counted = came.values(start=cut("submit_time")).annotate(n=Count("pk")).order_by("start")
    numbers = {timezone.localdate(row["start"]): row["n"] for row in counted}
    return {start: numbers.get(start, 0) for start in period.starts}


def _median(rows, moment, count):
    wait = ExpressionWrapper(F(moment) - F("submit_time"), output_field=DurationField())
    waits = (
        rows.filter(**{f"{moment}__isnull": False})
        .annotate(wait=wait)
        .order_by("wait")
        .values_list("wait", flat=True)
    )
    # One value, or the two between which the middle lies.
    middle = list(waits[(count - 1) // 2 : count // 2 + 1]) if count else []
    return sum(middle, timedelta()) / len(middle) if middle else None


def _count_waiting(found, is_sample, now):
    waiting = Q(state__in=Submission.WAITING)
    wanted = {
        "oldest_at": Min("submit_time", filter=waiting),
        "for_sender": Count("pk", filter=Q(state=State.CHANGES_REQUESTED)),
        "for_page": Count("pk", filter=Q(state=State.APPROVED, story_page=None)),
    }
    ends = [days for days, _ in AGES[1:]]
    for at, (days, _) in enumerate(AGES):
        aged = waiting & Q(submit_time__lte=now - timedelta(days=days)) if days else waiting
        if at < len(ends):
            aged &= Q(submit_time__gt=now - timedelta(days=ends[at]))
        wanted[f"aged_{at}"] = Count("pk", filter=aged)
        wanted[f"free_{at}"] = Count("pk", filter=aged & Q(claimed_by=None))
    counted = Submission.objects.filter(
        is_sample=is_sample,
        state__in=(*Submission.WAITING, State.CHANGES_REQUESTED, State.APPROVED),
    ).aggregate(**wanted)
    for name in ("oldest_at", "for_sender", "for_page"):
        setattr(found, name, counted[name])
    found.waiting = {
        label: (counted[f"aged_{at}"], counted[f"free_{at}"]) for at, (_, label) in enumerate(AGES)
    }
