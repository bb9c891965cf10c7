"""Editing the copy writes the copy and nothing else; what submissions do not have is not there."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from stories import moderation
from stories.admin.viewsets import CopyEditView
from stories.models import Submission
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


def edit_address(story):
    return reverse("submissions:edit", args=[story.pk])


def copy_of(story, **changes):
    """Return what the form of the copy sends."""
    names = ("title", "what_happened", "what_learned", "why_it_matters", "because")
    return {name: getattr(story, name) for name in names} | {"topic": ""} | changes


class TestEditingTheCopy:
    def test_saves_the_words_and_leads_back_to_the_desk(self, client, moderator):
        story = make.submission()
        response = client.post(edit_address(story), copy_of(story, title="A list that spoke"))
        assert response.headers["Location"] == story.desk_url
        story.refresh_from_db()
        assert story.title == "A list that spoke"
        assert story.get_latest_revision_as_object().title == "A list that spoke"

    def test_writes_nothing_but_the_copy(self, client, moderator):
        story = make.submission()
        changes = {"state": "live", "sender_name": "Somebody", "claimed_by": moderator.pk}
        client.post(edit_address(story), copy_of(story, **changes))
        story.refresh_from_db()
        assert (story.state, story.sender_name, story.claimed_by) == (
            "received",
            "Renee Ochoa",
            None,
        )

    def test_a_decision_while_somebody_types_is_not_undone(self, client, moderator, monkeypatch):
        story = make.submission()
        judging = CopyEditView.is_valid

        def decide_meanwhile(view, form):
            is_valid = judging(view, form)
            moderation.claim(story, user=moderator)
            return is_valid

        monkeypatch.setattr(CopyEditView, "is_valid", decide_meanwhile)
        client.post(edit_address(story), copy_of(story, title="New"))
        story.refresh_from_db()
        assert (story.title, story.state, story.claimed_by) == ("New", "in_review", moderator)

    @pytest.mark.parametrize(
        "action", ["action-publish", "action-submit", "action-cancel-workflow", "action-unpublish"]
    )
    def test_knows_no_other_action_than_saving(self, client, action):
        client.force_login(make.administrator())
        story = make.submission()
        client.post(edit_address(story), copy_of(story, **{action: "1"}))
        story.refresh_from_db()
        assert story.live is False
        assert story.workflow_in_progress
        assert story.state == "received"

    def test_offers_one_button(self, client):
        client.force_login(make.administrator())
        page = client.get(edit_address(make.submission())).content.decode()
        assert "action-save" in page
        for name in (
            "action-publish",
            "action-cancel-workflow",
            "Save draft",
            "workflow-action-name=",
        ):
            assert name not in page

    def test_going_back_to_an_older_version_writes_only_the_copy(self, client, moderator):
        story = make.submission()
        first = story.latest_revision
        client.post(edit_address(story), copy_of(story, title="New"))
        moderation.claim(story, user=moderator)
        address = reverse("submissions:revisions_revert", args=[story.pk, first.pk])
        assert client.get(address).status_code == 200
        client.post(address, copy_of(story))
        story.refresh_from_db()
        assert (story.state, story.claimed_by) == ("in_review", moderator)
        assert story.title.startswith("The screen that knew")

    @pytest.mark.parametrize("state", ["not_selected", "spam", "withdrawn"])
    def test_a_story_out_of_the_review_is_not_edited(self, client, moderator, state):
        story = make.submission(state=state)
        response = client.get(edit_address(story))
        assert response.headers["Location"] == story.desk_url
        client.post(edit_address(story), copy_of(story, title="New"))
        story.refresh_from_db()
        assert story.title != "New"

    def test_once_there_is_a_page_its_words_are_edited_there(self, client, moderator):
        story = make.submission(state="live")
        page = story.story_page
        for method in (client.get, client.post):
            response = method(edit_address(story), copy_of(story, title="New"), follow=True)
            text = response.content.decode()
            assert "Its words are edited there." in text
            assert f"/admin/pages/{page.pk}/edit/" in text
        story.refresh_from_db()
        assert story.title != "New"
        assert Revision.objects.for_instance(story).count() == 1

    @pytest.mark.parametrize("maker", [make.editor, make.privacy_staff, make.auditor])
    def test_only_moderators_edit(self, client, maker):
        story = make.submission()
        client.force_login(maker())
        assert client.get(edit_address(story)).status_code == 302
        client.post(edit_address(story), copy_of(story, title="New"))
        story.refresh_from_db()
        assert story.title != "New"


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "name", ["delete", "unpublish", "lock", "unlock", "usage", "confirm_workflow_cancellation"]
    )
    def test_a_submission_cannot_be_deleted_published_or_locked(self, client, name):
        client.force_login(make.administrator())
        story = make.submission()
        address = reverse(f"submissions:{name}", args=[story.pk])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
        assert Submission.objects.filter(pk=story.pk, live=False, locked=False).exists()

    @pytest.mark.parametrize("name", ["add", "preview_on_add"])
    def test_none_can_be_added(self, client, name):
        client.force_login(make.administrator())
        assert client.get(reverse(f"submissions:{name}")).status_code == 404

    @pytest.mark.parametrize("name", ["workflow_action", "collect_workflow_action_data"])
    def test_decisions_are_taken_on_the_desk(self, client, name):
        client.force_login(make.administrator())
        story = make.submission()
        step = story.current_workflow_task_state.pk
        response = client.post(reverse(f"submissions:{name}", args=[story.pk, "approve", step]))
        assert response.headers["Location"] == story.desk_url
        assert not story.decisions.exists()

    def test_none_can_be_looked_up_through_a_chooser(self, client):
        client.force_login(make.administrator())
        story = make.submission()
        for address in ("", "results/", f"chosen/{story.pk}/", "chosen-multiple/"):
            response = client.get(f"/admin/snippets/choose/stories/submission/{address}")
            assert response.status_code == 404

    def test_the_bulk_deletion_of_wagtail_deletes_none(self, client):
        client.force_login(make.administrator())
        story = make.submission()
        client.post(f"/admin/bulk/stories/submission/delete/?id={story.pk}")
        assert Submission.objects.filter(pk=story.pk).exists()


class TestTheMenu:
    def test_counts_what_waits(self, client, moderator):
        make.submission()
        make.submission()
        assert "Submissions (2)" in client.get("/admin/").content.decode()

    def test_leads_nobody_to_the_forms_of_wagtail(self, client):
        client.force_login(make.administrator())
        make.form_page()
        assert "/admin/forms/" not in client.get("/admin/").content.decode()

    def test_is_hidden_from_those_who_may_not_look(self, client):
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        assert "/admin/submissions/" not in client.get("/admin/").content.decode()


class TestSnippets:
    @pytest.mark.parametrize(
        ("maker", "status"), [(make.editor, 200), (make.administrator, 200), (make.moderator, 302)]
    )
    def test_editors_keep_topics_and_editions(self, client, maker, status):
        client.force_login(maker())
        for address in (
            "/admin/snippets/stories/topic/add/",
            "/admin/snippets/events/edition/add/",
        ):
            assert client.get(address).status_code == status
