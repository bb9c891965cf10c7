"""The leak test: a story in each state that is not public, looked for at every place of the site.

Then each gate is switched off once, and the same walk has to find the story.
"""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from stories import briefs, due, moderation, parties, private_links, retention, showing
from stories.models import Brief, Consent, OutboxMail, ProtectedParty, StoryPage, Submission
from stories.showing import Element
from tests import make
from tests.stories import leak_walk
from tests.stories.unsealing import end_consents, unsealed

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)


def rows_of(walk, **values):
    """Write into the row of the submission, past every door."""
    Submission.objects.filter(pk=walk.page.submission_id).update(**values)


def page_row(walk, **values):
    """Write into the row of the page, past every door."""
    StoryPage.objects.filter(pk=walk.page.pk).update(**values)


# How a story leaves through the doors of the site: files and all.
def withdrawn(walk):
    moderation.withdraw(walk.page.submission)


def consent_expired(walk):
    end_consents(walk.page.submission, YESTERDAY)
    due.run()


def erased(walk):
    retention.erase(walk.page.submission, reason="Asked for.")


def taken_down(walk):
    UnpublishPageAction(walk.page, user=make.administrator()).execute()


def deleted(walk):
    walk.page.delete()


def page_expired(walk):
    page_row(walk, expire_at=timezone.now() - timedelta(minutes=1))
    due.run()


def person_said_no(walk):
    ProtectedParty.objects.create(
        submission=walk.page.submission,
        relation="my neighbor",
        basis="asked",
        email="neighbor@example.org",
        confirmed_at=timezone.now(),
        link_digest=private_links.digest_of("their own link"),
    )
    parties.answer("their own link", agrees=False)


def read_again(walk):
    moderation.read_again(walk.page.submission)


LEAVING = [
    withdrawn,
    consent_expired,
    erased,
    taken_down,
    deleted,
    page_expired,
    person_said_no,
    read_again,
]
GONE = [withdrawn, consent_expired, erased, taken_down, page_expired, person_said_no]
NEVER_SHOWN = [
    "received",
    "in_review",
    "changes_requested",
    "awaiting_sign_off",
    "approved",
    "not_selected",
    "withdrawn",
    "spam",
]


# One thing that stands in the way, written past the doors: the gate alone keeps the story in.
def not_published(walk):
    page_row(walk, live=False)


def scheduled(walk):
    page_row(walk, go_live_at=timezone.now() + timedelta(days=1))


def over(walk):
    page_row(walk, expire_at=timezone.now() - timedelta(minutes=1))


def not_selected(walk):
    rows_of(walk, state="not_selected")


def not_confirmed(walk):
    rows_of(walk, email_confirmed_at=None)


def held(walk):
    rows_of(walk, state="approved")
    OutboxMail.objects.filter(submission=walk.page.submission).update(held_at=timezone.now())


def without_consent(walk):
    end_consents(walk.page.submission, YESTERDAY, [Consent.Scope.PUBLISH])


def not_to_be_quoted(walk):
    end_consents(walk.page.submission, YESTERDAY, [Consent.Scope.SOCIAL])


def not_to_be_printed(walk):
    end_consents(walk.page.submission, YESTERDAY, [Consent.Scope.BRIEF])


def person_unsettled(walk):
    ProtectedParty.objects.create(
        submission=walk.page.submission, relation="my neighbor", basis="not_yet"
    )


def private(walk):
    walk.page.view_restrictions.create(restriction_type="login")


def other_words(walk):
    page_row(walk, because="#IHeartHIT because of the bilbyserenade, they wrote.")


def name_taken_back(walk):
    rows_of(walk, name_shown="none")


def picture_ended(walk):
    end_consents(walk.page.submission, YESTERDAY, [Consent.Scope.IMAGE])


# Gate -> the one situation that it alone keeps in.
BEHIND = {
    "published": not_published,
    "its day has come": scheduled,
    "its last day is ahead": over,
    "chosen": not_selected,
    "address confirmed": not_confirmed,
    "sender told": held,
    "consent to publish": without_consent,
    "consent to quote": not_to_be_quoted,
    "consent to print": not_to_be_printed,
    "people agree": person_unsettled,
    "open to everybody": private,
    "agreed words": other_words,
}
BEHIND_ELEMENT = {Element.NAME: name_taken_back, Element.PICTURE: picture_ended}


@pytest.fixture(autouse=True)
def commits(django_capture_on_commit_callbacks):
    """Run a thing with what follows its commit: files are deleted there."""

    def done(deed, walk):
        with django_capture_on_commit_callbacks(execute=True):
            deed(walk)

    return done


def found_with(situation, walk):
    """Yield what the walk finds of a story in a situation behind one gate."""
    if situation is not_to_be_quoted:
        # Its page is public; its sentence may not be in what is made for other sites.
        page = Client().get(walk.url).content.decode()
        yield from (part for part in page.split('"') if "intent/post" in part and "bilby" in part)
    elif situation is not_to_be_printed:
        # Its page is public; it may not be chosen for a paper that leaves the house.
        yield from briefs.offered(Brief.objects.create(title="Ohio"))
    elif situation is name_taken_back:
        yield from leak_walk.each_leak(walk, secrets=("ashgrove",), files=False, heart=False)
    elif situation is picture_ended:
        for found in leak_walk.each_leak(walk, secrets=(), heart=False):
            # Until the next minute the file itself is there, at an address that nobody can guess.
            if "link to" in found and "/videos/" not in found:
                yield found
    else:
        yield from leak_walk.each_leak(walk, files=False)


class TestNothingLeaks:
    """At every registered address, in every block, of every file."""

    @pytest.mark.parametrize("deed", LEAVING, ids=lambda deed: deed.__name__)
    def test_a_story_that_leaves_is_nowhere(self, deed, commits):
        walk = leak_walk.prepare()
        commits(deed, walk)
        assert leak_walk.leaks(walk) == []
        expected = 410 if deed in GONE else 404
        assert Client().get(walk.url).status_code == expected
        assert Client().get(f"/heart/{walk.heart_pk}.svg").status_code == expected

    @pytest.mark.parametrize("state", NEVER_SHOWN)
    def test_a_story_that_was_never_shown_is_nowhere(self, state):
        assert leak_walk.leaks(leak_walk.prepare(state=state)) == []

    def test_a_draft_that_is_placed_is_nowhere(self):
        assert leak_walk.leaks(leak_walk.prepare(live=False)) == []

    @pytest.mark.parametrize("situation", [*BEHIND.values(), *BEHIND_ELEMENT.values()])
    def test_a_story_that_one_gate_keeps_in_is_nowhere(self, situation, commits):
        walk = leak_walk.prepare()
        with unsealed():
            commits(situation, walk)
        assert [*found_with(situation, walk)] == []

    @pytest.mark.parametrize(
        "situation", [without_consent, not_selected, person_unsettled, picture_ended]
    )
    def test_within_a_minute_its_files_are_gone(self, situation, commits):
        walk = leak_walk.prepare()
        commits(situation, walk)
        commits(lambda walk: due.run(), walk)
        pictures = [name for name in walk.files if "/videos/" not in name]
        looked_at = pictures if situation is picture_ended else walk.files
        assert {Client().get(address).status_code for address in looked_at} == {404}


class TestTheWalkSees:
    """It is not blind: it finds a story that is public, and one whose gate is open."""

    def test_a_public_story_everywhere(self):
        walk = leak_walk.prepare()
        found = leak_walk.leaks(walk)
        for place in ("/", "/stories/", walk.url, f"/heart/{walk.heart_pk}.svg", *walk.files[1:]):
            assert any(leak.startswith(f"{place}: ") for leak in found), place
        for secret in leak_walk.SECRETS:
            assert any(leak.endswith(f": {secret}") for leak in found), secret
        assert any(leak.endswith(": drawn heart") for leak in found)

    def test_each_gate_has_its_situation(self):
        assert {*BEHIND} == {*showing.GATES}
        assert {*BEHIND_ELEMENT} == {*showing.ELEMENTS}

    @pytest.mark.parametrize("gate", BEHIND)
    def test_without_a_gate_the_story_is_found(self, gate, monkeypatch):
        walk = leak_walk.prepare()
        with unsealed():
            BEHIND[gate](walk)
        monkeypatch.delitem(showing.GATES, gate)
        assert any(found_with(BEHIND[gate], walk))

    @pytest.mark.parametrize("element", BEHIND_ELEMENT)
    def test_without_the_gate_of_an_element_it_is_found(self, element, monkeypatch):
        walk = leak_walk.prepare()
        BEHIND_ELEMENT[element](walk)
        monkeypatch.delitem(showing.ELEMENTS, element)
        assert any(found_with(BEHIND_ELEMENT[element], walk))


class TestTheListIsWhole:
    """A place that the walk does not know is a failure, not a gap."""

    def test_no_address_is_missing(self):
        assert leak_walk.unlisted() == [], "Add a line to tests/stories/leak_walk.py."

    def test_a_new_address_is_noticed(self):
        new = path("feeds/new.xml", lambda request: HttpResponse())
        assert leak_walk.unlisted(leak_walk.resolver_with(new)) == ["feeds/new.xml"]

    @pytest.mark.parametrize("route", leak_walk.ROUTES)
    def test_a_line_that_is_taken_out_is_noticed(self, route, monkeypatch):
        monkeypatch.delitem(leak_walk.ROUTES, route)
        assert leak_walk.unlisted() == [route]

    @pytest.mark.parametrize("model", leak_walk.PAGES)
    def test_a_kind_of_page_that_is_taken_out_is_noticed(self, model, monkeypatch):
        monkeypatch.delitem(leak_walk.PAGES, model)
        assert leak_walk.unlisted() == [model.__name__]

    def test_each_block_of_stories_is_on_a_page(self):
        leak_walk.prepare()
        shown = {block.block_type for block in make.home_page().body}
        assert {"story_opening", "story_feature", "story_wall", "story_quote"} <= shown
        assert {"story_latest", "story_heart"} <= shown
