"""What became of the mails about a story, on its desk; trying one again, noting that one came back."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from stories import bounces, delivery
from stories.admin.kept import without_contacts
from stories.admin.sender import IN_TOUCH
from stories.models import OutboxMail, Submission
from stories.outbox import TO_STAFF

# What the desk lists; a mail with a problem is listed however old it is.
LATEST = 5
REGISTER = "registers_mails_modeladmin_index"


def describe_mails(submission, *, may_act, shows_address, flags):
    """Return the context of the desk's card of mails: mails, address_fails, may_clear_address.

    flags are those of the submission, whose mails the desk has at hand, the newest first.
    """
    now = timezone.now()
    mails = [mail for mail in submission.mails.all() if mail.kind not in TO_STAFF]
    rows = []
    for place, mail in enumerate(mails):
        told = delivery.describe(mail)
        if place >= LATEST and not told.is_problem:
            continue
        rows.append(
            {
                "subject": mail.subject,
                "receiver": _receiver(mail, submission),
                "delivery": told,
                "reason": told.reason if shows_address else without_contacts(told.reason),
                "retry_url": reverse("mail_retry", args=[mail.pk])
                if may_act and delivery.can_retry(mail, now)
                else "",
                "came_back_url": reverse("mail_noted", args=[mail.pk])
                if may_act and can_come_back(mail)
                else "",
            }
        )
    fails = any(flag.kind == bounces.FLAG and flag.verdict == flag.Verdict.OPEN for flag in flags)
    return {"mails": rows, "address_fails": fails, "may_clear_address": fails and may_act}


def can_come_back(mail):
    """Say whether somebody may note that a mail came back."""
    return bool(mail.sent_at) and not mail.bounce_is_final


class OfMails(PermissionCheckedMixin):
    """A view about one mail, for those who are in touch with senders."""

    model = OutboxMail
    any_permission_required = IN_TOUCH

    @cached_property
    def permission_policy(self):
        """Ask for what may be done with submissions: mails have no permissions of their own."""
        return policy_registry.get_by_type(Submission)


class RetryView(OfMails, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """Have one mail tried again at once."""

    template_name = "stories/admin/mail_retry.html"
    page_title = "Try a mail again"
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        """Add the mail and how far it came."""
        told = delivery.describe(self.object)
        return super().get_context_data(**kwargs) | {
            "mail": self.object,
            "delivery": told,
            "reason": without_contacts(told.reason),
            "may_retry": delivery.can_retry(self.object),
            "back_url": _home_of(self.object),
        }

    def post(self, request, *args, **kwargs):
        """Try it, and go back to where its mails are listed."""
        try:
            delivery.try_again(self.object, user=request.user)
        except delivery.NothingToRetry as refusal:
            messages.info(request, str(refusal))
        else:
            messages.success(request, "The mail is tried again now. Look here again in a minute.")
        return redirect(_home_of(self.object))


class CameBackForm(forms.Form):
    """What stood in the mail that came back."""

    final = forms.TypedChoiceField(
        label="What does the mail that came back say?",
        choices=[
            ("yes", "There is no such address, or it takes no mail from us"),
            (
                "no",
                "It could not be delivered yet: a full mailbox, a holiday, a server that is down",
            ),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    reason = forms.CharField(
        label="Its own words (optional)",
        max_length=bounces.LONGEST_REASON,
        required=False,
        help_text="For example “550 no such user”. It helps whoever looks for the right address.",
    )


class CameBackView(OfMails, BaseObjectMixin, WagtailAdminTemplateMixin, FormView):
    """Note that one mail came back."""

    template_name = "stories/admin/mail_came_back.html"
    page_title = "A mail came back"
    header_icon = "mail"
    form_class = CameBackForm

    def get_object(self):
        """Return a mail that has left, about a story."""
        mail = super().get_object()
        if mail.submission_id is None or not can_come_back(mail) or mail.kind in TO_STAFF:
            raise Http404
        return mail

    def get_page_subtitle(self):
        """Name the story by its number."""
        return self.object.submission.number

    def get_breadcrumbs_items(self):
        """Lead back to the desk."""
        submission = self.object.submission
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": submission.desk_url, "label": submission.number},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        """Add the mail and its story."""
        submission = self.object.submission
        return super().get_context_data(**kwargs) | {
            "mail": self.object,
            "submission": submission,
            "is_old_address": self.object.to != submission.sender_email,
        }

    def form_valid(self, form):
        """Note it, and say what to do now."""
        mail, submission = self.object, self.object.submission
        bounces.note(mail, user=self.request.user, **form.cleaned_data)
        if bounces.is_flagged(submission):
            messages.warning(
                self.request,
                "It is noted. If you know the right address, correct it on this page.",
            )
        else:
            messages.success(self.request, "It is noted.")
        return redirect(submission.desk_url)


class AddressWorksView(PermissionCheckedMixin, BaseObjectMixin, View):
    """Note that the sender's address takes mail after all."""

    http_method_names = ("post",)
    model = Submission
    any_permission_required = IN_TOUCH

    def post(self, request, *args, **kwargs):
        """Note it and stay on the desk."""
        bounces.take_back(self.object, user=request.user)
        messages.success(request, "It is noted that the address takes mail.")
        return redirect(self.object.desk_url)


def get_urls():
    """Return the addresses below /admin/, for the hook register_admin_urls."""
    return [
        path("submissions/mails/<int:pk>/again/", RetryView.as_view(), name="mail_retry"),
        path("submissions/mails/<int:pk>/came-back/", CameBackView.as_view(), name="mail_noted"),
        path(
            "submissions/address-works/<int:pk>/", AddressWorksView.as_view(), name="address_works"
        ),
    ]


def _receiver(mail, submission):
    if mail.kind == "person_asked":
        return "To a person in the story"
    return "To the sender" if mail.to == submission.sender_email else "To the old address"


def _home_of(mail):
    return mail.submission.desk_url if mail.submission else reverse(REGISTER)
