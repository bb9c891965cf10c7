"""The audit trail of a story: everything that was done to it, by whom and when, for nobody to change.

It is put together from records that are each written once: the log, the decisions, the sealed
versions, the mails, the permissions, the placements. It tells what was done and never what was
written: no word of the story, no note, no address and no name of the sender.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from stories import emails
from stories.admin.dossier import TOLD_ELSEWHERE
from stories.admin.table_file import as_file
from stories.edits import LABELS
from stories.models import Arrival, OutboxMail, Placement, PublishedPost, Submission

SENDER, SITE, PERSON = "The sender", "The site", "A person in the story"
GONE = "Somebody whose account is gone"
# What nobody signed in does was done by the sender, who has a link and no account.
BY_SENDER = frozenset(
    {"stories.correct", "stories.my_data", "stories.second_look", "stories.withdraw"}
)
# Wagtail's own words speak of snippets and workflows, or repeat what was written.
WAGTAIL_WORDS = {
    "wagtail.create": "Made",
    "wagtail.edit": "Changed the copy",
    "wagtail.workflow.start": "The review began",
    "wagtail.workflow.approve": "The review noted a yes",
    "wagtail.workflow.reject": "The review waits for the sender",
    "wagtail.workflow.resume": "The review goes on",
    "wagtail.workflow.cancel": "The review ended",
}
HEADINGS = ["When", "Who", "What"]


@dataclass(frozen=True)
class Entry:
    """One thing that was done; who is a person, the sender, or the site itself."""

    at: datetime
    who: str
    what: str


def trail_of(submission) -> list[Entry]:
    """Return all that is recorded of a submission, oldest first, in a fixed number of queries."""
    entries = [
        *_sealed(submission),
        *_agreed(submission),
        *_flagged(submission),
        *_told_by_people(submission),
        *_decided(submission),
        *_edited(submission),
        *_mailed(submission),
        *_logged(submission),
    ]
    # Equal moments stay in the order of cause and effect above.
    return sorted(entries, key=lambda entry: entry.at)


class TrailView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """The trail on a page of its own, or as a file; there is nothing to send here."""

    http_method_names = ("get", "head", "options")
    model = Submission
    permission_required = "view"
    template_name = "stories/admin/trail.html"
    page_title = "Audit trail"
    header_icon = "history"

    @cached_property
    def entries(self):
        """All that was done."""
        return trail_of(self.object)

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

    @cached_property
    def header_buttons(self):
        """Offer the same as a file."""
        return [HeaderButton("Download CSV", url="?export=csv", icon_name="download")]

    def get(self, request, *args, **kwargs):
        """Answer with the page, or with the file."""
        if request.GET.get("export") == "csv":
            rows = [
                (timezone.localtime(entry.at).isoformat(timespec="seconds"), entry.who, entry.what)
                for entry in self.entries
            ]
            return as_file(f"trail-{self.object.number}.csv", HEADINGS, rows)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the entries."""
        return super().get_context_data(**kwargs) | {
            "submission": self.object,
            "entries": self.entries,
            "headings": HEADINGS,
        }


def get_urls():
    """Return the address below /admin/, for the hook register_admin_urls."""
    return [path("submissions/trail/<int:pk>/", TrailView.as_view(), name="submission_trail")]


def _sealed(submission):
    arrival = Arrival.objects.filter(submission=submission).select_related("entered_by").first()
    for original in submission.originals.only("at", "version").order_by("version"):
        entered = arrival if original.version == 1 else None
        who = _name(entered.entered_by) if entered else SENDER
        yield Entry(original.at, who, f"Sealed version {original.version} of the story")
    # Without an address a member of staff vouched, which the log says.
    if submission.email_confirmed_at and submission.sender_email:
        yield Entry(submission.email_confirmed_at, SENDER, "Confirmed the address")


def _agreed(submission):
    for consent in submission.consents.all():
        label = consent.get_scope_display()
        yield Entry(consent.given_at, SENDER, f"Agreed: {label}")
        if consent.withdrawn_at:
            yield Entry(consent.withdrawn_at, SITE, f"Ended what was agreed: {label}")


def _flagged(submission):
    for flag in submission.flags.select_related("by"):
        who = _name(flag.by) if flag.by else SITE
        yield Entry(flag.at, who, f"Raised a flag: {flag.kind.replace('_', ' ')}")


def _told_by_people(submission):
    for person in submission.protected_parties.all():
        yield Entry(person.at, SENDER, "Named a person in the story")
        if person.confirmed_at:
            yield Entry(person.confirmed_at, PERSON, "Said yes")
        if person.refused_at:
            yield Entry(person.refused_at, PERSON, "Said no")
    post = PublishedPost.objects.filter(submission=submission).first()
    if post and post.looked_at and post.state != PublishedPost.State.CONFIRMED:
        what = f"Looked for the sender’s post: {post.get_state_display()}"
        yield Entry(post.looked_at, SITE, what)


def _decided(submission):
    for decision in submission.decisions.select_related("by"):
        step = f" ({decision.step})" if decision.step else ""
        grounds = [label.partition(":")[0] for label in decision.ground_labels]
        told = f": {', '.join(grounds)}" if grounds else ""
        what = f"{decision.get_kind_display()}{step}{told}"
        yield Entry(decision.at, _name(decision.by), what)


def _edited(submission):
    for edit in submission.copy_edits.select_related("by"):
        what = f"Said of an edit in “{LABELS[edit.field]}” what it is: {edit.kind_in_short}"
        yield Entry(edit.at, _name(edit.by), what)


def _mailed(submission):
    mails = OutboxMail.objects.filter(submission=submission).defer("body", "to", "reply_to")
    for mail in mails:
        whom = "staff" if mail.kind in emails.TO_STAFF else "the sender"
        if mail.kind == "person_asked":
            whom = "a person in the story"
        about = mail.kind.replace("_", " ")
        yield Entry(mail.created_at, SITE, f"Wrote a mail to {whom}: {about}")
        if mail.sent_at:
            yield Entry(mail.sent_at, SITE, f"Sent the mail to {whom}: {about}")
        if mail.bounce_is_final:
            yield Entry(mail.bounced_at, SITE, f"The mail to {whom} came back: {about}")


def _logged(submission):
    """Yield what the log holds of the submission, of its story page, and of the pages it was placed in."""
    logs = registry.get_logs_for_instance(submission).exclude(action__in=TOLD_ELSEWHERE)
    logs = logs.select_related("user", "content_type").order_by("timestamp", "pk")
    page_pks = set()
    for log in logs:
        if log.action == "stories.promote" and log.data.get("page"):
            # The page may be gone by now; its log stays.
            page_pks.add(log.data["page"])
        yield Entry(log.timestamp, _who(log), _words(log))
    removals = Q(action="stories.remove", data__story__in=page_pks)
    for log in (
        PageLogEntry.objects.filter(Q(page_id__in=page_pks) | removals)
        .exclude(action="stories.promote")
        .select_related("user", "content_type")
        .order_by("timestamp", "pk")
    ):
        # Wagtail repeats titles in its sentences; the label of the action holds none.
        is_ours = log.action.startswith("stories.")
        words = log.message if is_ours else f"Story page: {registry.get_action_label(log.action)}"
        yield Entry(log.timestamp, _who(log), str(words))
    for placement in Placement.objects.filter(story__in=page_pks).select_related("by"):
        slot = placement.slot_name
        yield Entry(placement.at, _name(placement.by), f"Placed the story in “{slot}”")
        if placement.removed_at:
            yield Entry(placement.removed_at, SITE, f"The story is not in “{slot}” any more")


def _words(log):
    if log.action in WAGTAIL_WORDS:
        return WAGTAIL_WORDS[log.action]
    is_ours = log.action.startswith("stories.")
    return str(log.message if is_ours else registry.get_action_label(log.action))


def _who(log):
    if log.user_id:
        return log.user_display_name
    return SENDER if log.action in BY_SENDER else SITE


def _name(user):
    return get_user_display_name(user) if user else GONE
