"""Editors see what they type before it is saved, as it will be before, during and after the week."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms import clock
from home.models import StandardPage
from tests import make
from tests.stories.unsealing import end_consents

pytestmark = pytest.mark.django_db

PHASES = [("before", "Soon"), ("during", "Now"), ("after", "Thanks")]
WEEK = {"year": 2099, "starts_on": date(2099, 9, 23), "ends_on": date(2099, 9, 27)}


def landing_page():
    make.edition(**WEEK)
    return make.home_page()


def week_page():
    return make.event_page(edition=make.edition(**WEEK))


def text_page():
    home = landing_page()
    return home.add_child(instance=StandardPage(title="About", slug="about"))


@pytest.fixture(params=[landing_page, week_page, text_page])
def page(request):
    return request.param()


@pytest.fixture
def editor(client):
    client.force_login(make.editor())
    return client


def preview_address(page, query=""):
    return f"/admin/pages/{page.pk}/edit/preview/{query}"


def type_words(client, page):
    """Send what stands in the form of the editor to the preview, and save nothing."""
    blocks = [("heading", {"text": text, "when": {"phases": phase}}) for phase, text in PHASES]
    empty = {"first_day": "", "last_day": ""}
    for _, value in blocks:
        value["when"] |= empty
    data = nested_form_data(
        {
            "title": "Typed just now",
            "slug": page.slug,
            "language": "en",
            "edition": str(getattr(page, "edition_id", "") or ""),
            "body": streamfield(blocks),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    answer = client.post(preview_address(page), data)
    assert answer.json() == {"is_valid": True, "is_available": True}


def shown(client, page, query=""):
    """Return which of the words the preview shows."""
    html = client.get(preview_address(page, query)).content.decode()
    assert "Typed just now" in html
    return [text for _, text in PHASES if f">{text}<" in html]


class TestThePreview:
    @pytest.mark.parametrize(("mode", "text"), PHASES)
    def test_shows_what_is_typed_as_it_will_be_in_a_phase(self, editor, page, mode, text):
        type_words(editor, page)
        assert shown(editor, page, f"?mode={mode}&in_preview_panel=true") == [text]
        assert Page.objects.get(pk=page.pk).latest_revision is None

    @pytest.mark.parametrize("query", ["", "?mode=", "?mode=some-day"])
    def test_shows_today_unless_a_phase_is_chosen(self, editor, page, query):
        type_words(editor, page)
        assert shown(editor, page, query) == ["Soon"]
        with time_machine.travel("2099-09-24T16:00Z", tick=False):
            # A sign-in of today is over by then.
            editor.force_login(make.editor())
            type_words(editor, page)
            assert shown(editor, page, query) == ["Now"]

    @pytest.mark.parametrize(("mode", "text"), PHASES)
    def test_shows_each_phase_while_another_is_set_by_hand(self, editor, mode, text):
        page = week_page()
        page.edition.override = "during"
        page.edition.save()
        type_words(editor, page)
        assert shown(editor, page, f"?mode={mode}") == [text]
        assert shown(editor, page) == ["Now"]

    def test_leaves_out_a_story_whose_consent_has_ended_by_then(self, editor):
        page, story = week_page(), make.story()
        end_consents(story.submission, date(2099, 9, 25))
        stream = page._meta.get_field("body").stream_block
        page.body = stream.to_python([{"type": "story_quote", "value": {"story": story.pk}}])
        page.save_revision()
        draft = f"/admin/pages/{page.pk}/view_draft/"
        shows = {
            mode: story.url in editor.get(draft, {"mode": mode}).content.decode()
            for mode in ("before", "during", "after")
        }
        assert shows == {"before": True, "during": True, "after": False}

    def test_leaves_the_time_of_everything_else_alone(self, editor, page):
        type_words(editor, page)
        shown(editor, page, "?mode=after")
        assert clock.now().year < 2099 and not clock.goes_by_dates()


class TestTheChoice:
    def test_is_offered_in_the_editor_with_today_first(self, editor, page):
        labels = [label for _, label in page.preview_modes]
        assert labels == ["Today", "Before the week", "During the week", "After the week"]
        html = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert all(f'<option value="{mode}"' in html for mode, _ in page.preview_modes)

    def test_leaves_out_what_never_comes(self):
        # On the day after its week the landing page follows the next one.
        page = landing_page()
        make.edition(year=2100, starts_on=date(2100, 9, 22), ends_on=date(2100, 9, 26))
        assert [mode for mode, _ in page.preview_modes] == ["", "before", "during"]

    @pytest.mark.parametrize("maker", [make.home_page, make.index_page])
    def test_is_not_offered_where_there_is_no_week(self, maker):
        assert len(maker().preview_modes) == 1

    def test_costs_lists_of_pages_nothing(self, editor):
        home, counts = landing_page(), []
        for number in range(8):
            page = StandardPage(title="Page", slug=f"page-{number}")
            home.add_child(instance=page)
            Page.objects.update(has_unpublished_changes=True)
            if number in (1, 7):
                address = f"/admin/pages/{home.pk}/"
                editor.get(address)
                with CaptureQueriesContext(connection) as queries:
                    assert "view_draft" in editor.get(address).content.decode()
                counts.append(len(queries))
        assert counts[0] == counts[1]


class TestWhoMay:
    @pytest.mark.parametrize("maker", [make.moderator, make.auditor, make.privacy_staff])
    def test_those_who_do_not_edit_the_page_are_refused(self, client, maker):
        page = week_page()
        client.force_login(maker())
        assert client.get(preview_address(page, "?mode=after")).status_code in (302, 403)
