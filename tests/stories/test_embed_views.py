"""The form in a frame: only on the sites of the list, never with a cookie, and one story however often it is sent."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from cms.models import CampaignSettings
from stories import drafts, views
from stories.models import Draft, StoryFormPage, Submission
from stories.story_form import TOKEN
from tests import make
from tests.stories.form_reading import soup, summary, typed

pytestmark = pytest.mark.django_db

EMBED = "/share-your-story/embed/"
STEP = f"{EMBED}title-of-your-story/"
CHECK = f"{EMBED}check/"
PARTNER = "https://partner.example.org"
OPEN = {"open": "1"}


@pytest.fixture(autouse=True)
def page():
    page = make.form_page()
    make.campaign_settings(frame_sites=f"{PARTNER}\nhttps://news.example.com")
    return page


@pytest.fixture
def frame():
    """A browser that holds no cookie and says that our own page sends what it sends."""
    return Client(
        enforce_csrf_checks=True,
        headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"},
    )


@pytest.fixture
def stepped(page):
    """The same form, cut into three pages."""
    make.cut(page, story_happened="What happened", story_name="About you")
    return page


def ancestors(response):
    """Return who may show a response in a frame."""
    return re.search(r"frame-ancestors ([^;]*)", response["Content-Security-Policy"])[1].split()


class TestList:
    def test_the_named_sites_may_show_it_and_nobody_else(self, frame):
        for response in (frame.get(EMBED), frame.get(STEP), frame.post(STEP, make.form_post())):
            assert ancestors(response) == ["'self'", PARTNER, "https://news.example.com"]
            assert "X-Frame-Options" not in response
            assert response["Cross-Origin-Resource-Policy"] == "cross-origin"

    def test_all_else_of_the_policy_stays_as_it_is_everywhere(self, frame):
        policies = [frame.get(address)["Content-Security-Policy"] for address in (EMBED, "/")]
        rest = [re.sub("frame-ancestors [^;]*", "", policy) for policy in policies]
        assert rest[0] == rest[1]

    def test_it_is_kept_by_nobody_and_found_by_nobody(self, frame):
        response = frame.get(STEP)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"

    def test_without_a_list_there_is_no_such_page(self, frame):
        receipt = make.submission().receipt
        make.campaign_settings(frame_sites="")
        for address in (EMBED, STEP, CHECK, f"{EMBED}thank-you/{receipt}/"):
            assert frame.get(address).status_code == 404
        assert frame.post(STEP, make.form_post()).status_code == 404
        assert not Draft.objects.exists()

    def test_a_list_that_was_spoiled_lets_nobody_in(self, frame):
        CampaignSettings.objects.update(frame_sites=f"{PARTNER}; script-src *")
        assert frame.get(EMBED).status_code == 404

    def test_no_other_page_may_be_framed_or_leads_there(self, client, frame):
        receipt = make.submission().receipt
        for address in ("/", "/share-your-story/", f"/share-your-story/thank-you/{receipt}/"):
            response = client.get(address)
            assert ancestors(response) == ["'self'"]
            assert response["X-Frame-Options"] == "SAMEORIGIN"
            assert EMBED not in response.content.decode()

    def test_without_a_form_there_is_nothing_to_show(self, frame):
        StoryFormPage.objects.update(live=False)
        assert frame.get(EMBED).status_code == 404
        StoryFormPage.objects.all().delete()
        assert frame.get(EMBED).status_code == 404

    def test_other_methods_get_a_page(self, frame):
        assert frame.put(EMBED).status_code == 405


class TestCookies:
    def walk(self, frame):
        """Yield the answer of every door of the form."""
        yield frame.get(EMBED)
        yield frame.get(STEP)
        data = make.form_post(picture=make.picture_bytes(), story_image_alt="A bee")
        yield frame.post(STEP, data)
        token = {TOKEN: data[TOKEN]}
        for place in ("", "title-of-your-story/", "check/", "look-again/", "save/", "ask-them/"):
            yield frame.post(EMBED + place, {**token, **OPEN})
        yield frame.post(f"{EMBED}save/", {**token, "story_email": "renee@example.org"})
        yield frame.post(STEP, {**data, "story_image": "", "autosave": "1"})
        yield frame.post(STEP, {TOKEN: "forged", "story_title": "x"})
        sent = frame.post(CHECK, token)
        yield sent
        yield frame.get(sent["Location"])
        yield frame.post(STEP, {**token, "story_title": "Later"})

    def test_none_is_ever_set(self, frame):
        for response in self.walk(frame):
            assert not response.cookies, response.request["PATH_INFO"]
            assert "csrfmiddlewaretoken" not in response.content.decode()
        assert Submission.objects.count() == 1
        assert not frame.cookies

    def test_none_is_read(self, frame, client):
        """A partner on our own domain: there the browser does send them."""
        client.post("/share-your-story/title-of-your-story/", make.step_post(story_title="Mine"))
        client.post(
            "/start-a-story/", {"story_happened": "x"}, headers={"origin": "http://testserver"}
        )
        frame.cookies = client.cookies
        for address in (EMBED, STEP, CHECK, f"{EMBED}picture/"):
            assert "Mine" not in frame.get(address).content.decode()
        assert Draft.objects.count() == 2

    def test_what_was_sent_elsewhere_leads_nobody_away(self, frame, client):
        data = make.form_post()
        client.post("/share-your-story/title-of-your-story/", data)
        Client().post("/share-your-story/check/", {TOKEN: data[TOKEN]})
        frame.cookies = client.cookies
        assert frame.get(STEP).status_code == 200


class TestWay:
    """From page to page without a cookie, and without a token in an address."""

    def test_the_next_page_answers_the_post_and_carries_the_token(self, frame, stepped):
        data = make.step_post(story_title="The tin")
        response = frame.post(STEP, data)
        assert response.status_code == 200
        form = soup(response).find(id="story-form")
        assert form["action"] == f"{EMBED}what-happened/"
        assert typed(response, TOKEN) == data[TOKEN]
        assert Draft.objects.get().answers["story_title"] == "The tin"

    def test_back_and_change_are_buttons_that_send_the_token(self, frame, stepped):
        response = frame.post(STEP, make.step_post(story_title="The tin"))
        back = soup(response).select_one("button.back-link")
        assert (back["form"], back["formaction"]) == ("way", STEP)
        way = {field["name"]: field["value"] for field in soup(response).select("#way input")}
        assert typed(frame.post(back["formaction"], way), "story_title") == "The tin"
        check = frame.post(CHECK, way)
        changes = soup(check).select(".answer__change button")
        assert len(changes) == len(soup(check).select(".answers > div"))
        opened = frame.post(changes[0]["formaction"].partition("#")[0], way)
        assert typed(opened, "back_to") == "check"
        changed = {**way, "story_title": "The ship", "back_to": "check"}
        del changed["open"]
        assert "The ship" in frame.post(STEP, changed).content.decode()

    def test_no_link_leaves_the_frame_by_itself(self, frame, stepped):
        token = {TOKEN: typed(frame.post(STEP, make.step_post(story_title="x")), TOKEN), **OPEN}
        answers = [frame.get(EMBED)]
        answers += [
            frame.post(f"{EMBED}{place}/", token) for place in ("check", "look-again", "save")
        ]
        for response in answers:
            for link in soup(response).select("a[href]"):
                inside = link["href"].startswith(("#", EMBED, "mailto:"))
                assert inside or link["target"] == "_blank", link

    def test_no_token_stands_in_an_address(self, frame, stepped):
        data = make.step_post(story_title="x")
        secret = data[TOKEN].partition(":")[0]
        for place in ("title-of-your-story", "check", "save"):
            document = soup(frame.post(f"{EMBED}{place}/", {TOKEN: data[TOKEN], **OPEN}))
            for tag in document.find_all(True):
                for name in ("href", "src", "action", "formaction"):
                    assert secret not in tag.get(name, "")

    def test_mistakes_are_said_and_nothing_typed_is_lost(self, frame, stepped):
        about = f"{EMBED}about-you/"
        response = frame.post(about, make.step_post(story_email="renee", story_name=""))
        assert response.status_code == 200
        assert ("#id_story_name", "Enter your name") in summary(response)
        assert typed(response, "story_email") == "renee"
        assert Draft.objects.get().answers["story_email"] == "renee"

    def test_a_page_that_was_renamed_leads_to_the_start_with_the_story(self, frame):
        data = make.step_post(story_title="x")
        frame.post(STEP, data)
        response = frame.post(f"{EMBED}an-old-title/", {TOKEN: data[TOKEN], **OPEN})
        go_on = soup(response).select_one("main button.button")
        assert go_on.get_text() == "Go on with your story"
        assert go_on["formaction"] == STEP

    def test_without_a_story_every_place_leads_to_the_start(self, frame):
        for place in ("check", "look-again", "save", "ask-them", "nothing"):
            response = frame.get(f"{EMBED}{place}/")
            assert response.status_code == 302
            assert response["Location"] == EMBED

    def test_the_kept_picture_is_shown_by_its_own_short_lived_address(self, frame):
        response = frame.post(
            STEP, make.form_post(picture=make.picture_bytes(), story_image_alt="A bee")
        )
        picture = soup(response).select_one(".answers img")
        assert picture["src"].startswith(f"{EMBED}picture/?t=")
        assert b"".join(frame.get(picture["src"]).streaming_content)
        assert frame.get(f"{EMBED}picture/").status_code == 404

    def test_what_is_saved_by_itself_needs_no_cookie(self, frame):
        data = {**make.step_post(story_title="By itself"), "autosave": "1"}
        answer = frame.post(STEP, data).json()
        assert answer["token"] == data[TOKEN]
        assert Draft.objects.get().answers["story_title"] == "By itself"

    def test_save_and_finish_later_mails_a_link_to_the_form_itself(self, frame, mailoutbox):
        data = make.step_post(story_title="x")
        asked = frame.post(STEP, {**data, "save": "1"})
        assert "Mail me the link" in asked.content.decode()
        done = frame.post(f"{EMBED}save/", {TOKEN: data[TOKEN], "story_email": "renee@example.org"})
        assert "We sent a link to renee@example.org" in done.content.decode()
        link = Draft.objects.get().links.get()
        assert link

    def test_starting_over_begins_with_another_token(self, frame):
        data = make.step_post(story_title="x")
        frame.post(STEP, data)
        response = frame.post(EMBED, {TOKEN: data[TOKEN], "start_over": "1"})
        assert response["Location"] == STEP
        assert not Draft.objects.exists()
        assert typed(frame.get(STEP), TOKEN) != data[TOKEN]


class TestSending:
    def test_it_leads_to_the_thanks_inside_of_the_frame(self, frame):
        data = make.form_post()
        frame.post(STEP, data)
        response = frame.post(CHECK, {TOKEN: data[TOKEN]})
        submission = Submission.objects.get()
        assert response.status_code == 303
        assert response["Location"] == f"{EMBED}thank-you/{submission.receipt}/"
        thanks = frame.get(response["Location"])
        assert submission.number in thanks.content.decode()
        assert ancestors(thanks) == ["'self'", PARTNER, "https://news.example.com"]
        assert not soup(thanks).select(".site-header, .site-footer")
        for link in soup(thanks).select("a[href]:not([download])"):
            assert link["href"].startswith(("#", "mailto:")) or link["target"] == "_blank", link

    def test_sent_twice_it_is_one_story(self, frame):
        data = make.form_post()
        for _ in range(2):
            frame.post(STEP, data)
        first, second = (frame.post(CHECK, {TOKEN: data[TOKEN]}) for _ in range(2))
        assert first["Location"] == second["Location"]
        assert Submission.objects.count() == 1

    @pytest.mark.parametrize("place", ["", "title-of-your-story/", "check/", "save/"])
    def test_whoever_goes_back_is_led_to_the_thanks(self, frame, place):
        data = make.form_post()
        frame.post(STEP, data)
        thanks = frame.post(CHECK, {TOKEN: data[TOKEN]})["Location"]
        response = frame.post(EMBED + place, {TOKEN: data[TOKEN], **OPEN})
        assert response.status_code == 303
        assert response["Location"] == thanks

    def test_an_unknown_receipt_is_nowhere(self, frame):
        assert frame.get(f"{EMBED}thank-you/{make.submission().ref}/").status_code == 404


class TestFromElsewhere:
    """What another site posts gives its own words back, and reaches no draft."""

    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": PARTNER, "sec-fetch-site": "cross-site"},
            {"origin": "null", "sec-fetch-site": "same-origin"},
            {"sec-fetch-site": "same-site"},
            {},
        ],
    )
    def test_is_refused_with_the_words(self, headers):
        data = make.form_post()
        response = Client(enforce_csrf_checks=True).post(STEP, data, headers=headers)
        assert response.status_code == 403
        assert typed(response, "story_title") == data["story_title"]
        assert typed(response, TOKEN) != data[TOKEN]
        assert not Draft.objects.exists()

    @pytest.mark.parametrize("token", ["", "forged"])
    def test_so_is_a_token_that_is_not_ours(self, frame, token):
        response = frame.post(STEP, {TOKEN: token, "story_title": "Mine"})
        assert response.status_code == 403
        assert typed(response, "story_title") == "Mine"
        assert "open the form in its own window" in response.content.decode()
        assert ancestors(response)[1] == PARTNER

    def test_the_page_that_comes_back_goes_on(self, frame):
        data = make.form_post()
        back = frame.post(STEP, {**data, TOKEN: "forged"})
        response = frame.post(STEP, {**data, TOKEN: typed(back, TOKEN)})
        assert soup(response).find(id="story-form")["action"] in (CHECK, f"{EMBED}look-again/")


class TestClosed:
    def test_it_says_so_and_gives_the_words_back(self, frame):
        data = make.form_post()
        frame.post(STEP, data)
        StoryFormPage.objects.update(is_closed=True)
        for response in (frame.get(EMBED), frame.post(STEP, data)):
            assert soup(response).h1.get_text() == "We are not taking stories right now"
            assert PARTNER in ancestors(response)
        assert data["story_happened"] in response.content.decode()

    def test_an_erased_draft_is_said(self, frame):
        data = make.form_post()
        frame.post(STEP, data)
        drafts.erase(Draft.objects.get())
        response = frame.post(CHECK, {TOKEN: data[TOKEN]})
        assert response.status_code == 410
        assert "Your story is not here anymore" in response.content.decode()


class TestOutage:
    def test_the_words_come_back_inside_of_the_frame(self, frame, monkeypatch):
        def fail(*args):
            raise OperationalError

        monkeypatch.setattr(views, "answer", fail)
        frame.raise_request_exception = False
        response = frame.post(STEP, make.step_post(story_title="Still here"))
        assert response.status_code == 503
        assert typed(response, "story_title") == "Still here"
        assert ancestors(response) == ["'self'", "*"]
        assert frame.get(STEP)["X-Frame-Options"] == "SAMEORIGIN"
