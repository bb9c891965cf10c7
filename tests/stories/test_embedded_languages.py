"""The form in a frame speaks the language that its address names, on every page of it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from stories.models import Submission
from stories.story_form import TOKEN
from tests import make, spanish
from tests.stories.form_reading import soup
from tests.stories.test_embed_views import CHECK, EMBED, PARTNER, STEP

pytestmark = pytest.mark.django_db
# Copied with the page, for the editor to translate.
SAID_BY_EDITORS = ("Share your story", "Start my story")


@pytest.fixture(autouse=True)
def page():
    make.campaign_settings(frame_sites=PARTNER)
    return make.form_page()


@pytest.fixture
def frame():
    """A browser that says that our own page sends what it sends."""
    return Client(headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"})


class TestLanguage:
    """The address says which form stands in the frame, and every page of it goes on in that language."""

    def test_each_page_stays_in_the_language_of_the_address(self, frame):
        form = spanish.form()
        asked = f"{EMBED}?language=es"
        start = frame.get(asked)
        assert '<html lang="es-US"' in start.content.decode()
        content = [f.label for f in form.form_fields.all()] + [form.start_label, *SAID_BY_EDITORS]
        assert spanish.english_in(spanish.visible(start), content=content) == []
        step = soup(start).select_one("main a.button")["href"]
        assert step == f"{STEP}?language=es"
        action = soup(frame.get(step)).find(id="story-form")["action"]
        check = frame.post(action, make.step_post(story_title="La lata"))
        assert '<html lang="es-US"' in check.content.decode()
        addresses = [
            tag[name]
            for name in ("action", "formaction", "href")
            for tag in soup(check).find_all(attrs={name: re.compile(f"^{EMBED}")})
        ]
        assert addresses and all("language=es" in address for address in addresses)

    def test_it_names_the_organizer_as_that_language_does(self, frame):
        spanish.form()
        make.campaign_settings(organiser="the library")
        asked = f"{EMBED}?language=es"
        assert "Un formulario de the library" in frame.get(asked).content.decode()
        make.campaign_settings(organiser_elsewhere={"es": "la biblioteca"})
        assert "Un formulario de la biblioteca" in frame.get(asked).content.decode()
        assert "A form of the library" in frame.get(EMBED).content.decode()

    def test_what_is_sent_there_is_a_story_of_that_form(self, frame):
        form = spanish.form()
        data = make.form_post()
        frame.post(f"{STEP}?language=es", data)
        frame.post(f"{CHECK}?language=es", {TOKEN: data[TOKEN]})
        assert Submission.objects.get().page_id == form.pk

    def test_without_it_and_with_one_that_has_no_form_the_first_one_stands_there(self, frame):
        form = spanish.form()
        form.unpublish()
        for address in (EMBED, f"{EMBED}?language=es", f"{EMBED}?language=xx"):
            response = frame.get(address)
            assert '<html lang="en-US"' in response.content.decode()
            assert "language=" not in soup(response).select_one("main a.button")["href"]

    def test_the_lines_for_a_partner_come_in_every_language(self, client):
        spanish.form()
        client.force_login(make.editor())
        address = reverse("wagtailsettings:edit", args=["cms", "campaignsettings"])
        html = client.get(address, follow=True).content.decode()
        lines = [
            area.get_text()
            for area in BeautifulSoup(html, "html.parser").select("textarea[readonly]")
        ]
        (english,) = [line for line in lines if f'{EMBED}"' in line]
        (other,) = [line for line in lines if f'{EMBED}?language=es"' in line]
        assert 'title="Share your story for' in english
        assert 'title="Comparta su historia para' in other
