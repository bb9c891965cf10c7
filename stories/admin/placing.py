"""The screen of placing: stories, the picture of the pages, a preview, and what becomes of the page."""

from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from stories import hosts, placement, promotion
from stories.admin import placing_offers
from stories.admin.copies import describe_copies
from stories.models import Submission
from stories.placement import Then
from stories.placing_together import place_together, try_together

REFUSALS = (promotion.PromotionRefused, placement.PlacementRefused, PermissionDenied)
# As many as the largest slot takes, twice over.
MOST_AT_ONCE = 24
MOST_OFFERED = 30
PREVIEW = "preview"
SAID = {
    Then.DRAFT: "in the draft of",
    Then.PUBLISH: "published in",
    Then.SUBMIT: "sent for review in",
    Then.SCHEDULE: "scheduled in",
}


class PlacingForm(forms.Form):
    """Where the stories go, at which number, and what becomes of the page."""

    slot = forms.RegexField(
        r"^[0-9]{1,18}:.{1,36}$",
        error_messages={
            "required": "Choose a place for the story first.",
            "invalid": "Choose a place for the story first.",
        },
    )
    position = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=99,
        label="Number in its place",
        help_text="1 puts it first. Leave it empty and it goes to the end.",
    )
    at = forms.DateTimeField(
        required=False,
        label="Date and time",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Choose a day and a time, such as 2026-09-23 and 09:00."},
    )
    action = forms.ChoiceField(
        required=False, choices=[(PREVIEW, PREVIEW), *((then.value, then.value) for then in Then)]
    )

    def clean_position(self):
        """Return the index in the slot, None for the end."""
        number = self.cleaned_data["position"]
        return None if number is None else number - 1

    def clean(self):
        """Ask for a date where the page is to be scheduled."""
        cleaned = super().clean()
        if cleaned.get("action") == Then.SCHEDULE and "at" in cleaned and not cleaned["at"]:
            self.add_error("at", "Choose a day and a time for it.")
        return cleaned

    @property
    def place(self) -> tuple[int, str]:
        """Return the key of the page and the id of the slot."""
        page_pk, _, slot_id = self.cleaned_data["slot"].partition(":")
        return int(page_pk), slot_id


class ChosenStories:
    """The stories of the address or of the form, for those who may promote."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse everybody else before anything is read."""
        promotion.require_promoter(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def submissions(self):
        """The submissions that were chosen, in the order in which they were."""
        if "pk" in self.kwargs:
            return [get_object_or_404(Submission, pk=self.kwargs["pk"])]
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        keys = [int(key) for key in given.getlist("id") if key.isdecimal() and len(key) < 19]
        keys = list(dict.fromkeys(keys))[:MOST_AT_ONCE]
        found = Submission.objects.in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def find_page(self, pk):
        """Return a page with slots that the user may edit, or None."""
        page = hosts.host_pages(self.request.user).filter(pk=pk).first()
        return page.specific if page else None


class PlaceView(ChosenStories, WagtailAdminTemplateMixin, TemplateView):
    """One screen for one story, for several, and for the stories of one page."""

    template_name = "stories/admin/place.html"
    header_icon = "pick"

    @cached_property
    def target(self):
        """The page that the address names, or None where all pages are offered."""
        if "page_pk" not in self.kwargs:
            return None
        get_object_or_404(Page, pk=self.kwargs["page_pk"])
        page = self.find_page(self.kwargs["page_pk"])
        if page is None:
            raise PermissionDenied
        return page

    @property
    def here(self):
        """The address of this screen with the stories that are chosen."""
        if "pk" in self.kwargs:
            return self.request.path
        ids = [("id", submission.pk) for submission in self.submissions]
        return f"{self.request.path}?{urlencode(ids)}" if ids else self.request.path

    def get_page_title(self):
        """Say what is placed."""
        if self.target:
            return "Stories on this page"
        return "Place the story" if len(self.submissions) == 1 else "Place the stories"

    def get_breadcrumbs_items(self):
        """Lead back to the desk, the queue or the page."""
        title = self.get_page_title()
        if self.target:
            url = reverse("wagtailadmin_pages:edit", args=[self.target.pk])
            back = {"url": url, "label": self.target.get_admin_display_title()}
        elif len(self.submissions) == 1:
            [submission] = self.submissions
            back = {"url": submission.desk_url, "label": submission.number}
        else:
            back = {"url": reverse("submissions:list"), "label": "Submissions"}
        return [*self.breadcrumbs_items, back, {"url": "", "label": title}]

    @cached_property
    def form(self):
        """The form as it was sent; a preview comes back by its address."""
        if self.request.method == "POST":
            return PlacingForm(self.request.POST)
        return PlacingForm(self.request.GET) if "slot" in self.request.GET else PlacingForm()

    @cached_property
    def chosen(self):
        """The stories with what stands in the way of each."""
        return placing_offers.choose(self.submissions)

    def get_context_data(self, **kwargs):
        """Add the stories, and the pages as this user may use them."""
        user = self.request.user
        pages = [self.target] if self.target else [page.specific for page in hosts.host_pages(user)]
        offers = [placing_offers.offer_of(page, self.chosen, user) for page in pages]
        is_ready = not any(one.reasons for one in self.chosen)
        one = self.chosen[0] if len(self.chosen) == 1 and not self.target else None
        copies = describe_copies(one.submission, user) if one else {}
        return (
            super().get_context_data(**kwargs)
            | copies
            | {
                "chosen_stories": self.chosen,
                "one": one,
                "target": self.target,
                "candidates": self._candidates() if self.target else [],
                "query": self.request.GET.get("q", ""),
                "offers": offers,
                "form": self.form,
                "picked": self.form["slot"].value() or "",
                "picked_ids": [submission.pk for submission in self.submissions],
                "preview_url": self._preview_url(),
                "here": self.here,
                "is_ready": is_ready,
                "can_publish": is_ready and any(offer.can_publish for offer in offers),
                "can_submit": is_ready and any(offer.can_submit for offer in offers),
                "zone": timezone.get_current_timezone_name(),
            }
        )

    def get(self, request, *args, **kwargs):
        """Show the screen; without any story it leads to the queue, where stories are chosen."""
        if not self.target and not self.submissions:
            messages.warning(request, "Choose the stories to place first.")
            return redirect("submissions:list")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Show a preview, or place the stories and do with the page what was asked."""
        form = self.form
        if not self.submissions:
            messages.error(request, "Choose at least one story first.")
            return self.render_to_response(self.get_context_data())
        if not form.is_valid():
            words = " ".join(error for errors in form.errors.values() for error in errors)
            messages.error(request, f"Nothing was changed. {words}")
            return self.render_to_response(self.get_context_data())
        if form.cleaned_data["action"] == PREVIEW:
            return redirect(f"{request.path}?{self._asked()}#preview")
        page_pk, slot_id = form.place
        page = self.find_page(page_pk)
        if page is None or (self.target and page.pk != self.target.pk):
            raise Http404("There is no such page.")
        then = Then(form.cleaned_data["action"] or Then.DRAFT)
        try:
            placed = place_together(
                self.submissions,
                page,
                slot_id,
                user=request.user,
                then=then,
                at=form.cleaned_data["at"],
                position=form.cleaned_data["position"],
            )
        except REFUSALS as error:
            refuse(request, error)
            return self.render_to_response(self.get_context_data())
        self._say(placed, then)
        return redirect(self.here if not self.target else request.path)

    def _say(self, placed, then):
        """Tell what was done, with the way to see it."""
        page, rows = placed.page, placed.placements
        if then is Then.PUBLISH and page.approved_schedule:
            then = Then.SCHEDULE
        is_shown = then is Then.PUBLISH and page.live
        button = messages.button(
            page.get_url(self.request)
            if is_shown
            else reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "See the page" if is_shown else "Edit the page",
        )
        what = f"“{rows[0].story.title}” is" if len(rows) == 1 else f"{len(rows)} stories are"
        if then is Then.DRAFT:
            what = what.removesuffix(" is").removesuffix(" are")
            what += " stands" if len(rows) == 1 else " stand"
        where = f"“{page.title}”, “{rows[0].slot_name}”"
        when = ""
        if then is Then.SCHEDULE and page.scheduled_revision:
            at = timezone.localtime(page.scheduled_revision.approved_go_live_at)
            when = f" for {at:%B} {at.day}, {at:%Y, %H:%M}"
        messages.success(self.request, f"{what} {SAID[then]} {where}{when}.", buttons=[button])

    def _asked(self):
        """Return what the form asks for as a query, without what must not stand in an address."""
        asked = [
            ("id", submission.pk) for submission in self.submissions if "pk" not in self.kwargs
        ]
        names = ("slot", "position", "at")
        asked += [(name, self.request.POST[name]) for name in names if self.request.POST.get(name)]
        return urlencode(asked)

    def _preview_url(self):
        """Return the address of the page in the frame, "" while no place is chosen."""
        slot = self.form["slot"].value()
        if self.request.method != "GET" or not slot or not self.submissions:
            return ""
        asked = [("id", submission.pk) for submission in self.submissions]
        asked += [("slot", slot), ("position", self.form["position"].value() or "")]
        return f"{reverse('stories_place_preview')}?{urlencode(asked)}"

    def _candidates(self):
        """Return the approved stories that an editor can choose for the page, the newest first."""
        found = Submission.objects.filter(state__in=Submission.PUBLISHABLE)
        query = self.request.GET.get("q", "").strip()[:100]
        if query:
            found = found.filter(Q(number__iexact=query) | Q(title__icontains=query))
        listed = list(found.order_by("-state_changed_at", "-pk")[:MOST_OFFERED])
        return [one for one in self.submissions if one not in listed] + listed


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(ChosenStories, TemplateView):
    """The page with the stories in their place, as visitors would see it; nothing is saved."""

    template_name = "stories/admin/no_preview.html"

    def get(self, request, *args, **kwargs):
        """Answer with the page under the policy of public pages, or with the reason why not."""
        form = PlacingForm(request.GET)
        if not form.is_valid() or not self.submissions:
            return self.render_to_response({"reason": "Choose a story and a place first."})
        page_pk, slot_id = form.place
        page = self.find_page(page_pk)
        if page is None:
            raise PermissionDenied
        position = form.cleaned_data["position"]
        try:
            tried = try_together(self.submissions, page, slot_id, position=position)
        except REFUSALS as error:
            return self.render_to_response({"reason": str(error)})
        # Wagtail's own bar would lie over the page.
        return tried.make_preview_request(
            request, tried.default_preview_mode, {"in_preview_panel": True}
        )


def refuse(request, error):
    """Say why something cannot be done."""
    reason = str(error) or "You do not have permission to do that."
    messages.error(request, f"Nothing was changed. {reason}")
