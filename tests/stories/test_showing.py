"""May this part of a story show here, now? The answer for one story and the answer in rows are the same."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories import showing
from stories.models import Consent, OutboxMail, ProtectedParty, StoryPage, Submission
from stories.showing import Element, Surface, may_show, showable, with_agreed_words
from tests import make
from tests.stories.unsealing import end_consents, unsealed

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SOCIAL = (*make.CONSENTS, "social", "brief")
# Nothing stands in the way.
FINE = {
    "state": "live",
    "is_confirmed": True,
    "live": True,
    "go_live_at": None,
    "expire_at": None,
    "is_private": "",
    "is_held": False,
    "words": "sent",
    "publish": {"given": -50},
    "social": {"given": -50},
    "brief": {"given": -50},
    "people": [],
    "day": 0,
}
DAYS = st.sampled_from([None, -40, -2, -1, 0, 1, 2, 40])
CONSENT = st.none() | st.fixed_dictionaries(
    {"given": st.sampled_from([-50, 0, 2])},
    optional={"withdrawn": st.just(-1), "expires": DAYS},
)
PERSON = st.fixed_dictionaries(
    {
        "basis": st.sampled_from(ProtectedParty.Basis.values),
        "email": st.sampled_from(["", "person@example.org"]),
        "confirmed_at": st.sampled_from([None, NOW]),
        "refused_at": st.sampled_from([None, None, NOW]),
    }
)
CHANGES = {
    "state": st.sampled_from(Submission.State.values),
    "is_confirmed": st.just(False),
    "live": st.just(False),
    "go_live_at": DAYS,
    "expire_at": DAYS,
    "is_private": st.sampled_from(["page", "list"]),
    "is_held": st.just(True),
    "words": st.just("other"),
    "publish": CONSENT,
    "social": CONSENT,
    "brief": CONSENT,
    "people": st.lists(PERSON, min_size=1, max_size=2),
    "day": st.sampled_from([-3, -1, 1, 3]),
}
CHANGE = st.one_of([st.tuples(st.just(name), values) for name, values in CHANGES.items()])
# Up to three things at once: with more, nothing would ever show.
SITUATION = st.lists(CHANGE, max_size=3).map(lambda changes: FINE | dict(changes))


def moment(days):
    return None if days is None else NOW + timedelta(days=days)


def put(story, situation):
    """Write a situation into the rows, past every door."""
    submission = Submission.objects.filter(pk=story.submission_id)
    submission.update(
        state=situation["state"], email_confirmed_at=NOW if situation["is_confirmed"] else None
    )
    changed = {"because": "#IHeartHIT because of words that nobody sent."}
    StoryPage.objects.filter(pk=story.pk).update(
        live=situation["live"],
        go_live_at=moment(situation["go_live_at"]),
        expire_at=moment(situation["expire_at"]),
        **(changed if situation["words"] == "other" else {}),
    )
    if situation["is_private"]:
        page = story if situation["is_private"] == "page" else story.get_parent()
        page.view_restrictions.create(restriction_type="login")
    if situation["is_held"]:
        OutboxMail.objects.filter(submission=story.submission).update(held_at=NOW)
    for scope in ("publish", "social", "brief"):
        row = situation[scope]
        rows = Consent.objects.filter(submission=story.submission, scope=scope)
        if row is None:
            rows.delete()
            continue
        expires = moment(row.get("expires"))
        rows.update(
            given_at=moment(row["given"]),
            withdrawn_at=moment(row.get("withdrawn")),
            expires_on=timezone.localdate(expires) if expires else None,
        )
    for person in situation["people"]:
        ProtectedParty.objects.create(submission=story.submission, relation="my neighbor", **person)


def in_rows(story, surface, at=None):
    """Return what the queryset form says, with the words asked by row, as lists do."""
    rows = showable(surface, at).filter(pk=story.pk)
    found = with_agreed_words(rows, at)
    # Read in the way of cards it is the same.
    assert found == with_agreed_words(rows.for_cards(), at)
    return bool(found)


def shows(story, surface=Surface.LIST, at=None):
    """Return the one answer of both forms; fail where they differ."""
    one = may_show(StoryPage.objects.get(pk=story.pk), surface, at=at)
    assert one == in_rows(story, surface, at)
    return one


class TestBothFormsAgree:
    """For every situation, surface and moment."""

    @pytest.fixture
    def story(self):
        with unsealed():
            yield make.story(consents=SOCIAL)

    def test_the_answer_for_one_story_is_the_answer_in_rows(self, story):
        answers = []

        @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
        @given(situation=SITUATION, surface=st.sampled_from(Surface))
        def agree(situation, surface):
            with transaction.atomic():
                put(story, situation)
                answers.append(shows(story, surface, moment(situation["day"])))
                transaction.set_rollback(True)

        agree()
        # Blind it would be if everything were hidden.
        assert 40 < sum(answers) < 160

    @pytest.mark.parametrize("element", Element)
    def test_no_element_shows_where_the_words_do_not(self, story, element):
        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(situation=SITUATION, surface=st.sampled_from(Surface))
        def hold(situation, surface):
            with transaction.atomic():
                put(story, situation)
                row, at = StoryPage.objects.get(pk=story.pk), moment(situation["day"])
                assert may_show(row, surface, element, at) <= may_show(row, surface, at=at)
                transaction.set_rollback(True)

        hold()


class TestGates:
    """One condition at a time."""

    def test_a_published_story_with_consent_shows(self):
        story = make.story(consents=SOCIAL)
        assert all(shows(story, surface) for surface in Surface)

    def test_a_draft_does_not(self):
        assert not shows(make.story(live=False))

    @pytest.mark.parametrize("state", ["withdrawn", "not_selected", "spam", "awaiting_sign_off"])
    def test_a_state_that_is_not_public_does_not(self, state):
        story = make.story()
        Submission.objects.filter(pk=story.submission_id).update(state=state)
        assert not shows(story)

    def test_an_unconfirmed_address_does_not(self):
        story = make.story()
        Submission.objects.filter(pk=story.submission_id).update(email_confirmed_at=None)
        assert not shows(story)

    def test_a_consent_to_something_else_does_not_count(self):
        story = make.story()
        with unsealed():
            story.submission.consents.filter(scope="publish").delete()
        assert story.submission.consents.exists() and not shows(story)

    def test_without_a_consent_to_quote_it_stays_on_this_site(self):
        story = make.story()
        hidden = {surface for surface in Surface if not shows(story, surface)}
        assert hidden == showing.OFF_SITE

    def test_it_ends_with_the_last_day_of_consent(self):
        story = make.story()
        end_consents(story.submission, timezone.localdate(NOW) + timedelta(days=3))
        assert shows(story, at=timezone.now()) and shows(story, at=moment(2))
        assert not shows(story, at=moment(4))

    @pytest.mark.parametrize(
        ("values", "may"),
        [
            ({"basis": "asked"}, True),
            ({"basis": "asked", "refused_at": NOW}, False),
            ({"basis": "not_yet"}, False),
            ({"basis": "asked", "email": "s@example.org"}, False),
            ({"basis": "asked", "email": "s@example.org", "confirmed_at": NOW}, True),
        ],
    )
    def test_the_people_in_it_have_a_say(self, values, may):
        story = make.story()
        ProtectedParty.objects.create(submission=story.submission, relation="my neighbor", **values)
        assert shows(story) is may

    def test_a_private_page_is_served_but_never_listed(self):
        story = make.story()
        story.view_restrictions.create(restriction_type="login")
        assert shows(story, Surface.PAGE) and not shows(story, Surface.LIST)

    def test_a_choice_of_which_the_sender_does_not_know_does_not_show(self):
        story = make.story()
        Submission.objects.filter(pk=story.submission_id).update(state="approved")
        assert shows(story)
        OutboxMail.objects.filter(submission=story.submission).update(held_at=NOW)
        assert not shows(story)

    def test_words_that_were_written_past_the_doors_do_not(self):
        story = make.story()
        StoryPage.objects.filter(pk=story.pk).update(because="#IHeartHIT because of nobody.")
        assert not shows(story)

    def test_a_page_that_is_not_saved_does_not(self):
        assert not may_show(StoryPage(title="Nobody’s"), Surface.PAGE)


class TestElements:
    """A story stays while a part of it leaves."""

    def with_picture(self):
        return make.story(consents=(*make.CONSENTS, "image"), picture=make.picture())

    def test_a_picture_leaves_with_its_consent(self, client):
        story = self.with_picture()
        assert may_show(story, Surface.PAGE, Element.PICTURE)
        assert "/media/images/" in client.get(story.url).content.decode()
        assert "/media/images/" in client.get("/stories/").content.decode()
        end_consents(story.submission, timezone.localdate() - timedelta(days=1), ["image"])
        story = StoryPage.objects.get(pk=story.pk)
        assert story.picture and not may_show(story, Surface.PAGE, Element.PICTURE)
        assert shows(story, Surface.PAGE)
        assert "/media/images/" not in client.get(story.url).content.decode()
        assert "/media/images/" not in client.get("/stories/").content.decode()

    def test_a_picture_that_an_editor_chose_stays(self):
        story, other = self.with_picture(), make.story(picture=make.picture())
        StoryPage.objects.filter(pk=story.pk).update(picture=other.picture)
        end_consents(story.submission, timezone.localdate() - timedelta(days=1), ["image"])
        story = StoryPage.objects.get(pk=story.pk)
        assert may_show(story, Surface.PAGE, Element.PICTURE)
        assert story.shown_picture == other.picture

    def test_a_name_that_its_sender_took_back_is_not_printed(self, client):
        story = make.story(story_name="Perpetua Ashgrove", story_name_shown="full")
        assert may_show(story, Surface.PAGE, Element.NAME)
        Submission.objects.filter(pk=story.submission_id).update(name_shown="none")
        story = StoryPage.objects.get(pk=story.pk)
        assert not may_show(story, Surface.PAGE, Element.NAME) and shows(story)
        for address in (story.url, "/stories/"):
            assert "Ashgrove" not in client.get(address).content.decode()

    def test_the_next_publication_prints_the_name_that_is_chosen_now(self):
        story = make.story(story_name="Perpetua Ashgrove", story_name_shown="full")
        Submission.objects.filter(pk=story.submission_id).update(name_shown="first")
        StoryPage.objects.get(pk=story.pk).get_latest_revision().publish()
        assert StoryPage.objects.get(pk=story.pk).shown_teller == "Perpetua"

    def test_rows_for_cards_cost_no_query_each(self, django_assert_num_queries):
        for _ in range(3):
            self.with_picture()
        rows = list(showable(Surface.LIST).for_cards())
        assert len(rows) == 3
        with django_assert_num_queries(0):
            seen = [(row.shown_picture, row.shown_teller) for row in with_agreed_words(rows)]
        assert all(map(all, seen))
