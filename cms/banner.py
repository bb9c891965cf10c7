"""The banner: one sentence on top of the public pages, for some days or until it is turned off."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from cms import clock
from cms.menu_links import refuse_other_addresses
from cms.other_languages import OtherLanguagesField, say
from cms.timing import Standing, Timing


class Banner(models.Model):
    """The fields of the banner among the settings of the campaign; its days are those of the site's own zone.

    Pages that are kept end at every midnight of that zone (cms.page_cache.moments), so it comes and goes
    with its day.
    """

    banner_is_on = models.BooleanField(
        "show the banner",
        default=False,
        help_text="Without a tick the banner is off, and its words stay here for the next time.",
    )
    banner_text = models.CharField(
        "sentence of the banner",
        max_length=160,
        blank=True,
        help_text="One short, calm sentence. It stands on top of every page that has the menu. "
        "The story form stays free of it, so that nothing draws people away from their story.",
    )
    banner_text_elsewhere = OtherLanguagesField(
        "sentence of the banner in Spanish",
        max_length=160,
        help_text="Without it, Spanish pages show the sentence above.",
    )
    banner_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="page of the banner",
        help_text="Where the sentence leads. Leave it empty and the sentence is no link.",
    )
    banner_address = models.CharField(
        "address of the banner",
        max_length=300,
        blank=True,
        help_text="Only if the sentence leads to another site, for example https://example.org/.",
    )
    banner_first_day = models.DateField(
        "first day of the banner",
        null=True,
        blank=True,
        help_text="It shows from this day on. Leave it empty and it begins now.",
    )
    banner_last_day = models.DateField(
        "last day of the banner",
        null=True,
        blank=True,
        help_text="It shows up to the end of this day. Leave it empty and it stays until you turn it off.",
    )

    class Meta:
        abstract = True

    banner_panel = MultiFieldPanel(
        [
            FieldPanel("banner_is_on"),
            FieldPanel("banner_text"),
            FieldPanel("banner_text_elsewhere"),
            FieldPanel("banner_page"),
            FieldPanel("banner_address"),
            FieldRowPanel([FieldPanel("banner_first_day"), FieldPanel("banner_last_day")]),
        ],
        heading="Banner",
    )

    def clean(self):
        super().clean()
        problems = {}
        if self.banner_is_on and not self.banner_text:
            problems["banner_text"] = "Type the sentence of the banner, or turn the banner off."
        if self.banner_page_id and self.banner_address:
            problems["banner_page"] = "Choose a page or type an address, not both."
        first, last = self.banner_first_day, self.banner_last_day
        if first and last and last < first:
            problems["banner_last_day"] = "This day lies before the first one. Choose a later day."
        if problems:
            raise ValidationError(problems)
        refuse_other_addresses("banner_address", self.banner_address)

    @property
    def banner_timing(self) -> Timing:
        """Return from which day to which the banner shows while it is on."""
        return Timing(first=self.banner_first_day, last=self.banner_last_day)

    @property
    def shown_banner_text(self) -> str:
        """Return the sentence in the language that is spoken, "" at a moment at which no banner shows."""
        if not self.banner_is_on or not self.banner_timing.shows(_standing()):
            return ""
        return say(self.banner_text, self.banner_text_elsewhere)

    @property
    def banner_comes_on(self) -> date | None:
        """Return the day on which the banner will begin to show, or None if it does not wait for one."""
        first = self.banner_first_day
        return first if self.banner_is_on and first and first > _standing().today else None


def _standing():
    zone = timezone.get_default_timezone()
    return Standing(timezone.localdate(clock.now(), zone), None, str(zone))
