"""Briefs for policymakers: stories chosen for one reader or one body, in an order, to be printed."""

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from stories.aspects import STATES


class Brief(models.Model):
    """A paper for policymakers: what it says itself, and which stories are chosen for it.

    What of the chosen stories is printed is decided when it is printed (stories.briefs).
    """

    title = models.CharField(
        max_length=120, help_text="Policymakers read it first, such as “What Ohio told us”."
    )
    made_for = models.CharField(
        max_length=160,
        blank=True,
        help_text="The person or the body that gets it, such as “House Committee on Health”.",
    )
    intro = models.TextField(
        "introduction",
        max_length=900,
        blank=True,
        help_text="A few sentences on the first page. An empty line starts a new paragraph.",
    )
    state = models.CharField(
        max_length=2,
        blank=True,
        choices=STATES,
        help_text="Printed on the first page, and chosen first when you look for stories.",
    )
    topic = models.ForeignKey(
        "stories.Topic",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Printed on the first page, and chosen first when you look for stories.",
    )
    dated_on = models.DateField(
        "date", default=timezone.localdate, help_text="The date on the paper."
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("made_for"),
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("state"), FieldPanel("topic")])], heading="What it is about"
        ),
        FieldPanel("dated_on"),
    ]

    class Meta:
        ordering = ["-dated_on", "-id"]
        verbose_name = "brief"

    def __str__(self):
        return self.title


class ChosenStory(models.Model):
    """One story that was chosen for a brief, and its place in the order."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="chosen")
    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "story"], name="a_story_once_a_brief")
        ]

    def __str__(self):
        return f"{self.position} ({self.brief})"
