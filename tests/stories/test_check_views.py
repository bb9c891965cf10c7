"""The page before sending, and the sending: every answer once more, one story however often it is sent."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from stories import drafts, repeats
from stories.models import Draft, Original, OutboxMail, StepCount, Submission
from stories.story_form import HONEYPOT, TOKEN
from stories.visit import Visit
from tests import make
from tests.stories.form_reading import CHECK, FORM, STEP, send, send_post, soup, summary, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


@pytest.fixture
def filled(client):
    """What was typed into a form that waits to be sent."""
    data = make.form_post()
    client.post(STEP, data)
    return data


def rows(response):
    """Return the answers of the page by question."""
    return {
        row.dt.get_text(): row.dd.get_text(" ", strip=True)
        for row in soup(response).select(".answers > div")
    }


class TestAnswers:
    def test_every_question_stands_there_with_its_answer(self, client, filled):
        answers = rows(client.get(CHECK))
        assert answers["Title of your story"] == filled["story_title"]
        assert answers["How should we show your name?"] == "My first name only"
        assert answers["You can publish it on this site."] == "Yes"
        assert answers["You can also quote it on social media and at events."] == "No"
        assert answers["A video"] == "Not provided"
        assert "Your story has no picture." in answers["A picture"]

    def test_words_are_shown_as_typed(self, client):
        client.post(STEP, make.form_post(story_because="it <b>works</b>"))
        response = client.get(CHECK)
        assert rows(response)["Finish the sentence"] == "it <b>works</b>"
        assert "<b>works" not in response.content.decode()

    def test_each_change_leads_to_the_field_and_straight_back(self, client, filled):
        links = soup(client.get(CHECK)).select(".answer__change a")
        assert len(links) == len(rows(client.get(CHECK)))
        for link in links:
            address, _, anchor = link["href"].partition("#")
            opened = client.get(address)
            assert soup(opened).find(id=anchor), link["href"]
            assert soup(opened).find(attrs={"name": "back_to"})["value"] == "check"
            assert link.select_one(".sr-only").get_text().strip().startswith("your answer:")

    def test_a_changed_answer_comes_straight_back(self, client, page, filled):
        make.cut(page, story_name="About you")
        data = {**filled, "story_title": "New", "back_to": "check"}
        response = client.post(STEP, data)
        assert response["Location"] == CHECK
        assert rows(client.get(CHECK))["Title of your story"] == "New"

    def test_the_picture_is_there_with_its_description(self, client):
        client.post(STEP, make.form_post(picture=make.picture_bytes(), story_image_alt="A bee"))
        picture = soup(client.get(CHECK)).select_one(".answers img")
        assert picture["alt"] == "A bee"
        assert b"".join(client.get(picture["src"]).streaming_content)

    def test_the_promise_stands_above_the_button(self, client, page, filled):
        page.promise, page.button_label = "We change no facts.", "Send it"
        page.save()
        form = soup(client.get(CHECK)).find(id="story-form")
        assert "We change no facts." in form.get_text()
        assert form.find("button").get_text() == "Send it"

    def test_without_a_draft_it_leads_to_the_start(self, client):
        response = client.get(CHECK)
        assert response.status_code == 302
        assert response["Location"] == FORM


class TestErrors:
    def test_they_lead_to_the_fields_of_the_steps(self, client, page):
        make.cut(page, story_name="About you")
        data = make.step_post(story_title="Only a title")
        client.post(STEP, data)
        response = client.post(CHECK, {TOKEN: data[TOKEN]})
        assert response.status_code == 200
        assert soup(response).title.get_text().startswith("Error: ")
        found = dict(summary(response))
        assert found[f"{FORM}about-you/?from=check#id_story_name"] == "Enter your name"
        assert found[f"{STEP}?from=check#id_story_happened"].startswith("Tell your story here")
        assert "Enter your name" in rows(response)["Your name"]
        assert not Submission.objects.exists()

    def test_looking_alone_reproaches_nobody(self, client):
        client.post(STEP, make.step_post(story_title="x"))
        assert not summary(client.get(CHECK))

    def test_who_was_not_asked_is_named_with_the_way_to_mend_it(self, client):
        page = make.form_page()
        page.form_fields.add(
            *[
                type(page.form_fields.first())(
                    sort_order=99, field_type="story_people", label="Who else?", required=False
                )
            ]
        )
        page.save()
        people = {"story_people-0-relation": "my son", "story_people-0-basis": "not_yet"}
        data = {**make.form_post(), **people}
        client.post(STEP, data)
        response = client.post(CHECK, {TOKEN: data[TOKEN]})
        assert [message for _, message in summary(response)][0].startswith("You have not asked")
        assert not Submission.objects.exists()


class TestSending:
    def test_it_leads_to_a_page_that_can_be_read_again(self, client):
        response = send(client)
        submission = Submission.objects.get()
        assert response.status_code == 303
        assert response["Location"] == f"{FORM}thank-you/{submission.receipt}/"
        assert "no-store" in response["Cache-Control"]
        for _ in range(2):
            assert submission.number in client.get(response["Location"]).content.decode()

    def test_what_was_typed_is_what_is_sealed(self, client):
        send(client, story_happened="Zoe\u0301 <b>said</b> “yes” & 5 < 6\r\n\r\nThen 😀")
        original = Original.objects.get()
        assert original.answers["story_happened"] == "Zoé <b>said</b> “yes” & 5 < 6\n\nThen 😀"
        assert original.is_intact

    def test_the_because_line_is_stored_whole(self, client):
        send(client, story_because="because it works")
        assert Submission.objects.get().because == "#IHeartHIT because it works"

    def test_the_picture_is_stored_anew(self, client):
        send(client, picture=make.picture_bytes(), story_image_alt="A bee")
        original = Original.objects.get()
        assert original.picture_width == 1200
        assert original.answers["story_image"] == "1200 by 630 pixels"

    def test_the_time_since_the_form_was_shown_is_judged(self, client):
        send(client, made_at=timezone.now())
        assert Submission.objects.get().state == Submission.State.SPAM

    def test_the_unseen_field_is_judged(self, client):
        send_post(client, {**make.form_post(), HONEYPOT: "x"})
        assert Submission.objects.get().flags.filter(kind="honeypot").exists()

    def test_a_machine_is_thanked_like_everybody(self, client):
        response = send_post(client, {**make.form_post(), HONEYPOT: "x"})
        assert "We have it" in client.get(response["Location"]).content.decode()


class TestOnce:
    def test_a_double_click_is_one_story(self, client, filled):
        first, second = (client.post(CHECK, {TOKEN: filled[TOKEN]}) for _ in range(2))
        assert first["Location"] == second["Location"]
        assert Submission.objects.count() == 1
        assert OutboxMail.objects.filter(kind="received").count() == 1

    def test_sending_the_same_words_again_is_one_story(self, client):
        data = make.form_post()
        first = send_post(client, data)
        again = {**data, TOKEN: make.form_token()}
        for _ in range(2):
            assert send_post(client, again)["Location"] == first["Location"]
        assert Submission.objects.count() == 1

    def test_the_draft_of_words_that_were_sent_before_is_soon_erased(self, client):
        data = make.form_post()
        send_post(client, data)
        send_post(client, {**data, TOKEN: make.form_token()})
        left = Draft.objects.get().expires_at - timezone.now()
        assert left < timedelta(minutes=11)

    def test_the_second_of_two_clicks_may_have_seen_the_draft(self, client, filled, monkeypatch):
        """Both found the draft before one of them had made a story of it."""
        draft = Draft.objects.get()
        first = client.post(CHECK, {TOKEN: filled[TOKEN]})
        monkeypatch.setattr(Visit, "draft", draft)
        monkeypatch.setattr(repeats, "find_repeat", lambda *args, **kwargs: None)
        assert client.post(CHECK, {TOKEN: filled[TOKEN]})["Location"] == first["Location"]
        assert Submission.objects.count() == 1

    def test_a_changed_story_is_another_one(self, client):
        data = make.form_post()
        send_post(client, data)
        send_post(client, {**data, TOKEN: make.form_token(), "story_title": "Another"})
        assert Submission.objects.count() == 2

    def test_the_id_stays_the_same_through_errors(self, client):
        data = make.form_post(story_name="")
        response = client.post(STEP, data)
        token = drafts.read_token(data[TOKEN], timezone.now())
        assert drafts.read_token(typed(response, TOKEN), timezone.now()).form_id == token.form_id
        send_post(client, {**data, "story_name": "Renee"})
        assert Submission.objects.get().receipt == token.form_id

    def test_an_old_token_is_as_good_as_a_new_one(self, client):
        assert send(client, made_at=timezone.now() - timedelta(days=25)).status_code == 303

    def test_a_sent_story_leaves_no_draft(self, client, filled):
        response = client.post(CHECK, {TOKEN: filled[TOKEN]})
        assert not Draft.objects.exists()
        assert response.cookies["story_draft"].value == ""

    def test_the_same_words_stay_one_story_after_a_week(self, client, filled):
        client.post(CHECK, {TOKEN: filled[TOKEN]})
        with time_machine.travel(timezone.now() + timedelta(days=7)):
            assert client.post(CHECK, {TOKEN: filled[TOKEN]}).status_code == 303
        assert Submission.objects.count() == 1

    def test_an_erased_draft_is_said(self, client, filled):
        drafts.erase(Draft.objects.get())
        response = client.post(CHECK, {TOKEN: filled[TOKEN]})
        assert response.status_code == 410
        assert "Your story is not here anymore" in response.content.decode()


class TestChangedAfterSending:
    """Back, a sentence corrected, sent again with the same id: no word of it may be lost."""

    @pytest.fixture
    def sent(self, client):
        """What was sent and stored."""
        data = make.form_post()
        send_post(client, data)
        return data

    def test_the_new_words_come_back_with_the_way_to_add_them(self, client, sent):
        response = client.post(STEP, {**sent, "story_learned": "I learned to ask."})
        assert response.status_code == 409
        text = response.content.decode()
        assert f"We already have your story {Submission.objects.get().number}." in text
        assert "private link in the mail" in text
        boxes = soup(response).select("textarea")
        assert [box.get_text().strip() for box in boxes] == ["I learned to ask."]
        assert not Draft.objects.exists()

    def test_nothing_new_leads_to_the_thanks(self, client, sent):
        response = client.post(STEP, sent)
        assert response.status_code == 303
        assert response["Location"].startswith(f"{FORM}thank-you/")

    def test_what_is_saved_by_itself_afterwards_makes_no_draft(self, client, sent):
        client.post(STEP, {**sent, "story_learned": "Late.", "autosave": "1"})
        assert not Draft.objects.exists()


class TestCounting:
    def test_sending_and_errors_are_counted(self, client, filled):
        data = make.step_post(story_title="x")
        client.post(STEP, data)
        client.post(CHECK, {TOKEN: data[TOKEN]})
        client.post(CHECK, {TOKEN: filled[TOKEN]})
        counted = StepCount.objects.filter(step="check").values_list("event", "count")
        assert dict(counted) == {"start": 1, "error": 1, "send": 1}
