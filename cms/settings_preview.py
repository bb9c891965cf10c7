"""The pages of the site as they would be with settings that are not saved yet."""

from contextlib import nullcontext
from datetime import datetime, time

from django.utils import timezone
from wagtail.models import Page, PreviewableMixin

from cms import clock, languages
from cms.other_languages import others

LANDING, BANNER, FORM, LIST, STORY = "", "banner", "form", "list", "story"


class PreviewOnPages(PreviewableMixin):
    """Lets the editor of the campaign's settings show each kind of page with them (Wagtail's side panel).

    Wagtail hands the settings to the request of the preview, where every template finds them. The
    request is one of staff, so nothing of it is kept for visitors.
    """

    @property
    def preview_modes(self):
        """Offer the pages that there are, the landing page first."""
        offered = [(LANDING, "Landing page")]
        if day := self.banner_comes_on:
            words = f"Landing page on {day:%B} {day.day}, when the banner begins"
            offered.append((BANNER, words))
        offered += [
            (code, f"Landing page in {name}") for code, name in others() if self._landing(code)
        ]
        pages = ((FORM, "Story form"), (LIST, "List of stories"), (STORY, "Newest story"))
        return offered + [(mode, words) for mode, words in pages if self._page_of(mode)]

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """Answer with one of the pages, under its own address and in its own language."""
        page = (self._page_of(preview_mode) or self.site.root_page).specific
        day = self.banner_comes_on if preview_mode == BANNER else None
        with clock.as_of(_noon(day)) if day else nullcontext():
            return page.make_preview_request(
                original_request, page.default_preview_mode, extra_request_attrs
            )

    def _page_of(self, mode) -> Page | None:
        """Return the page of a mode as everybody may read it, or None where there is none."""
        if mode == FORM:
            return _public(self.form_page_id)
        if mode == LIST:
            return _public(self.index_page_id)
        if mode == STORY:
            index = _public(self.index_page_id)
            stories = index.get_children().live().public() if index else Page.objects.none()
            return stories.order_by("-first_published_at", "-pk").first()
        return self._landing(mode)

    def _landing(self, language):
        """Return the live landing page in another language than the site's own."""
        if language not in dict(others()):
            return None
        twins = self.site.root_page.get_translations().live()
        return twins.filter(locale=languages.row(language)).first()


def _public(pk):
    return Page.objects.live().public().filter(pk=pk).first() if pk else None


def _noon(day):
    return datetime.combine(day, time(12), timezone.get_default_timezone())
