"""What a story page is found by: facts that editors see and can correct, and that change no word of it."""

from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from stories.aspects import AUDIENCES, LANGUAGES, MEDIA, STATES, state_of

# Which part of a story each medium is; see also StoryPage.media.
OF_MEDIUM = {
    "text": ~Q(what_happened="", what_learned="", why_it_matters=""),
    "picture": Q(picture__isnull=False),
    "video": ~Q(video_url="") | Q(submission__public_video__isnull=False),
}


class FoundBy(models.Model):
    """Audience, state and language; medium and year follow from the page itself."""

    audience = models.CharField(
        "audience",
        max_length=20,
        choices=AUDIENCES,
        blank=True,
        db_index=True,
        help_text="Who tells it. Taken from the sender’s own answer where the form asks. "
        "Leave it empty if you do not know.",
    )
    us_state = models.CharField(
        "state or territory",
        max_length=2,
        choices=STATES,
        blank=True,
        db_index=True,
        help_text="Taken from the town and state where they name one without doubt. "
        "Visitors can find the story by it, so empty it if it gives too much away.",
    )
    language = models.CharField(
        max_length=8,
        choices=LANGUAGES,
        default="en",
        db_index=True,
        help_text="The language in which the story is told.",
    )

    class Meta:
        abstract = True

    @property
    def media(self):
        """Return how the story is told, as keys of aspects.MEDIA."""
        told = {"text": self.story_text, "picture": self.picture_id, "video": self.has_video}
        return [name for name, _ in MEDIA if told[name]]


def aspects_of(submission):
    """Return the values of audience and us_state that a submission brings along for its page."""
    original = submission.original
    answer = (original.answers if original else {}).get("story_audience")
    return {
        "audience": answer if answer in dict(AUDIENCES) else "",
        # The page prints the town and state below the name, so that this tells nothing more.
        "us_state": state_of(submission.sender_place),
    }


def found_by_panel(*more):
    """Return the panel of the story editor: the topic and all of the above."""
    return MultiFieldPanel(
        [
            *more,
            FieldRowPanel([FieldPanel("audience"), FieldPanel("us_state")]),
            FieldPanel("language"),
        ],
        heading="What it is found by",
        help_text="Visitors search and filter by these. They change no word of the story.",
    )
