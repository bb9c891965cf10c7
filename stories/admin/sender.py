"""What a sender asks staff to do by mail: correct the address, withdraw the story."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories import entering, moderation, sender_address
from stories.admin.forms import AddressForm, WithdrawalForm
from stories.models import Submission

# Those who read the sender's mail.
IN_TOUCH = ["moderate", "erase"]


class SubmissionFormView(
    PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, FormView
):
    """One form about one submission, with the way back to its desk."""

    model = Submission

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

    def get_context_data(self, **kwargs):
        """Add the submission and its page."""
        page = getattr(self.object, "story_page", None)
        return super().get_context_data(**kwargs) | {"submission": self.object, "story_page": page}


class AddressView(SubmissionFormView):
    """Correct the address that the sender mistyped."""

    any_permission_required = IN_TOUCH
    template_name = "stories/admin/address.html"
    page_title = "Correct the address"
    header_icon = "mail"

    def get_form(self, form_class=None):
        """Return the form that knows the address of now."""
        return AddressForm(self.object, **self.get_form_kwargs())

    def form_valid(self, form):
        """Correct it and say what the sender has to do."""
        sender_address.correct_address(
            self.object, form.cleaned_data["address"], user=self.request.user
        )
        messages.success(
            self.request, "The address is corrected. We have sent a link to confirm it."
        )
        return redirect(self.object.desk_url)


class WithdrawView(SubmissionFormView):
    """Take a story out for its sender, at once and everywhere."""

    any_permission_required = IN_TOUCH
    template_name = "stories/admin/withdraw.html"
    page_title = "Withdraw"
    header_icon = "cross"
    form_class = WithdrawalForm

    def form_valid(self, form):
        """Withdraw it, and say so."""
        moderation.withdraw(self.object, user=self.request.user)
        messages.success(self.request, f"{self.object.number} is withdrawn. No page shows it now.")
        return redirect(self.object.desk_url)


class AskToConfirmView(PermissionCheckedMixin, BaseObjectMixin, View):
    """Send the link that confirms to a sender whose story staff brought in without a mail."""

    http_method_names = ("post",)
    model = Submission
    any_permission_required = IN_TOUCH

    def post(self, request, *args, **kwargs):
        """Send it once, and stay on the desk."""
        if entering.ask_to_confirm(self.object, user=request.user):
            messages.success(request, f"We have written to {self.object.sender_email}.")
        else:
            messages.info(request, "The sender has that mail already, or needs none.")
        return redirect(self.object.desk_url)
