"""Save and finish later, the mailed link, and the note for somebody who was not asked yet."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from stories import drafts, save_views
from stories.models import Draft, DraftLink, OutboxMail, StepCount, StoryFormField
from stories.story_form import TOKEN
from tests import make
from tests.stories.form_reading import FORM, STEP, send_post, soup, summary, typed

pytestmark = pytest.mark.django_db

SAVE = f"{FORM}save/"
ASK = f"{FORM}ask-them/"
HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


@pytest.fixture
def begun(client):
    """What was posted to a story that is only begun."""
    data = make.step_post(story_title="The tin", story_happened="He read me the list.")
    client.post(STEP, {**data, "save": "1"})
    return data


def mail_link(client, data, address="renee@example.org"):
    """Ask for the link; return the token in the mail."""
    client.post(SAVE, {TOKEN: data[TOKEN], "story_email": address})
    body = OutboxMail.objects.filter(kind="resume_link").latest("pk").body
    return re.search(r"/resume/([\w-]+)/", body).group(1)


class TestSaving:
    def test_the_button_keeps_what_is_typed_and_asks_for_the_address(self, client):
        data = make.step_post(story_title="The tin")
        response = client.post(STEP, {**data, "save": "1"})
        assert response["Location"] == SAVE
        assert Draft.objects.get().answers["story_title"] == "The tin"
        assert soup(client.get(SAVE)).find(attrs={"name": "story_email"})

    def test_the_link_is_mailed_and_names_nobody(self, client, begun):
        response = client.post(SAVE, {TOKEN: begun[TOKEN], "story_email": "renee@example.org"})
        assert response["Location"] == f"{SAVE}?mailed=1"
        mail = OutboxMail.objects.get(kind="resume_link")
        assert mail.to == "renee@example.org"
        assert mail.draft == Draft.objects.get()
        for secret in ("tin", "list", "renee", "Renee"):
            assert secret not in mail.subject + mail.body
        assert DraftLink.objects.count() == 1

    def test_the_page_says_until_when(self, client, begun):
        mail_link(client, begun)
        text = client.get(f"{SAVE}?mailed=1").content.decode()
        until = timezone.localdate() + timedelta(days=30)
        assert f"{until:%B} {until.day}, {until.year}" in text
        assert "renee@example.org" in text

    def test_the_address_is_asked_once(self, client, begun):
        mail_link(client, begun)
        assert typed(client.get(SAVE), "story_email") == "renee@example.org"
        assert typed(client.get(STEP), "story_email") == "renee@example.org"

    def test_a_wrong_address_is_said_and_kept(self, client, begun):
        response = client.post(SAVE, {TOKEN: begun[TOKEN], "story_email": "renee"})
        assert response.status_code == 200
        assert summary(response)[0][0] == "#id_story_email"
        assert typed(response, "story_email") == "renee"
        assert not OutboxMail.objects.filter(kind="resume_link").exists()

    def test_nobody_is_flooded(self, client, begun, monkeypatch):
        monkeypatch.setattr(save_views, "LINKS_A_DAY", 1)
        mail_link(client, begun)
        response = client.post(
            SAVE, {TOKEN: begun[TOKEN], "story_email": "Renee@example.org"}, REMOTE_ADDR="10.1.1.1"
        )
        assert response.status_code == 429
        assert response["Retry-After"]
        assert "Your story is saved" in response.content.decode()
        assert OutboxMail.objects.filter(kind="resume_link").count() == 1

    def test_without_a_draft_it_leads_to_the_start(self, client):
        assert client.get(SAVE)["Location"] == FORM
        assert client.post(SAVE, {"story_email": "a@example.org"})["Location"] == FORM

    def test_after_sending_it_leads_to_the_thanks(self, client):
        data = make.form_post()
        send_post(client, data)
        response = client.post(SAVE, {TOKEN: data[TOKEN], "story_email": "a@example.org"})
        assert response["Location"].startswith(f"{FORM}thank-you/")


class TestComingBack:
    def test_opening_the_link_decides_nothing(self, client, begun):
        token = mail_link(client, begun)
        other = Client()
        response = other.get(f"{FORM}resume/{token}/")
        assert response.status_code == 200
        assert "story_draft" not in response.cookies
        assert response["Referrer-Policy"] == "strict-origin"
        assert "no-store" in response["Cache-Control"]
        assert "The tin" not in response.content.decode()
        assert soup(response).find("input", attrs={"name": "token"})["value"] == token

    def test_the_button_opens_the_page_where_one_stopped(self, client, page, begun):
        make.cut(page, story_name="About you")
        client.post(f"{FORM}about-you/", {**make.step_post(token=begun[TOKEN]), "save": "1"})
        token = mail_link(client, begun)
        other = Client()
        response = other.post("/resume-story/", {"token": token}, **HERE)
        assert response.status_code == 303
        assert response["Location"] == f"{FORM}about-you/"
        assert typed(other.get(STEP), "story_title") == "The tin"
        counted = StepCount.objects.get(event=StepCount.Event.RESUME)
        assert counted.step == "about-you"

    def test_it_works_more_than_once(self, client, begun):
        token = mail_link(client, begun)
        for _ in range(2):
            response = Client().post("/resume-story/", {"token": token}, **HERE)
            assert response.status_code == 303

    def test_another_site_cannot_open_a_draft_in_this_browser(self, client, begun):
        token = mail_link(client, begun)
        other = Client()
        response = other.post(
            "/resume-story/", {"token": token}, HTTP_ORIGIN="https://evil.example"
        )
        assert response.status_code == 200
        assert "story_draft" not in response.cookies

    @pytest.mark.parametrize("token", ["nonsense", "x" * 43, "A" * 3000])
    def test_an_unknown_link_says_what_to_do(self, client, token):
        for response in (
            client.get(f"{FORM}resume/{token}/"),
            client.post("/resume-story/", {"token": token}, **HERE),
        ):
            assert response.status_code == 404
            assert "leads to no saved story" in response.content.decode()

    def test_the_link_of_a_sent_story_leads_nowhere(self, client, begun):
        token = mail_link(client, begun)
        send_post(client, make.form_post(token=begun[TOKEN]))
        assert client.get(f"{FORM}resume/{token}/").status_code == 404

    def test_a_closed_form_gives_the_words_back(self, client, page, begun):
        token = mail_link(client, begun)
        page.is_closed = True
        page.save()
        text = Client().post("/resume-story/", {"token": token}, **HERE).content.decode()
        assert "We are not taking stories" in text
        assert "He read me the list." in text

    def test_another_draft_in_this_browser_is_named(self, client, begun):
        token = mail_link(client, begun)
        other = Client()
        other.post(STEP, make.step_post(story_title="Another"))
        assert (
            "another story in this browser" in other.get(f"{FORM}resume/{token}/").content.decode()
        )
        assert (
            "another story in this browser"
            not in client.get(f"{FORM}resume/{token}/").content.decode()
        )

    def test_the_draft_is_erased_after_thirty_days_and_the_link_with_it(self, client, begun):
        token = mail_link(client, begun)
        Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert Client().post("/resume-story/", {"token": token}, **HERE).status_code == 404

    @pytest.mark.parametrize(
        ("method", "address"), [("post", f"{FORM}resume/x/"), ("get", "/resume-story/")]
    )
    def test_each_address_knows_its_method(self, client, method, address):
        assert getattr(client, method)(address).status_code == 405


class TestAskingThem:
    @pytest.fixture(autouse=True)
    def people(self, page):
        """Let a page of the form ask who else is in the story."""
        StoryFormField.objects.create(
            page=page, sort_order=99, field_type="story_people", label="Who else?", required=False
        )
        make.cut(page, story_people="People")
        return f"{FORM}people/"

    def answer(self, client, people, basis="not_yet", **more):
        given = {"story_people-0-relation": "my father", "story_people-0-basis": basis}
        return client.post(people, make.step_post(**given, **more))

    def test_who_was_not_asked_leads_to_the_note(self, client, people):
        token = make.form_token()
        client.post(STEP, make.step_post(token=token, story_happened="He <b>read</b> me the list."))
        response = self.answer(client, people, token=token)
        assert response["Location"] == ASK
        document = soup(client.get(ASK))
        assert "my father" in document.main.get_text()
        assert "He <b>read</b> me the list." in document.select_one(".note").get_text()
        addresses = [link["href"] for link in document.select("main a")]
        assert people in addresses
        assert document.find("form", id="story-form")["action"] == SAVE

    def test_the_others_go_on(self, client, people):
        assert self.answer(client, people, "asked")["Location"] == f"{FORM}check/"

    def test_coming_back_the_answer_can_be_changed(self, client, people):
        token = make.form_token()
        self.answer(client, people, token=token)
        chosen = soup(client.get(people)).select_one("input[checked]")
        assert chosen["value"] == "not_yet"
        assert self.answer(client, people, "asked", token=token)["Location"] == f"{FORM}check/"

    def test_one_more_person_is_one_more_row(self, client, people):
        response = self.answer(client, people, "asked", add_person="1")
        address, _, anchor = response["Location"].partition("#")
        assert address == people
        assert soup(client.get(address)).find(id=anchor)
        assert len(Draft.objects.get().answers["story_people"]) == 2

    def test_without_a_draft_it_leads_to_the_start(self, client):
        assert client.get(ASK)["Location"] == FORM


def test_a_link_of_another_draft_opens_that_one_only(client, begun):
    other = make.draft(story_title="Mine")
    token = drafts.make_link(other)
    response = client.post("/resume-story/", {"token": token}, **HERE)
    assert response.status_code == 303
    assert typed(client.get(STEP), "story_title") == "Mine"
