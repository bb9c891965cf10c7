"""The settings of the campaign: the facts that editors can change without a developer."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
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
from wagtail.models import Page, Site

from cms.banner import Banner
from cms.origins import read_origins
from cms.other_languages import OtherLanguagesField, say
from cms.page_cache.facts import kept
from cms.settings_preview import PreviewOnPages
from cms.social_accounts import AccountsPanel


@register_setting(icon="tag")
class CampaignSettings(PreviewOnPages, Banner, ClusterableModel, BaseSiteSetting):
    """The facts of the campaign that editors can change: names, banner, limits, wording, menus, accounts."""

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
    footer_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="One or two short sentences below the tagline, such as who runs or pays for the campaign. "
        "Leave it empty if there is nothing to say.",
    )
    footer_note_elsewhere = OtherLanguagesField("footer note in Spanish", max_length=300)
    organiser = models.CharField(
        "organizer", max_length=120, default="the campaign team", help_text="Who runs the campaign."
    )
    organiser_elsewhere = OtherLanguagesField(
        "organizer in Spanish",
        max_length=120,
        help_text="For Spanish pages and mails. Leave it empty if the name is the same.",
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

    select_related = ["form_page", "index_page", "banner_page"]

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("campaign_name"),
                FieldPanel("hashtag"),
                FieldPanel("week_hashtag"),
            ],
            heading="The campaign",
        ),
        Banner.banner_panel,
        MultiFieldPanel(
            [
                FieldPanel("organiser"),
                FieldPanel("organiser_elsewhere"),
                FieldPanel("contact_email"),
            ],
            heading="Who runs it",
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
        MultiFieldPanel(
            [
                FieldPanel("tagline"),
                FieldPanel("tagline_elsewhere"),
                FieldPanel("footer_note"),
                FieldPanel("footer_note_elsewhere"),
            ],
            heading="Footer",
        ),
        AccountsPanel("social_accounts", heading="Social accounts", label="Account"),
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
        # By their order here as well: rows that are not saved yet, as in a preview, come as they were added.
        rows = self.menu_links.select_related("page").order_by("sort_order")
        return kept(("menus", self.pk), lambda: list(rows)) if self.pk else []

    @cached_property
    def accounts(self):
        """Return the accounts of the campaign in the order of the footer."""
        rows = self.social_accounts.order_by("sort_order")
        return kept(("social accounts", self.pk), lambda: list(rows)) if self.pk else []

    @property
    def shown_organiser(self):
        """Return who runs the campaign in the language that is spoken."""
        return say(self.organiser, self.organiser_elsewhere)

    @property
    def shown_footer_note(self):
        """Return the note of the footer in the language that is spoken."""
        return say(self.footer_note, self.footer_note_elsewhere)

    @property
    def frame_origins(self):
        """Return the origins of the sites that may show the form; none if one of them is written wrong."""
        try:
            return read_origins(self.frame_sites)
        except ValidationError:
            return []
