"""Promoting: one page a submission, a draft, and never without agreement."""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.models import CampaignImage
from stories import consent, moderation, promotion
from stories.models import OutboxMail, StoryIndexPage, StoryPage, Submission
from stories.showing import Surface, may_show
from tests import make


def stored_pictures():
    """Return the files in the public folder of pictures."""
    return set((Path(settings.MEDIA_ROOT) / "original_images").glob("*"))


def approved(**changes):
    """Return an approved submission, with a list of stories to put its page into."""
    make.index_page()
    return make.submission(state="approved", **changes)


@pytest.mark.django_db
class TestPromoting:
    """What the new page holds."""

    def test_it_makes_a_draft_with_the_words_of_the_copy(self):
        submission = approved(story_name_shown="full")
        editor = make.editor()
        page = promotion.promote(submission, user=editor)
        assert not page.live and page.owner == editor
        assert page.get_parent().specific == make.index_page()
        assert page.texts == submission.texts
        assert page.teller == "Renee Ochoa" and page.teller_note == "Ivy’s mom, baker. Dayton, Ohio"
        assert page.get_latest_revision().user == editor
        assert StoryPage.objects.get(pk=page.pk).latest_revision_id
        submission.refresh_from_db()
        assert submission.state == Submission.State.APPROVED

    def test_a_draft_is_not_reachable(self, client):
        page = promotion.promote(approved(), user=make.editor())
        assert client.get(f"/stories/{page.slug}/").status_code == 404

    def test_a_second_call_returns_the_same_page(self):
        submission, editor = approved(picture=make.picture()), make.editor()
        first = promotion.promote(submission, user=editor)
        again = promotion.promote(submission, user=make.editor())
        assert again == first
        assert StoryPage.objects.count() == 1

    def test_it_is_written_into_both_audit_trails(self):
        submission, editor = approved(), make.editor()
        page = promotion.promote(submission, user=editor)
        assert PageLogEntry.objects.filter(
            action="stories.promote", page=page, user=editor
        ).exists()
        entry = ModelLogEntry.objects.get(action="stories.promote", object_id=str(submission.pk))
        assert entry.data == {"page": page.pk}

    def test_a_deleted_page_can_be_made_again(self):
        submission, editor = approved(), make.editor()
        promotion.promote(submission, user=editor).delete()
        submission.refresh_from_db()
        assert promotion.promote(submission, user=editor).pk

    @pytest.mark.parametrize("who", ["moderator", "privacy_staff", "auditor"])
    def test_only_editors_may_promote(self, who):
        with pytest.raises(PermissionDenied):
            promotion.promote(approved(), user=getattr(make, who)())

    def test_nobody_may_promote_without_a_name(self):
        with pytest.raises(PermissionDenied):
            promotion.promote(approved(), user=None)

    def test_an_administrator_may(self):
        assert promotion.promote(approved(), user=make.administrator()).pk


@pytest.mark.django_db
class TestTitleAndAddress:
    """A story needs both, whatever the sender wrote."""

    def test_without_a_title_the_because_line_names_the_story(self):
        page = promotion.promote(approved(story_title=""), user=make.editor())
        assert page.title == "Because my daughter’s record spoke when she could not."
        assert page.slug == "because-my-daughters-record-spoke-when-she-could-not"

    def test_two_equal_titles_get_two_addresses(self):
        editor = make.editor()
        slugs = [
            promotion.promote(approved(story_title="A screen"), user=editor).slug for _ in range(2)
        ]
        assert slugs == ["a-screen", "a-screen-1"]

    def test_a_title_without_latin_letters_gets_the_number_as_address(self):
        submission = approved(story_title="我的故事")
        assert promotion.promote(submission, user=make.editor()).slug == submission.number.lower()

    def test_a_name_that_is_not_shown_stays_out_of_the_address(self):
        submission = approved(story_title="What Ochoa saw", story_name_shown="first")
        assert promotion.promote(submission, user=make.editor()).slug == submission.number.lower()

    def test_a_name_that_is_shown_may_stand_in_the_address(self):
        submission = approved(story_title="What Ochoa saw", story_name_shown="full")
        assert promotion.promote(submission, user=make.editor()).slug == "what-ochoa-saw"


@pytest.mark.django_db
class TestRefusals:
    """Every reason is said, and nothing is left behind."""

    @pytest.mark.parametrize(
        "state", ["received", "in_review", "changes_requested", "not_selected", "withdrawn", "spam"]
    )
    def test_a_story_that_is_not_approved(self, state):
        make.index_page()
        with pytest.raises(promotion.PromotionRefused, match="not approved"):
            promotion.promote(make.submission(state=state), user=make.editor())
        assert not StoryPage.objects.exists()

    def test_an_address_that_is_not_confirmed(self):
        submission = approved()
        Submission.objects.filter(pk=submission.pk).update(email_confirmed_at=None)
        with pytest.raises(promotion.PromotionRefused, match="not confirmed"):
            promotion.promote(submission, user=make.editor())

    def test_a_story_without_consent_to_publish(self):
        submission = approved()
        consent.withdraw(submission)
        with pytest.raises(promotion.PromotionRefused, match="no current consent"):
            promotion.promote(submission, user=make.editor())

    def test_a_copy_whose_words_differ_from_the_original(self):
        submission = approved()
        Submission.objects.filter(pk=submission.pk).update(what_learned="Something else.")
        with pytest.raises(promotion.PromotionRefused, match="differ from the original"):
            promotion.promote(submission, user=make.editor())

    def test_every_reason_is_listed(self):
        submission = approved()
        consent.withdraw(submission)
        Submission.objects.filter(pk=submission.pk).update(email_confirmed_at=None)
        with pytest.raises(promotion.PromotionRefused) as caught:
            promotion.promote(submission, user=make.editor())
        assert len(caught.value.reasons) == 2

    def test_a_site_without_a_list_of_stories(self):
        submission = make.submission(state="approved")
        with pytest.raises(promotion.NoStoryList, match="no list of stories"):
            promotion.promote(submission, user=make.editor())

    def test_the_only_list_is_taken_where_none_is_chosen(self):
        submission = approved()
        make.campaign_settings(index_page=None)
        page = promotion.promote(submission, user=make.editor())
        assert page.get_parent().pk == StoryIndexPage.objects.get().pk


@pytest.mark.django_db
class TestNothingLeftBehind:
    """A promotion that fails, or has not gone public yet, leaves nothing in public."""

    def test_the_picture_stays_private(self):
        submission, before = approved(picture=make.picture()), stored_pictures()
        assert promotion.promote(submission, user=make.editor()).picture is None
        assert stored_pictures() == before and not CampaignImage.objects.exists()

    def test_a_failed_promotion_leaves_no_row(self, monkeypatch):
        submission = approved(picture=make.picture())
        monkeypatch.setattr(StoryPage, "save_revision", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            promotion.promote(submission, user=make.editor())
        assert not StoryPage.objects.exists()


@pytest.mark.django_db
class TestFreezing:
    """After promotion the page holds the only editable copy."""

    def test_the_submission_is_locked_for_everybody(self):
        page = make.story(live=False)
        lock = Submission.objects.get(pk=page.submission_id).get_lock()
        assert lock.for_user(make.administrator()) and "story page" in lock.get_description(None)

    def test_a_submission_without_a_page_is_not(self):
        assert approved().get_lock() is None


@pytest.mark.django_db
class TestDraftPage:
    """The preview of the review desk."""

    def test_it_shows_the_copy_and_saves_nothing(self):
        submission = make.submission(state="in_review")
        page = promotion.draft_page(submission)
        assert page.pk is None and page.texts == submission.texts and page.heart_url == ""
        assert not hasattr(submission, "story_page")

    def test_the_page_template_renders_it(self, rf):
        submission = make.submission(state="in_review", is_sample=True)
        make.index_page()
        response = submission.make_preview_request(rf.get("/"))
        response.render()
        html = response.content.decode()
        assert "A nurse looked at a screen" in html and "None" not in html


@pytest.mark.django_db
class TestPublishing:
    """The one verb behind “Publish and place”."""

    def test_it_puts_the_story_live_and_tells_the_submission(self):
        page = make.story(live=False)
        published = promotion.publish(page, user=make.editor())
        assert published.live and may_show(published, Surface.LIST)
        assert Submission.objects.get(pk=page.submission_id).state == Submission.State.LIVE

    def test_it_is_refused_with_the_reasons(self):
        page = make.story(live=False)
        consent.withdraw(page.submission)
        with pytest.raises(promotion.PromotionRefused, match="no current consent"):
            promotion.publish(page, user=make.editor())
        assert not StoryPage.objects.get(pk=page.pk).live

    def test_it_reads_the_latest_draft(self):
        page = make.story(live=False)
        page.what_learned = "Something that nobody said."
        page.save_revision()
        with pytest.raises(promotion.PromotionRefused, match="differ"):
            promotion.publish(page, user=make.editor())

    def test_it_asks_for_permission(self):
        with pytest.raises(PermissionDenied):
            promotion.publish(make.story(live=False), user=make.moderator())

    def test_a_page_that_somebody_locked_stays(self):
        page, editor = make.story(live=False), make.editor()
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=make.administrator())
        with pytest.raises(promotion.PromotionRefused, match="locked"):
            promotion.publish(page, user=editor)


@pytest.mark.django_db
class TestRefusedSchedule:
    """A date that comes while the story may not go live."""

    def schedule(self, page):
        """Schedule a story page for a moment that has passed by now."""
        page.go_live_at = timezone.now() + timezone.timedelta(hours=1)
        revision = page.save_revision()
        revision.publish()
        revision.refresh_from_db()
        page.refresh_from_db()
        assert revision.approved_go_live_at and page.submission.state == "scheduled"
        return revision

    def test_the_page_stays_a_draft_and_editors_are_told(self):
        make.editor()
        page = make.story(live=False)
        revision = self.schedule(page)
        consent.withdraw(page.submission)
        assert promotion.keep_back(page, revision)
        page.refresh_from_db()
        revision.refresh_from_db()
        assert not page.live and page.go_live_at is None
        assert revision.approved_go_live_at is None and revision.as_object().go_live_at is None
        assert Submission.objects.get(pk=page.submission_id).state == Submission.State.APPROVED
        assert OutboxMail.objects.filter(kind="schedule_refused").count() == 1 + 1
        assert PageLogEntry.objects.filter(page=page, action="stories.not_published").exists()

    def test_a_story_that_may_go_live_is_let_through(self):
        page = make.story(live=False)
        revision = self.schedule(page)
        assert not promotion.keep_back(page, revision)
        assert revision.approved_go_live_at


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    """Two editors press the same button, or many press different ones."""

    def run(self, calls):
        """Run every call in a thread of its own and return what they returned or raised."""
        results, gate = [], threading.Barrier(len(calls))

        def work(call):
            try:
                gate.wait()
                results.append(call())
            except Exception as error:
                results.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def test_eight_calls_for_one_story_make_one_page_and_one_picture(self):
        submission, editor = approved(picture=make.picture()), make.editor()
        before = stored_pictures()
        pages = self.run([lambda: promotion.promote(submission, user=editor)] * 8)
        assert {page.pk for page in pages} == {StoryPage.objects.get().pk}
        self.run([lambda: promotion.publish(pages[0], user=editor)] * 8)
        assert CampaignImage.objects.count() == 1 and len(stored_pictures() - before) == 1

    def test_six_stories_at_once_all_get_a_place(self):
        submissions, editor = [approved() for _ in range(6)], make.editor()
        pages = self.run(
            [lambda s=s: promotion.promote(s, user=editor) for s in submissions],
        )
        assert len({page.path for page in pages}) == 6
        assert make.index_page().get_children().count() == 6

    def test_a_withdrawal_wins_over_a_promotion_that_waits(self):
        submission, editor = approved(), make.editor()
        moderation.withdraw(submission)
        [result] = self.run([lambda: promotion.promote(submission, user=editor)])
        assert isinstance(result, promotion.PromotionRefused)
