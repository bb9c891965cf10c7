"""The sender's own pages: the private link opens them, nothing else does, and opening changes nothing."""

import logging
from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from cms.logs import WithoutPrivateAddresses
from stories import moderation, private_links, retention, sender_address
from stories.models import ProtectedParty, Submission
from tests import make
from tests.stories.status_reading import STATUS, look, own, soup, token_of, words
from tests.stories.video_rows import ready_video

pytestmark = pytest.mark.django_db

PAGES = ["", "change", "withdraw", "data", "erase"]
FILES = ["picture", "poster"]
STATES = [
    "received",
    "in_review",
    "changes_requested",
    "awaiting_sign_off",
    "approved",
    "live",
    "not_selected",
    "withdrawn",
    "spam",
]


def with_files(**changes):
    """Return a submission with a picture and a video."""
    submission = make.submission(picture=make.picture(), **changes)
    ready_video(submission)
    return submission


class TestTheDoor:
    """Who has the link may come in, to this one story."""

    @pytest.mark.parametrize("state", STATES)
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_opens_in_every_state(self, client, state, page):
        submission = make.submission(state=state)
        response = client.get(own(submission, page))
        assert response.status_code == 200
        assert submission.number in words(response)

    @pytest.mark.parametrize("page", PAGES)
    def test_opening_it_decides_nothing(self, client, page):
        submission = make.submission(state="changes_requested")
        address = own(submission, page)
        before = model_to_dict(Submission.objects.get())
        links = list(submission.private_links.values())
        for _ in range(3):
            client.get(address)
        assert client.head(address).status_code == 200
        assert model_to_dict(Submission.objects.get()) == before
        assert list(submission.private_links.values()) == links
        assert submission.originals.count() == 1

    @pytest.mark.parametrize("page", PAGES)
    def test_only_looking_is_done_there(self, client, page):
        address = own(make.submission(), page)
        for method in ("post", "put", "delete"):
            assert getattr(client, method)(address).status_code == 405

    @pytest.mark.parametrize("page", [*PAGES, *FILES])
    @pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 3000, "%00", "%ED%A0%80", "ü"])
    def test_what_is_no_link_opens_nothing(self, client, page, token):
        make.submission()
        response = client.get(f"/my-story/{token}/{page}/" if page else f"/my-story/{token}/")
        assert response.status_code == 404
        assert "We do not know this link" in words(response)

    @pytest.mark.parametrize("page", [*PAGES, *FILES])
    def test_an_old_link_says_how_to_get_a_new_one(self, client, page):
        submission = with_files()
        old = own(submission, page)
        private_links.use(private_links.make(submission, STATUS))
        response = client.get(old)
        assert response.status_code == 410
        assert "/my-story/" in [link.get("href") for link in soup(response).main.find_all("a")]
        assert submission.number not in words(response)

    @pytest.mark.parametrize("page", [*PAGES, *FILES])
    def test_nothing_opens_before_the_address_is_confirmed(self, client, page):
        submission = with_files(confirmed=False)
        address = own(submission, page)
        response = look(client, address)
        assert response.status_code == 403
        assert submission.number not in words(response)
        sender_address.confirm(submission)
        assert look(client, address).status_code == 200

    @pytest.mark.parametrize("page", [*PAGES, *FILES])
    def test_of_an_erased_story_nothing_is_left(self, client, page):
        submission = with_files()
        address = own(submission, page)
        retention.erase(submission, reason="Asked for.")
        assert client.get(address).status_code == 404

    def test_each_opens_its_own_story(self, client):
        one, other = make.submission(), make.submission()
        assert one.number in words(client.get(own(one)))
        assert other.number not in words(client.get(own(one)))

    def test_it_needs_no_form_page_and_no_story_list(self, client):
        submission = make.submission()
        submission.page.delete()
        for page in PAGES:
            assert client.get(own(submission, page)).status_code == 200


class TestTheToken:
    """It stays between the sender and us."""

    @pytest.mark.parametrize("page", [*PAGES, *FILES])
    def test_it_goes_into_no_cache_and_no_referrer(self, client, page):
        response = look(client, own(with_files(), page))
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "strict-origin"

    @pytest.mark.parametrize("page", PAGES)
    def test_no_search_engine_keeps_the_page(self, client, page):
        text = client.get(own(make.submission(), page)).content.decode()
        assert '<meta name="robots" content="noindex">' in text

    def test_no_link_that_leaves_the_site_holds_it(self, client):
        story = make.story()
        address = own(story.submission)
        for link in soup(client.get(address)).find_all("a"):
            if "://" in link["href"] or link["href"].startswith("mailto:"):
                assert token_of(address) not in link["href"]

    @pytest.mark.parametrize("page", [*PAGES, *FILES])
    def test_the_log_does_not_show_it(self, client, page, caplog):
        address = own(with_files(), page)
        with caplog.at_level(logging.DEBUG):
            look(client, address)
            client.post(address)
        record = logging.LogRecord(
            "x", logging.INFO, "", 0, '"GET %s HTTP/1.1" 200', (address,), None
        )
        WithoutPrivateAddresses().filter(record)
        assert token_of(address) not in record.getMessage()
        for record in caplog.records:
            WithoutPrivateAddresses().filter(record)
            assert token_of(address) not in record.getMessage()


class TestTheStatusPage:
    """Number, title, whose turn it is, and what can be done now."""

    def test_it_says_whose_turn_it_is(self, client):
        submission = make.submission(state="changes_requested", story_title="The blue box")
        text = words(client.get(own(submission)))
        assert submission.number in text
        assert soup(client.get(own(submission))).h1.get_text() == "The blue box"
        assert "We need something from you It is your turn." in text
        assert "Please add a picture." in text
        assert "Missing picture" in text

    def test_one_station_is_the_one_of_now(self, client):
        page = soup(client.get(own(make.submission(state="in_review"))))
        now = page.find_all(attrs={"aria-current": "step"})
        assert [station.h2.get_text() for station in now] == ["Read by an editor"]

    @pytest.mark.parametrize(
        ("state", "labels"),
        [
            ("received", ["Change my story", "Withdraw my story"]),
            ("changes_requested", ["Answer and change my story", "Withdraw my story"]),
            ("live", ["Read my story", "Change my story", "Withdraw my story"]),
            (
                "not_selected",
                ["Change it and send it again", "Ask for a second look", "Withdraw my story"],
            ),
            ("withdrawn", ["Get everything we keep", "Erase my story"]),
        ],
    )
    def test_it_offers_what_the_state_invites_to(self, client, state, labels):
        page = soup(client.get(own(make.submission(state=state))))
        buttons = page.main.find(class_="actions").find_all("a")
        assert [button.get_text() for button in buttons] == labels

    def test_what_cannot_be_changed_is_not_offered(self, client):
        submission = make.submission(state="withdrawn")
        links = [link["href"] for link in soup(client.get(own(submission))).main.find_all("a")]
        assert not [link for link in links if link.endswith(("/change/", "/withdraw/"))]
        assert "cannot be changed any more" in words(client.get(own(submission, "change")))
        assert "taken this story back already" in words(client.get(own(submission, "withdraw")))

    def test_a_live_story_is_linked(self, client):
        story = make.story()
        links = [
            link["href"] for link in soup(client.get(own(story.submission))).main.find_all("a")
        ]
        assert story.url in links

    def test_who_has_not_said_yes_is_named(self, client):
        submission = make.submission()
        ProtectedParty.objects.create(
            submission=submission, relation="my sister", basis="asked", email="quokka@example.org"
        )
        text = words(client.get(own(submission)))
        assert "my sister : We have written to them. They have not answered yet." in text
        assert "quokka" not in text

    def test_the_words_are_there_to_read(self, client):
        submission = make.submission(picture=make.picture(), story_image_alt="A screen.")
        page = soup(client.get(own(submission)))
        for text in submission.texts.values():
            assert text.split("\n")[0] in page.main.get_text()
        assert page.find("img", alt="A screen.")

    def test_words_of_the_sender_are_escaped(self, client):
        submission = make.submission(story_title="<b>Bold</b>", story_learned="<script>x</script>")
        text = client.get(own(submission)).content.decode()
        assert "<b>Bold</b>" not in text
        assert "<script>x" not in text

    def test_nobody_of_the_staff_is_named(self, client):
        moderator = make.moderator(name="quokkalisa")
        submission = make.submission(state="in_review", by=moderator)
        moderation.decide(
            submission,
            "changes",
            user=moderator,
            grounds=["grammar"],
            note="Why?",
            internal_note="wombatnote",
        )
        for page in PAGES:
            text = client.get(own(submission, page)).content.decode().lower()
            assert "quokkalisa" not in text
            assert "wombatnote" not in text

    @pytest.mark.parametrize(("done", "words_said"), [("changed", "your new words"), ("x", "")])
    def test_what_was_just_done_is_said(self, client, done, words_said):
        page = soup(client.get(own(make.submission()) + f"?now={done}"))
        notice = page.find(class_="status__notice")
        assert (words_said in notice.get_text()) if words_said else notice is None


class TestThePicture:
    def test_the_sender_sees_the_latest_one(self, client):
        submission = with_files()
        response = look(client, own(submission, "picture"))
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        with submission.original.picture.open("rb") as file:
            assert response.sent == file.read()

    def test_without_one_there_is_none(self, client):
        assert client.get(own(make.submission(), "picture")).status_code == 404


class TestNinetyDays:
    def test_then_the_link_is_over(self, client):
        submission = make.submission()
        address = own(submission)
        submission.private_links.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert client.get(address).status_code == 410
