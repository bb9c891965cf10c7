"""How the queue is narrowed down: by state, reader, topic, picture, video, address and flags."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from stories.models import Flag, Original, SentVideo, Submission, Topic

WAITING = "waiting"
NUMBER_START = "IHH-"
EVERYTHING = "all"
STATE_CHOICES = [
    (WAITING, "Waiting to be read"),
    *Submission.State.choices,
    (EVERYTHING, "All of them"),
]
READER_CHOICES = [("mine", "I am"), ("nobody", "Nobody"), ("others", "Somebody else")]


class YesNoFilter(django_filters.BooleanFilter):
    """A yes-or-no question that the filter set answers in a method."""

    def __init__(self, **kwargs):
        super().__init__(widget=BooleanRadioSelect, **kwargs)


class SubmissionFilterSet(WagtailFilterSet):
    """The filters of the queue; without a choice it shows what waits."""

    state = django_filters.ChoiceFilter(
        label="State",
        choices=STATE_CHOICES,
        method="filter_state",
        empty_label=None,
        initial=WAITING,
        widget=forms.RadioSelect,
    )
    reader = django_filters.ChoiceFilter(
        label="Who is reading it",
        choices=READER_CHOICES,
        method="filter_reader",
        empty_label="Anybody or nobody",
        widget=forms.RadioSelect,
    )
    topic = django_filters.ModelChoiceFilter(label="Topic", queryset=Topic.objects.all())
    has_picture = YesNoFilter(label="Has a picture", method="filter_picture")
    has_video = YesNoFilter(label="Has a video", method="filter_video")
    confirmed = YesNoFilter(
        label="Address confirmed",
        field_name="email_confirmed_at",
        lookup_expr="isnull",
        exclude=True,
    )
    flagged = YesNoFilter(label="Has open flags", method="filter_flagged")

    class Meta:
        model = Submission
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else None
        if data is not None and data.get("state", WAITING) in ("", WAITING):
            # The form sends its default along, and the form knows its initial value as no filter.
            # Somebody who looks for a number means it whatever became of the story.
            is_number = data.get("q", "").strip().upper().startswith(NUMBER_START)
            data["state"] = EVERYTHING if is_number else WAITING
        super().__init__(data, *args, **kwargs)

    def filter_state(self, queryset, name, value):
        """Return those in one state, or the two states that wait together."""
        if value == EVERYTHING:
            return queryset
        return queryset.waiting() if value == WAITING else queryset.filter(state=value)

    def filter_reader(self, queryset, name, value):
        """Return those that the user, nobody or somebody else has taken to read."""
        if value == "mine":
            return queryset.filter(claimed_by=self.request.user)
        if value == "nobody":
            return queryset.filter(claimed_by=None)
        return queryset.exclude(claimed_by=None).exclude(claimed_by=self.request.user)

    def filter_picture(self, queryset, name, value):
        """Return those whose sender sent a picture, or those without one."""
        pictures = Original.objects.filter(submission=OuterRef("pk")).exclude(picture="")
        return queryset.filter(Exists(pictures) if value else ~Exists(pictures))

    def filter_video(self, queryset, name, value):
        """Return those with an uploaded video or the address of one, or those with neither."""
        uploads = SentVideo.objects.filter(submission=OuterRef("pk"))
        has_video = Q(Exists(uploads)) | ~Q(video_url="")
        return queryset.filter(has_video if value else ~has_video)

    def filter_flagged(self, queryset, name, value):
        """Return those with a flag that nobody has looked at, or those without one."""
        flags = Flag.objects.filter(submission=OuterRef("pk"), verdict=Flag.Verdict.OPEN)
        return queryset.filter(Exists(flags) if value else ~Exists(flags))
