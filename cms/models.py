"""The ground floor: what every page has, and pictures."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, PageViewRestriction

from cms import clock, phase_previews, renditions
from cms.addresses import page_address
from cms.campaign_settings import CampaignSettings
from cms.menu_links import MenuLink
from cms.page_cache.facts import kept
from cms.panels import ChecksPanel, ShortAddressesPanel
from cms.records import PageVersion, RateCount, TickRun
from cms.social_accounts import SocialAccount
from cms.timing import Standing

__all__ = [
    "BasePage",
    "CampaignImage",
    "CampaignRendition",
    "CampaignSettings",
    "MenuLink",
    "PageVersion",
    "RateCount",
    "SocialAccount",
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

    def serve_password_required_response(self, request, form, action_url):
        """Ask for the password of the page; nothing of the page is told before."""
        context = {"page": None, "form": form, "action_url": action_url}
        return TemplateResponse(request, "cms/password.html", context)

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
