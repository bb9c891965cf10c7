"""The review desk: one submission, everything known about it, and the decisions."""

from abc import ABC, abstractmethod

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import BaseObjectMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import WorkflowState
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views import snippets

from cms.models import CampaignSettings
from stories import enrolling, hearts, moderation, second_look, stuck
from stories.admin import dossier, versions
from stories.admin.choosing import for_desk
from stories.admin.columns import age_in_words
from stories.admin.copies import describe_copies
from stories.admin.edits import MAY_TYPE, describe_edits
from stories.admin.entering import describe_arrival
from stories.admin.flag_words import describe_flags, describe_spam
from stories.admin.forms import CHANGES, REFUSE, DecisionForm
from stories.admin.keys import keys_of
from stories.admin.mail_delivery import describe_mails
from stories.admin.people import describe_people
from stories.admin.posts import describe_post
from stories.admin.preferences import decides_quietly
from stories.admin.sender import IN_TOUCH
from stories.admin.sign_off import describe_sign_off
from stories.admin.videos import describe_video
from stories.models import Decision, Flag, Submission

QUIETLY = {
    Decision.Kind.APPROVE: "{number} is approved.",
    Decision.Kind.CHANGES: "{number}: you asked for changes.",
    Decision.Kind.REFUSE: "{number} was not selected.",
}
CURRENT = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
EDITABLE = (*Submission.WAITING, Submission.State.CHANGES_REQUESTED, Submission.State.APPROVED)


class DeskView(snippets.InspectView):
    """The story as visitors will see it, beside it all that a decision needs."""

    any_permission_required = ["view"]
    page_title = "Review desk"

    def get_object(self, queryset=None):
        """Return the submission with those whom the desk names."""
        found = get_object_or_404(for_desk(Submission.objects.all()), pk=self.pk)
        # Where Wagtail looks first for the review that is going on.
        found._current_workflow_states = [
            review for review in found.reviews if review.status in CURRENT
        ]
        return found

    def get(self, request, *args, **kwargs):
        """Show the desk; who opens it in a story's first moment is faster than the worker."""
        if self.object.enrolled_at is None:
            enrolling.enroll(self.object.pk)
            self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self):
        """Name the story by its number."""
        return self.object.number

    def get_breadcrumbs_items(self):
        """Lead back to the queue."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "Submissions"},
            {"url": "", "label": self.object.number},
        ]

    def get_fields_context(self):
        """Show none of Wagtail's list of fields."""
        return []

    @cached_property
    def header_more_buttons(self):
        """Keep every action on the desk itself."""
        return []

    def get_context_data(self, **kwargs):
        """Add the story, what is known about it, and what the user may do with it."""
        context = super().get_context_data(**kwargs)
        submission, original = self.object, self.object.original
        flags = list(submission.flags.all())
        texts = dossier.marked_texts(submission, original, flags)
        user = self.request.user
        shows_address = self.user_has_any_permission(["moderate", "export", "erase"])
        campaign = CampaignSettings.for_request(self.request)
        context |= {
            "submission": submission,
            "original": original,
            "title_pieces": texts["title"],
            "sections": dossier.sections(texts),
            "because_pieces": texts["because"],
            "keys": keys_of(user),
            "heart": hearts.draw_heart(submission.story_text, submission.because, key="desk"),
            "flags": describe_flags(flags),
            "spam_words": describe_spam(submission, flags),
            "open_flags": sum(flag.verdict == Flag.Verdict.OPEN for flag in flags),
            **describe_edits(submission),
            "edits_url": reverse("submissions:edits", args=[submission.pk])
            if self.user_has_any_permission(MAY_TYPE)
            else "",
            "obstacles": dossier.obstacles(submission),
            "checks": dossier.checks(submission, original, campaign),
            "permissions": dossier.permissions(submission),
            "steps": dossier.steps(submission),
            "history": dossier.history(submission),
            "versions": versions.changes(submission, with_address=shows_address)
            if original and original.version > 1
            else [],
            "answers": dossier.answers(original, with_address=shows_address),
            "age": age_in_words(submission.submit_time),
            **describe_sign_off(submission, user),
            **describe_people(submission, user),
            **describe_video(submission, user),
            **describe_copies(submission, user),
            **describe_post(submission, user, campaign, shows_address=shows_address),
            "shows_address": shows_address,
            "is_held": any(mail.held_at for mail in submission.mails.all()),
            "may_export": self.user_has_permission("export"),
            "may_erase": self.user_has_permission("erase"),
            **describe_arrival(submission, shows_address),
            **describe_mails(
                submission,
                may_act=self.user_has_any_permission(IN_TOUCH),
                shows_address=shows_address,
                flags=flags,
            ),
            "in_touch": self.user_has_any_permission(IN_TOUCH),
            "may_withdraw": self.user_has_any_permission(IN_TOUCH)
            and submission.state != Submission.State.WITHDRAWN,
        }
        return (
            context
            | decisions_for(submission, user, context["steps"])
            | page_actions_for(submission, user)
        )


class SubmissionActionView(PermissionCheckedMixin, BaseObjectMixin, View, ABC):
    """Something done to one submission by POST; on any refusal the desk says why."""

    http_method_names = ("post",)
    model = Submission
    permission_required = "moderate"

    def post(self, request, *args, **kwargs):
        """Do it and go on to where it leads."""
        try:
            return redirect(self.act(self.object, request.user))
        except (moderation.DecisionRefused, PermissionDenied) as refusal:
            messages.warning(request, str(refusal))
            return redirect(self.object.desk_url)

    @abstractmethod
    def act(self, submission, user):
        """Do what the view is for and return the address to go to."""


class ClaimView(SubmissionActionView):
    """Take a story to read."""

    def act(self, submission, user):
        """Claim it and stay."""
        moderation.claim(submission, user=user)
        messages.success(self.request, f"You are reading {submission.number} now.")
        return submission.desk_url


class ReleaseView(SubmissionActionView):
    """Give a story back to everybody."""

    def act(self, submission, user):
        """Release it and stay."""
        moderation.release(submission, user=user)
        messages.success(self.request, f"{submission.number} is free for everybody again.")
        return submission.desk_url


class ReopenView(SubmissionActionView):
    """Put a decided story back into the queue."""

    def act(self, submission, user):
        """Reopen it, with the internal note if there is one, and stay."""
        note = self.request.POST.get("internal_note", "")
        moderation.reopen(submission, user=user, internal_note=note)
        messages.success(self.request, f"{submission.number} waits in the queue again.")
        return submission.desk_url


class NextView(PermissionCheckedMixin, View):
    """The story to read next, whichever it is now."""

    model = Submission
    permission_required = "moderate"

    def get(self, request, *args, **kwargs):
        """Go to its desk, or to the queue when nothing waits."""
        after = (
            Submission.objects.filter(pk=request.GET["after"]).first()
            if (request.GET.get("after", "").isdigit())
            else None
        )
        return redirect(next_address(request, after=after))


class StoryPreviewView(PermissionCheckedMixin, BaseObjectMixin, View):
    """The story page exactly as visitors will see it, for all who may read submissions."""

    model = Submission
    permission_required = "view"

    def get(self, request, *args, **kwargs):
        """Answer with the page, rendered under the policy of public pages."""
        return self.object.make_preview_request(request, self.object.default_preview_mode)


def decisions_for(submission, user, steps):
    """Return what a user may decide on a submission: the context of the bar below the desk.

    steps: those of its review, as dossier.steps returns them.
    """
    can_moderate = moderation.can_moderate(user)
    is_waiting = submission.state in Submission.WAITING
    step = submission.current_workflow_task_state if is_waiting else None
    # The query of the desk has brought ours along.
    task = step and (getattr(step.task, "storyreviewtask", None) or step.task.specific)
    may_decide = bool(can_moderate and task and task.get_actions(submission, user))
    look = second_look.look_at(submission)
    is_refuser = may_decide and second_look.is_refuser(look, user)
    if is_refuser and second_look.is_barred(look, submission, user, task):
        may_decide = False
    quiet = may_decide and decides_quietly(user)
    reader = submission.claimed_by if is_waiting else None
    is_mine = reader is not None and reader.pk == user.pk
    return {
        "can_moderate": can_moderate,
        "look": look,
        "look_words": _look_words(is_refuser, may_decide, user),
        "step": step,
        "may_decide": may_decide,
        "dialogs": [
            DecisionForm(kind, initial={"step": step.pk, "quiet": quiet})
            for kind in (CHANGES, REFUSE)
        ]
        if may_decide
        else [],
        "quiet": quiet,
        "is_last_step": may_decide and bool(steps) and steps[-1]["status"] == "in_progress",
        "reader": get_user_display_name(reader) if reader else "",
        "is_mine": is_mine,
        "may_claim": can_moderate
        and is_waiting
        and reader is None
        and not (is_refuser and not may_decide),
        "may_release": can_moderate and reader is not None and (is_mine or user.is_superuser),
        "may_hold": can_moderate and is_waiting and (reader is None or is_mine),
        "may_reopen": can_moderate and moderation.can_reopen(submission),
        "stuck": stuck.reason(submission) if is_waiting and not may_decide else "",
        "edit_url": reverse("submissions:edit", args=[quote(submission.pk)])
        if can_moderate and is_editable(submission)
        else "",
    }


def page_actions_for(submission, user):
    """Return what a user may do once a story is approved: make its page, place it, open it."""
    page = getattr(submission, "story_page", None)
    can_promote = user.has_perm("stories.promote_submission")
    may_promote = can_promote and submission.state == Submission.State.APPROVED and page is None
    return {
        "story_page": page,
        "promote_url": reverse("stories_promote", args=[submission.pk]) if may_promote else "",
        "place_url": reverse("stories_place", args=[submission.pk])
        if may_promote or (can_promote and page)
        else "",
        "kit_url": reverse("stories_social_kit", args=[submission.pk])
        if can_promote and page
        else "",
        "places": _places(page) if page and submission.has_places else [],
        "page_edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk])
        if page and page_permission_policy.user_has_permission_for_instance(user, "change", page)
        else "",
    }


def _places(page):
    """Return where a story stands, by the register alone: the placing screen reads each page's versions."""
    return page.placements.filter(removed_at=None).select_related("page", "by")


def _look_words(is_refuser, may_decide, user):
    """Say why who refused a story does not decide on it again, or does all the same."""
    if not is_refuser or user.is_superuser:
        return ""
    return second_look.NOBODY_ELSE if may_decide else second_look.YOURS


def is_editable(submission):
    """Say whether the copy may be edited here: not before it comes back, not once it has a page."""
    return submission.state in EDITABLE and not hasattr(submission, "story_page")


def next_address(request, *, after=None):
    """Return the address of the next waiting story's desk, or that of the queue with a kind word."""
    following = moderation.next_waiting(request.user, after=after)
    if following:
        return following.desk_url
    messages.info(request, "Nothing waits. Thank you.")
    return reverse("submissions:list")


def needs_sign_off(decision):
    """Say whether a decision leaves a chosen story whose edits the sender has not seen."""
    submission = decision.submission
    return submission.state == Submission.State.APPROVED and not submission.is_true_to_original


def outcome(decision):
    """Return one sentence or two on what a decision led to."""
    submission = decision.submission
    number = submission.number
    if decision.is_quiet:
        decided = QUIETLY[decision.kind].format(number=number)
        return f"{decided} The mail is held in the outbox until somebody releases it."
    tell = "Nothing is mailed: no address is known. Tell the sender yourself."
    if decision.kind == CHANGES:
        told = "The sender gets your note by email." if submission.sender_email else tell
        return f"{number}: you asked for changes. {told}"
    if decision.kind == REFUSE:
        told = "The sender gets the grounds by email." if submission.sender_email else tell
        return f"{number} was not selected. {told}"
    if needs_sign_off(decision):
        return f"{number} is approved. Show your edits to the sender now."
    if submission.state == Submission.State.APPROVED:
        return f"{number} is approved. An editor can make its page now."
    following = submission.current_workflow_task
    then = f" The next step is {following.name}." if following else ""
    return f"{number}: {decision.step} approved.{then}"
