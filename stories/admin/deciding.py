"""One decision as a page of its own, with the mail that it sends; the dialogs of the desk post here too."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories import moderation
from stories.admin.desk import needs_sign_off, next_address, outcome
from stories.admin.forms import APPROVE, CHANGES, REFUSE, DecisionForm
from stories.admin.mail_draft import MailDraft
from stories.admin.preferences import decides_quietly, remember_quiet
from stories.models import Decision, Submission


class DecideView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """One decision as a page of its own: it works without scripts, and keeps the note on any error."""

    model = Submission
    permission_required = "moderate"
    template_name = "stories/admin/decide.html"
    header_icon = "clipboard-list"

    def setup(self, request, *args, **kwargs):
        """Look up which decision it is."""
        super().setup(request, *args, **kwargs)
        if kwargs["kind"] not in (APPROVE, CHANGES, REFUSE):
            raise Http404
        self.kind = Decision.Kind(kwargs["kind"])
        self.is_stale = False

    def get_page_title(self):
        """Name the decision."""
        return DecisionForm(self.kind).button

    def get_page_subtitle(self):
        """Name the story by its number."""
        return self.object.number

    def get_breadcrumbs_items(self):
        """Lead back to the desk."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": self.object.desk_url, "label": self.object.number},
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request, *args, **kwargs):
        """Show the form for the step that is in progress now."""
        step = self.object.current_workflow_task_state
        if step is None or self.object.state not in Submission.WAITING:
            messages.warning(request, "This story is not waiting for a decision.")
            return redirect(self.object.desk_url)
        first = {"step": step.pk, "quiet": decides_quietly(request.user)}
        return self.show(
            DecisionForm(self.kind, initial=first),
            MailDraft.of(self.object, self.kind, request.user),
        )

    def post(self, request, *args, **kwargs):
        """Decide and go on to the next story, or show the form again with everything typed."""
        mail = MailDraft.of(self.object, self.kind, request.user, request.POST)
        if "preview" in request.POST:
            # Nothing is judged yet: it is only looked at.
            return self.show(DecisionForm(self.kind, initial=typed(request.POST)), mail)
        form = DecisionForm(self.kind, request.POST)
        if not form.is_valid():
            return self.show(form, mail, status=422)
        if mail and mail.errors:
            return self.show(form, mail.looked_at(), status=422)
        try:
            decision = moderation.decide(
                self.object,
                self.kind,
                user=request.user,
                words=mail.words if mail else None,
                # A form that does not say which step it saw is stale.
                step=form.cleaned_data["step"] or 0,
                **form.decision(),
            )
        except moderation.GroundsMissing as refusal:
            form.blame(str(refusal))
            return self.show(form, mail, status=422)
        except moderation.AlreadyDecided as refusal:
            self.is_stale = True
            form.add_error(None, str(refusal))
            return self.show(form, mail, status=409)
        except (moderation.DecisionRefused, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
            return self.show(form, mail, status=409)
        remember_quiet(request.user, form.cleaned_data["quiet"])
        self.tell(decision)
        if needs_sign_off(decision) and not decision.is_quiet:
            return redirect("submissions:sign_off", self.object.pk)
        return redirect(next_address(request, after=self.object))

    def tell(self, decision):
        """Say what happened, with the way back."""
        button = messages.button(self.object.desk_url, f"Look at {self.object.number} again")
        messages.success(self.request, outcome(decision), buttons=[button])

    def show(self, form, mail, status=200):
        """Render the form with its mail."""
        context = self.get_context_data(
            form=form,
            mail=mail,
            submission=self.object,
            is_stale=self.is_stale,
            action_url=self.request.path,
        )
        return self.render_to_response(context, status=status)


class MailDraftView(PermissionCheckedMixin, BaseObjectMixin, View):
    """The mail of a decision for what is typed so far, as a part of the page; nothing is stored."""

    http_method_names = ("post",)
    model = Submission
    permission_required = "moderate"

    def post(self, request, *args, kind, **kwargs):
        """Answer with the part."""
        mail = MailDraft.of(self.object, kind, request.user, request.POST)
        if mail is None:
            raise Http404
        return render(request, "stories/admin/includes/mail_draft.html", {"mail": mail})


def typed(data):
    """Return what a decision form holds so far, for showing it again unjudged."""
    return {
        "step": data.get("step", ""),
        "grounds": data.getlist("grounds"),
        "note": data.get("note", ""),
        "internal_note": data.get("internal_note", ""),
        "quiet": data.get("quiet") == "on",
    }
