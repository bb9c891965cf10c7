"""For privacy staff: everything kept about one submission as a file, and its erasure."""

import base64
import re

from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry

from stories import retention
from stories.admin.forms import ErasureForm
from stories.admin.sender import SubmissionFormView
from stories.models import Submission

# A link that confirms an address belongs to the sender alone.
PRIVATE_LINK = re.compile(r"(/confirm/)[\w-]+")
SUBMISSION_FIELDS = (
    "number",
    "ref",
    "receipt",
    "submit_time",
    "state",
    "state_changed_at",
    "claimed_at",
    "is_sample",
    "sender_name",
    "sender_email",
    "email_confirmed_at",
    "sender_about",
    "sender_place",
    "name_shown",
    "video_url",
    "picture_alt",
    "picture_credit",
    "form_data",
    "title",
    "what_happened",
    "what_learned",
    "why_it_matters",
    "because",
)


class ExportView(PermissionCheckedMixin, BaseObjectMixin, View):
    """One submission as a JSON file."""

    http_method_names = ("post",)
    model = Submission
    permission_required = "export"

    def post(self, request, *args, **kwargs):
        """Answer with the file, and note in the audit trail that it was made."""
        response = JsonResponse(
            collect(self.object), json_dumps_params={"indent": 2, "ensure_ascii": False}
        )
        response["Content-Disposition"] = f'attachment; filename="{self.object.number}.json"'
        response["X-Content-Type-Options"] = "nosniff"
        log(self.object, "stories.export", user=request.user)
        return response


class EraseView(SubmissionFormView):
    """Erase one submission for good, after its number has been typed."""

    permission_required = "erase"
    template_name = "stories/admin/erase.html"
    page_title = "Erase"
    header_icon = "bin"

    def get_form(self, form_class=None):
        """Return the form that knows the number."""
        return ErasureForm(self.object, **self.get_form_kwargs())

    def get_context_data(self, **kwargs):
        """Add what will go."""
        return super().get_context_data(**kwargs) | {
            "versions": self.object.originals.count(),
            "mails": self.object.mails.count(),
        }

    def form_valid(self, form):
        """Erase, and say that it is done."""
        number = self.object.number
        with transaction.atomic():
            # Erasing takes the number out of this entry: what stays is who, what and when.
            log(self.object, "stories.erase", user=self.request.user)
            retention.erase(self.object, user=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, f"{number} is erased, with everything kept about it.")
        return redirect("submissions:list")


def collect(submission):
    """Return everything kept about a submission as a dictionary that JSON can hold."""
    page = getattr(submission, "story_page", None)
    return {
        "exported_at": timezone.now(),
        "submission": {name: getattr(submission, name) for name in SUBMISSION_FIELDS}
        | {
            "topic": str(submission.topic or ""),
            "read_by": _name(submission.claimed_by),
        },
        "originals": [_original(original) for original in submission.originals.all()],
        "versions_of_the_copy": [
            {"at": revision.created_at, "by": _name(revision.user), "content": revision.content}
            for revision in submission.revisions.select_related("user").order_by("created_at")
        ],
        "consents": list(
            submission.consents.values(
                "scope",
                "wording",
                "wording_version",
                "name_shown",
                "how_given",
                "given_at",
                "withdrawn_at",
                "expires_on",
            )
        ),
        "arrival": _arrival(submission),
        "people": list(
            submission.protected_parties.values(
                "relation", "basis", "email", "version", "at", "confirmed_at", "refused_at"
            )
        ),
        "videos": list(
            submission.videos.values(
                "state",
                "reason",
                "source_hash",
                "source_bytes",
                "seconds",
                "captions",
                "transcript",
                "created_at",
                "finished_at",
            )
        ),
        "flags": list(
            submission.flags.values("kind", "field", "start", "end", "reason", "verdict", "at")
        ),
        "decisions": [
            {
                "at": decision.at,
                "by": _name(decision.by),
                "decision": decision.kind,
                "step": decision.step,
                "grounds": decision.grounds,
                "note": decision.note,
                "internal_note": decision.internal_note,
            }
            for decision in submission.decisions.select_related("by")
        ],
        "mails": [
            {
                "kind": mail.kind,
                "to": mail.to,
                "subject": mail.subject,
                "body": PRIVATE_LINK.sub(r"\1…", mail.body),
                "created_at": mail.created_at,
                "sent_at": mail.sent_at,
                "came_back_at": mail.bounced_at,
                "came_back_because": mail.bounce_reason,
            }
            for mail in submission.mails.all()
        ],
        "audit_trail": [
            {"at": entry.timestamp, "by": _name(entry.user), "what": entry.message}
            for entry in log_registry.get_logs_for_instance(submission).select_related("user")
        ],
        "story_page": page and _page(page),
    }


def _arrival(submission):
    """Return how a story came that staff entered; None for one that came by the form."""
    arrival = getattr(submission, "arrival", None)
    return arrival and {
        "channel": arrival.channel,
        "consent_given": arrival.consent_given,
        "entered_by": _name(arrival.entered_by),
        "at": arrival.at,
        "scan": _base64(arrival.scan) if arrival.scan else None,
    }


def _base64(file):
    with file.open("rb") as opened:
        return base64.b64encode(opened.read()).decode()


def _original(original):
    found = {
        "version": original.version,
        "at": original.at,
        "answers": original.answers,
        "questions": original.labels,
        "consents": original.consents,
        "text_hash": original.text_hash,
    }
    if original.picture:
        found["picture"] = {
            "sha256": original.picture_hash,
            "width": original.picture_width,
            "height": original.picture_height,
            "base64": _base64(original.picture),
        }
    return found


def _page(page):
    return {
        "address": page.address,
        "live": page.live,
        "first_published_at": page.first_published_at,
        "title": page.title,
        **page.texts,
        "teller": page.teller,
        "teller_note": page.teller_note,
        "placements": [
            {
                "page": placement.page.title,
                "slot": placement.slot_name,
                "at": placement.at,
                "removed_at": placement.removed_at,
            }
            for placement in page.placements.select_related("page")
        ],
    }


def _name(user):
    return (user.get_full_name() or user.get_username()) if user else ""
