"""Uses of stories outside of this site: who noted them, which have to go, and what an erasure leaves."""

import pytest
from django.core.exceptions import PermissionDenied

from stories import moderation, outside_copies, retention
from stories.models import OutsideCopy
from tests import make

pytestmark = pytest.mark.django_db

POST = "https://social.example/@campaign/114"
SOCIAL = (*make.CONSENTS, "social")


@pytest.fixture
def editor():
    return make.staff("Campaign editors")


def noted(story, editor, where=POST, kind="network"):
    return outside_copies.note(story, kind=kind, where=where, user=editor)


class TestNoting:
    def test_a_page_and_its_submission_are_one_story(self, editor):
        story = make.story(consents=SOCIAL)
        assert noted(story, editor) == noted(story.submission, editor, f"  {POST}\n")
        assert OutsideCopy.objects.get().by == editor

    @pytest.mark.parametrize("given", [{"kind": "fax"}, {"where": "  "}])
    def test_what_cannot_be_found_again_is_refused(self, editor, given):
        with pytest.raises(ValueError, match=r"OutsideCopy\.Kind|Say where"):
            noted(make.story(), editor, **given)


class TestWhatHasToGo:
    def test_nothing_while_the_story_may_be_used(self, editor):
        noted(make.story(consents=SOCIAL), editor)
        assert not outside_copies.to_remove().exists()

    def test_each_copy_of_a_withdrawn_story_until_it_is_removed(self, editor):
        story = make.story(consents=SOCIAL)
        rows = [noted(story, editor), noted(story, editor, "Brief of May 3", "brief")]
        noted(make.story(consents=SOCIAL), editor)
        moderation.withdraw(story.submission)
        assert {*outside_copies.to_remove()} == {*rows}
        outside_copies.mark_removed(rows[0], user=editor)
        assert [*outside_copies.to_remove()] == rows[1:]

    def test_also_where_the_story_may_be_published_and_not_quoted(self, editor):
        row = noted(make.story(), editor)
        assert [*outside_copies.to_remove()] == [row]

    def test_only_who_places_stories_may_say_that_it_is_removed(self, editor):
        row = noted(make.story(), editor)
        with pytest.raises(PermissionDenied):
            outside_copies.mark_removed(row, user=make.user("Submission moderators"))


class TestErasing:
    def test_the_copy_stays_to_be_removed_and_nothing_tells_of_the_person(self, editor):
        story = make.story(
            consents=SOCIAL, story_name="Renée Ochoa", story_email="baker.dayton@example.org"
        )
        wheres = [
            POST,
            "https://social.example/posts/renee-heart",
            "Slide 4: Ms. OCHOA",
            f"https://social.example/?from=/stories/{story.slug}/",
            "https://social.example/baker_dayton",
            f"Post on {story.submission.number}",
        ]
        for where in wheres:
            noted(story, editor, where)
        retention.erase(story.submission, reason="Asked for.")
        left = sorted(copy.where for copy in outside_copies.to_remove())
        hidden = "An address at social.example, not kept"
        assert left == sorted(
            [POST, hidden, hidden, hidden, "A place that is not kept", "A place that is not kept"]
        )

    def test_once_it_is_removed_no_address_is_kept(self, editor):
        story = make.story(consents=SOCIAL)
        done, open_ = noted(story, editor), noted(story, editor, "https://social.example/2")
        outside_copies.mark_removed(done, user=editor)
        retention.erase(story.submission, reason="Asked for.")
        outside_copies.mark_removed(open_, user=editor)
        assert {*OutsideCopy.objects.values_list("where", "submission")} == {("", None)}
        assert not outside_copies.to_remove().exists()
