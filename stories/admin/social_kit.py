"""The social kit for staff: look at it, take it in one file, note where the story was posted."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.models import CampaignSettings
from stories import outside_copies, promotion, social_kit
from stories.admin.placement_views import PromoterMixin
from stories.admin.placing import refuse
from stories.models import StoryPage
from stories.social_posts import NETWORKS

CHOICES = [(network.name, network.label) for network in NETWORKS]
NOWHERE = "Choose where you will post it"


class TakeForm(forms.Form):
    """Where the story will be posted: it is noted before the file leaves."""

    networks = forms.MultipleChoiceField(
        label="Where will you post it?",
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOWHERE, "invalid_choice": NOWHERE},
    )


class PostedForm(forms.Form):
    """Where the story was posted."""

    network = forms.ChoiceField(label="Network", choices=CHOICES)
    address = forms.URLField(
        label="Address of the post (optional)",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Copy it from the post. After a withdrawal it tells you what to take down.",
        error_messages={
            "invalid": "Enter the whole address, such as https://example.org/post",
            "max_length": "Enter an address of at most 500 characters",
        },
    )


class KitView(PromoterMixin, WagtailAdminTemplateMixin, TemplateView):
    """The kit on one page, or why there is none."""

    http_method_names = ("get", "head", "options")
    template_name = "stories/admin/social_kit.html"
    page_title = "Social kit"
    header_icon = "mail"
    take_form = posted_form = None

    def get_breadcrumbs_items(self):
        """Lead back to the review desk."""
        return [
            *self.breadcrumbs_items,
            {"url": self.submission.desk_url, "label": self.submission.number},
            {"url": "", "label": self.page_title},
        ]

    @property
    def kit_url(self):
        """The address of the kit."""
        return reverse("stories_social_kit", args=[self.submission.pk])

    @property
    def campaign(self):
        """The settings of the campaign."""
        return CampaignSettings.for_request(self.request)

    def get_context_data(self, **kwargs):
        """Add the kit or the reason against it, both forms, and the posts that are noted."""
        context = super().get_context_data(**kwargs)
        try:
            kit, reason = social_kit.put_together(self.story, self.campaign), ""
        except social_kit.KitRefused as refused:
            kit, reason = None, str(refused)
        return context | {
            "submission": self.submission,
            "story": self.story,
            "kit": kit,
            "reason": reason,
            "take_form": self.take_form or TakeForm(),
            "posted_form": self.posted_form or PostedForm(),
            "copies": list(outside_copies.of(self.submission)),
        }


class TakeView(KitView):
    """The kit in one file, by POST: each use is noted."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        """Answer with the file; on a refusal the kit's page says why."""
        form = TakeForm(request.POST)
        if not form.is_valid():
            self.take_form = form
            return self.render_to_response(self.get_context_data())
        networks = form.cleaned_data["networks"]
        try:
            file = social_kit.take(self.story, self.campaign, networks=networks, user=request.user)
        except social_kit.KitRefused as refused:
            refuse(request, refused)
            return redirect(self.kit_url)
        response = HttpResponse(file, "application/zip")
        name = f"{self.submission.number}-social-kit.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        add_never_cache_headers(response)
        return response


class PostedView(KitView):
    """Notes where a story was posted."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        """Note it and go back to the kit."""
        form = PostedForm(request.POST)
        if self.story is None:
            refuse(request, social_kit.NO_PAGE)
            return redirect(self.kit_url)
        if not form.is_valid():
            self.posted_form = form
            return self.render_to_response(self.get_context_data())
        given = form.cleaned_data
        social_kit.note_post(
            self.story, network=given["network"], address=given["address"], user=request.user
        )
        messages.success(request, "Noted. If the story is withdrawn, you are told to take it down.")
        return redirect(self.kit_url)


def header_button(page, user, view_name, next_url=None):
    """Offer the kit in the header of a story's editor; hook register_page_header_buttons."""
    if issubclass(page.specific_class, StoryPage) and user.has_perm(promotion.PERMISSION):
        yield HeaderButton(
            label="Social kit",
            url=reverse("stories_social_kit", args=[page.specific.submission_id]),
            icon_name="mail",
            priority=13,
        )


def get_urls():
    """Return the addresses of these screens; hook register_admin_urls."""
    base = "stories/<int:pk>/social-kit"
    return [
        path(f"{base}/", KitView.as_view(), name="stories_social_kit"),
        path(f"{base}/take/", TakeView.as_view(), name="stories_social_kit_take"),
        path(f"{base}/posted/", PostedView.as_view(), name="stories_social_kit_posted"),
    ]
