"""The ground floor: what every page has, pictures, and the settings of the campaign."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, PageViewRestriction, Site

from cms import clock, phase_previews, renditions
from cms.addresses import page_address
from cms.menu_links import MenuLink
from cms.origins import read_origins
from cms.other_languages import OtherLanguagesField
from cms.page_cache.facts import kept
from cms.panels import ChecksPanel, ShortAddressesPanel
from cms.records import PageVersion, RateCount, TickRun
from cms.timing import Standing

__all__ = [
    "BasePage",
    "CampaignImage",
    "CampaignRendition",
    "CampaignSettings",
    "MenuLink",
    "PageVersion",
    "RateCount",
    "TickRun",
]

# How large networks show the picture of a link (ogp.me names none; this is what all of them take).
SHARE_WIDTH, SHARE_HEIGHT = 1200, 630


class BasePage(Page):
    """What every page of the site shares: when it was first published and last updated."""

    published_on = models.DateField(
        "first published on",
        null=True,
        blank=True,
        help_text="Only for older content that was published somewhere else first. "
        "Leave it empty and the page shows the day it went live here.",
    )
    updated_on = models.DateField(
        "last updated on",
        null=True,
        blank=True,
        help_text="Only for older content. Leave it empty and the page shows the day of its last change.",
    )

    share_picture = models.ForeignKey(
        "cms.CampaignImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="picture for shared links",
        help_text="What networks show beside a link to this page, cut to 1200 by 630 pixels. Leave it empty "
        "and they show a card with the title. A picture that came with a story is not used here.",
    )

    # The parameters of its address that the page reads, if it says the same to all who are not signed
    # in: then it is kept for them (cms.page_cache). None: it is built for each of them.
    kept_by: tuple[str, ...] | None = None

    # Whether editors write a title and a description for searches; the words of a story are the sender's.
    has_words_for_searches = True

    class Meta:
        abstract = True

    content_panels = [*Page.content_panels, ChecksPanel(heading="Before you publish")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading="For search engines and shared links",
        ),
        ShortAddressesPanel(heading="Short addresses"),
        FieldPanel("share_picture"),
        MultiFieldPanel(
            [FieldPanel("published_on"), FieldPanel("updated_on")],
            heading="Dates shown on the page",
        ),
    ]

    def clean(self):
        super().clean()
        if self.published_on and self.updated_on and self.updated_on < self.published_on:
            raise ValidationError(
                {
                    "updated_on": "This day is before the page was first published. Choose a later day."
                }
            )
        smallest = SHARE_WIDTH // 2, SHARE_HEIGHT // 2
        picture = self.share_picture
        if picture and (picture.width < smallest[0] or picture.height < smallest[1]):
            raise ValidationError(
                {
                    "share_picture": f"This picture would look blurred. Choose one that is at least "
                    f"{smallest[0]} pixels wide and {smallest[1]} pixels high."
                }
            )

    @classmethod
    def served(cls):
        """Return the pages of this type as they are read for a visitor."""
        return cls.objects.all()

    def route(self, request, path_components):
        """Find the page of an address at once, not level by level as Wagtail does.

        Whatever is not a plain page below this one goes Wagtail's own way.
        """
        if path_components:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            below = Page.objects.descendant_of(self).filter(
                # The slug has an index, the address has none.
                url_path=address,
                slug=path_components[-1],
                depth=self.depth + len(path_components),
            )
            try:
                found = kept(("page at", address), below.get)
            except Page.DoesNotExist:
                return super().route(request, path_components)
            # One query instead of the row and what its page asks of it.
            is_own = issubclass(found.specific_class or Page, BasePage)
            page = (
                found.specific_class.served().filter(pk=found.pk).first()
                if is_own
                else found.specific
            )
            if page is not None:
                return page.route(request, [])
        return super().route(request, path_components)

    def get_view_restrictions(self):
        """Return the restrictions of the page and of those above it; few sites have any at all."""
        if not kept("has restrictions", PageViewRestriction.objects.exists):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_standing(self):
        """Return the timing.Standing by which the blocks of the page show; a page without a week has no phase."""
        zone = timezone.get_default_timezone_name()
        return Standing(timezone.localdate(clock.now(), ZoneInfo(zone)), None, zone)

    def get_moments(self):
        """Return the (label, aware datetime) pairs that are worth a look in “View as of a date”."""
        return []

    # Known without asking which phases there are.
    default_preview_mode = ""

    @property
    def preview_modes(self):
        """Offer the page as it is today, and as it will be in each phase of its week."""
        return phase_previews.modes_of(self)

    def is_previewable(self):
        # Lists ask it of each page; which phases there are does not matter to them.
        return True

    def serve_preview(self, request, mode_name):
        """Preview the draft as it will be in a phase, or as it is now."""
        return phase_previews.answer(request, self, mode_name, super().serve_preview)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"standing": self.get_standing()}

    @property
    def address(self):
        """Return the whole public address of the page, "" while it has none."""
        return page_address(self)

    @property
    def canonical_address(self):
        """Return where search engines should look for what the page says; the page itself, as a rule."""
        return self.address

    def get_sitemap_urls(self, request=None):
        """Return the page as the sitemap names it: dicts with location and lastmod (an aware datetime or None).

        A page whose words stand elsewhere first is left to that place. There are no alternates: each
        text has one language.
        """
        if not self.address or self.canonical_address != self.address:
            return []
        return [{"location": self.address, "lastmod": self.last_published_at}]

    @property
    def shown_published_on(self):
        """Return the date of first publication that visitors see, or None for a page never published."""
        return self.published_on or _local_date(self.first_published_at)

    @property
    def shown_updated_on(self):
        """Return the date of the last change that visitors see; never before the first publication."""
        updated_on = self.updated_on or _local_date(self.last_published_at)
        published_on = self.shown_published_on
        if updated_on is None or (published_on and updated_on < published_on):
            return published_on
        return updated_on


def _local_date(moment):
    return timezone.localdate(moment) if moment else None


class CampaignImage(AbstractImage):
    """A picture of the site; `description` says what it shows, `credit` who made it."""

    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who made the picture, as it should be printed below it.",
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")
    # Which of cms.picture_sizes the worker makes as soon as the picture is stored.
    sizes_ahead = ("square", "wide", "banner")

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self):
        """Return the description; never the file name, which tells a listener nothing."""
        return self.description

    def create_rendition(self, filter):
        """Make one size of the picture, or return the one that is there by now."""
        return renditions.make(self, [filter])[filter]

    def create_renditions(self, *filters):
        """Make several sizes of the picture from one decoded file (cms.renditions)."""
        return renditions.make(self, filters) if filters else {}


class CampaignRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


@register_setting(icon="tag")
class CampaignSettings(ClusterableModel, BaseSiteSetting):
    """The facts of the campaign that editors can change: names, limits, wording, menus."""

    campaign_name = models.CharField(max_length=60, default="#IHeartHIT")
    hashtag = models.CharField(
        max_length=40,
        default="#IHeartHIT",
        help_text="Opens the sentence that every story ends on.",
    )
    week_hashtag = models.CharField(max_length=40, default="#NHITWeek")
    tagline = models.CharField(
        max_length=200,
        default="A year of true stories about what health information and technology do for people.",
        help_text="One sentence. It stands in the footer of every page.",
    )
    tagline_elsewhere = OtherLanguagesField("tagline in Spanish", max_length=200)
    organiser = models.CharField(
        "organizer", max_length=120, default="the campaign team", help_text="Who runs the campaign."
    )
    contact_email = models.EmailField(
        "contact address",
        default="stories@example.org",
        help_text="Shown on the form, in every mail and on the pages about rights and privacy.",
    )
    word_limit = models.PositiveIntegerField(
        default=300,
        validators=[MinValueValidator(50), MaxValueValidator(2000)],
        help_text="How many words the three story questions may hold together.",
    )
    because_limit = models.PositiveIntegerField(
        "limit of the because line",
        default=280,
        validators=[MinValueValidator(80), MaxValueValidator(500)],
        help_text="How many characters the whole sentence may have, the hashtag included.",
    )
    form_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="story form",
        help_text="Where every “Share your story” button leads.",
    )
    index_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="list of stories",
        help_text="Where every “All stories” link leads. New story pages are made below it.",
    )

    frame_sites = models.TextField(
        "sites that may show the form",
        max_length=4000,
        blank=True,
        help_text="One site a line, such as https://partner.example.org. Only these sites can show "
        "the story form on their own pages. Leave it empty and no other site can.",
    )

    select_related = ["form_page", "index_page"]

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("campaign_name"),
                FieldPanel("hashtag"),
                FieldPanel("week_hashtag"),
                FieldPanel("tagline"),
                FieldPanel("tagline_elsewhere"),
            ],
            heading="The campaign",
        ),
        MultiFieldPanel(
            [FieldPanel("organiser"), FieldPanel("contact_email")], heading="Who runs it"
        ),
        MultiFieldPanel(
            [FieldPanel("word_limit"), FieldPanel("because_limit")], heading="Limits of a story"
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("form_page", "stories.StoryFormPage"),
                PageChooserPanel("index_page", "stories.StoryIndexPage"),
            ],
            heading="Main pages",
        ),
        MultiFieldPanel(
            [FieldPanel("frame_sites"), HelpPanel(template="cms/admin/frame_help.html")],
            heading="The form on other sites",
        ),
        InlinePanel("menu_links", heading="Menus", label="Link"),
    ]

    class Meta:
        verbose_name = "campaign"

    @classmethod
    def of_default_site(cls):
        """Return the settings for code that serves no request; with their defaults where there is no site."""
        site = kept("default site", Site.objects.filter(is_default_site=True).first)
        return cls.for_site(site) if site else cls()

    @classmethod
    def for_site(cls, site):
        """Return the settings of a site, made with their defaults where there are none."""
        read = super().for_site
        return kept(("campaign", site.pk), lambda: read(site)) if site else read(site)

    def clean(self):
        super().clean()
        try:
            self.frame_sites = "\n".join(read_origins(self.frame_sites))
        except ValidationError as error:
            raise ValidationError({"frame_sites": error.messages}) from error

    @cached_property
    def linked_pages(self):
        """Return the links of both menus with their pages: printed in one request, they cost one query."""
        rows = self.menu_links.select_related("page")
        return kept(("menus", self.pk), lambda: list(rows)) if self.pk else []

    @property
    def frame_origins(self):
        """Return the origins of the sites that may show the form; none if one of them is written wrong."""
        try:
            return read_origins(self.frame_sites)
        except ValidationError:
            return []
