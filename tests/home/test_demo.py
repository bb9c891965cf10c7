"""The demo: it loads through the real doors, changes nothing a second time, and leaves no trace."""

import re
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from PIL import Image
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from cms.text import count_characters, count_words
from events.models import Edition
from home.demo import accounts, desk, pages, pages_form, pages_week, tree
from home.demo.stories import BY_KEY, STORIES, TOPICS
from stories import placement, retention, roles
from stories.form_fields import JOINTS
from stories.models import (
    Consent,
    Decision,
    ErasurePermit,
    Original,
    OutboxMail,
    Placement,
    StoryFormPage,
    StoryPage,
    Submission,
)
from stories.showing import Surface, may_show
from tests import make

DEMO = Path(tree.__file__).resolve().parent
# Rows that stay: what migrations make, and what counts or caches.
UNCOUNTED = {
    "contenttypes.contenttype",
    "auth.permission",
    "sessions.session",
    "wagtailsearch.indexentry",
    "wagtailsearch.sqliteftsindexentry",
    "wagtailcore.referenceindex",
}
# The audit trail of pages and settings, and empty shelves; no word of a story is in them.
TRAIL = {
    "wagtailcore.pagelogentry",
    "wagtailcore.modellogentry",
    "wagtailcore.revision",
    "wagtailcore.collection",
    "cms.campaignsettings",
}


def load(*options):
    """Run load_demo and return what it printed."""
    out = StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def rows():
    """Return how many rows every table has."""
    return {
        model._meta.label_lower: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in UNCOUNTED
    }


def files():
    """Return the files below both media roots."""
    roots = [Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_MEDIA_ROOT)]
    return {path for root in roots for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="class")
def loaded(django_db_setup, django_db_blocker):
    """Load once for the tests below: each of them looks at it inside a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        load("--with-passwords")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The loaded demo, put back after every test."""


class TestTheWordsOfTheStories:
    def test_there_are_enough_of_them(self):
        assert len(STORIES) >= 28
        assert len(BY_KEY) == len(STORIES)

    @pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
    def test_each_keeps_the_limits_of_the_form(self, story):
        words = count_words(story.what_happened)
        words += count_words(story.what_learned) + count_words(story.why_it_matters)
        assert words <= 300
        assert count_characters(story.because) <= 280
        assert story.because.startswith(f"#IHeartHIT {JOINTS[story.language]} ")

    def test_they_differ_in_length(self):
        lengths = [
            count_words(f"{story.what_happened} {story.what_learned} {story.why_it_matters}")
            for story in STORIES
            if story.state == "live"
        ]
        assert min(lengths) < 60
        assert max(lengths) > 250

    def test_videos_lead_nowhere(self):
        addresses = [story.video_url for story in STORIES if story.video_url]
        assert 1 <= len(addresses) <= 2
        assert all(re.fullmatch(r"https://vimeo\.com/00000000\d", url) for url in addresses)

    def test_posts_lead_nowhere(self):
        addresses = [story.post_url for story in STORIES if story.post_url]
        assert len(addresses) == 2
        assert all(re.match(r"https://\w+\.example\.org/", url) for url in addresses)

    def test_every_picture_has_its_file_and_its_words(self):
        for story in STORIES:
            if story.picture:
                assert (DEMO / "pictures" / f"{story.picture}.png").exists()
                assert len(story.alt) > 40
                assert story.credit
            else:
                assert not story.alt

    def test_every_topic_is_in_the_list(self):
        known = {slug for slug, _ in TOPICS}
        assert {story.topic for story in STORIES} - {""} == known


class TestTheDrawings:
    def test_each_is_wide_small_and_has_its_source(self):
        credits = (DEMO / "CREDITS.md").read_text()
        for file in sorted((DEMO / "pictures").glob("*.png")):
            assert file.stat().st_size < 60_000
            assert f"pictures/{file.name}" in credits
            with Image.open(file) as picture:
                wanted = (800, 420) if file.stem.endswith("-small") else (1600, 840)
                assert picture.size == wanted
            source = DEMO / "drawings" / f"{file.stem.removesuffix('-small')}.svg"
            assert source.exists()

    def test_they_hold_no_text_no_gradient_and_nothing_foreign(self):
        for file in (DEMO / "drawings").glob("*.svg"):
            source = file.read_text()
            for unwanted in ("<text", "Gradient", "<image", "<script", "href"):
                assert unwanted not in source, f"{unwanted} in {file.name}"


class TestTheCopyOfThePages:
    def test_no_sentence_is_longer_than_twenty_words(self):
        for text in all_copy():
            for sentence in re.split(r"(?<=[.?!:])\s+|\n", plain(text)):
                assert len(sentence.split()) <= 20, sentence

    def test_it_keeps_the_tone(self):
        for text in all_copy():
            assert "!" not in text
            assert not re.search(r"\b(submit|journey)", text, re.IGNORECASE), text

    def test_the_form_asks_all_that_a_story_needs(self):
        asked = [field[0] for field in pages_form.FIELDS]
        assert roles.missing_roles(asked) == []
        assert roles.doubled_roles(asked) == []

    def test_the_week_is_monday_to_friday_and_lies_ahead(self):
        for offset in range(400):
            today = date(2026, 1, 1) + timedelta(days=offset)
            starts_on, ends_on = pages.week_ahead(today)
            assert (starts_on.weekday(), ends_on.weekday()) == (0, 4)
            assert 8 <= (starts_on - today).days <= 14


class TestLoading:
    def test_every_story_reaches_its_state(self, demo):
        found = Counter(Submission.objects.values_list("state", flat=True))
        assert found == Counter(story.state for story in STORIES)
        assert Submission.objects.samples().count() == len(STORIES) >= 24
        for state in (
            "received",
            "in_review",
            "changes_requested",
            "approved",
            "live",
            "not_selected",
            "withdrawn",
            "spam",
        ):
            assert found[state] >= 1

    def test_every_live_story_may_show(self, demo):
        live = StoryPage.objects.live()
        assert live.count() == sum(story.state == "live" for story in STORIES)
        assert all(may_show(story, Surface.LIST) for story in live)

    def test_every_public_page_answers(self, demo, client):
        asked = Page.objects.live().filter(depth__gt=1)
        assert asked.count() > 35
        for page in asked:
            assert client.get(page.url).status_code == 200, page.url

    def test_stories_say_that_they_are_samples(self, demo, client):
        page = StoryPage.objects.live().first()
        assert "Sample story" in client.get(page.url).content.decode()

    def test_a_sample_video_says_that_it_leads_nowhere(self, demo, client):
        page = StoryPage.objects.exclude(video_url="").first()
        assert "leads nowhere" in client.get(page.url).content.decode()

    def test_stories_stand_where_the_layout_says(self, demo):
        placed = sum(len(keys) for _, _, keys in desk.LAYOUT)
        assert Placement.objects.filter(removed_at=None).count() == placed
        wall = next(slot for slot in placement.slots_of(tree.landing_page()) if slot.capacity > 1)
        names = [BY_KEY[key].name for key in pages.LAYOUT[1][2]]
        assert [story.submission.sender_name for story in wall.stories] == names

    def test_the_landing_page_shows_the_opening_sentence(self, demo, client):
        answer = client.get("/").content.decode()
        assert "because my daughter’s chart knew her allergy" in answer
        assert "National Health IT Week" in answer

    def test_the_requests_for_changes_and_refusals_give_grounds_and_kind_words(self, demo):
        changes = Decision.objects.get(kind=Decision.Kind.CHANGES)
        assert changes.grounds == ["missing_image"]
        assert "Thank you" in changes.note
        refusal = Decision.objects.get(kind=Decision.Kind.REFUSE)
        assert refusal.grounds == ["promotional"]
        assert "Thank you" in refusal.note

    def test_the_form_of_the_demo_would_take_every_story(self, demo):
        pages = {page.locale.language_code: page for page in StoryFormPage.objects.all()}
        for story in STORIES:
            page = pages[story.language]
            answers = desk.answers_of(story, page)
            boxes = {
                name: "on"
                for name, scope in roles.CONSENT_SCOPES.items()
                if story.social or scope != "social"
            }
            # A description needs its picture; the pictures went through the same field already.
            answers = {**answers, **boxes, "story_image_alt": ""}
            form = page.get_form_class()(answers)
            assert form.is_valid() or story.state == "spam", (story.key, form.errors)

    def test_the_queue_shows_different_waiting_times(self, demo):
        waiting = Submission.objects.waiting()
        assert len({row.submit_time.date() for row in waiting}) == waiting.count()
        assert all(row.submit_time < timezone.now() for row in waiting)
        live = Submission.objects.filter(state="live")
        assert all(row.state_changed_at < timezone.now() - timedelta(days=5) for row in live)

    def test_one_sender_has_not_confirmed_and_one_picture_is_small(self, demo):
        waiting = Submission.objects.waiting()
        assert waiting.filter(email_confirmed_at=None).count() == 1
        small = [row.original for row in waiting if row.original.picture_width]
        assert [row.picture_width for row in small] == [800]

    def test_no_mail_leaves(self, demo):
        assert not OutboxMail.objects.exists()
        assert mail.outbox == []

    def test_there_is_one_account_for_each_group(self, demo, client):
        for account in accounts.ACCOUNTS:
            user = get_user_model().objects.get(username=account.username)
            groups = list(user.groups.values_list("name", flat=True))
            assert groups == ([account.group] if account.group else [])
            assert client.login(username=account.username, password=account.password)

    def test_a_second_run_changes_nothing(self, demo):
        before, before_files = rows(), files()
        states = list(Submission.objects.values_list("pk", "state", "state_changed_at"))
        assert "Nothing was missing" in load("--with-passwords")
        assert rows() == before
        assert files() == before_files
        assert states == list(Submission.objects.values_list("pk", "state", "state_changed_at"))

    def test_a_second_run_brings_back_what_is_missing(self, demo):
        lost = Submission.objects.get(receipt=desk.receipt_of(BY_KEY["noah"]))
        retention.erase(lost, reason="Lost in a test")
        assert "Loaded 1 sample stories" in load("--with-passwords")
        assert Submission.objects.count() == len(STORIES)


@pytest.mark.django_db
class TestTheCommand:
    def test_if_empty_leaves_a_site_with_pages_alone(self):
        make.index_page()
        before = rows()
        assert load("--if-empty") == ""
        assert rows() == before

    def test_sign_ins_only_prints(self):
        before = rows()
        printed = load("--sign-ins")
        for account in accounts.ACCOUNTS:
            assert account.password in printed
        assert "/admin/" in printed
        assert rows() == before

    def test_outside_of_development_no_account_has_its_published_password(
        self, client, monkeypatch
    ):
        monkeypatch.setattr(desk, "STORIES", [])
        assert "no password" in load()
        for account in accounts.ACCOUNTS:
            assert get_user_model().objects.filter(username=account.username).exists()
            assert not client.login(username=account.username, password=account.password)

    def test_a_real_account_of_the_same_name_stops_it(self):
        make.user(name="editor")
        get_user_model().objects.filter(username="editor").update(email="someone@example.com")
        with pytest.raises(CommandError, match="not the demo"):
            load()
        assert not Submission.objects.exists()


class TestRemoving:
    @pytest.fixture(autouse=True)
    def _some_stories(self, monkeypatch):
        # One of each kind is enough here: with a picture, placed, waiting, decided, withdrawn.
        keys = ["renee", "eileen", "amara", "noah", "maribel", "nadine", "brent", "nebraska"]
        monkeypatch.setattr(desk, "STORIES", [BY_KEY[key] for key in [*keys, "links"]])

    @pytest.mark.django_db(transaction=True)
    def test_one_command_removes_every_sample_and_leaves_no_row_no_file_and_no_word(self):
        before, before_files = rows(), files()
        load("--with-passwords")
        assert Placement.objects.exists()
        call_command("remove_demo", stdout=StringIO())
        for model in (Submission, StoryPage, Placement, Original, Consent, ErasurePermit):
            assert not model.objects.exists()
        assert not IndexEntry.objects.filter(content_type__model="storypage").exists()
        for name in ("pagelogentry", "modellogentry", "revision"):
            kept = str(list(apps.get_model("wagtailcore", name).objects.values()))
            for story in desk.STORIES:
                assert story.title not in kept, (name, story.title)
                assert story.email not in kept

        call_command("remove_demo", "--everything", stdout=StringIO())
        left = {name: count for name, count in rows().items() if count > before.get(name, 0)}
        assert left.keys() <= TRAIL, left
        assert files() == before_files

    @pytest.mark.django_db
    def test_a_real_story_stays_with_its_list_and_its_form(self):
        load("--with-passwords")
        real = make.submission()
        out = StringIO()
        call_command("remove_demo", "--everything", stdout=out)
        assert Submission.objects.get() == real
        assert "Kept “Share your story”" in out.getvalue()
        assert not Edition.objects.exists()


def all_copy():
    """Yield every text of the pages that a visitor may read."""
    waiting = [
        pages.LANDING,
        pages.INDEX,
        pages.WEEK,
        pages.DAY_QUESTIONS,
        pages_week.ACTIVITIES,
        pages_week.PARTNERS,
        pages_form.FORM,
        pages_form.FIELDS,
        pages_form.EXTRA_FIELDS,
        tree.TEXT_PAGES,
    ]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)


def plain(text):
    """Return a text without markup, block elements as lines of their own."""
    return re.sub(r"<[^>]+>", "", re.sub(r"</(p|li|ul)>", "\n", text))


def test_receipts_belong_to_their_stories():
    receipts = {desk.receipt_of(story) for story in STORIES}
    assert len(receipts) == len(STORIES)
