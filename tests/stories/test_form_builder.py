"""What editors may build, save as a draft and publish."""

import json
from datetime import timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Revision, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from stories import roles
from stories.form_builder import REQUIRED, StoryFormBuilder, clean_name_of
from stories.models import OutboxMail, StoryFormField, StoryFormPage, StoryIndexPage
from stories.models.form import STOCK_CHOICES
from tests import make

pytestmark = pytest.mark.django_db

# Those of the page's own fields that may not be empty, or hold more than one control.
PAGE = {
    "minutes": "15",
    "start_label": "Start",
    "closed_heading": "Closed",
    "opens_at": "",
    "closes_at": "",
}


def without(*names):
    """Return the usual questions without some."""
    return [question for question in make.QUESTIONS if question[0] not in names]


class TestFieldTypes:
    @pytest.mark.parametrize("name", [role.name for role in roles.ROLES])
    def test_every_role_makes_a_field(self, name):
        make.topic()
        field = StoryFormField(field_type=name, label="A question", required=True)
        built = StoryFormBuilder([field]).formfields
        assert list(built) == [name]
        assert isinstance(built[name], forms.Field)

    @pytest.mark.parametrize("name", [name for name, _ in STOCK_CHOICES])
    def test_every_stock_type_makes_a_field_under_a_name_of_its_own(self, name):
        field = StoryFormField(field_type=name, label="A question", choices="One\nTwo")
        assert list(StoryFormBuilder([field]).formfields) == ["q_a_question"]

    def test_the_label_cannot_change_the_meaning(self):
        page = make.form_page()
        field = page.form_fields.get(field_type="story_because")
        field.label = "Say hello"
        field.save()
        assert field.clean_name == "story_because"
        extra = StoryFormField(page=page, field_type="singleline", label="story because")
        extra.save()
        assert extra.clean_name == "q_story_because"

    def test_a_type_that_was_changed_takes_its_own_name_along(self):
        page = make.form_page()
        field = page.form_fields.get(field_type="story_title")
        field.field_type = "multiline"
        field.save()
        assert clean_name_of(field) == field.clean_name == "q_title_of_your_story"

    def test_a_part_that_stands_twice_in_a_preview_is_asked_once(self):
        fields = [StoryFormField(field_type="story_title", label=label) for label in "ab"]
        assert StoryFormBuilder(fields).formfields["story_title"].label == "a"


class TestWhatIsRequired:
    def fields(self, *types, required=True):
        """Return the form's fields and its class, each question ticked as required or not."""
        fields = [StoryFormField(field_type=t, label=t, required=required) for t in types]
        form_class = StoryFormBuilder(fields).get_form_class()
        return form_class.base_fields, form_class

    def test_until_when_has_to_be_chosen_and_nothing_is_chosen_before(self):
        fields, _ = self.fields("consent_until", required=False)
        assert fields["consent_until"].required
        assert fields["consent_until"].initial is None
        assert [value for value, _ in fields["consent_until"].choices] == ["open", "12", "24"]

    @pytest.mark.parametrize("name", sorted(roles.NEVER_REQUIRED))
    def test_what_depends_on_another_answer_is_not_required_alone(self, name):
        fields, _ = self.fields(name)
        assert not fields[name].required

    def test_the_class_knows_what_is_asked_beside_what(self):
        _, form_class = self.fields("story_captions", "story_image_credit", "consent_image")
        assert form_class.asked_beside == {
            "story_captions": "story_video_file",
            "story_image_credit": "story_image",
            "consent_image": "story_image",
        }

    def test_a_picture_is_never_used_without_a_yes(self):
        _, form_class = self.fields("consent_image", "story_captions", required=False)
        assert form_class.asked_beside == {"consent_image": "story_image"}

    @pytest.mark.parametrize("name", sorted(roles.NAMES - {"story_topic"}))
    def test_every_role_has_words_for_a_missing_answer(self, name):
        if name in roles.PROMPTS:
            return
        fields, _ = self.fields(name)
        assert fields[name].error_messages["required"] == REQUIRED[name]


class TestSaving:
    def test_a_form_that_lacks_a_part_does_not_go_live_by_any_door(self):
        with pytest.raises(ValidationError, match="what happened"):
            make.form_page(questions=without("story_happened"))

    def test_as_a_draft_it_saves(self):
        page = make.form_page(questions=without("story_happened"), live=False)
        assert page.obstacles == ["It lacks: Story: what happened."]

    def test_a_part_twice_saves_as_a_draft_with_both_in_its_revision(self):
        page = make.form_page(
            questions=[*make.QUESTIONS, ("story_title", "Again", False)], live=False
        )
        page.save_revision()
        stored = StoryFormPage.objects.get().form_fields.filter(field_type="story_title")
        assert [field.label for field in stored] == ["Title of your story"]
        draft = StoryFormPage.objects.get().get_latest_revision_as_object()
        assert draft.doubled_roles == ["Story: title"]
        with pytest.raises(ValidationError, match="stand twice"):
            draft.get_latest_revision().publish()


class TestDoorsWithoutAScreen:
    """An incomplete form stays a draft by every door, and holds nothing else up."""

    @pytest.fixture
    def incomplete(self):
        """A draft without its main question."""
        page = make.form_page(questions=without("story_happened"), live=False)
        page.save_revision()
        return page

    def is_live(self, page):
        return StoryFormPage.objects.get(pk=page.pk).live

    def schedule(self, page):
        """Let the date of a page be a minute ago."""
        page.go_live_at = timezone.now() - timedelta(minutes=1)
        revision = page.save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
        return revision

    def test_the_clock_leaves_it_and_publishes_the_next_page(self, incomplete):
        editor = make.editor()
        index = make.index_page()
        index.unpublish()
        revision = self.schedule(incomplete)
        self.schedule(StoryIndexPage.objects.get())
        call_command("publish_scheduled")
        assert not self.is_live(incomplete)
        assert StoryIndexPage.objects.get().live
        revision.refresh_from_db()
        assert revision.approved_go_live_at is None
        assert revision.as_object().go_live_at is None
        assert PageLogEntry.objects.filter(page=incomplete, action="stories.not_published").exists()
        mail = OutboxMail.objects.get(to=editor.email, kind="schedule_refused")
        assert mail.subject == "A story form did not go live"
        assert "It lacks: Story: what happened." in mail.body

    def test_a_live_form_stays_as_it_is(self):
        page = make.form_page()
        page.form_fields = [
            field for field in page.form_fields.all() if field.field_type != "story_happened"
        ]
        self.schedule(page)
        call_command("publish_scheduled")
        page = StoryFormPage.objects.get()
        assert page.live
        assert not page.missing_roles

    def test_a_whole_form_goes_live_on_its_date(self):
        page = make.form_page(live=False)
        self.schedule(page)
        call_command("publish_scheduled")
        assert self.is_live(page)

    def test_the_end_of_a_review_of_pages_leaves_it(self, incomplete):
        make.editor()
        workflow = Workflow.objects.create(name="Before publication")
        task = GroupApprovalTask.objects.create(name="Look once more")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        state = workflow.start(incomplete, None)
        state.current_task_state.specific.approve(user=make.administrator())
        assert not self.is_live(incomplete)
        assert OutboxMail.objects.filter(kind="schedule_refused").exists()

    @pytest.mark.parametrize("below", [False, True])
    def test_many_pages_at_once_say_why(self, client, incomplete, below):
        client.force_login(make.administrator())
        chosen = make.home_page() if below else incomplete
        query = {"id": [chosen.pk], "next": "/admin/"}
        args = ["wagtailcore", "page", "publish"]
        response = client.post(
            reverse("wagtail_bulk_action", args=args, query=query),
            {"include_descendants": "on"} if below else {},
        )
        assert response.status_code == 302
        assert not self.is_live(incomplete)
        [message] = [str(message) for message in client.get("/admin/").context["messages"]]
        assert incomplete.title in message
        assert "It lacks: Story: what happened." in message

    def test_the_address_behind_the_screens_answers_with_the_reason(self, client, incomplete):
        client.force_login(make.administrator())
        address = reverse("wagtailadmin_api:pages:action", args=[incomplete.pk, "publish"])
        response = client.post(address, {}, content_type="application/json")
        assert response.status_code == 400
        assert "It lacks" in response.content.decode()


class TestInTheAdmin:
    @pytest.fixture
    def page(self):
        return make.form_page()

    @pytest.fixture
    def admin(self, client):
        client.force_login(make.administrator())
        return client

    def post(self, admin, page, questions, action=None, **headers):
        """Send the page editor's form with these StoryFormFields or dictionaries."""
        rows = []
        for question in questions:
            if isinstance(question, StoryFormField):
                question = {
                    "id": question.pk,
                    **{
                        name: getattr(question, name)
                        for name in ("field_type", "label", "help_text", "choices")
                    },
                    "required": "on" if question.required else "",
                    "default_value": question.default_value,
                }
            rows.append({"help_text": "", "choices": "", "default_value": "", **question})
        initial = sum("id" in row for row in rows)
        data = nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "intro": "",
                "promise": "",
                "button_label": "Send",
                "thanks_heading": "Thanks",
                "thanks_text": "",
                "reading_days": "7",
                **PAGE,
                "seo_title": "",
                "search_description": "",
                "published_on": "",
                "updated_on": "",
                "go_live_at": "",
                "expire_at": "",
                "comments": inline_formset([]),
                "form_fields": inline_formset(rows, initial=initial),
                **({action: "1"} if action else {}),
            }
        )
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return admin.post(url, {k: "" if v is None else v for k, v in data.items()}, **headers)

    def fields(self, page):
        return list(page.form_fields.all())

    def without(self, page, name):
        """Return the saved questions, one of them marked as deleted."""
        rows = []
        for field in self.fields(page):
            if field.field_type == name:
                rows.append(
                    {
                        "id": field.pk,
                        "field_type": name,
                        "label": field.label,
                        "DELETE": "1",
                    }
                )
            else:
                rows.append(field)
        return rows

    def text(self, response):
        return response.content.decode()

    def test_it_says_how_the_pages_of_the_form_come_about(self, admin, page):
        shown = self.text(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        words = shown.partition("How the pages come about")[2].partition("</section>")[0]
        for told in ("The first question", "starts a new page", "The page title", "the preview"):
            assert told in words, told

    def test_the_whole_form_publishes(self, admin, page):
        response = self.post(admin, page, self.fields(page), "action-publish")
        assert response.status_code == 302
        page.refresh_from_db()
        assert page.button_label == "Send"

    def test_a_draft_may_lack_a_part_and_the_page_says_which(self, admin, page):
        response = self.post(admin, page, self.without(page, "story_happened"))
        assert response.status_code == 302
        assert "It lacks: Story: what happened." in self.text(admin.get(response["Location"]))
        assert page.form_fields.filter(field_type="story_happened").exists()
        draft = StoryFormPage.objects.get().get_latest_revision_as_object()
        assert draft.missing_roles == ["Story: what happened"]

    def test_the_autosave_saves_it_too_and_piles_up_no_messages(self, admin, page):
        response = self.post(
            admin, page, self.without(page, "story_happened"), HTTP_ACCEPT="application/json"
        )
        assert response.status_code == 200, self.text(response)
        assert json.loads(response.content)["success"] is True
        shown = self.text(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        assert "cannot be published yet" not in shown

    def test_it_cannot_be_published_and_the_page_says_why(self, admin, page):
        response = self.post(admin, page, self.without(page, "story_happened"), "action-publish")
        assert response.status_code == 200
        assert "It lacks: Story: what happened." in self.text(response)
        page.refresh_from_db()
        assert not page.missing_roles

    def test_a_part_twice_is_a_draft_and_no_more(self, admin, page):
        rows = [*self.fields(page), {"field_type": "story_title", "label": "Again"}]
        response = self.post(admin, page, rows)
        assert response.status_code == 302
        assert "These stand twice: Story: title." in self.text(admin.get(response["Location"]))
        response = self.post(admin, page, rows, "action-publish")
        assert response.status_code == 200
        assert "This part of a story stands twice. Remove one." in self.text(response)

    def test_a_part_twice_saves_on_a_page_that_was_never_live(self, admin, page):
        page.unpublish()
        page.refresh_from_db()
        rows = [*self.fields(page), {"field_type": "story_title", "label": "Again"}]
        response = self.post(admin, page, rows)
        assert response.status_code == 302
        draft = StoryFormPage.objects.get().get_latest_revision_as_object()
        assert draft.doubled_roles == ["Story: title"]

    def test_the_type_of_a_saved_part_stays(self, admin, page):
        rows = self.fields(page)
        rows[0].field_type = "multiline"
        assert self.post(admin, page, rows, "action-publish").status_code == 302
        page.refresh_from_db()
        assert page.form_fields.first().field_type == "story_title"

    def test_a_saved_question_does_not_become_a_part(self, admin):
        page = make.form_page(extra=[{"field_type": "singleline", "label": "Your role"}])
        rows = self.fields(page)
        rows[-1].field_type = "story_about"
        response = self.post(admin, page, rows, "action-publish")
        assert response.status_code == 200
        assert page.form_fields.last().field_type == "singleline"

    def test_two_questions_of_one_name_are_refused(self, admin, page):
        extra = {"field_type": "singleline", "label": "Your role?"}
        rows = [*self.fields(page), extra, {**extra, "label": "Your role"}]
        response = self.post(admin, page, rows)
        assert response.status_code == 200
        assert "Another question is called nearly the same." in self.text(response)

    def test_a_form_may_be_begun_with_nothing(self, admin):
        home = make.home_page()
        url = reverse("wagtailadmin_pages:add", args=["stories", "storyformpage", home.pk])
        assert admin.get(url).status_code == 200
        data = nested_form_data(
            {
                "title": "Share",
                "slug": "share",
                "button_label": "Send",
                "thanks_heading": "Thanks",
                "reading_days": "7",
                **PAGE,
                "comments": inline_formset([]),
                "form_fields": inline_formset(
                    [
                        {"field_type": "story_title", "label": "One", "required": "on"},
                        {"field_type": "story_title", "label": "Two", "required": "on"},
                    ]
                ),
            }
        )
        response = admin.post(url, data)
        assert response.status_code == 302, response.content.decode()
        draft = StoryFormPage.objects.get().get_latest_revision_as_object()
        assert draft.doubled_roles == ["Story: title"]
        assert "It lacks:" in self.text(admin.get(response["Location"]))
