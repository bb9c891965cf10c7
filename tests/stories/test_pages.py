"""Every door through which a story page could go public; the funnel behind them all is StoryPage.save()."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Workflow,
    WorkflowTask,
)

from stories import consent, moderation
from stories.models import OutboxMail, StoryIndexPage, StoryPage
from tests import make

pytestmark = pytest.mark.django_db


def barred(*, how="consent"):
    """Return a draft that may not go live: without consent, or with words of somebody else."""
    story = make.story(live=False)
    if how == "consent":
        consent.withdraw(story.submission)
    else:
        story.because = "#IHeartHIT because our product is the best."
        story.save_revision()
    return StoryPage.objects.get(pk=story.pk)


def is_public(client, story):
    """Say whether visitors meet a story: on its page, in the list, or as a heart."""
    story = StoryPage.objects.get(pk=story.pk)
    page = client.get(story.url or "/nowhere/").status_code == 200
    listed = story.title in client.get("/stories/").content.decode()
    heart = client.get(reverse("story_heart", args=[story.pk])).status_code == 200
    return page or listed or heart


@pytest.fixture
def admin_client(client):
    """A browser in which an administrator is signed in; nobody may do more."""
    client.force_login(make.administrator())
    return client


class TestDoorsInCode:
    """Every way to publish that Python has."""

    @pytest.mark.parametrize("how", ["consent", "words"])
    def test_publishing_a_revision(self, client, how):
        story = barred(how=how)
        with pytest.raises(ValidationError), transaction.atomic():
            story.get_latest_revision().publish()
        assert not is_public(client, story)

    def test_the_refusal_can_be_shown_by_field(self):
        with pytest.raises(ValidationError) as refused, transaction.atomic():
            barred().get_latest_revision().publish()
        assert "no current consent" in refused.value.message_dict["__all__"][0]

    def test_saving_it_live(self, client):
        story = barred()
        story.live = True
        with pytest.raises(ValidationError), transaction.atomic():
            story.save()
        with pytest.raises(ValidationError), transaction.atomic():
            story.save(update_fields=["live"])
        assert not is_public(client, story)

    def test_adding_a_page_live(self):
        submission = make.submission(state="received")
        page = StoryPage(title="Not yet", submission=submission, **submission.texts)
        with pytest.raises(ValidationError), transaction.atomic():
            make.index_page().add_child(instance=page)
        assert not StoryPage.objects.exists()

    def test_adding_a_page_without_a_submission(self):
        with pytest.raises(ValidationError, match="made from a submission"), transaction.atomic():
            make.index_page().add_child(instance=StoryPage(title="Invented", live=False))

    def test_adding_a_second_page_for_one_story(self):
        story = make.story()
        double = StoryPage(title="Double", submission=story.submission, live=False)
        with pytest.raises(ValidationError, match="one page only"), transaction.atomic():
            make.index_page().add_child(instance=double)

    def test_an_update_of_many_rows_is_caught_when_the_page_is_shown(self, client):
        story = barred()
        now = timezone.now()
        StoryPage.objects.filter(pk=story.pk).update(live=True, first_published_at=now)
        assert not is_public(client, story)

    def test_an_update_of_the_words_is_caught_when_the_page_is_shown(self, client):
        story = make.story()
        assert is_public(client, story)
        StoryPage.objects.filter(pk=story.pk).update(what_happened="We sell it.")
        assert "We sell it" not in client.get(story.url).content.decode()
        assert not is_public(client, story)

    def test_turning_a_page_over_to_another_story(self):
        story = make.story()
        story.submission = make.submission(state="received")
        with pytest.raises(ValidationError), transaction.atomic():
            story.save(update_fields=["submission"])

    def test_a_draft_of_a_live_page_still_saves(self):
        story = make.story()
        consent.withdraw(story.submission)
        story.title = "Another title"
        assert story.save_revision()


class TestCopies:
    """One submission, one page."""

    @pytest.mark.parametrize("method", ["copy", "copy_for_translation", "create_alias"])
    def test_the_methods_of_the_page(self, method):
        story = make.story()
        with pytest.raises(ValidationError):
            getattr(story, method)(*([Locale.get_active()] if "translation" in method else []))

    @pytest.mark.parametrize(
        "action",
        [
            lambda story: CopyPageAction(story, update_attrs={"slug": "x"}),
            lambda story: CopyPageAction(story, keep_live=False, update_attrs={"slug": "x"}),
            lambda story: CreatePageAliasAction(story, update_slug="x"),
            lambda story: CopyPageForTranslationAction(
                story, Locale.objects.get(language_code="es"), copy_parents=True
            ),
        ],
        ids=["copy", "copy as draft", "alias", "translation"],
    )
    def test_the_actions_that_go_around_them(self, action):
        story = make.story()
        with pytest.raises(ValidationError), transaction.atomic():
            action(story).execute(skip_permission_checks=True)
        assert StoryPage.objects.count() == 1

    def test_a_copy_of_the_whole_list(self):
        make.story()
        with pytest.raises(ValidationError), transaction.atomic():
            make.index_page().copy(recursive=True, update_attrs={"slug": "x"})
        assert StoryPage.objects.count() == 1

    def test_even_an_administrator_has_no_permission_to_copy(self):
        with pytest.raises(PermissionDenied):
            CopyPageAction(make.story(), to=make.index_page(), user=make.administrator()).execute()


class TestSchedule:
    """The clock is a door too."""

    def schedule(self, story):
        """Let a story's date be a minute ago."""
        story.go_live_at = timezone.now() + timezone.timedelta(hours=1)
        story.save_revision().publish()
        past = timezone.now() - timezone.timedelta(minutes=1)
        Revision.objects.filter(pk=story.latest_revision_id).update(approved_go_live_at=past)
        revision = Revision.objects.get(pk=story.latest_revision_id)
        revision.content["go_live_at"] = past.isoformat()
        revision.save()

    def test_a_refused_story_stays_a_draft_and_the_next_page_goes_live(self, client):
        make.editor()
        first, second = make.story(live=False), make.story(live=False)
        self.schedule(first)
        self.schedule(second)
        consent.withdraw(first.submission)
        call_command("publish_scheduled")
        assert not is_public(client, first) and is_public(client, second)
        assert OutboxMail.objects.filter(kind="schedule_refused").exists()
        assert not first.revisions.exclude(approved_go_live_at=None).exists()

    def test_the_next_run_says_nothing_again(self):
        make.editor()
        story = make.story(live=False)
        self.schedule(story)
        consent.withdraw(story.submission)
        call_command("publish_scheduled")
        mails = OutboxMail.objects.count()
        call_command("publish_scheduled")
        assert OutboxMail.objects.count() == mails


class TestReviewOfPages:
    """Sites may let pages pass a workflow; its end is a door."""

    def approve(self, story):
        """Take a story page through a workflow of one step."""
        workflow = Workflow.objects.create(name="Before publication")
        task = GroupApprovalTask.objects.create(name="Look once more")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        state = workflow.start(story, None)
        state.current_task_state.specific.approve(user=make.administrator())
        return state

    def test_a_refused_story_stays_a_draft_and_nothing_breaks(self, client):
        make.editor()
        story = barred()
        state = self.approve(story)
        state.refresh_from_db()
        assert state.status == state.STATUS_APPROVED and not is_public(client, story)
        assert OutboxMail.objects.filter(kind="schedule_refused").exists()

    def test_an_agreed_story_goes_live(self, client):
        story = make.story(live=False)
        self.approve(story)
        assert is_public(client, story)


class TestAdminApi:
    """The addresses behind Wagtail's own screens."""

    def post(self, client, story, action, **data):
        address = reverse("wagtailadmin_api:pages:action", args=[story.pk, action])
        return client.post(address, data, content_type="application/json")

    def test_publishing_answers_with_the_reason(self, admin_client):
        story = barred()
        response = self.post(admin_client, story, "publish")
        assert response.status_code == 400 and "no current consent" in response.content.decode()
        assert not StoryPage.objects.get(pk=story.pk).live

    @pytest.mark.parametrize("action", ["copy", "create_alias"])
    def test_copying_is_refused(self, admin_client, action):
        story = make.story()
        data = {"slug": "x"} if action == "copy" else {"update_slug": "x"}
        assert self.post(admin_client, story, action, **data).status_code in (400, 403)
        assert StoryPage.objects.count() == 1

    def test_copying_for_translation_is_refused(self, admin_client):
        story = make.story()
        data = {"locale": "es", "copy_parents": True}
        response = self.post(admin_client, story, "copy_for_translation", **data)
        assert response.status_code in (400, 403) and StoryPage.objects.count() == 1

    def test_reverting_a_live_page_changes_the_draft_only(self, admin_client):
        story = make.story()
        story.because = "#IHeartHIT because our product is the best."
        foreign = story.save_revision()
        StoryPage.objects.get(pk=story.pk).save_revision()
        response = self.post(admin_client, story, "revert_to_page_revision", revision_id=foreign.pk)
        assert response.status_code == 200
        content = admin_client.get(story.url).content.decode()
        assert "our product" not in content and "my daughter" in content

    def test_moving_leaves_it_hidden(self, admin_client, client):
        story = barred()
        StoryPage.objects.filter(pk=story.pk).update(live=True, first_published_at=timezone.now())
        other = StoryIndexPage(title="Other list", slug="other-list")
        make.home_page().add_child(instance=other)
        StoryPage.objects.get(pk=story.pk).move(other, pos="last-child")
        assert not is_public(client, story)


class TestPublicPage:
    """What an address answers."""

    def test_a_live_story_shows(self, client):
        response = client.get(make.story().url)
        assert response.status_code == 200 and "my daughter" in response.content.decode()

    def test_a_withdrawn_story_is_gone(self, client):
        story = make.story()
        moderation.withdraw(story.submission)
        response = client.get(story.url)
        assert response.status_code == 410 and "daughter" not in response.content.decode()

    def test_a_withdrawn_consent_is_enough(self, client):
        story = make.story()
        consent.withdraw(story.submission)
        assert client.get(story.url).status_code == 410

    def test_a_story_that_was_never_public_is_not_found(self, client):
        story = make.story(live=False)
        moderation.withdraw(story.submission)
        assert client.get(story.url).status_code == 404

    def test_a_story_that_staff_took_down_is_gone_too(self, client):
        story = make.story()
        story.unpublish()
        assert client.get(story.url).status_code == 410

    def test_a_private_story_asks_for_the_password_and_then_shows(self, client):
        story = make.story()
        restriction = PageViewRestriction.objects.create(
            page=story, restriction_type="password", password="open sesame"
        )
        assert "my daughter" not in client.get(story.url).content.decode()
        client.post(
            reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, story.pk]),
            {"password": "open sesame", "return_url": story.url},
        )
        assert "my daughter" in client.get(story.url).content.decode()

    def test_the_editor_sees_a_preview_of_a_draft(self, admin_client):
        story = make.story(live=False)
        response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))
        assert response.status_code == 200 and "my daughter" in response.content.decode()


class TestBulkIsNoWayAround:
    """The base class Page publishes by key and knows nothing of stories."""

    def test_a_plain_page_object_publishes_through_the_same_funnel(self, client):
        story = barred()
        with pytest.raises(ValidationError), transaction.atomic():
            Page.objects.get(pk=story.pk).get_latest_revision().publish(user=make.administrator())
        assert not is_public(client, story)
