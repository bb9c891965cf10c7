"""The edits of a story beside the sealed original: the page on which their kinds are said, and the part that follows typing."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories import edits
from stories.models import CopyEdit, Submission
from stories.models.text import SEALED_TEXTS

TYPED = ("title", *SEALED_TEXTS)
MAY_TYPE = ["moderate", "promote"]


def describe_edits(submission, *, shown=None, chosen=None):
    """Return the context of the part that shows edits: each Part, the kinds, and how many have none.

    chosen: kinds that were picked and are not kept yet, by the key of the piece.
    """
    parts = edits.parts_of(submission, shown)
    return {
        "edit_parts": [
            {
                "label": part.label,
                "before": part.before,
                "after": part.after,
                "pieces": [_row(piece, (chosen or {}).get(piece.key)) for piece in part.pieces],
            }
            for part in parts
        ],
        "edit_kinds": CopyEdit.Kind.choices,
        "untyped": len(edits.untyped(parts)),
    }


class EditsView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every edit with its kind, to look at and to change."""

    model = Submission
    any_permission_required = MAY_TYPE
    template_name = "stories/admin/edits.html"
    page_title = "What was changed"
    header_icon = "edit"

    def get_page_subtitle(self):
        """Name the story by its number."""
        return self.object.number

    def get_breadcrumbs_items(self):
        """Lead back to the desk."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": self.object.desk_url, "label": self.object.number},
            {"url": "", "label": self.page_title},
        ]

    def post(self, request, *args, **kwargs):
        """Keep the kinds and go back to the desk; ask again while one is missing."""
        edits.record(self.object, edits.read_kinds(request.POST), user=request.user)
        left = edits.untyped(edits.parts_of(self.object))
        if left:
            messages.warning(
                request, f"Saved. {_edits(len(left))} still without a kind. Say what each one is."
            )
            return redirect(request.path)
        messages.success(request, "Every edit has its kind now.")
        return redirect(self.object.desk_url)

    def get_context_data(self, **kwargs):
        """Add the edits."""
        return super().get_context_data(
            submission=self.object, **describe_edits(self.object), **kwargs
        )


class EditsPartView(PermissionCheckedMixin, BaseObjectMixin, TemplateView):
    """What would be edits if the words that somebody is typing were saved; nothing is kept."""

    http_method_names = ("post",)
    model = Submission
    any_permission_required = MAY_TYPE
    template_name = "stories/admin/includes/edits.html"

    def post(self, request, *args, **kwargs):
        """Answer with the part."""
        shown = {
            name: request.POST[name].replace("\r\n", "\n") for name in TYPED if name in request.POST
        }
        saved = edits.shown_of(self.object)
        context = describe_edits(
            self.object, shown={**saved, **shown}, chosen=edits.read_kinds(request.POST)
        )
        return self.render_to_response(context)


def keep_kinds(request, submission_pk):
    """Keep the kinds that a form sent along with the words, and say if some are missing; never raises.

    Autosave keeps none: while somebody types there are many edits that nobody means.
    """
    if not request.accepts("text/html"):
        return
    submission = Submission.objects.get(pk=submission_pk)
    try:
        edits.record(submission, edits.read_kinds(request.POST), user=request.user)
    except PermissionDenied:
        # Others may edit pages; the sign-off asks for what is missing.
        return
    left = edits.untyped(edits.parts_of(submission))
    if left:
        address = reverse("submissions:edits", args=[submission.pk])
        messages.warning(
            request,
            f"{_edits(len(left))} still without a kind: grammar, length, privacy or substance?",
            buttons=[messages.button(address, "Say what each one is")],
        )


def _row(piece, chosen):
    edit = piece.edit
    return {
        "name": f"kind-{piece.key}",
        "before": piece.before,
        "after": piece.after,
        "kind": chosen or piece.kind,
        "kind_in_short": edit.kind_in_short if edit else "",
        "is_typed": piece.is_typed,
        "by": edit.by if edit else None,
        "at": edit.at if edit else None,
    }


def _edits(number):
    return "1 edit is" if number == 1 else f"{number} edits are"
