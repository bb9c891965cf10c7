"""Staff enter a story through the same form with the same rules, and say how it came."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from stories import drafts, entering
from stories.admin.entering import SCAN_SALT
from stories.models import Arrival, Draft, OutboxMail, StoryFormPage, Submission
from stories.story_form import TOKEN
from tests import make

pytestmark = pytest.mark.django_db
ENTER = "/admin/submissions/enter/"
STATEMENT = {
    "channel": "booth",
    "given_on": "2026-05-03",
    "how": "Signed the paper form",
    "heard_by": "Maya Lindgren",
}


@pytest.fixture
def moderator(client):
    make.form_page()
    person = make.moderator(name="maya")
    client.force_login(person)
    return person


def posted(**changes):
    """Return what the page sends; a change to None takes an answer away."""
    sent = make.form_post(**STATEMENT | changes)
    return {name: value for name, value in sent.items() if value is not None}


def scan(name="form.jpg", data=None):
    return SimpleUploadedFile(name, data or make.picture_bytes(800, 1100), "image/jpeg")


def page_of(response):
    return response.content.decode()


class TestThePage:
    def test_shows_the_form_that_visitors_fill(self, client, moderator):
        page = page_of(client.get(ENTER))
        for _, label, _ in make.QUESTIONS:
            if label != "What is it about?":
                assert label.replace("'", "&#x27;") in page
        assert "How did it come?" in page
        assert "From an earlier collection" not in page
        assert 'value="Maya"' in page

    def test_is_offered_beside_the_heading_of_the_queue(self, client, moderator):
        assert f'href="{ENTER}"' in page_of(client.get("/admin/submissions/"))

    def test_works_while_the_form_is_closed_for_visitors(self, client, moderator):
        StoryFormPage.objects.update(live=False, is_closed=True)
        assert client.get(ENTER).status_code == 200
        assert client.post(ENTER, posted()).status_code == 302

    def test_is_nowhere_without_a_form(self, client):
        client.force_login(make.moderator())
        assert client.get(ENTER).status_code == 404


class TestStoring:
    def test_leads_to_the_desk_of_a_sealed_story_in_the_queue(self, client, moderator):
        response = client.post(ENTER, posted(story_because="#IHeartHIT because he wrote."))
        story = Submission.objects.get()
        assert response.headers["Location"] == story.desk_url
        assert (story.state, story.because) == ("received", "#IHeartHIT because he wrote.")
        assert story.original.is_intact
        assert (story.arrival.channel, story.arrival.entered_by) == ("booth", moderator)
        assert {box.how_given for box in story.consents.all()} == {
            "On May 3, 2026: Signed the paper form. Heard or seen by Maya Lindgren."
        }
        assert OutboxMail.objects.filter(kind="received", to=story.sender_email).exists()

    def test_needs_no_address_and_says_that_nothing_is_mailed(self, client, moderator):
        response = client.post(ENTER, posted(story_email=""), follow=True)
        assert Submission.objects.get().is_confirmed
        assert not OutboxMail.objects.filter(kind="received").exists()
        page = page_of(response)
        assert "There is no address, so nothing is mailed." in page
        assert "None known. Nothing is mailed." in page
        assert "Staff vouched for the sender." in page

    def test_the_same_page_twice_makes_one_story(self, client, moderator):
        sent = posted()
        first, second = client.post(ENTER, sent), client.post(ENTER, sent)
        assert first.headers["Location"] == second.headers["Location"]
        assert Submission.objects.count() == 1

    def test_consents_end_counted_from_the_day_they_were_given(self, client):
        make.form_page(
            questions=[*make.QUESTIONS, ("consent_until", "Until when may we use it?", True)]
        )
        client.force_login(make.moderator())
        client.post(ENTER, posted(consent_until="12"))
        given = Submission.objects.get().consents.get(scope="publish")
        assert str(given.expires_on) == "2027-05-03"

    def test_a_picture_comes_along(self, client, moderator):
        sent = posted(picture=make.picture_bytes(), story_image_alt="A bee")
        client.post(ENTER, sent | {"story_image_focus": "top"})
        story = Submission.objects.get()
        original = story.original
        assert story.picture_crop["focus_y"] == 0.15
        assert (original.picture_width, original.picture_height) == (1200, 630)
        assert not Draft.objects.exists()


class TestAVideo:
    FILM = b"\0\0\0\x18ftypisom" + b"\0" * 3000

    @pytest.fixture(autouse=True)
    def form(self, client):
        """A form that takes video files, and somebody who enters."""
        make.form_page(questions=[*make.QUESTIONS, ("story_video_file", "A video", False)])
        client.force_login(make.moderator())

    def film(self, data=FILM, name="booth.mp4"):
        return SimpleUploadedFile(name, data, "video/mp4")

    def test_alone_is_a_story(self, client):
        untold = dict.fromkeys(("story_happened", "story_learned", "story_matters"), "")
        response = client.post(ENTER, posted(story_video_file=self.film(), **untold))
        story = Submission.objects.get()
        assert response.headers["Location"] == story.desk_url
        assert story.videos.get().source_hash == story.original.video_hash
        assert not Draft.objects.exists()

    def test_outlives_something_to_mend_and_can_be_taken_away(self, client):
        sent = posted(story_video_file=self.film(), how="")
        assert "We have your video." in page_of(client.post(ENTER, sent))
        again = posted(remove="video") | {TOKEN: sent[TOKEN]}
        assert "We have your video." not in page_of(client.post(ENTER, again))

    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            (b"no film", "booth.mp4", "story_video_file-error"),
            (FILM, "booth.avi", "Choose an MP4, MOV or WebM video."),
        ],
    )
    def test_that_is_none_is_told(self, client, data, name, words):
        page = page_of(client.post(ENTER, posted(story_video_file=self.film(data, name))))
        assert words in page
        assert not Submission.objects.exists()


class TestSomethingToMend:
    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"channel": None}, "Choose how the story came"),
            ({"given_on": ""}, "Enter the day on which the sender agreed"),
            ({"given_on": "soon"}, "Enter a date, such as 2026-09-21"),
            ({"how": " "}, "Say how the sender agreed"),
            ({"how": "x" * 181}, "Say it in at most 180 characters"),
            ({"heard_by": ""}, "Name the person who heard or saw"),
            ({"channel": "import"}, "Choose how the story came"),
            ({"story_name": ""}, "Enter your name"),
            ({"story_happened": "word " * 301}, "over 300"),
            ({"consents": ("contact", "alter")}, "Tick the box if the story is true"),
            ({"story_email": "nobody"}, "Enter an email address in the form"),
        ],
    )
    def test_comes_back_with_everything_typed(self, client, moderator, changes, words):
        response = client.post(ENTER, posted(story_title="My own title", **changes))
        page = page_of(response)
        assert response.status_code == 200
        assert page.count(words) >= 2
        assert "<title>Error: " in page.replace("\n", "").replace("  ", "")
        assert "My own title" in page
        assert not Submission.objects.exists()

    def test_a_day_that_is_still_to_come_is_refused(self, client, moderator):
        tomorrow = timezone.localdate() + timedelta(days=1)
        page = page_of(client.post(ENTER, posted(given_on=str(tomorrow))))
        assert "This day is still to come." in page

    def test_files_outlive_it(self, client, moderator):
        sent = posted(picture=make.picture_bytes(), story_image_alt="A bee", how="", scan=scan())
        response = client.post(ENTER, sent)
        page = page_of(response)
        assert "We have your picture." in page
        assert "Your picture of the form is kept." in page
        again = posted(story_image_alt="A bee", kept_scan=response.context["kept_scan"])
        again[TOKEN] = sent[TOKEN]
        client.post(ENTER, again)
        story = Submission.objects.get()
        assert story.original.picture and story.arrival.scan

    def test_a_refused_picture_is_told_and_the_scan_is_kept(self, client, moderator):
        page = page_of(client.post(ENTER, posted(picture=make.picture_bytes(10, 10), scan=scan())))
        assert "at least 600 pixels wide" in page
        assert "Your picture of the form is kept." in page

    def test_a_scan_that_is_no_picture_is_refused(self, client, moderator):
        page = page_of(client.post(ENTER, posted(scan=scan("form.pdf", b"%PDF-1.7"))))
        assert "We can take JPEG, PNG, WebP and HEIC pictures." in page
        assert not Arrival.objects.exists()

    def test_nobody_names_a_file_of_another_story(self, client, moderator):
        other = make.submission(picture=make.picture()).original.picture.name
        forged = signing.dumps(other, salt="another")
        client.post(ENTER, posted(kept_scan=forged))
        assert not Arrival.objects.get().scan
        gone = signing.dumps("nowhere/scan.jpg", salt=SCAN_SALT)
        client.post(ENTER, posted(kept_scan=gone))
        assert not Arrival.objects.exclude(scan="").exists()

    def test_a_kept_picture_can_be_taken_away_again(self, client, moderator):
        sent = posted(picture=make.picture_bytes(), story_image_alt="A bee", how="")
        client.post(ENTER, sent)
        response = client.post(
            ENTER, posted(remove="picture", story_title="Kept") | {TOKEN: sent[TOKEN]}
        )
        page = page_of(response)
        assert "We have your picture." not in page
        assert "Kept" in page and "Error:" not in page
        assert not drafts.sent_with(drafts.read_token(sent[TOKEN], timezone.now()))

    def test_a_row_for_another_person_is_added_without_a_message(self, client):
        make.form_page(questions=[*make.QUESTIONS, ("story_people", "Who is in it?", False)])
        client.force_login(make.moderator())
        page = page_of(
            client.post(ENTER, posted(**{"add_person": "1", "story_people-0-relation": "my son"}))
        )
        assert "my son" in page and "story_people-1-relation" in page
        assert "Error:" not in page


class TestTheScan:
    @pytest.fixture
    def address(self, client, moderator):
        client.post(ENTER, posted(scan=scan()))
        arrival = Arrival.objects.get()
        return f"/admin/submissions/scans/{arrival.pk}/"

    @pytest.mark.parametrize("person", [make.moderator, make.privacy_staff, make.administrator])
    def test_is_shown_to_those_who_may_see_addresses(self, client, address, person):
        client.force_login(person())
        response = client.get(address)
        data = b"".join(response)
        assert Image.open(BytesIO(data)).format == "JPEG"
        assert "no-store" in response["Cache-Control"]
        assert response["Content-Security-Policy"] == "default-src 'none'"
        desk = page_of(client.get(Submission.objects.get().desk_url))
        assert address in desk

    @pytest.mark.parametrize("person", [make.editor, make.auditor, make.user])
    def test_is_not_there_for_anybody_else(self, client, address, person):
        someone = person()
        client.force_login(someone)
        assert client.get(address).status_code in (302, 404)
        if person is not make.user:
            desk = page_of(client.get(Submission.objects.get().desk_url))
            assert address not in desk
            assert "How it came" in desk

    def test_is_not_there_without_a_sign_in(self, client, address):
        client.logout()
        assert client.get(address).status_code == 302

    def test_a_story_without_one_has_none(self, client, moderator):
        client.post(ENTER, posted())
        assert (
            client.get(f"/admin/submissions/scans/{Arrival.objects.get().pk}/").status_code == 404
        )

    def test_stands_in_the_export_of_privacy_staff(self, client, address):
        client.force_login(make.privacy_staff())
        story = Submission.objects.get()
        exported = client.post(f"/admin/submissions/export/{story.pk}/").json()
        assert exported["arrival"]["channel"] == "booth"
        assert exported["arrival"]["scan"]
        assert exported["consents"][0]["how_given"].startswith("On May 3, 2026")


class TestAskingLater:
    @pytest.fixture
    def story(self):
        return entering.enter(
            make.form_page(),
            make.answers(),
            statement=entering.Statement("import", timezone.localdate(), "Signed"),
            user=None,
            receipt=make.uuid.uuid4(),
            agreements=make.agreements(),
            writes_mail=False,
        )

    def test_the_desk_offers_it_once(self, client, story):
        client.force_login(make.moderator())
        address = f"/admin/submissions/ask/{story.pk}/"
        assert address in page_of(client.get(story.desk_url))
        page = page_of(client.post(address, follow=True))
        assert story.mails.get().kind == "received"
        assert f"We have written to {story.sender_email}." in page
        assert f'action="{address}"' not in page

    def test_looking_sends_nothing(self, client, story):
        client.force_login(make.moderator())
        assert client.get(f"/admin/submissions/ask/{story.pk}/").status_code == 405
        assert not story.mails.exists()

    @pytest.mark.parametrize("person", [make.editor, make.auditor])
    def test_those_who_do_not_write_to_senders_may_not(self, client, story, person):
        client.force_login(person())
        client.post(f"/admin/submissions/ask/{story.pk}/")
        assert not story.mails.exists()


class TestWhoMay:
    @pytest.mark.parametrize("person", [make.moderator, make.administrator])
    def test_allowed(self, client, person):
        make.form_page()
        client.force_login(person())
        assert client.get(ENTER).status_code == 200

    @pytest.mark.parametrize("person", [make.editor, make.auditor, make.privacy_staff, make.user])
    def test_refused(self, client, person):
        make.form_page()
        client.force_login(person())
        assert client.get(ENTER).status_code in (302, 403)
        assert client.post(ENTER, posted()).status_code in (302, 403)
        assert not Submission.objects.exists()
        if person is not make.user:
            assert ENTER not in page_of(client.get("/admin/submissions/"))
