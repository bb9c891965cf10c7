"""The list of all stories, and the topics by which visitors narrow it down."""

from django.db import models
from django.http import Http404, HttpResponseRedirect
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.models import BasePage
from cms.other_languages import OtherLanguagesField, say
from stories.finding import NAMES

PAGE_SIZE = 24


class Topic(index.Indexed, models.Model):
    """What a story is about; visitors filter by it, editors keep the list."""

    name = models.CharField(max_length=60, unique=True)
    name_elsewhere = OtherLanguagesField("name in Spanish", max_length=60)
    slug = models.SlugField(
        max_length=60, unique=True, help_text="Part of the address of the list."
    )

    class Meta:
        ordering = ["name"]

    panels = [FieldPanel("name"), FieldPanel("name_elsewhere"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    def __str__(self):
        return self.name

    @property
    def shown_name(self):
        """Return the name in the language that is spoken."""
        return say(self.name, self.name_elsewhere)


class StoryIndexPage(BasePage):
    """The list of all stories: what visitors look through, narrow down and search."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["stories.StoryPage"]
    max_count = 1
    # Not by what is typed into the search: nobody else asks for that.
    kept_by = (*(name for name in NAMES if name != "q"), "after", "before")

    intro = models.TextField(
        max_length=400, blank=True, help_text="One or two sentences below the heading."
    )

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = "list of stories"

    def get_context(self, request, *args, **kwargs):
        from stories import cards, listing

        context = super().get_context(request, *args, **kwargs)
        listed = listing.read(request.GET, page_size=PAGE_SIZE)
        context["listing"] = listed
        context["cards"] = cards.make_cards(listed.stories)
        return context

    def route(self, request, path_components):
        """Find the page; the address of a story that was erased leads here, to say that it is gone."""
        from stories import gone

        try:
            return super().route(request, path_components)
        except Http404:
            if path_components and gone.was_erased(request.path):
                return RouteResult(self, kwargs={"is_gone": True})
            raise

    def serve(self, request, *args, is_gone=False, **kwargs):
        """Answer with the list, or with 410 for a story of it that was erased.

        Fields that a form left empty are taken out of the address first.
        """
        from stories import finding, gone

        if is_gone:
            return gone.answer(request)
        if finding.needs_tidying(request.GET):
            return HttpResponseRedirect(f"{self.url}{finding.read_wanted(request.GET).address}")
        return super().serve(request, *args, **kwargs)
