"""Edits on their way to the sender: what the ledger says of them, and the page that shows them."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name

from stories import edits, signoff
from stories.admin.edits import describe_edits
from stories.admin.sender import SubmissionFormView
from stories.agreed_words import moment
from stories.models import SignOff

MAY_ASK = ["moderate", "promote"]
KIND_MISSING = "Say of each edit what kind it is, so that the sender learns why."


class EditsForm(forms.Form):
    """For a sender without an address, how the yes was given; the kinds of edits stand beside each edit."""

    how = forms.CharField(
        label="How did the sender say yes?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="We know no address. Read the words to the sender, and write down when and how the "
        "yes was given, for example “By phone on May 3, heard by Dana”.",
        error_messages={"required": "Say when and how the sender said yes to exactly these words."},
    )

    def __init__(self, submission, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if submission.sender_email:
            del self.fields["how"]


class SignOffView(SubmissionFormView):
    """Look at the edits as the sender will see them, and send them."""

    any_permission_required = MAY_ASK
    template_name = "stories/admin/sign_off.html"
    page_title = "Show the edits to the sender"
    header_icon = "mail"

    def get_form(self, form_class=None):
        """Return the form that fits the sender."""
        return EditsForm(self.object, **self.get_form_kwargs())

    def form_valid(self, form):
        """Ask, and lead back to the desk; what stands in the way is said above the form."""
        try:
            edits.record(self.object, edits.read_kinds(self.request.POST), user=self.request.user)
            parts = edits.parts_of(self.object)
            if edits.untyped(parts):
                form.add_error(None, KIND_MISSING)
                return self.form_invalid(form)
            row = signoff.ask(
                self.object,
                kinds=edits.kinds_of(parts),
                how=form.cleaned_data.get("how", ""),
                user=self.request.user,
            )
        except (signoff.SignOffRefused, PermissionDenied) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _outcome(row))
        return redirect(self.object.desk_url)

    def get_context_data(self, **kwargs):
        """Add both texts and what the ledger says of them."""
        sent, shown = self.object.original.texts, signoff.current_texts(self.object)
        return super().get_context_data(**kwargs) | {
            "has_edits": bool(signoff.edits_of(sent, shown)),
            **describe_edits(self.object),
            "judgement": signoff.judge(sent, shown),
        }


def describe_sign_off(submission, user):
    """Return the context of the desk: what the ledger says of the copy, and every question so far."""
    original = submission.original
    # Not asked for anew: the desk has read the page already.
    page = getattr(submission, "story_page", None)
    shown = signoff.draft_words(page) if page else submission.shown_words
    differs = original is not None and bool(signoff.edits_of(original.texts, shown))
    may_ask = any(user.has_perm(name) for name in signoff.PERMISSIONS)
    return {
        "judgement": signoff.judge(original.texts, shown) if differs else None,
        "questions": [_describe(row) for row in submission.sign_offs.all()],
        "sign_off_url": reverse("submissions:sign_off", args=[submission.pk])
        if differs and may_ask and submission.state in signoff.ASKABLE
        else "",
    }


def _describe(row):
    asked = f"Shown on {moment(row.asked_at)}"
    if row.asked_by:
        asked += f" by {get_user_display_name(row.asked_by)}"
    said = row.get_answer_display()
    if row.is_waiting:
        said += ": needs a yes" if row.needs_yes else f": may go live from {moment(row.free_at)} on"
    elif row.answered_at:
        said += f" ({moment(row.answered_at)})"
    status = {SignOff.Answer.YES: "good", SignOff.Answer.NO: "bad"}.get(row.answer, "note")
    return {"status": status, "asked": asked, "said": said, "how": row.how}


def _outcome(row):
    if row.how:
        return "The sender’s yes is written down. These words may be published."
    if row.needs_yes:
        return "The sender gets the edits by email. Nothing goes live without a yes."
    return f"The sender gets the edits by email. Without an answer they may go live from {moment(row.free_at)} on."
