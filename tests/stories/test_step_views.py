"""One page of the form, asked and answered like a browser does it."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from stories import drafts, screening
from stories.models import Draft, StepCount, Submission
from stories.story_form import HONEYPOT, TOKEN
from tests import make
from tests.stories.form_reading import CHECK, FORM, STEP, send, soup, summary, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


@pytest.fixture
def stepped(page):
    """The same form, cut into three pages."""
    make.cut(page, story_happened="What happened", story_name="About you")
    return page


class TestShowing:
    def test_it_may_be_kept_by_nobody(self, client):
        response = client.get(STEP)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]

    def test_it_carries_the_tokens_and_an_unseen_field(self, client):
        form = soup(client.get(STEP)).find("form", id="story-form")
        assert form["enctype"] == "multipart/form-data"
        assert form.find("input", attrs={"name": "csrfmiddlewaretoken"})
        assert form.find("input", attrs={"name": TOKEN})
        hidden = form.find("input", attrs={"name": HONEYPOT})
        assert hidden["tabindex"] == "-1"
        assert hidden.parent["aria-hidden"] == "true"

    def test_two_visits_have_two_form_ids(self, client):
        first, second = (typed(client.get(STEP), TOKEN) for _ in range(2))
        now = timezone.now()
        assert (
            screening.read_form_token(first, now).form_id
            != screening.read_form_token(second, now).form_id
        )

    def test_looking_makes_no_draft_and_sets_no_draft_cookie(self, client):
        assert "story_draft" not in client.get(STEP).cookies
        assert not Draft.objects.exists()

    def test_it_has_one_heading_and_one_main(self, client, stepped):
        for key in ("title-of-your-story", "what-happened", "about-you"):
            document = soup(client.get(f"{FORM}{key}/"))
            assert len(document.find_all("h1")) == len(document.find_all("main")) == 1

    def test_a_step_without_a_title_has_its_question_for_a_heading(self, client, stepped):
        document = soup(client.get(STEP))
        label = document.h1.find("label")
        assert label.get_text(strip=True).startswith("Title of your story")
        assert document.find(id=label["for"])

    def test_the_limits_of_the_campaign_stand_on_it(self, client):
        make.campaign_settings(word_limit=200, because_limit=140)
        text = client.get(STEP).content.decode()
        assert "Up to 200 words in these answers together" in text
        assert 'data-limit="140"' in text

    def test_only_pages_with_a_story_field_ask_for_its_font_at_once(self, client, stepped):
        asked_for = {
            key: [link["href"] for link in soup(client.get(f"{FORM}{key}/")).select("[as=font]")]
            for key in ("what-happened", "about-you")
        }
        assert ["newsreader-text" in font for font in asked_for["what-happened"]] == [False, True]
        assert not any("newsreader-text" in font for font in asked_for["about-you"])

    def test_it_says_how_far_one_is(self, client, stepped):
        assert "Step 2 of 3: What happened" in client.get(f"{FORM}what-happened/").content.decode()

    def test_back_leads_to_the_step_before(self, client, stepped):
        links = [
            soup(client.get(f"{FORM}{key}/")).find("a", class_="back-link")["href"]
            for key in ("title-of-your-story", "what-happened", "about-you")
        ]
        assert links == [FORM, STEP, f"{FORM}what-happened/"]

    def test_enter_in_a_text_field_goes_on(self, client):
        # A browser presses the first button of a form.
        first = soup(client.get(STEP)).select("button[form=story-form], #story-form button")[0]
        assert not first.has_attr("name")


class TestSaving:
    def test_each_page_is_kept_as_typed_and_shown_again(self, client, stepped):
        response = client.post(STEP, make.step_post(story_title="  Two\tspaces "))
        assert response.status_code == 303
        assert response["Location"] == f"{FORM}what-happened/"
        assert Draft.objects.get().answers["story_title"] == "  Two\tspaces "
        assert typed(client.get(STEP), "story_title") == "  Two\tspaces "

    def test_what_has_an_error_is_kept_too(self, client, stepped):
        about = f"{FORM}about-you/"
        response = client.post(about, make.step_post(story_email="renee", story_name=""))
        assert response.status_code == 200
        assert ("#id_story_name", "Enter your name") in summary(response)
        assert typed(client.get(about), "story_email") == "renee"

    def test_the_cookie_is_signed_and_out_of_reach_of_scripts(self, client):
        cookie = client.post(STEP, make.step_post()).cookies["story_draft"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == FORM
        assert cookie["max-age"] == 30 * 24 * 3600

    def test_the_hidden_field_finds_the_draft_where_no_cookie_does(self, client, stepped):
        data = make.step_post(story_title="Mine")
        client.post(STEP, data)
        client.cookies.clear()
        client.post(f"{FORM}what-happened/", make.step_post(token=data[TOKEN], story_happened="x"))
        draft = Draft.objects.get()
        assert draft.answers["story_title"] == "Mine"
        assert draft.answers["story_happened"] == "x"

    def test_two_pages_sent_at_once_make_one_draft(self, client):
        data = make.step_post(story_title="Mine")
        for _ in range(2):
            client.post(STEP, data)
        assert Draft.objects.count() == 1

    def test_a_form_without_a_file_part_is_taken(self, client):
        response = client.post(
            STEP, urlencode(make.form_post()), content_type="application/x-www-form-urlencoded"
        )
        assert response["Location"] == CHECK

    def test_a_box_taken_back_is_no_longer_ticked(self, client):
        data = make.form_post()
        client.post(STEP, data)
        client.post(STEP, {key: data[key] for key in data if key != "consent_publish"})
        assert not soup(client.get(STEP)).find(id="id_consent_publish").has_attr("checked")

    def test_every_save_moves_the_day_of_erasure(self, client):
        data = make.step_post(story_title="x")
        client.post(STEP, data)
        Draft.objects.update(expires_at=timezone.now() + timezone.timedelta(days=1))
        client.post(STEP, data)
        assert (Draft.objects.get().expires_at - timezone.now()).days == 29


class TestAutosave:
    def test_it_saves_without_a_word_of_judgement(self, client):
        data = make.step_post(story_email="renee", autosave="1")
        answer = client.post(STEP, data).json()
        assert answer["token"] == data[TOKEN]
        assert answer["saved"].endswith("m.")
        assert Draft.objects.get().answers["story_email"] == "renee"
        assert not StepCount.objects.exists()

    def test_it_never_touches_the_picture(self, client):
        data = make.form_post(picture=make.picture_bytes(), story_image_alt="A bee")
        client.post(STEP, data)
        client.post(STEP, {**make.step_post(token=data[TOKEN]), "autosave": "1"})
        assert Draft.objects.get().picture


class TestErrors:
    def test_everything_is_said_at_the_top_and_at_each_field(self, client):
        response = send(client, story_name="", story_email="renee", consents=("contact", "alter"))
        document = soup(response)
        assert response.status_code == 200
        assert document.title.get_text().startswith("Error: ")
        assert "Three things to fix" in document.find(id="error-summary").get_text()
        expected = {
            "#id_story_name": "Enter your name",
            "#id_story_email": "Enter an email address in the form name@example.com",
            "#id_consent_truth": "Tick the box if the story is true and you may share it",
        }
        assert dict(summary(response)) == expected
        for address, message in expected.items():
            control = document.find(id=address[1:])
            assert control["aria-invalid"] == "true"
            place = document.find(id=f"{address[1:]}-error")
            assert place["id"] in control["aria-describedby"].split()
            assert message in place.get_text()
        assert not Submission.objects.exists()

    def test_every_link_of_the_summary_leads_somewhere(self, client):
        response = client.post(STEP, {TOKEN: make.form_post()[TOKEN]})
        document = soup(response)
        # Whether there is text or a video is asked at the end.
        assert len(summary(response)) == 7
        for address, _ in summary(response):
            assert document.find(id=address[1:]).name in ("input", "textarea", "select")

    def test_every_word_and_tick_is_kept(self, client):
        data = make.form_post(story_name="", consents=("truth", "social"))
        response = client.post(STEP, data)
        for name in ("story_title", "story_happened", "story_because", "story_email"):
            assert typed(response, name) == data[name]
        document = soup(response)
        ticked = {box["name"] for box in document.select("input[type=checkbox][checked]")}
        assert ticked == {"consent_truth", "consent_social"}
        assert document.find(id="id_story_name_shown_1").has_attr("checked")

    def test_nothing_typed_becomes_markup(self, client):
        nasty = "</textarea><script>alert(1)</script>"
        response = send(client, story_happened=nasty, story_title='"><img src=x>', story_name="")
        text = response.content.decode()
        assert "<script>alert" not in text
        assert "<img src=x>" not in text
        assert typed(response, "story_happened") == nasty

    def test_the_error_page_may_be_kept_by_nobody(self, client):
        assert "no-store" in send(client, story_name="")["Cache-Control"]

    def test_the_heart_is_drawn_from_what_is_there(self, client):
        empty = soup(client.get(STEP)).select(".heart-panel .heart__story use")
        drawn = soup(send(client, story_name="")).select(".heart-panel .heart__story use")
        assert not empty
        assert drawn

    def test_a_megabyte_of_text_is_refused_at_its_field_and_kept(self, client):
        text = "word " * 210_000
        response = send(client, story_happened=text)
        assert response.status_code == 200
        assert summary(response)[0][0] == "#id_story_happened"
        assert "characters over 20,000" in summary(response)[0][1]
        assert typed(response, "story_happened") == text

    def test_words_of_all_pages_count_together(self, client, page):
        make.cut(page, story_happened="What happened", story_learned="Learned")
        data = make.step_post(story_happened="word " * 200)
        client.post(f"{FORM}what-happened/", data)
        learned = make.step_post(token=data[TOKEN], story_learned="word " * 112)
        response = client.post(f"{FORM}learned/", learned)
        assert "Your story is 12 words over 300." in dict(summary(response))["#id_story_learned"]
        assert 'data-count-others="200"' in response.content.decode()


class TestPicture:
    def post(self, client, **changes):
        changes = {"story_image_alt": "A bee", **changes}
        return client.post(STEP, make.form_post(picture=make.picture_bytes(), **changes))

    def test_it_outlives_an_error_in_another_field(self, client):
        response = self.post(client, story_name="")
        assert response.status_code == 200
        draft = Draft.objects.get()
        assert draft.picture.storage.exists(draft.picture.name)
        assert draft.picture_width == 1200
        assert soup(response).select_one("img.crop__kept")["src"].startswith(f"{FORM}picture/")

    def test_it_counts_as_given_from_then_on(self, client):
        self.post(client, story_name="")
        response = client.post(STEP, make.form_post(token=self.token(), story_image_alt="A bee"))
        assert response["Location"] == CHECK

    def test_another_one_takes_its_place(self, client, django_capture_on_commit_callbacks):
        self.post(client, story_name="")
        first = Draft.objects.get().picture
        with django_capture_on_commit_callbacks(execute=True):
            self.post(client, story_name="", token=self.token())
        second = Draft.objects.get().picture
        assert second.storage.exists(second.name)
        assert not first.storage.exists(first.name)

    def test_it_can_be_removed(self, client):
        self.post(client)
        data = {**make.form_post(token=self.token(), story_image_alt=""), "remove": "picture"}
        assert client.post(STEP, data)["Location"] == STEP
        assert not Draft.objects.get().picture

    def test_it_is_shown_to_its_sender_alone(self, client):
        self.post(client)
        response = client.get(f"{FORM}picture/")
        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert "no-store" in response["Cache-Control"]
        assert b"".join(response.streaming_content)
        assert Client().get(f"{FORM}picture/").status_code == 404
        assert Client().get(f"{FORM}picture/?t=forged").status_code == 404

    def token(self):
        return drafts.sign_token(drafts.token_of(Draft.objects.get()))


class TestCounting:
    def counts(self):
        return {(row.step, row.event): row.count for row in StepCount.objects.all()}

    def test_starts_errors_and_steps_done_are_counted(self, client, stepped):
        client.get(STEP)
        data = make.step_post(story_title="x")
        client.post(STEP, data)
        about = {**make.step_post(token=data[TOKEN], story_name=""), "story_email": "renee"}
        client.post(f"{FORM}about-you/", about)
        assert self.counts() == {
            ("title-of-your-story", "start"): 1,
            ("title-of-your-story", "done"): 1,
            ("what-happened", "start"): 1,
            ("about-you", "error"): 1,
        }
