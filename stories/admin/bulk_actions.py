"""Decisions on several stories at once: each goes through stories.moderation, and each refusal is told."""

from abc import abstractmethod
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from stories import judging, moderation, promotion
from stories.admin import choosing
from stories.admin.forms import APPROVE, CHANGES, REFUSE, DecisionForm
from stories.admin.preferences import decides_quietly, remember_quiet
from stories.models import Submission

# Each decision writes mail, log and state; more would keep a moderator waiting for too long.
MOST_AT_ONCE = 100


class SubmissionBulkAction(SnippetBulkAction):
    """One action on chosen submissions; what cannot be done is listed with its reason."""

    models = [Submission]
    template_name = "stories/admin/bulk_confirm.html"
    button = ""
    question = ""
    done = ""

    def check_perm(self, obj):
        """Say whether the user may decide at all; each step may say more."""
        return moderation.can_moderate(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        """Refuse those who cannot decide before anything is read."""
        if not moderation.can_moderate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_all_objects_in_listing_query(self, parent_id):
        """Return what the queue listed, the filters of its address included."""
        return choosing.listed_ids(self.request, self.request.GET, limit=MOST_AT_ONCE)

    @classmethod
    def get_queryset(cls, model, object_ids):
        """Return the chosen submissions with their step, oldest first."""
        chosen = [pk for pk in object_ids if str(pk).isdigit()][:MOST_AT_ONCE]
        found = choosing.for_queue(model.objects.filter(pk__in=chosen))
        return list(found.order_by("submit_time", "pk"))

    def object_context(self, obj):
        """Add the address of the desk and the step that the moderator sees."""
        return {"item": obj, "desk_url": obj.desk_url}

    def get_context_data(self, **kwargs):
        """Add the words of the page."""
        return super().get_context_data(**kwargs) | {
            "question": self.question,
            "button": self.button,
            "most_at_once": MOST_AT_ONCE,
        }

    def finish(self):
        """Do what is to be done once, after all."""

    @abstractmethod
    def act(self, submission):
        """Do it for one submission; raise DecisionRefused or PermissionDenied if it cannot be done."""

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        """Do it for each; one refusal stops nothing and is told by its number."""
        done, refused = 0, []
        for submission in objects:
            try:
                with transaction.atomic():
                    self.act(submission)
                done += 1
            except (moderation.DecisionRefused, PermissionDenied) as refusal:
                refused.append(f"{submission.number}: {refusal}")
        self.finish()
        for words in refused:
            messages.warning(self.request, f"Not done. {words}")
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        """Say for how many it was done, or nothing if for none."""
        if not num_parent_objects:
            return None
        stories = f"{num_parent_objects} stor{pluralize(num_parent_objects, 'y,ies')}"
        return self.get_done().format(stories=stories)

    def get_done(self):
        """Return the sentence on what was done."""
        return self.done


class ClaimBulkAction(SubmissionBulkAction):
    """Take several stories to read."""

    display_name = "Take to read"
    action_type = "claim"
    aria_label = "Take the chosen stories to read"
    action_priority = 10
    question = "Take these stories to read?"
    button = "Take them"
    done = "You are reading {stories} now."

    def act(self, submission):
        """Claim one."""
        moderation.claim(submission, user=self.request.user)


class DecisionBulkAction(SubmissionBulkAction):
    """The same decision, with the same grounds and note, on several stories."""

    kind = None

    def get_form(self, form_class=None):
        """Return the form of the decision."""
        data = self.request.POST if self.request.method == "POST" else None
        first = {"quiet": decides_quietly(self.request.user)}
        return DecisionForm(self.kind, data, initial=first)

    def act(self, submission):
        """Decide on one, at the step that the page showed."""
        # A page that does not say which step it saw is stale.
        step = self.request.POST.get(f"step-{submission.pk}", "")
        moderation.decide(
            submission,
            self.kind,
            user=self.request.user,
            step=int(step) if step.isdecimal() else 0,
            **self.cleaned_form.decision(),
        )

    def finish(self):
        """Begin the next decision like this one."""
        remember_quiet(self.request.user, self.cleaned_form.cleaned_data["quiet"])

    def get_done(self):
        """Say what was done, and that nothing is mailed yet where that was chosen."""
        if not self.cleaned_form.cleaned_data["quiet"]:
            return self.done
        return f"{self.done.partition('. ')[0].rstrip('.')}. The mails are held in the outbox."


class ApproveBulkAction(DecisionBulkAction):
    """Approve the current step of several stories."""

    kind = APPROVE
    display_name = "Approve this step"
    action_type = "approve"
    aria_label = "Approve this step of the chosen stories"
    action_priority = 20
    question = "Approve this step of these stories?"
    button = "Approve them"
    done = "The step is approved for {stories}."


class ChangesBulkAction(DecisionBulkAction):
    """Ask several senders for changes."""

    kind = CHANGES
    display_name = "Ask for changes"
    action_type = "changes"
    aria_label = "Ask the senders of the chosen stories for changes"
    action_priority = 30
    question = "Ask these senders for changes?"
    button = "Ask for changes"
    done = "You asked for changes to {stories}. The senders get your note by email."


class RefuseBulkAction(DecisionBulkAction):
    """Refuse several stories."""

    kind = REFUSE
    display_name = "Refuse"
    action_type = "refuse"
    aria_label = "Refuse the chosen stories"
    action_priority = 40
    question = "Refuse these stories?"
    button = "Refuse them"
    done = "{stories} refused. The senders get the grounds by email."


class SpamBulkAction(SubmissionBulkAction):
    """Hold several stories as spam."""

    display_name = "Hold as spam"
    action_type = "spam"
    aria_label = "Hold the chosen stories as spam"
    action_priority = 50
    question = "Hold these stories as spam?"
    button = "Hold them"
    done = "{stories} held as spam, in your name. You can put them back into the queue."

    def act(self, submission):
        """Hold one."""
        judging.hold_as_spam(submission, user=self.request.user)


class ReopenBulkAction(SubmissionBulkAction):
    """Put several stories back into the queue: those held as spam, and those decided."""

    display_name = "Put back into the queue"
    action_type = "reopen"
    aria_label = "Put the chosen stories back into the queue"
    action_priority = 60
    question = "Put these stories back into the queue?"
    button = "Put them back"
    done = "{stories} put back into the queue."

    def act(self, submission):
        """Put one back."""
        moderation.reopen(submission, user=self.request.user)


class PlaceBulkAction(SubmissionBulkAction):
    """Leads to the screen on which the chosen stories are placed; for those who promote."""

    display_name = "Place on a page"
    action_type = "place"
    aria_label = "Choose a place for the chosen stories"
    action_priority = 70

    def check_perm(self, obj):
        """Say whether the user may place at all."""
        return promotion.may_promote(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        """Go on to placing with what was chosen; nothing is done here."""
        promotion.require_promoter(request.user)
        objects, _ = self.get_actionable_objects()
        query = urlencode([("id", submission.pk) for submission in objects])
        return redirect(f"{reverse('stories_place_several')}?{query}")

    def act(self, submission):
        """Do nothing: the screen does it."""


ALL = [
    ClaimBulkAction,
    ApproveBulkAction,
    ChangesBulkAction,
    RefuseBulkAction,
    SpamBulkAction,
    ReopenBulkAction,
    PlaceBulkAction,
]


def choices(user):
    """Return label, aria_label and url of each action that a user has, for the footer of the queue."""
    can_moderate, may_promote = moderation.can_moderate(user), promotion.may_promote(user)
    return [
        {
            "label": action.display_name,
            "aria_label": action.aria_label,
            "url": reverse(
                "wagtail_bulk_action", args=["stories", "submission", action.action_type]
            ),
        }
        for action in ALL
        if (may_promote if action is PlaceBulkAction else can_moderate)
    ]
