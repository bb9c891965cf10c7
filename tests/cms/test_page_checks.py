"""Editors read what is worth a look before a page is published, and how to go on; nothing stops them."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms import page_checks
from cms.models import BasePage, CampaignImage
from cms.page_checks import LONGEST_DESCRIPTION, LONGEST_TITLE, SHORTEST_DESCRIPTION
from cms.panels import ChecksPanel
from home.models import StandardPage
from tests import make

pytestmark = pytest.mark.django_db

GOOD = "What this campaign is, who runs it, and how a story becomes a page."


def text_page(*blocks, **changes):
    """Return a saved page of text with (type, value) blocks."""
    given = {"title": "About", "slug": "about", "search_description": GOOD, **changes}
    page = StandardPage(**given)
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python([{"type": kind, "value": value} for kind, value in blocks])
    return make.home_page().add_child(instance=page)


def said(page):
    """Return what is found in a page, each finding as one text."""
    return [f"{finding.what} {finding.advice}" for finding in page_checks.look_at(page)]


def with_picture(alt, *, decorative=False):
    """Return a page with one picture and these words for it."""
    file = ImageFile(ContentFile(make.picture_bytes()), name="barn.jpg")
    image = CampaignImage.objects.create(title="Barn", file=file)
    value = {"image": image.pk, "alt_text": alt, "decorative": decorative}
    return text_page(("picture", {"picture": value}))


class TestSearchWords:
    def test_a_page_with_good_ones_is_left_alone(self):
        assert said(text_page()) == []

    @pytest.mark.parametrize("field", ["title", "seo_title"])
    def test_a_title_that_would_be_cut_is_pointed_out(self, field):
        assert said(text_page(**{field: "a" * LONGEST_TITLE})) == []
        [found] = said(text_page(slug="longer", **{field: "a" * (LONGEST_TITLE + 1)}))
        assert "61 characters" in found and "“Title tag”" in found

    def test_a_short_title_tag_mends_a_long_title(self):
        assert said(text_page(title="a" * 100, seo_title="Short")) == []

    @pytest.mark.parametrize(
        ("length", "words"),
        [
            (0, "show the tagline"),
            (SHORTEST_DESCRIPTION - 1, "49 characters only"),
            (LONGEST_DESCRIPTION + 1, "161 characters"),
        ],
    )
    def test_a_description_that_is_missing_short_or_cut_is_pointed_out(self, length, words):
        [found] = said(text_page(search_description="a" * length))
        assert words in found and "“Meta description”" in found

    @pytest.mark.parametrize("length", [SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION])
    def test_one_that_fits_is_left_alone(self, length):
        assert said(text_page(search_description="a" * length)) == []

    def test_a_story_is_asked_for_no_words_of_its_own(self):
        story = make.story()
        assert said(story) == []
        story.title = "a" * 61
        [found] = said(story)
        assert "The sender is shown the change." in found


class TestHeadings:
    SMALL = ("text", {"text": "<h3>Small</h3><p>Words</p>"})

    def test_a_small_one_below_none_is_pointed_out_with_its_block(self):
        page = text_page(("text", {"text": "<p>Hello</p>"}), self.SMALL)
        [finding] = page_checks.look_at(page)
        assert "block 2" in finding.what and "heading block above" in finding.advice
        assert finding.anchor == f"block-{page.body[1].id}-section"

    @pytest.mark.parametrize(
        "before",
        [
            ("heading", {"text": "Large"}),
            ("questions", {"heading": "Large", "questions": []}),
            ("text_and_picture", {"heading": "Large", "text": "<p>Words</p>"}),
        ],
    )
    def test_one_below_a_large_one_is_left_alone(self, before):
        assert said(text_page(before, self.SMALL)) == []

    @pytest.mark.parametrize("empty", ["<h3></h3>", "<h3> </h3>", "<h3><b></b></h3>"])
    def test_an_empty_one_is_pointed_out(self, empty):
        [found] = said(
            text_page(("heading", {"text": "Large"}), ("text", {"text": f"{empty}<p>x</p>"}))
        )
        assert "is empty" in found


class TestPictures:
    @pytest.mark.parametrize("alt", ["", "IMG_2041", "barn.jpg", "Picture of a barn"])
    def test_words_that_tell_nothing_are_pointed_out(self, alt):
        [found] = said(with_picture(alt))
        assert "alt text" in found and (alt or "is missing") in found

    def test_good_ones_are_left_alone_and_so_is_a_picture_that_only_decorates(self):
        page = with_picture("A red barn at night.")
        assert said(page) == []
        page.delete()
        assert said(with_picture("", decorative=True)) == []


class TestTheEditor:
    def shown(self, client, page):
        client.force_login(make.editor())
        html = client.get(f"/admin/pages/{page.pk}/edit/").content
        heading = BeautifulSoup(html, "html.parser").find(string="Before you publish")
        return heading.find_parent("section").get_text(" ") if heading else ""

    def test_lists_the_findings_of_the_draft_with_the_way_to_their_block(self, client):
        page = text_page(TestHeadings.SMALL)
        page.save_revision().publish()
        words = self.shown(client, page)
        assert "stands below no large one" in words and "Show it" in words
        draft = page.get_latest_revision_as_object()
        draft.body = []
        draft.save_revision()
        assert self.shown(client, page) == ""

    def test_says_nothing_where_there_is_nothing_to_say(self, client):
        assert self.shown(client, text_page()) == ""

    def test_does_not_look_each_time_that_a_draft_saves_itself(self, client, monkeypatch):
        page, looked = text_page(), []
        monkeypatch.setattr(page_checks, "look_at", lambda page: looked.append(page) or [])
        client.force_login(make.editor())
        data = nested_form_data(
            {
                "title": "a" * 61,
                "slug": page.slug,
                "language": "en",
                "body": streamfield([]),
                "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            }
        )
        address = f"/admin/pages/{page.pk}/edit/"
        answer = client.post(address, data, headers={"accept": "application/json"})
        assert answer.json()["success"] and not looked
        client.get(address)
        assert looked

    def test_stops_nobody(self, client):
        page = text_page(title="a" * 100)
        page.save_revision().publish()
        assert Page.objects.get(pk=page.pk).live

    @pytest.mark.parametrize(
        "model", [model for model in get_page_models() if issubclass(model, BasePage)]
    )
    def test_of_every_type_of_page_has_the_list(self, model):
        assert any(isinstance(panel, ChecksPanel) for panel in model.content_panels)

    @pytest.mark.parametrize(
        "maker", [make.home_page, make.event_page, make.index_page, make.form_page, make.story]
    )
    def test_opens_for_every_type_of_page_with_a_long_title(self, client, maker):
        page = maker()
        Page.objects.filter(pk=page.pk).update(title="a" * 61, draft_title="a" * 61)
        assert "61 characters" in self.shown(client, page)
