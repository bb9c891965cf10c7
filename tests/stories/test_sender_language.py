"""Who tells a story through the Spanish form is spoken to in Spanish, on every page and in every mail."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from stories import (
    emails,
    mail_html,
    mail_kinds,
    mail_words,
    moderation,
    parties,
    script_words,
    video_tasks,
)
from stories.form_fields import complete_because
from stories.models import MailText, OutboxMail, SentVideo
from stories.models.mails import all_keys, key_of
from stories.sender_language import language_of
from stories.templatetags.form_tags import script_words as words_on_page
from tests import make, spanish
from tests.stories.status_reading import look, own, press

SCRIPTS = Path(settings.BASE_DIR) / "static/js"
FORM_PLACES = ("", "check/", "save/", "look-again/")
OWN_PAGES = ("", "change", "edits", "second-look", "withdraw", "data", "erase")
STATES = (
    "received",
    "in_review",
    "changes_requested",
    "awaiting_sign_off",
    "approved",
    "live",
    "not_selected",
    "withdrawn",
)


@pytest.fixture
def form(db):
    make.index_page()
    return spanish.form()


def content():
    """Return what editors and senders wrote, which stays as it is."""
    page = make.form_page()
    fields = ("title", "intro", "needs", "rules", "start_label", "closed_heading", "closed_text")
    more = ("button_label", "promise", "thanks_heading", "thanks_text", "seo_title")
    return [
        *(str(getattr(page, name, "")) for name in fields + more),
        *(label for _, label, _ in make.QUESTIONS),
        *map(str, make.answers().values()),
        "Please add a picture. It advertises.",
        # Sealed as the box stood where the test was sent from.
        "My first name only",
    ]


def assert_spanish(response, status=200):
    assert response.status_code == status
    html = response.content.decode()
    assert '<html lang="es-US"' in html
    assert spanish.english_in(spanish.visible(response), content=content()) == []


def first_step(client, form):
    """Return the address of the first question."""
    start = form.get_url()
    return re.search(rf'href="({start}[\w-]+/)"', client.get(start).content.decode())[1]


class TestTheForm:
    def test_every_page_of_it_is_spanish(self, client, form):
        assert form.get_url().startswith("/es/")
        assert_spanish(client.get(form.get_url()))
        assert_spanish(client.get(first_step(client, form)))

    def test_the_last_pages_before_sending_are_spanish(self, client, form):
        first = first_step(client, form)
        sent = make.form_post(story_image_alt=None, story_happened="Call me at 555-010-4477 today.")
        assert client.post(first, sent).status_code == 303
        for place in FORM_PLACES:
            assert_spanish(client.get(f"{form.get_url()}{place}"))

    def test_what_is_missing_is_said_in_spanish(self, client, form):
        first = first_step(client, form)
        response = client.post(first, make.step_post(story_email="nobody", story_video="nowhere"))
        assert_spanish(response)
        assert "cosas por corregir" in response.content.decode()

    def test_the_scripts_get_their_words(self, client, form):
        first = first_step(client, form)
        html = client.get(first).content.decode()
        words = json.loads(re.search(r'<script id="said"[^>]*>(.*?)</script>', html)[1])
        assert words["Saved {time}"] == "Guardado a las {time}"

    def test_sending_leads_to_spanish_thanks(self, client, form):
        story = make.submission(page=form)
        assert_spanish(client.get(f"/share-your-story/thank-you/{story.receipt}/"))

    def test_the_english_form_stays_english(self, client, form):
        page = make.form_page()
        story = make.submission(page=page)
        response = client.get(f"/share-your-story/thank-you/{story.receipt}/")
        assert "What happens now" in response.content.decode()
        assert '<script id="said"' not in client.get(page.get_url()).content.decode()


class TestTheScripts:
    def test_each_sentence_that_a_script_says_is_handed_over_and_no_other(self):
        written = set()
        for file in SCRIPTS.glob("*.js"):
            source = file.read_text()
            if "./said.js" in source:
                written |= set(re.findall(r'"([^"\n]+)"', source))
        assert set(script_words.WORDS) <= written
        sentences = {text for text in written if re.match(r"[A-Z][a-z]+ .*[.}]$|\{size\} ", text)}
        assert sentences <= set(script_words.WORDS)

    def test_an_english_page_hands_nothing_over(self):
        assert words_on_page() == ""


class TestTheLine:
    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            ("mi hijo vive", "#IHeartHIT porque mi hijo vive"),
            ("Porque… mi hijo vive", "#IHeartHIT porque mi hijo vive"),
            ("#IHeartHIT because my son lives", "#IHeartHIT because my son lives"),
        ],
    )
    def test_it_opens_in_the_language_of_the_page_unless_another_was_typed(self, typed, line):
        with translation.override("es"):
            assert complete_because(typed) == line
        assert complete_because(line) == line


class TestTheOwnPages:
    @pytest.mark.parametrize("state", STATES)
    def test_every_one_of_them_is_spanish(self, client, form, state):
        story = make.submission(page=form, state=state)
        for page in OWN_PAGES:
            assert_spanish(look(client, own(story, page)))
        assert translation.get_language() == settings.LANGUAGE_CODE

    def test_what_was_done_is_said_in_spanish(self, client, form):
        story = make.submission(page=form)
        response = press(client, own(story, "withdraw"))
        assert "Retirada" in response.content.decode() or response.status_code == 303
        story.refresh_from_db()
        assert story.state == "withdrawn"

    def test_the_way_back_to_a_lost_link_goes_on_in_spanish(self, client, form):
        story = make.submission(page=form)
        html = look(client, own(story)).content.decode()
        assert 'href="/my-story/?language=es"' in html
        assert_spanish(client.get("/my-story/?language=es"))
        response = client.post("/my-story/?language=es", {"number": "", "email": ""})
        assert_spanish(response)
        assert client.get("/my-story/?language=xx").status_code == 200

    def test_a_form_that_is_gone_leaves_the_language_of_the_site(self, client, form):
        story = make.submission(page=form)
        form.delete()
        story.refresh_from_db()
        assert language_of(story) == "en"
        assert "Your story stays yours" in look(client, own(story)).content.decode()


class TestTheMails:
    def test_they_are_written_in_the_language_of_the_form(self, form, mailoutbox):
        with translation.override("es"):
            story = make.submission(page=form, confirmed=False)
        mail = OutboxMail.objects.get(submission=story, kind="received")
        assert mail.language == "es"
        assert mail.subject.startswith("Tenemos su historia")
        assert "Cómo mostramos su nombre: Solo mi primer nombre" in mail.body
        assert spanish.english_in(mail.body, content=content()) == []
        html = mail_html.as_html(mail.subject, mail.body, mail.language)
        assert '<html lang="es"' in html
        assert "Confirmar mi dirección" in html

    def test_staff_get_theirs_in_english_whoever_causes_them(self, form):
        by = make.moderator()
        with translation.override("es"):
            story = make.submission(page=form)
            person = make.user("Submission moderators")
        for mail in OutboxMail.objects.filter(submission=story, kind__in=emails.TO_STAFF):
            assert mail.language == "en"
            assert mail.body.startswith("Hello")
        assert by and person

    @pytest.mark.parametrize("state", ["changes_requested", "not_selected", "approved", "live"])
    def test_a_decision_is_told_in_spanish_by_staff_who_work_in_english(self, form, state):
        story = make.submission(page=form, state=state)
        for mail in OutboxMail.objects.filter(submission=story).exclude(kind__in=emails.TO_STAFF):
            assert mail.language == "es"
            assert spanish.english_in(mail.body, content=content()) == []

    def test_an_editor_words_each_language_apart(self, form):
        MailText.objects.create(kind=key_of("withdrawn", "es"), subject="Adiós {story_number}")
        told, other = make.submission(page=form), make.submission(page=make.form_page())
        for story in (told, other):
            moderation.withdraw(story)
        assert OutboxMail.objects.get(submission=told, kind="withdrawn").subject.startswith("Adiós")
        assert "is withdrawn" in OutboxMail.objects.get(submission=other, kind="withdrawn").subject

    @pytest.mark.parametrize(
        "kind", [one.name for one in mail_kinds.KINDS if not one.goes_to_staff]
    )
    def test_the_spanish_words_that_ship_fit_their_placeholders(self, kind):
        shipped = mail_words.shipped_words(kind, "es")
        text = MailText(kind=key_of(kind, "es"), subject=shipped.subject, body=shipped.body)
        assert text.obstacles == {}
        english = mail_words.shipped_words(kind)
        marks = re.compile(r"\{\w+\}")
        assert set(marks.findall(shipped.body)) == set(marks.findall(english.body))
        assert set(marks.findall(shipped.subject)) == set(marks.findall(english.subject))

    def test_staff_word_their_own_mails_in_one_language(self):
        assert "received.es" in all_keys()
        assert "first_waiting.es" not in all_keys()


class TestAPersonInTheStory:
    def test_is_asked_in_spanish(self, client, form):
        people = [{"relation": "mi hermana", "basis": "asked", "email": "ella@example.org"}]
        story = make.submission(page=form, story_people=people)
        person = story.protected_parties.get()
        mail = OutboxMail.objects.filter(kind="person_asked").first()
        assert mail and mail.language == "es"
        token = re.search(r"/their-story/([\w-]+)/", mail.body)[1]
        assert_spanish(client.get(f"/their-story/{token}/"))
        assert parties.find(token) == person


class TestAVideo:
    def test_why_it_cannot_be_used_is_said_in_spanish(self, form):
        story = make.submission(page=form)
        video = SentVideo.objects.create(
            submission=story, source="x/sent.mp4", source_hash="0", source_bytes=1, attempts=99
        )
        video_tasks.process(video.pk)
        video.refresh_from_db()
        assert video.reason.startswith("No pudimos trabajar con este video")
        mail = OutboxMail.objects.get(kind="video_refused")
        assert video.reason in mail.body
        assert translation.get_language() == settings.LANGUAGE_CODE
