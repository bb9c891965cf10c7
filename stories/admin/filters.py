"""How the queue is narrowed down: each filter is answered from an index, see stories.admin.selecting."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from stories.admin.searching import Search, may_see_addresses
from stories.admin.selecting import Selection
from stories.models import Mark, StoryReviewTask, Submission, Topic

WAITING = "waiting"
EVERYTHING = "all"
STATE_CHOICES = [
    (WAITING, "Waiting to be read"),
    *Submission.State.choices,
    (EVERYTHING, "All of them"),
]
READER_CHOICES = [("mine", "I am"), ("nobody", "Nobody"), ("others", "Somebody else")]
ASSIGNED_CHOICES = [("me", "Me")]
SINCE_CHOICES = [
    ("3", "3 days or longer"),
    ("7", "A week or longer"),
    ("14", "Two weeks or longer"),
    ("30", "A month or longer"),
]
DUE_CHOICES = [("late", "Its day is over"), ("week", "Within a week"), ("any", "There is a day")]
# Field of the form -> the mark that it asks about.
MARK_OF = {
    "has_picture": Mark.PICTURE,
    "has_video": Mark.VIDEO,
    "confirmed": Mark.CONFIRMED,
    "flagged": Mark.FLAGGED,
    "lacks_permission": Mark.LACKS_PERMISSION,
}


class YesNoFilter(django_filters.BooleanFilter):
    """A yes-or-no question."""

    def __init__(self, **kwargs):
        super().__init__(widget=BooleanRadioSelect, **kwargs)


class ChoicesFilter(django_filters.ChoiceFilter):
    """One of a few choices, or none of them."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.RadioSelect, **kwargs)


class SubmissionFilterSet(WagtailFilterSet):
    """The filters of the queue; without a choice it shows what waits."""

    state = ChoicesFilter(label="State", choices=STATE_CHOICES, empty_label=None, initial=WAITING)
    step = ChoicesFilter(label="Step", empty_label="Every step")
    reader = ChoicesFilter(
        label="Who is reading it", choices=READER_CHOICES, empty_label="Anybody or nobody"
    )
    assigned = ChoicesFilter(
        label="For whom", choices=ASSIGNED_CHOICES, empty_label="Anybody or nobody"
    )
    since = ChoicesFilter(label="Sent", choices=SINCE_CHOICES, empty_label="At any time")
    due = ChoicesFilter(label="Due", choices=DUE_CHOICES, empty_label="With or without a day")
    topic = django_filters.ChoiceFilter(label="Topic", empty_label="Every topic")
    has_picture = YesNoFilter(label="Has a picture")
    has_video = YesNoFilter(label="Has a video")
    confirmed = YesNoFilter(label="Address confirmed")
    flagged = YesNoFilter(label="Has open flags")
    lacks_permission = YesNoFilter(label="Permission missing")

    class Meta:
        model = Submission
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else None
        if data is not None and data.get("state", WAITING) in ("", WAITING):
            # The form sends its default along, and the form knows its initial value as no filter.
            # Somebody who looks for a number means it whatever became of the story.
            data["state"] = EVERYTHING if Search(data.get("q", "")).number else WAITING
        super().__init__(data, *args, **kwargs)
        # Read once, for the choice and for the check of what was chosen; both in one query.
        steps = StoryReviewTask.objects.filter(active=True).annotate(filter_name=Value("step"))
        topics = Topic.objects.annotate(filter_name=Value("topic"))
        asked = ("filter_name", "pk", "name")
        both = steps.order_by().values_list(*asked)
        choices = list(both.union(topics.order_by().values_list(*asked), all=True).order_by("name"))
        for filter_name in ("step", "topic"):
            self.filters[filter_name].extra["choices"] = [
                (str(pk), name) for kind, pk, name in choices if kind == filter_name
            ]

    @cached_property
    def search(self):
        """What was typed into the search."""
        user = self.request.user
        return Search(self.data.get("q", ""), may_see_addresses=may_see_addresses(user))

    def filter_queryset(self, queryset):
        """Return the rows of the selection: the filters are no conditions one after the other."""
        return self.select().rows

    def select(self, *, now=None):
        """Return the Selection that was asked for; what makes no sense leaves what waits."""
        asked = self.form.cleaned_data if self.is_valid() else {}
        user, today = self.request.user, timezone.localdate(now)
        selection = Selection(
            states=_states(asked.get("state") or WAITING),
            marks={
                mark: asked[name] for name, mark in MARK_OF.items() if asked.get(name) is not None
            },
            sought=self.search.condition,
            weekly=self.search.weekly,
        )
        reader = asked.get("reader")
        if reader == "mine":
            selection.own["claimed_by"] = user.pk
        elif reader:
            selection.marks[Mark.CLAIMED] = reader == "others"
            # A person reads few of all the stories that somebody reads.
            selection.rest &= ~Q(claimed_by=user.pk) if reader == "others" else Q()
        if asked.get("assigned"):
            selection.own["assigned_to"] = user.pk
        if asked.get("step"):
            selection.own["review_step"] = int(asked["step"])
        if asked.get("topic"):
            selection.own["topic"] = int(asked["topic"])
        if asked.get("since"):
            longest = (now or timezone.now()) - timedelta(days=int(asked["since"]))
            selection.rest &= Q(submit_time__lte=longest)
        if due := asked.get("due"):
            selection.has_due = True
            if due == "late":
                selection.rest &= Q(due_on__lt=today)
            elif due == "week":
                selection.rest &= Q(due_on__range=(today, today + timedelta(days=7)))
        return selection


def _states(choice):
    if choice == EVERYTHING:
        return tuple(Submission.State.values)
    return tuple(Submission.WAITING) if choice == WAITING else (choice,)
