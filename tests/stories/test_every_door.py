"""Rule 5 of the review: at every door, nothing that its sender has not agreed to becomes public.

The doors are those of `tests.stories.doors`. Each is tried with a story that lacks one thing, and
with one that lacks nothing; each gate is switched off once, to see that these tests would notice.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import BasePage
from stories import agreed_words, consent, departures, showing, signoff
from stories.models import StoryPage
from tests import make
from tests.stories import doors

pytestmark = pytest.mark.django_db

SENT = "#IHeartHIT because a quokka of 4 drugs was on the screen."
GRAVE = "#IHeartHIT because a quokka of 5 drugs was on the screen."
RENAMED = "A quokka and 6 nurses"


def names(functions):
    """Return the names of doors, for the list of tests."""
    return [function.__name__ for function in functions]


def draft(because=SENT):
    """Return the draft of a story page whose sentence was sent as SENT and reads like this now."""
    page = make.story(live=False, story_because=SENT)
    if because != SENT:
        make.edit(page, because=because)
    return StoryPage.objects.get(pk=page.pk)


def never_shown():
    """A changed fact of which the sender knows nothing."""
    return draft(GRAVE)


def unanswered():
    """A changed fact that the sender was shown nine days ago, without an answer."""
    page = draft(GRAVE)
    long_ago = timezone.now() - timedelta(days=9)
    signoff.ask(
        page.submission, kinds=["grammar"], user=make.staff("Campaign editors"), now=long_ago
    )
    return page


def renamed():
    """The sender's own words below a title with another fact, of which the sender knows nothing."""
    page = draft()
    make.edit(page, title=RENAMED)
    return StoryPage.objects.get(pk=page.pk)


def withdrawn():
    """The sender's own words, whose consent has ended."""
    page = draft()
    consent.withdraw(page.submission)
    return page


def agreed():
    """A changed fact to which the sender has said yes."""
    page = draft(GRAVE)
    row = signoff.ask(page.submission, kinds=["grammar"], user=make.staff("Campaign editors"))
    signoff.answer(page.submission, says_yes=True, text_hash=row.text_hash)
    return StoryPage.objects.get(pk=page.pk)


# What to look for in public.
WORDS = {
    never_shown: "quokka of 5 drugs",
    unanswered: "quokka of 5 drugs",
    renamed: RENAMED,
    withdrawn: "quokka of 4 drugs",
    agreed: "quokka of 5 drugs",
}
BARRED = [never_shown, unanswered, withdrawn]
SOME = [doors.page_editor, doors.admin_api, doors.tick, doors.adding_it_live, doors.rows_update]


@pytest.fixture
def admin_client(client):
    """A browser in which an administrator is signed in; nobody may do more."""
    client.force_login(make.administrator())
    return client


def seen_after(door, case, admin_client):
    """Try a door with a story of a kind; return where an anonymous visitor meets its words, and the story."""
    make.staff("Campaign editors")
    story = case()
    doors.try_door(door, admin_client, story)
    visitor = Client()
    pages = StoryPage.objects.filter(submission=story.submission_id)
    addresses = ["/", "/stories/", "/other-list/", *(page.url or "/nowhere/" for page in pages)]
    seen = [
        address for address in addresses if WORDS[case] in visitor.get(address).content.decode()
    ]
    seen += [
        page.url
        for page in pages
        if page.url and visitor.get(page.url).status_code not in (404, 410)
    ]
    hearts = [reverse("story_heart", args=[page.pk]) for page in pages]
    seen += [heart for heart in hearts if visitor.get(heart).status_code == 200]
    return seen, pages


class TestRule5WithoutAYes:
    """A story that lacks something stays out, by whatever door."""

    @pytest.mark.parametrize("case", BARRED, ids=names(BARRED))
    @pytest.mark.parametrize("door", doors.ALL, ids=names(doors.ALL))
    def test_nobody_meets_it(self, admin_client, door, case):
        seen, pages = seen_after(door, case, admin_client)
        assert seen == []
        if door in doors.PUBLISHING:
            assert not any(page.live for page in pages)
        assert len(pages) <= 1

    @pytest.mark.parametrize("door", SOME, ids=names(SOME))
    def test_nobody_meets_a_title_that_the_sender_does_not_know(self, admin_client, door):
        seen, _ = seen_after(door, renamed, admin_client)
        assert seen == []

    def test_a_live_page_keeps_its_agreed_words(self, admin_client):
        """Beside an edit that waits, the words with a yes stay where they are."""
        for door in (doors.page_editor, doors.admin_api, doors.publish_scheduled, doors.tick):
            page = make.story(story_because=SENT)
            make.edit(page, because=GRAVE)
            doors.try_door(door, admin_client, StoryPage.objects.get(pk=page.pk))
            read = Client().get(page.url).content.decode()
            assert "quokka of 4" in read
            assert "quokka of 5" not in read, door.__name__


class TestRule5WithAYes:
    """The same doors open for exactly the words that the sender agreed to."""

    @pytest.mark.parametrize("door", doors.PUBLISHING, ids=names(doors.PUBLISHING))
    def test_everybody_meets_it(self, admin_client, door):
        seen, pages = seen_after(door, agreed, admin_client)
        assert pages.get().live
        assert pages.get().url in seen
        assert "/stories/" in seen

    @pytest.mark.parametrize("door", doors.DOUBLING, ids=names(doors.DOUBLING))
    def test_no_door_makes_a_second_page(self, admin_client, door):
        _, pages = seen_after(door, agreed, admin_client)
        assert len(pages) == 1
        assert StoryPage.objects.count() == 1

    @pytest.mark.parametrize("door", [doors.move, doors.move_of_the_list])
    def test_a_moved_story_stays_public(self, admin_client, door):
        seen, pages = seen_after(door, agreed, admin_client)
        assert pages.get().url in seen
        assert not pages.get().url.startswith("/stories/")


class TestEachGateSwitchedOff:
    """These tests can fail: without one of the gates the same doors let a story out."""

    @pytest.mark.parametrize("door", doors.PUBLISHING, ids=names(doors.PUBLISHING))
    def test_without_the_sign_off(self, admin_client, monkeypatch, door):
        monkeypatch.setattr(agreed_words, "obstacle", lambda *args: "")
        _, pages = seen_after(door, never_shown, admin_client)
        assert pages.get().live

    @pytest.mark.parametrize("door", doors.PUBLISHING, ids=names(doors.PUBLISHING))
    def test_without_the_consent(self, admin_client, monkeypatch, door):
        monkeypatch.setattr(consent, "missing_agreements", lambda *args: [])
        # The clock would take the page down again.
        monkeypatch.setattr(departures, "look_after", lambda **given: 0)
        _, pages = seen_after(door, withdrawn, admin_client)
        assert pages.get().live

    @pytest.mark.parametrize("case", [never_shown, withdrawn], ids=["words", "consent"])
    @pytest.mark.parametrize(
        "door",
        [doors.admin_api, doors.python_revision, doors.saving_it_live, doors.adding_it_live],
    )
    def test_without_the_funnel(self, admin_client, monkeypatch, door, case):
        monkeypatch.setattr(StoryPage, "save", BasePage.save)
        _, pages = seen_after(door, case, admin_client)
        assert pages.get().live

    @pytest.mark.parametrize("door", doors.PAST_THE_FUNNEL, ids=names(doors.PAST_THE_FUNNEL))
    def test_without_the_question_when_the_words_are_shown(self, admin_client, monkeypatch, door):
        monkeypatch.setattr(consent, "has_agreed_words", lambda *args: True)
        seen, pages = seen_after(door, never_shown, admin_client)
        assert pages.get().url in seen

    @pytest.mark.parametrize("door", doors.PAST_THE_FUNNEL, ids=names(doors.PAST_THE_FUNNEL))
    def test_without_the_question_when_a_story_is_shown(self, admin_client, monkeypatch, door):
        monkeypatch.delitem(showing.GATES, "consent to publish")
        seen, pages = seen_after(door, withdrawn, admin_client)
        assert pages.get().url in seen
