"""What editors call the kinds of activities and of partners: lists of theirs, in their order."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.other_languages import OtherLanguagesField, say


class Kind(index.Indexed, models.Model):
    """A name with a place in a list."""

    name = models.CharField(max_length=40, unique=True)
    name_elsewhere = OtherLanguagesField("name in Spanish", max_length=40)
    sort_order = models.PositiveSmallIntegerField(
        "place in the list", default=10, help_text="A smaller number comes first."
    )

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    panels = [FieldPanel("name"), FieldPanel("name_elsewhere"), FieldPanel("sort_order")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    def __str__(self):
        return self.name

    @property
    def shown_name(self):
        """Return the name in the language that is spoken."""
        return say(self.name, self.name_elsewhere)


class ActivityKind(Kind):
    """What an activity is: a webinar, a meeting on site, something on social media."""

    class Meta(Kind.Meta):
        abstract = False
        verbose_name = "kind of activity"
        verbose_name_plural = "kinds of activities"


class PartnerKind(Kind):
    """What a partner is to the week; partners of the first kind come first."""

    class Meta(Kind.Meta):
        abstract = False
        verbose_name = "kind of partner"
        verbose_name_plural = "kinds of partners"
