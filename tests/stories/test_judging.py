"""A machine only points; a person judges, by name, and can take it back."""

import pytest
from django.core.exceptions import PermissionDenied

from stories import correction, judging, moderation, my_data, standing
from stories.models import Decision, Flag, Submission
from stories.next_version import Correction
from stories.review_step import DecisionRefused
from tests import make

pytestmark = pytest.mark.django_db

ADVERT = {
    "story_about": "Founder of MedBoost",
    "story_happened": "Then MedBoost was the best of all. Plans start at $9.",
    "story_learned": "Download it today at https://medboost.example/?utm_source=story now.",
}
NO_MODERATORS = [make.editor, make.privacy_staff, make.auditor]


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


@pytest.fixture
def advert():
    return make.submission(**ADVERT)


def flag_of(story, kind):
    return story.flags.get(kind=kind)


def judge(client, story, flag, verdict):
    address = f"/admin/submissions/flag/{story.pk}/{flag.pk}/"
    return client.post(address, {"verdict": verdict}, follow=True)


class TestRule8Evidence:
    """Each kind of promotion is a span with a reason, in a story that waits like any other."""

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("superlative", "MedBoost was the best"),
            ("offer", "Plans start at $9"),
            ("call_to_action", "Download it today"),
            ("tracking_link", "https://medboost.example/?utm_source=story"),
        ],
    )
    def test_each_kind_is_a_span(self, advert, kind, words):
        flag = flag_of(advert, kind)
        assert advert.original.answers[flag.field][flag.start : flag.end] == words
        assert flag.reason
        assert (flag.by, flag.verdict) == (None, Flag.Verdict.OPEN)

    def test_none_of_them_decides_anything(self, advert):
        assert advert.state == "received"
        assert not advert.decisions.exists()

    def test_the_desk_says_that_a_rule_found_them(self, client, moderator, advert):
        desk = client.get(advert.desk_url).content.decode()
        assert desk.count("Found by a rule.") == advert.flags.count()


class TestRule8Verdicts:
    """A verdict names its person, and can be taken back."""

    @pytest.mark.parametrize("verdict", ["confirmed", "dismissed"])
    def test_it_names_the_person_and_is_taken_back(self, client, moderator, advert, verdict):
        flag = flag_of(advert, "offer")
        page = judge(client, advert, flag, verdict).content.decode()
        assert f"{verdict.capitalize()} by Mo" in page
        flag.refresh_from_db()
        assert (flag.verdict, flag.verdict_by) == (verdict, moderator)
        judge(client, advert, flag, "open")
        flag.refresh_from_db()
        assert flag.verdict == "open"
        advert.refresh_from_db()
        assert advert.state == "received"

    def test_the_queue_follows(self, moderator):
        story = make.submission(picture=make.picture(), story_learned="Get 20% off.")
        story.refresh_from_db()
        assert story.is_flagged
        for flag in story.flags.all():
            judging.judge_flag(flag, "dismissed", user=moderator)
        story.refresh_from_db()
        assert not story.is_flagged

    def test_the_same_verdict_again_changes_nothing(self, moderator, advert):
        flag = flag_of(advert, "offer")
        first = judging.judge_flag(flag, "confirmed", user=moderator)
        again = judging.judge_flag(flag, "confirmed", user=make.moderator())
        assert (again.verdict_by, again.verdict_at) == (moderator, first.verdict_at)

    @pytest.mark.parametrize("maker", NO_MODERATORS)
    def test_others_judge_nothing(self, client, advert, maker):
        person = maker()
        client.force_login(person)
        flag = flag_of(advert, "offer")
        judge(client, advert, flag, "confirmed")
        flag.refresh_from_db()
        assert flag.verdict == "open"
        with pytest.raises(PermissionDenied):
            judging.judge_flag(flag, "confirmed", user=person)

    def test_a_flag_of_another_story_is_not_found(self, client, moderator, advert):
        other = make.submission()
        assert judge(client, other, flag_of(advert, "offer"), "confirmed").status_code == 404

    def test_an_unknown_verdict_is_not_found(self, client, moderator, advert):
        assert judge(client, advert, flag_of(advert, "offer"), "guilty").status_code == 404


class TestRule8Spam:
    """Held by a rule or by a person, whose name stands there; a click takes it back."""

    def test_a_person_holds_and_takes_back(self, client, moderator):
        story = make.submission()
        page = client.post(f"/admin/submissions/spam/{story.pk}/", follow=True).content.decode()
        assert "Held as spam by Mo on" in page
        story.refresh_from_db()
        assert story.state == "spam"
        assert Decision.objects.get(submission=story).by == moderator
        client.post(f"/admin/submissions/reopen/{story.pk}/")
        story.refresh_from_db()
        assert story.state == "received"
        assert story.current_workflow_task_state
        assert "Held as spam by Mo" not in client.get(story.desk_url).content.decode()

    def test_what_a_rule_holds_says_so(self, client, moderator):
        story = make.submission(state="spam")
        page = client.get(story.desk_url).content.decode()
        assert "Held as spam by a rule, and by no person." in page
        assert "A field that people cannot see was filled in." in page

    def test_several_at_once_there_and_back(self, client, moderator):
        stories = [make.submission(), make.submission()]
        chosen = "&".join(f"id={story.pk}" for story in stories)
        for action, state in (("spam", "spam"), ("reopen", "received")):
            address = f"/admin/bulk/stories/submission/{action}/?{chosen}&next=/admin/submissions/"
            client.post(address)
            assert set(Submission.objects.values_list("state", flat=True)) == {state}

    def test_the_sender_goes_on_reading_received(self, moderator):
        story = make.submission()
        judging.hold_as_spam(story, user=moderator)
        story.refresh_from_db()
        assert standing.read(story).word == "Received"
        assert my_data.collect(story, now=story.submit_time)["decisions"] == []

    @pytest.mark.parametrize("state", ["approved", "not_selected", "withdrawn", "spam"])
    def test_only_what_waits_is_held(self, moderator, state):
        story = make.submission(state=state)
        with pytest.raises(DecisionRefused):
            judging.hold_as_spam(story, user=moderator)

    def test_what_somebody_else_reads_is_not_held(self, moderator):
        story = make.submission(state="in_review")
        with pytest.raises(DecisionRefused, match="Somebody else is reading"):
            judging.hold_as_spam(story, user=moderator)

    @pytest.mark.parametrize("maker", NO_MODERATORS)
    def test_others_hold_nothing(self, client, maker):
        story = make.submission()
        person = maker()
        client.force_login(person)
        client.post(f"/admin/submissions/spam/{story.pk}/")
        story.refresh_from_db()
        assert story.state == "received"
        with pytest.raises(PermissionDenied):
            judging.hold_as_spam(story, user=person)

    def test_new_words_do_not_raise_again_what_a_person_dismissed(self, moderator, advert):
        flag = flag_of(advert, "offer")
        judging.judge_flag(flag, "dismissed", user=moderator)
        moderation.release(advert, user=moderator)
        correction.correct(
            advert, Correction(answers={"story_matters": "It matters to all of us."}), version=1
        )
        assert flag_of(advert, "offer").verdict == "dismissed"
