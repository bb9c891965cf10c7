"""The partners of a week: who they are, and how visitors find one among hundreds."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from events.kinds import PartnerKind

OTHER_LETTER = "#"
# One letter can fold to several.
LONGEST = 360
ARTICLES = ("the ", "a ", "an ")


def fold(name):
    """Return a name as lists sort it and people type it: small letters without their accents."""
    parts = unicodedata.normalize("NFKD", name)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(part for part in plain.casefold().split() if part.isprintable())[:LONGEST]


def sort_name(name):
    """Return what a name is sorted by: without an article at its front."""
    folded = fold(name)
    for article in ARTICLES:
        if folded.startswith(article) and len(folded) > len(article):
            return folded.removeprefix(article)
    return folded


def letter_of(name):
    """Return the capital letter under which a list has a name, # for what begins with none."""
    first = sort_name(name)[:1].upper()
    return first if "A" <= first <= "Z" and len(first) == 1 else OTHER_LETTER


class PartnerQuerySet(models.QuerySet):
    """Sets of partners."""

    def public(self):
        """Return the partners that visitors see."""
        return self.filter(is_shown=True)

    def of(self, edition):
        """Return the partners of one edition."""
        return self.filter(editions=edition)

    def for_cards(self):
        """Return with kind, logo and its sizes, in two queries."""
        return self.select_related("kind", "logo").prefetch_related("logo__renditions")

    def find(self, words):
        """Return those whose name holds each of the words, whatever their accents."""
        found = self
        for word in fold(words).split()[:6]:
            found = found.filter(folded_name__contains=word)
        return found


class Partner(index.Indexed, models.Model):
    """An organization that takes part in the week."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.ForeignKey(
        PartnerKind,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="partners",
        help_text="Partners of the first kind in the list come first on the page of the week.",
    )
    address = models.URLField(
        "address of their site", max_length=300, blank=True, help_text="Begins with https://."
    )
    logo = models.ForeignKey(
        "cms.CampaignImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="It stands on a light ground in a wide field. Without a logo the name is shown.",
    )
    sorted_under = models.CharField(
        max_length=120,
        blank=True,
        help_text="Only if the list should not sort by the name as it is written. "
        "“The” at the front is left out by itself.",
    )
    editions = models.ManyToManyField(
        "events.Edition",
        blank=True,
        related_name="partners",
        help_text="The years in which they take part.",
    )
    is_shown = models.BooleanField("visitors see it", default=True)
    folded_name = models.CharField(max_length=LONGEST, editable=False)
    sort_key = models.CharField(max_length=LONGEST, editable=False)
    letter = models.CharField(max_length=1, editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="partner_by_name")]

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("address"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [FieldPanel("editions", widget=CheckboxSelectMultiple), FieldPanel("is_shown")],
            heading="Where it stands",
        ),
        FieldPanel("sorted_under"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.address and not self.address.lower().startswith(("https://", "http://")):
            raise ValidationError({"address": "Begin the address with https://."})

    def save(self, *args, **kwargs):
        """Save with what the list sorts and searches by."""
        self.folded_name = fold(self.name)
        self.sort_key = sort_name(self.sorted_under or self.name)
        self.letter = letter_of(self.sorted_under or self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {
                *kwargs["update_fields"],
                *("folded_name", "sort_key", "letter"),
            }
        super().save(*args, **kwargs)
