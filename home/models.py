"""The roof: the landing page of the campaign and its plain pages."""

from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import generic_blocks
from cms.models import BasePage
from events.blocks import EditionStoriesBlock, WeekStripBlock
from events.models import Edition
from stories.admin.balance_panel import BalancePanel
from stories.admin.placement_panel import HeldStoriesPanel
from stories.blocks import story_blocks
from stories.models import StoryHost


class HomePage(StoryHost, BasePage):
    """The landing page: one person's sentence first, then the stories that editors placed."""

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    kept_by = ()

    edition = models.ForeignKey(
        "events.Edition",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Parts of the page that show before, during or after the week follow this edition. "
        "Leave it empty and they follow the one that is on, the next one, or the last.",
    )
    body = StreamField(
        [
            *story_blocks(),
            ("edition_stories", EditionStoriesBlock()),
            ("week_strip", WeekStripBlock(group="Stories")),
            *generic_blocks(),
        ],
        blank=True,
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [HelpPanel(template="home/admin/landing_help.html")],
            heading="How this page works",
            classname="collapsed",
        ),
        FieldPanel("body"),
        BalancePanel(heading="Balance of its stories"),
        HeldStoriesPanel(heading="Stories on this page"),
    ]
    settings_panels = [FieldPanel("edition"), *Page.settings_panels]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "landing page"

    def get_standing(self):
        edition = self.edition or Edition.objects.nearest()
        return edition.standing() if edition else super().get_standing()

    def get_moments(self):
        edition = self.edition or Edition.objects.nearest()
        return edition.get_moments() if edition else []


class StandardPage(BasePage):
    """A page of text: about, rights, accessibility, privacy."""

    parent_page_types = ["home.HomePage", "home.StandardPage", "events.EventPage"]
    subpage_types = ["home.StandardPage"]
    kept_by = ()

    intro = models.TextField(
        max_length=400, blank=True, help_text="One or two sentences below the heading."
    )
    body = StreamField(generic_blocks(), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = "text page"

    def get_standing(self):
        edition = Edition.objects.nearest()
        return edition.standing() if edition else super().get_standing()

    def get_moments(self):
        edition = Edition.objects.nearest()
        return edition.get_moments() if edition else []
