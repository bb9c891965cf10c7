"""The way into the form, its closed and its thank-you page, and what editors see of it beforehand."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from stories import retention
from stories.models import Draft, StoryFormPage, Submission
from stories.story_form import TOKEN
from tests import make
from tests.stories.form_reading import CHECK, FORM, STEP, send, soup, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


def change(page, **values):
    """Give the form page other values, as publishing does."""
    StoryFormPage.objects.filter(pk=page.pk).update(**values)


class TestStartPage:
    def test_it_may_be_kept_by_nobody(self, client):
        response = client.get(FORM)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]

    def test_it_says_what_it_takes_and_leads_to_the_first_step(self, client, page):
        change(page, needs="An hour\nA picture", rules="Be true", minutes=12, start_label="Begin")
        document = soup(client.get(FORM))
        assert [item.get_text() for item in document.select(".form-layout__main li")] == [
            "An hour",
            "A picture",
            "Be true",
        ]
        assert "about 12 minutes" in document.main.get_text()
        assert "How we keep your story safe" in document.main.get_text()
        link = document.select_one("main a.button")
        assert (link.get_text(), link["href"]) == ("Begin", STEP)

    def test_looking_starts_nothing(self, client):
        client.get(FORM)
        assert not Draft.objects.exists()

    def test_head_is_answered(self, client):
        assert client.head(FORM).status_code == 200

    def test_with_a_draft_it_leads_to_where_one_was(self, client, page):
        make.cut(page, story_name="About you")
        client.post(f"{FORM}about-you/", make.step_post(story_name="Renee"))
        link = soup(client.get(FORM)).select_one("main a.button")
        assert (link.get_text(), link["href"]) == ("Go on with your story", f"{FORM}about-you/")

    def test_starting_over_erases_the_draft_with_its_picture(
        self, client, django_capture_on_commit_callbacks
    ):
        client.post(STEP, make.form_post(picture=make.picture_bytes(), story_image_alt="A bee"))
        file = Draft.objects.get().picture
        token = typed(client.get(FORM), TOKEN)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(FORM, {TOKEN: token, "start_over": "1"})
        assert response["Location"] == STEP
        assert response.cookies["story_draft"].value == ""
        assert not Draft.objects.exists()
        assert not file.storage.exists(file.name)
        assert not typed(client.get(STEP), "story_title")

    def test_an_address_that_is_no_step_leads_here(self, client):
        response = client.get(f"{FORM}nothing/")
        assert response.status_code == 302
        assert response["Location"] == FORM
        assert client.get(f"{FORM}nothing/more/").status_code == 404

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    @pytest.mark.parametrize("checks", [True, False])
    @pytest.mark.parametrize("address", [FORM, STEP, CHECK])
    def test_other_methods_get_a_page_that_says_what_to_do(self, method, checks, address):
        response = getattr(Client(enforce_csrf_checks=checks), method)(address)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, POST"
        assert "did not work this way" in response.content.decode()


class TestMovedSteps:
    """An editor renames or cuts pages while somebody writes."""

    @pytest.mark.parametrize("address", [FORM, f"{FORM}an-old-title/"])
    def test_what_was_typed_is_kept_and_the_right_page_opens(self, client, address):
        response = client.post(address, make.step_post(story_learned="To ask."))
        assert response.status_code == 200
        assert typed(response, "story_learned") == "To ask."
        assert "This page has changed" in response.content.decode()
        assert soup(response).find(id="story-form")["action"] == STEP
        assert Draft.objects.get().answers["story_learned"] == "To ask."


class TestOpenAndClosed:
    def closed(self, response):
        """Return what stands in the boxes of the closed page."""
        assert response.status_code == 200
        assert soup(response).h1.get_text() == "We are not taking stories right now"
        return [box.get_text().strip() for box in soup(response).select("textarea")]

    def test_a_closed_form_shows_its_own_text(self, client, page):
        change(page, is_closed=True, closed_text="Come back in spring.")
        for address in (FORM, STEP, CHECK, f"{FORM}nothing/"):
            response = client.get(address)
            assert self.closed(response) == []
            assert "Come back in spring." in response.content.decode()
            assert "no-store" in response["Cache-Control"]

    @pytest.mark.parametrize(
        ("opens", "closes", "is_open"),
        [(None, None, True), (-1, 1, True), (1, None, False), (None, -1, False), (-2, -1, False)],
    )
    def test_it_keeps_its_hours(self, client, page, opens, closes, is_open):
        now = timezone.now()
        change(
            page,
            opens_at=opens and now + timedelta(hours=opens),
            closes_at=closes and now + timedelta(hours=closes),
        )
        assert bool(soup(client.get(STEP)).find(id="story-form")) == is_open

    def test_who_has_begun_may_send_for_a_day(self, client, page):
        data = make.form_post(made_at=timezone.now() - timedelta(hours=5))
        client.post(STEP, data)
        change(page, closes_at=timezone.now() - timedelta(hours=3))
        assert client.post(CHECK, {TOKEN: data[TOKEN]}).status_code == 303
        assert Submission.objects.count() == 1

    def test_after_that_day_the_words_are_given_back(self, client, page):
        data = make.form_post(made_at=timezone.now() - timedelta(days=3))
        client.post(STEP, data)
        change(page, closes_at=timezone.now() - timedelta(days=2))
        typed_now = make.step_post(token=data[TOKEN], story_title="Another title")
        for response in (client.post(STEP, typed_now), client.post(CHECK, {TOKEN: data[TOKEN]})):
            texts = self.closed(response)
            assert data["story_happened"] in texts
            assert data["story_because"] in texts
        assert "Another title" in self.closed(client.post(STEP, typed_now))
        assert data["story_happened"] in self.closed(client.get(FORM))
        assert not Submission.objects.exists()

    def test_what_is_sent_to_a_form_that_is_gone_comes_back(self, client, page):
        change(page, live=False)
        assert client.get(STEP).status_code == 404
        response = client.post(STEP, make.step_post(story_learned="To ask."))
        assert response.status_code == 404
        assert "To ask." in response.content.decode()


class TestLostAnswers:
    """The story was sent, and the answer never arrived: the browser still holds its draft."""

    @pytest.fixture
    def thanks(self, client):
        """The address of the thank-you page that the browser never heard of."""
        data = make.form_post()
        client.post(STEP, data)
        return Client().post(CHECK, {TOKEN: data[TOKEN]})["Location"]

    @pytest.mark.parametrize("place", ["", "title-of-your-story", "look-again", "check", "save"])
    def test_every_page_of_the_form_leads_to_the_thanks(self, client, thanks, place):
        response = client.get(f"{FORM}{place}/" if place else FORM)
        assert response.status_code == 303
        assert response["Location"] == thanks
        assert "no-store" in response["Cache-Control"]

    def test_after_that_another_story_can_begin(self, client, thanks):
        assert client.get(CHECK).cookies["story_draft"].value == ""
        assert not typed(client.get(STEP), "story_title")
        client.post(STEP, make.step_post(story_title="Another"))
        assert typed(client.get(STEP), "story_title") == "Another"

    def test_whoever_got_the_answer_is_not_led_back(self, client):
        send(client)
        assert client.get(FORM).status_code == 200

    def test_a_new_answer_that_waits_counts_more(self, client, thanks):
        answer = {"story_happened": "It began on a Tuesday."}
        step = client.post("/start-a-story/", answer, headers={"origin": "http://testserver"})
        page = client.get(step["Location"])
        assert typed(page, "story_happened") == "It began on a Tuesday."
        assert client.get(FORM).status_code == 200

    def test_a_form_that_has_closed_since_thanks_all_the_same(self, client, page, thanks):
        change(page, is_closed=True)
        assert client.get(CHECK)["Location"] == thanks

    def test_the_mailed_link_cannot_be_asked_for_anymore(self, client, thanks):
        draft = {TOKEN: make.form_token(form_id=Submission.objects.get().receipt)}
        response = client.post(f"{FORM}save/", {**draft, "story_email": "renee@example.org"})
        assert response["Location"] == thanks
        assert response.cookies["story_draft"].value == ""

    def test_an_erased_story_leads_nowhere(self, client, thanks):
        retention.erase(Submission.objects.get(), reason="Asked for.")
        assert client.get(FORM).status_code == 200


class TestThanks:
    def test_it_shows_the_number_and_the_heart_and_nothing_personal(self, client):
        response = client.get(send(client, story_email="renee@example.org")["Location"])
        text = response.content.decode()
        submission = Submission.objects.get()
        assert submission.number in text
        assert soup(response).select(".thanks__heart .heart__because use")
        for secret in ("Renee", "renee@", "bee stung", "Dayton", submission.title):
            assert secret not in text

    def test_it_says_what_happens_next_with_dates(self, client, page):
        page.reading_days = 10
        page.save()
        submission = make.submission(
            confirmed=False, now=timezone.make_aware(timezone.datetime(2026, 9, 16, 9, 58))
        )
        text = client.get(f"{FORM}thank-you/{submission.receipt}/").content.decode()
        assert "Sent on September 16 at 9:58 a.m." in text
        assert "by Friday, October 16" in text
        assert "By Saturday, September 26" in text

    def test_it_may_be_kept_by_nobody_and_its_address_goes_nowhere(self, client):
        response = client.get(send(client)["Location"])
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "strict-origin"
        assert "noindex" in response.content.decode()

    def test_it_leads_to_where_a_private_link_is_asked_for(self, client):
        page = soup(client.get(send(client)["Location"]))
        [link] = page.main.select('a[href="/my-story/"]')
        assert client.get(link["href"]).status_code == 200

    def test_after_confirming_it_says_so(self, client):
        submission = make.submission(confirmed=True)
        text = client.get(f"{FORM}thank-you/{submission.receipt}/").content.decode()
        assert "Your address is confirmed" in text

    def test_an_unknown_receipt_is_a_kind_404(self, client):
        assert client.get(f"{FORM}thank-you/{uuid.uuid4()}/").status_code == 404
        assert client.get(f"{FORM}thank-you/nonsense/").status_code == 404

    def test_the_ref_of_the_desk_is_no_receipt(self, client):
        submission = make.submission()
        assert client.get(f"{FORM}thank-you/{submission.ref}/").status_code == 404

    def test_it_cannot_be_posted_to(self, client):
        submission = make.submission()
        assert client.post(f"{FORM}thank-you/{submission.receipt}/").status_code == 405

    def test_the_heart_can_be_saved(self, client):
        submission = make.submission()
        response = client.get(f"/heart/{submission.receipt}.svg")
        assert response["Content-Type"] == "image/svg+xml"
        assert submission.number in response["Content-Disposition"]
        assert response.content.startswith(b"<svg xmlns")
        assert client.get(f"/heart/{uuid.uuid4()}.svg").status_code == 404


class TestPreviews:
    def preview(self, mode):
        return make.form_page().make_preview_request(preview_mode=mode)

    def test_there_is_one_for_each_page_of_the_form(self, page):
        make.cut(page, story_name="About you")
        assert [label for _, label in page.preview_modes] == [
            "Start page",
            "1. Title of your story",
            "2. About you",
            "Answers before sending",
            "Thank-you page",
            "Closed",
        ]

    def test_each_of_them_shows(self, page):
        make.cut(page, story_name="About you")
        for mode, _ in page.preview_modes:
            response = self.preview(mode)
            assert response.status_code == 200
            assert len(soup(response).find_all("h1")) == 1
        assert not Submission.objects.exists()
        assert not Draft.objects.exists()

    def test_a_step_shows_its_questions(self, page):
        make.cut(page, story_name="About you")
        document = soup(self.preview("step-about-you"))
        assert document.find(id="id_story_name")
        assert not document.find(id="id_story_happened")

    def test_the_thank_you_page_has_an_invented_number(self):
        assert "IHH-4K7Q-29" in self.preview("thanks").content.decode()
