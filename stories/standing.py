"""Where a story stands, in words for its sender: whose turn it is, what was done and when, what comes next."""

from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from stories import holding, second_look
from stories.models import Decision, ReviewPolicy, StoryFormPage, Submission
from stories.showing import Surface, may_show

State = Submission.State
# The words of each state; a story that is held reads like any that has come in.
WORDS = {
    State.RECEIVED: _("Received"),
    State.IN_REVIEW: _("Being read"),
    State.CHANGES_REQUESTED: _("We need something from you"),
    State.AWAITING_SIGN_OFF: _("Your approval needed"),
    State.APPROVED: _("Approved"),
    State.SCHEDULED: _("Goes live on {day}"),
    State.LIVE: _("Live"),
    State.NOT_SELECTED: _("Not selected"),
    State.WITHDRAWN: _("Withdrawn"),
    State.SPAM: _("Received"),
}
READ = (Decision.Kind.APPROVE, Decision.Kind.CHANGES, Decision.Kind.REFUSE)
# The waiting time is measured on the last decisions, once there are enough to say something.
MEASURED, ENOUGH = 20, 5
READING_DAYS = 7


@dataclass(frozen=True)
class Step:
    """One station of the track: mark is done, now or next; note holds words of an editor, rules those that counted."""

    title: str
    mark: str
    lines: tuple = ()
    note: str = ""
    grounds: tuple = ()
    url: str = ""
    rules: ReviewPolicy | None = None


@dataclass(frozen=True)
class Standing:
    """All that the status page says about a story."""

    word: str
    lede: str
    steps: list[Step] = field(default_factory=list)


def read(submission, *, now=None) -> Standing:
    """Return where a submission stands."""
    story = _Story(submission, now or timezone.now())
    track = _looked_at_again if story.is_looked_at_again else TRACKS[story.state]
    steps = [story.sent(), *track(story)]
    return Standing(story.word, story.lede, steps)


def measured_wait():
    """Return (how many stories were measured, median wait for a first decision), or None of too few."""
    decisions = Decision.objects.filter(kind__in=READ, submission__is_sample=False)
    earlier = Decision.objects.filter(
        submission=OuterRef("submission"), kind__in=READ, pk__lt=OuterRef("pk")
    )
    first = decisions.exclude(Exists(earlier)).order_by("-pk")
    waits = [
        at - sent for at, sent in first.values_list("at", "submission__submit_time")[:MEASURED]
    ]
    return (len(waits), median(waits)) if len(waits) >= ENOUGH else None


def in_words(wait) -> str:
    """Return a span of time as people say it."""
    hours = round(wait.total_seconds() / 3600)
    if hours < 2:
        return gettext("about an hour")
    if hours < 36:
        if hours >= 22:
            return gettext("about a day")
        return ngettext("about {count} hour", "about {count} hours", hours).format(count=hours)
    days = round(hours / 24)
    return ngettext("about {count} day", "about {count} days", days).format(count=days)


def day(moment, now) -> str:
    """Return the day of a moment, such as "Tuesday, September 17"; the year only where it is another one."""
    moment, now = timezone.localtime(moment), timezone.localtime(now)
    return format_date(
        moment, gettext("l, F j") if moment.year == now.year else gettext("l, F j, Y")
    )


def clock(moment, now) -> str:
    """Return day and time, such as "Tuesday, September 17, 9:58 a.m."."""
    time = format_date(timezone.localtime(moment), gettext("P"))
    return f"{day(moment, now)}, {time}"


class _Story:
    """What the sentences about one submission are made from."""

    def __init__(self, submission, now):
        self.submission, self.now = submission, now
        self.state = holding.shown_state(submission)
        self.original = submission.original
        self.page = getattr(submission, "story_page", None)
        decisions = [row for row in holding.told_decisions(submission) if row.kind in READ]
        self.last = decisions[0] if decisions else None
        # Those on the words of now.
        self.decisions = [row for row in decisions if row.at >= self.original.at]
        self.look = second_look.look_at(submission)
        self.shows = self.page is not None and may_show(self.page, Surface.LIST)

    @property
    def is_looked_at_again(self):
        """Say whether another person reads the story now, or has and the sender does not know yet."""
        return (
            self.look is not None
            and self.state in Submission.WAITING
            and self.last == self.look.decision
        )

    @property
    def word(self):
        state = self.state
        if state == State.LIVE and not self.shows:
            state = State.APPROVED
        goes_live = self.page.go_live_at if self.page else None
        return WORDS[state].format(
            day=day(goes_live, self.now) if goes_live else gettext("its day")
        )

    @property
    def lede(self):
        state = self.state
        if state == State.LIVE and not self.shows:
            words = gettext("It is not public at the moment.")
            return f"{words} {self.why_not}"
        if state == State.NOT_SELECTED and self.last and self.last.can_be_mended:
            return gettext(
                "It is your turn, if you like. You can change your story and send it again."
            )
        if self.is_looked_at_again:
            return gettext(
                "It is our turn. You asked for a second look, and another person reads your story."
            )
        if state in (State.RECEIVED, State.SPAM) and self.decisions:
            return gettext(
                "It is our turn. One editor has read your story. Another one reads it next."
            )
        return LEDES[state]

    @property
    def why_not(self):
        """Say why a story that went live cannot be seen."""
        given = self.submission.consents
        if not given.current(self.now).filter(scope="publish").exists():
            return gettext(
                "Your permission to publish it has ended. Write to us to give a new one."
            )
        return gettext("Write to us if you want to know more.")

    def sent(self):
        submission, now = self.submission, self.now
        lines = [clock(submission.submit_time, now)]
        if self.original.version > 1:
            lines.append(
                gettext("Changed by you on {moment}").format(moment=clock(self.original.at, now))
            )
        if submission.email_confirmed_at:
            lines.append(
                gettext("Address confirmed on {day}").format(
                    day=day(submission.email_confirmed_at, now)
                )
            )
        return Step(gettext("Sent"), "done", tuple(lines))

    def waiting_to_be_read(self):
        if self.decisions:
            lines = (
                gettext("By one editor on {day}").format(day=day(self.decisions[-1].at, self.now)),
            )
        elif self.state == State.IN_REVIEW and self.submission.claimed_at:
            lines = (
                gettext("An editor took it to read on {day}.").format(
                    day=day(self.submission.claimed_at, self.now)
                ),
            )
        else:
            lines = self.promise()
        return Step(gettext("Read by an editor"), "now", lines)

    def was_read(self):
        if not self.decisions:
            return Step(gettext("Read by an editor"), "done")
        first = self.decisions[-1]
        note = first.note if first.kind == Decision.Kind.APPROVE else ""
        return Step(gettext("Read by an editor"), "done", (day(first.at, self.now),), note)

    def promise(self):
        """Say honestly how long it takes, from what it took others or from what the form promises."""
        since = max(self.submission.submit_time, self.original.at)
        measured = measured_wait()
        if measured:
            count, wait = measured
            told = gettext("The last {count} stories waited {wait} for a first answer.").format(
                count=count, wait=in_words(wait)
            )
            if since + max(wait, timedelta(days=1)) > self.now:
                return (told,)
            return (told, gettext("Yours has waited longer. We have not forgotten it."))
        form = StoryFormPage.objects.filter(pk=self.submission.page_id).first()
        days = form.reading_days if form else READING_DAYS
        by = since + timedelta(days=days)
        if by > self.now:
            return (gettext("By {day}, if all goes well.").format(day=day(by, self.now)),)
        return (
            gettext(
                "We meant to read it by {day}. We are late, and we have not forgotten it."
            ).format(day=day(by, self.now)),
        )

    def decision(self, title, mark, *lines):
        """Return the station of the last decision, with what the editor wrote."""
        last = self.last
        if last is None or last.kind == Decision.Kind.APPROVE:
            return Step(title, mark, lines)
        grounds = tuple(last.ground_labels)
        return Step(title, mark, lines, last.note, grounds, rules=last.policy)

    def changed_on(self):
        return day(self.submission.state_changed_at, self.now)


def _in_the_queue(story):
    return [
        story.waiting_to_be_read(),
        Step(gettext("Decision"), "next", (gettext("We write to you, whatever it is."),)),
        Step(gettext("Published"), "next", (gettext("We mail you the link."),)),
    ]


def _looked_at_again(story):
    return [
        story.decision(gettext("Not selected"), "done", day(story.look.decision.at, story.now)),
        Step(
            gettext("Second look"),
            "now",
            (
                gettext("You asked for it on {day}.").format(
                    day=day(story.look.asked_at, story.now)
                ),
                gettext("Another person reads it."),
            ),
        ),
        Step(gettext("Decision"), "next", (gettext("We write to you, whatever it is."),)),
    ]


def _waits_for_sender(story):
    return [
        story.was_read(),
        story.decision(
            gettext("Waiting for you"),
            "now",
            gettext("Since {day}").format(day=story.changed_on()),
        ),
        Step(gettext("Published"), "next", (gettext("We mail you the link."),)),
    ]


def _approved(story):
    people = people_to_wait_for(story.submission)
    line = (
        gettext("We make its page as soon as everybody has said yes.")
        if people
        else gettext("We make its page and write to you when it is there.")
    )
    return [
        story.was_read(),
        Step(gettext("Decision"), "done", (gettext("Chosen."),)),
        Step(gettext("Published"), "now", (line,)),
    ]


def _scheduled(story):
    return [
        story.was_read(),
        Step(gettext("Decision"), "done", (gettext("Chosen."),)),
        Step(gettext("Published"), "now", (f"{story.word}.",)),
    ]


def _live(story):
    if not story.shows:
        return [story.was_read(), Step(gettext("Published"), "now", (story.why_not,))]
    since = day(story.page.last_published_at or story.submission.state_changed_at, story.now)
    published = Step(
        gettext("Published"),
        "done",
        (gettext("Since {day}").format(day=since),),
        url=story.page.get_url() or "",
    )
    return [story.was_read(), Step(gettext("Decision"), "done", (gettext("Chosen."),)), published]


def _not_selected(story):
    lines = [story.changed_on()]
    if story.look and story.last and story.last.at >= story.look.asked_at:
        lines.append(gettext("This was the second look. There is one for each story."))
    return [story.was_read(), story.decision(gettext("Not selected"), "now", *lines)]


def _withdrawn(story):
    read = [story.was_read()] if story.decisions else []
    return [*read, Step(gettext("Withdrawn"), "now", (story.changed_on(),))]


LEDES = {
    State.RECEIVED: _("It is our turn. A person will read your story."),
    State.SPAM: _("It is our turn. A person will read your story."),
    State.IN_REVIEW: _("It is our turn. An editor is reading your story now."),
    State.CHANGES_REQUESTED: _(
        "It is your turn. Please read what we need, and answer when you can."
    ),
    State.AWAITING_SIGN_OFF: _("It is your turn. Please look at the edits."),
    State.APPROVED: _("It is our turn. We would like to publish your story."),
    State.SCHEDULED: _("Nothing is left to do for you. Your story goes live by itself."),
    State.LIVE: _("Everybody can read your story. Thank you for telling it."),
    State.NOT_SELECTED: _("We will not publish this story. Thank you for trusting us with it."),
    State.WITHDRAWN: _(
        "You took it back. Only our staff can see it, and nothing of it is published."
    ),
}
TRACKS = {
    State.RECEIVED: _in_the_queue,
    State.SPAM: _in_the_queue,
    State.IN_REVIEW: _in_the_queue,
    State.CHANGES_REQUESTED: _waits_for_sender,
    State.AWAITING_SIGN_OFF: _waits_for_sender,
    State.APPROVED: _approved,
    State.SCHEDULED: _scheduled,
    State.LIVE: _live,
    State.NOT_SELECTED: _not_selected,
    State.WITHDRAWN: _withdrawn,
}


def people_to_wait_for(submission):
    """Return (who, what is to be waited for) of the people in the story who have not said yes."""
    people = submission.protected_parties.all()
    return [(person.relation, _what_of(person)) for person in people if not person.is_settled]


def _what_of(person):
    if person.refused_at:
        return gettext("They said no. Please tell the story without them.")
    if person.basis == person.Basis.NOT_YET:
        return gettext("You have not asked them yet.")
    return gettext("We have written to them. They have not answered yet.")
