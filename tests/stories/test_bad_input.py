"""Whatever is sent to the form: a page that says what to do, with the words kept, and never a 500."""

import io
import re
import uuid

import pytest
from django.core.signing import Signer
from django.db import OperationalError
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.models import RateCount
from stories import drafts, intake, views, visit
from stories.models import Draft, Original, Submission
from stories.story_form import TOKEN
from tests import make
from tests.stories.form_reading import CHECK, STEP, send, send_post, soup, summary, typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


class TestTokens:
    @pytest.mark.parametrize("token", ["", "nonsense", "x" * 100_000, "\x00"])
    def test_without_a_token_of_ours_the_page_comes_back_whole(self, client, token):
        data = {**make.form_post(consents=("truth",)), TOKEN: token}
        response = client.post(STEP, data)
        assert response.status_code == 422
        assert "Your words are all here" in response.content.decode()
        assert typed(response, "story_happened") == data["story_happened"]
        assert soup(response).find(id="id_consent_truth").has_attr("checked")
        assert not Submission.objects.exists()
        response = send_post(client, {**make.form_post(), TOKEN: typed(response, TOKEN)})
        assert response.status_code == 303

    def test_a_token_with_a_foreign_signature_is_none(self, client):
        forged = Signer(key="other", salt="stories.screening.form_token").sign(
            f"{uuid.uuid4().hex}.1"
        )
        assert client.post(STEP, {**make.form_post(), TOKEN: forged}).status_code == 422
        assert client.post(CHECK, {TOKEN: forged}).status_code == 422

    def test_without_one_the_cookie_names_the_draft(self, client):
        data = make.form_post()
        client.post(STEP, data)
        changed = {**data, TOKEN: "", "story_title": "Another"}
        assert client.post(STEP, changed)["Location"] == CHECK
        assert Draft.objects.get().answers["story_title"] == "Another"


class TestCrossSite:
    @pytest.fixture
    def strict(self):
        return Client(enforce_csrf_checks=True)

    def test_with_the_token_it_is_taken(self, strict):
        token = typed(strict.get(STEP), "csrfmiddlewaretoken")
        data = {**make.form_post(), "csrfmiddlewaretoken": token}
        assert strict.post(STEP, data)["Location"] == CHECK

    @pytest.mark.parametrize("token", [None, "", "x" * 64, "stale"])
    def test_without_it_every_word_comes_back(self, strict, token):
        strict.get(STEP)
        data = make.form_post(consents=("truth",), story_because="it’s “ours” <b>")
        if token is not None:
            data["csrfmiddlewaretoken"] = token
        response = strict.post(STEP, data)
        document = soup(response)
        assert response.status_code == 403
        assert document.title.get_text().startswith("Error: ")
        assert "Your words are all here" in document.find(role="alert").get_text()
        assert typed(response, "story_happened") == data["story_happened"]
        assert typed(response, "story_because") == "it’s “ours” <b>"
        assert document.find(id="id_consent_truth").has_attr("checked")
        assert not Draft.objects.exists()

    def test_sent_once_more_from_there_it_is_taken(self, strict):
        response = strict.post(STEP, make.form_post())
        assert response.status_code == 403
        form = soup(response).find("form", id="story-form")
        assert form["action"] == STEP
        data = {
            **make.form_post(),
            **{field["name"]: field["value"] for field in form.select("input[type=hidden]")},
        }
        assert strict.post(STEP, data)["Location"] == CHECK

    def test_what_comes_from_our_own_page_is_taken_without_a_cookie(self, strict):
        data = make.form_post()
        here = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}
        assert send_post(strict, data, **here).status_code == 303
        assert Submission.objects.count() == 1

    def test_the_draft_of_somebody_else_is_no_trap(self, strict):
        """Another site posts with a token of its own: the page that answers does not write there."""
        trap = make.form_token()
        data = make.form_post(token=trap)
        response = strict.post(STEP, data, HTTP_ORIGIN="https://evil.example")
        assert response.status_code == 403
        assert typed(response, TOKEN) != trap

    def test_a_cookie_from_an_older_visit_is_fine(self, strict):
        token = typed(strict.get(STEP), "csrfmiddlewaretoken")
        strict.get(STEP)
        assert (
            strict.post(STEP, {**make.form_post(), "csrfmiddlewaretoken": token}).status_code == 303
        )

    def test_another_page_has_its_own_words(self, strict):
        response = strict.post("/admin/login/", {"username": "x"})
        assert response.status_code == 403
        assert "open for a long time" in response.content.decode()


class TestPatience:
    def test_too_many_stories_are_asked_to_wait_and_stay_safe(self, client, settings):
        settings.STORY_FORM_LIMIT = 1
        assert send(client).status_code == 303
        data = make.form_post()
        response = send_post(client, data)
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 600
        assert re.search(r"Please wait (a|\d+) minutes?, then send", response.content.decode())
        assert data["story_title"] in response.content.decode()
        assert typed(response, TOKEN) == data[TOKEN]
        RateCount.objects.all().delete()
        assert client.post(CHECK, {TOKEN: data[TOKEN]}).status_code == 303

    def test_too_many_pages_are_asked_to_wait_with_the_words_kept(self, client, monkeypatch):
        monkeypatch.setattr(visit, "SAVES", 0)
        data = make.form_post(consents=("truth",))
        response = client.post(STEP, data)
        assert response.status_code == 429
        assert response["Retry-After"]
        assert typed(response, "story_happened") == data["story_happened"]
        assert soup(response).find(id="id_consent_truth").has_attr("checked")
        assert client.post(STEP, {**data, "autosave": "1"}).status_code == 429
        monkeypatch.undo()
        assert client.post(STEP, {**make.form_post(), TOKEN: data[TOKEN]}).status_code == 303

    def test_a_double_click_does_not_count(self, client, settings):
        settings.STORY_FORM_LIMIT = 1
        data = make.form_post()
        client.post(STEP, data)
        assert [client.post(CHECK, {TOKEN: data[TOKEN]}).status_code for _ in range(3)] == [303] * 3

    def test_another_address_is_another_count(self, client, settings):
        settings.STORY_FORM_LIMIT = 1
        assert send(client).status_code == 303
        data = make.form_post()
        assert send_post(client, data, REMOTE_ADDR="198.51.100.7").status_code == 303


class TestFaults:
    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (OperationalError("gone"), "Please wait half a minute"),
            (OSError(28, "No space left on device"), "could not keep your picture"),
        ],
    )
    def test_a_story_that_cannot_be_stored_stays_a_draft(self, client, monkeypatch, error, words):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr(intake, "receive", fail)
        data = make.form_post()
        response = send_post(client, data)
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert words in response.content.decode()
        assert data["story_title"] in response.content.decode()
        monkeypatch.undo()
        assert client.post(CHECK, {TOKEN: data[TOKEN]}).status_code == 303

    def test_a_page_that_cannot_be_saved_comes_back(self, client, monkeypatch):
        def fail(*args, **kwargs):
            raise OperationalError("gone")

        monkeypatch.setattr(drafts, "save", fail)
        data = make.form_post()
        response = client.post(STEP, data)
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "Please wait half a minute" in response.content.decode()
        assert typed(response, "story_happened") == data["story_happened"]
        assert typed(response, TOKEN) == data[TOKEN]

    def test_a_picture_that_cannot_be_kept_loses_no_word(self, client, monkeypatch):
        def fail(*args, **kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(drafts, "keep_picture", fail)
        data = make.form_post(picture=make.picture_bytes(), story_image_alt="A bee")
        response = client.post(STEP, data)
        assert response.status_code == 503
        assert "could not keep your file" in response.content.decode()
        assert typed(response, "story_happened") == data["story_happened"]

    def test_a_draft_that_was_erased_begins_anew_with_what_was_typed(self, client):
        data = {**make.form_post(), "known": "1"}
        response = client.post(STEP, data)
        assert response.status_code == 200
        assert "was erased meanwhile" in response.content.decode()
        assert typed(response, "story_happened") == data["story_happened"]
        assert client.post(STEP, {**data, "known": "1"})["Location"] == CHECK


class TestBadRequests:
    """Nothing that can be sent is a 500."""

    def post(self, body, content_type, **extra):
        # The test client raises what a server would answer with 500.
        return Client().generic("POST", STEP, body, content_type=content_type, **extra)

    @pytest.mark.parametrize(
        ("body", "content_type"),
        [
            (b"", "multipart/form-data"),
            (b"", "multipart/form-data; boundary="),
            (b"garbage", "multipart/form-data; boundary=xx"),
            (b"--xx\r\n", "multipart/form-data; boundary=xx"),
            (
                b'--xx\r\nContent-Disposition: form-data; name="story_happened"\r\n\r\nHal',
                "multipart/form-data; boundary=xx",
            ),
            (
                b'--xx\r\nContent-Disposition: form-data; name="story_image"; filename="a.jpg"\r\n'
                b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--xx--\r\n",
                "multipart/form-data; boundary=xx",
            ),
            (
                b'--xx\r\nContent-Disposition: form-data; name="story_happened"\r\n\r\n\xff\xfe'
                b"\r\n--xx--\r\n",
                "multipart/form-data; boundary=xx",
            ),
            (
                b'--xx\r\nContent-Disposition: form-data; name="story_happened"\r\n\r\nx'
                b"\r\n--xx--\r\n",
                "multipart/form-data; boundary=xx; charset=hex",
            ),
            (b"{}", "application/json"),
            (b"<a/>", "text/xml"),
            (b"\x00\xff", "application/octet-stream"),
            (b"story_happened=%ff%fe%00%ed%a0%80", "application/x-www-form-urlencoded"),
            (b"a=b", "application/x-www-form-urlencoded; charset=utf-16"),
            (b"a=b", "application/x-www-form-urlencoded; charset=nonsense"),
            (b"&".join(b"a%d=1" % n for n in range(3000)), "application/x-www-form-urlencoded"),
            (b"story_happened=" + b"a" * (11 * 2**20), "application/x-www-form-urlencoded"),
            (b"a=b", ""),
        ],
    )
    def test_a_broken_request_gets_a_page_that_says_what_to_do(self, body, content_type):
        response = self.post(body, content_type)
        assert response.status_code in (200, 400, 403, 413, 422)
        document = soup(response)
        assert document.find("h1")
        assert "no-store" in response["Cache-Control"]
        assert not Submission.objects.exists()

    def test_a_wrong_length_is_no_500(self):
        factory = RequestFactory()
        request = factory.post(STEP, {"a": "b"})
        request.META["CONTENT_LENGTH"] = "nonsense"
        page = make.form_page()
        assert views.story_form(request, page, "title-of-your-story").status_code == 422

    @pytest.mark.parametrize("name", ["story_happened", "story_email", "story_name_shown", TOKEN])
    def test_a_file_in_the_place_of_a_text_is_nothing_typed(self, client, name):
        file = io.BytesIO(b"hello")
        file.name = "a.txt"
        assert send_post(client, {**make.form_post(), name: file}).status_code in (200, 303, 422)

    def test_a_text_in_the_place_of_a_file_is_no_picture(self, client):
        response = send_post(client, {**make.form_post(), "story_image": "bee.jpg"})
        assert response.status_code == 303
        assert not Original.objects.get().picture

    @pytest.mark.parametrize("name", ["../../x.jpg", "a\x00.jpg", "x" * 900 + ".jpg", ".jpg", "\\"])
    def test_a_file_name_is_never_used(self, client, name):
        file = io.BytesIO(make.picture_bytes())
        file.name = name
        response = send_post(
            client, {**make.form_post(story_image_alt="A bee"), "story_image": file}
        )
        assert response.status_code in (200, 303)
        for original in Original.objects.exclude(picture=""):
            assert re.fullmatch(r"[0-9a-f-]{36}/1-picture\.jpg", original.picture.name)

    @hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        name=st.sampled_from(
            ["story_title", "story_happened", "story_because", "story_name", "story_place"]
        ),
        value=st.text(max_size=200),
    )
    def test_odd_strings_are_stored_as_sent_or_named(self, name, value):
        client = Client()
        response = send(client, **{name: value.encode(errors="replace").decode()})
        RateCount.objects.all().delete()
        if response.status_code == 200:
            assert summary(response)
        else:
            assert response.status_code == 303
            assert client.get(response["Location"]).status_code == 200
