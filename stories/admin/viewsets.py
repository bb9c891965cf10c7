"""The screens for submissions and topics, declared: which views there are and which there are not."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.action_menu import SaveMenuItem
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import text
from stories.admin import (
    assignment,
    deciding,
    desk,
    edits,
    entering,
    import_views,
    judging,
    keys,
    privacy,
    saved_views,
    sender,
    sign_off,
    similar_view,
    workbooks,
)
from stories.admin.queue import QueueView
from stories.admin.queue_export import QueueExportView
from stories.models import Submission, Topic
from stories.models.submission import COPY_FIELDS

MOST_COUNTED = 99


class CopyEditView(snippets.EditView):
    """Editing the copy: words, title and topic, while the story has no page yet."""

    page_title = "Edit the copy of"

    def dispatch(self, request, *args, **kwargs):
        """Turn away from stories that are not edited here, and say where they are."""
        row = self.live_object
        if self.user_has_permission("change") and not desk.is_editable(row):
            return self.turn_away(row)
        return super().dispatch(request, *args, **kwargs)

    def turn_away(self, submission):
        """Say why the copy cannot be edited, give back what was typed, or lead to the desk."""
        page = getattr(submission, "story_page", None)
        page_url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""
        words = f"A story that is “{submission.get_state_display()}” cannot be edited."
        if page:
            words = "This story has its page now. Its words are edited there."
        if self.expects_json_response:
            raise PermissionDenied(words)
        if self.request.method == "POST":
            context = {
                "submission": submission,
                "words": words,
                "page_url": page_url,
                "typed": self.typed(submission),
                "page_title": "Your changes were not saved",
                "header_title": submission.number,
            }
            return render(self.request, "stories/admin/not_saved.html", context, status=409)
        buttons = [messages.button(page_url, "Edit the page")] if page else []
        messages.warning(self.request, words, buttons=buttons)
        return redirect(submission.desk_url)

    def typed(self, submission):
        """Return (label, words) of the texts that were sent along and are not those of the row."""
        names = [name for name in COPY_FIELDS if name != "topic"]
        sent = {name: self.request.POST.get(name, "") for name in names}
        return [
            (capfirst(Submission._meta.get_field(name).verbose_name), words)
            for name, words in sent.items()
            if words and text.normalise(words) != text.normalise(getattr(submission, name))
        ]

    def user_has_permission(self, permission):
        """Ask the policy alone: a step of the review opens no editor and no lock by itself."""
        return self.permission_policy.user_has_permission(self.request.user, permission)

    def get_available_actions(self):
        """Save and nothing else: decisions are taken on the desk."""
        return ["edit"]

    def form_valid(self, form):
        """Save the copy over the row as it is now: the form was filled from an older one."""
        with transaction.atomic():
            row = Submission.objects.select_for_update().get(pk=form.instance.pk)
            if not desk.is_editable(row):
                # Decided or promoted while the form was open.
                return self.turn_away(row)
            for field in Submission._meta.concrete_fields:
                if field.name not in COPY_FIELDS:
                    setattr(form.instance, field.attname, getattr(row, field.attname))
            response = super().form_valid(form)
            edits.keep_kinds(self.request, row.pk)
            return response

    def get_success_url(self):
        """Go back to the desk, where the change shows."""
        return self.object.desk_url

    def get_success_message(self, instance=None):
        """Say what was saved."""
        return f"The copy of {self.object.number} is saved."

    def get_side_panels(self):
        """Leave out Wagtail's status panel: it speaks of publishing and locking."""
        panels = super().get_side_panels()
        return type(panels)([panel for panel in panels if panel.name != "status"])


class RefusedView(View):
    """A screen of Wagtail that submissions do not have."""

    def dispatch(self, request, *args, **kwargs):
        """Answer 404, for everybody."""
        raise Http404


class ToDeskView(View):
    """A decision of Wagtail's own screens: it is taken on the desk instead."""

    def dispatch(self, request, *args, pk, **kwargs):
        """Go to the desk, which asks for its own permission."""
        return redirect("submissions:inspect", pk)


class SubmissionMenuItem(MenuItem):
    """The entry of the queue in the menu, with the number of waiting stories."""

    def is_shown(self, request):
        """Show it to everybody who may read submissions."""
        return request.user.has_perm("stories.view_submission")

    def render_component(self, request):
        """Count what waits; more than 99 is no different from many."""
        component = super().render_component(request)
        waiting = Submission.objects.waiting().order_by()[: MOST_COUNTED + 1].count()
        if waiting:
            shown = f"{MOST_COUNTED}+" if waiting > MOST_COUNTED else waiting
            component.label = f"{self.label} ({shown})"
        return component


class SubmissionViewSet(SnippetViewSet):
    """Queue, desk and copy editing of submissions; nothing to add, delete, copy or publish."""

    model = Submission
    icon = "comment"
    url_prefix = "submissions"
    url_namespace = "submissions"
    add_to_admin_menu = True
    menu_label = "Submissions"
    menu_name = "submissions"
    menu_order = 150
    menu_item_class = SubmissionMenuItem
    copy_view_enabled = False
    inspect_view_enabled = True
    ordering = "submit_time"
    index_view_class = QueueView
    index_template_name = "stories/admin/queue.html"
    index_results_template_name = "stories/admin/queue_results.html"
    inspect_view_class = desk.DeskView
    inspect_template_name = "stories/admin/desk.html"
    edit_view_class = CopyEditView
    edit_template_name = "stories/admin/copy.html"

    def register_chooser_viewset(self):
        """Register no chooser: Wagtail opens those to everybody in the admin."""

    @property
    def delete_view(self):
        """There is erasing, for privacy staff, instead."""
        return RefusedView.as_view()

    add_view = preview_on_add_view = unpublish_view = revisions_unschedule_view = delete_view
    lock_view = unlock_view = confirm_workflow_cancellation_view = usage_view = delete_view

    @property
    def workflow_action_view(self):
        """Wagtail's own buttons know no grounds."""
        return ToDeskView.as_view()

    collect_workflow_action_data_view = workflow_action_view

    def get_urlpatterns(self):
        """Return Wagtail's addresses and those of the desk."""
        views = {
            "claim": desk.ClaimView,
            "release": desk.ReleaseView,
            "assign": assignment.AssignView,
            "reopen": desk.ReopenView,
            "spam": judging.SpamView,
            "story": desk.StoryPreviewView,
            "similar": similar_view.SimilarView,
            "edits": edits.EditsView,
            "edits_part": edits.EditsPartView,
            "export": privacy.ExportView,
            "erase": privacy.EraseView,
            "address": sender.AddressView,
            "withdraw": sender.WithdrawView,
            "ask": sender.AskToConfirmView,
            "sign_off": sign_off.SignOffView,
        }
        return [
            *super().get_urlpatterns(),
            path("next/", desk.NextView.as_view(), name="next"),
            path("take-out/", QueueExportView.as_view(), name="take_out"),
            *workbooks.get_urls(),
            path("keys/", keys.KeysView.as_view(), name="keys"),
            path("enter/", entering.EnterView.as_view(), name="enter"),
            *import_views.get_urls(),
            *saved_views.get_urls(),
            path("decide/<int:pk>/<slug:kind>/", deciding.DecideView.as_view(), name="decide"),
            path("flag/<int:pk>/<int:flag>/", judging.JudgeFlagView.as_view(), name="flag"),
            path("mail/<int:pk>/<slug:kind>/", deciding.MailDraftView.as_view(), name="mail_draft"),
            *(path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in views.items()),
        ]


class TopicViewSet(SnippetViewSet):
    """The list of topics that visitors filter by."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug"]
    ordering = "name"


class SaveCopyItem(SaveMenuItem):
    """The button below the copy; Wagtail's own says "Save draft", as if something could be published."""

    def get_context_data(self, parent_context):
        """Tell the template that there are no drafts."""
        return super().get_context_data(parent_context) | {"draftstate_enabled": False}


def cut_action_menu(menu_items, request, context):
    """Leave only Save in the menu of a submission's copy; for construct_snippet_action_menu."""
    if context.get("model") is Submission:
        menu_items[:] = [SaveCopyItem() for item in menu_items if isinstance(item, SaveMenuItem)]
