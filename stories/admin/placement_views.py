"""Screens for editors: make the story page, choose a place for it, publish, take it out again."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from stories import balance, consent, placement, promotion
from stories.admin.copies import describe_copies
from stories.models import Placement, StoryPage, Submission
from stories.slots import Slot, slots_of

REFUSALS = (promotion.PromotionRefused, placement.PlacementRefused, PermissionDenied)


@dataclass(frozen=True)
class Offer:
    """One page with its slots as the form shows them.

    note: why the page cannot be published now, or "". slots: pairs of a Slot and its choice. brings:
    what the story has that no other story of the page does, in words.
    """

    page: Page
    note: str
    can_publish: bool
    choices: list["Choice"]
    brings: list[str]


@dataclass(frozen=True)
class Choice:
    """One slot: the value of its radio button, what it holds, and whether it can be chosen."""

    value: str
    slot: Slot
    is_here: bool
    is_free: bool
    replaces: StoryPage | None


class PromoterMixin:
    """Asks for the permission to promote, and finds the submission of the address."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse everybody else before anything is read."""
        promotion.require_promoter(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def submission(self):
        """The submission of the address."""
        return get_object_or_404(Submission, pk=self.kwargs["pk"])

    @cached_property
    def story(self):
        """The story page, or None while there is none."""
        return StoryPage.objects.filter(submission=self.submission).first()

    @property
    def place_url(self):
        """The screen on which the story is placed."""
        return reverse("stories_place", args=[self.submission.pk])

    def refuse(self, error):
        """Say why something cannot be done."""
        reason = str(error) or "You do not have permission to do that."
        messages.error(self.request, f"Nothing was changed. {reason}")


class PromoteView(PromoterMixin, WagtailAdminTemplateMixin, TemplateView):
    """Makes the story page on POST; on GET it says what that means, or what stands in the way."""

    template_name = "stories/admin/promote.html"
    page_title = "Make the story page"
    header_icon = "doc-full-inverse"

    def get_breadcrumbs_items(self):
        """Lead back to the review desk."""
        return [
            *self.breadcrumbs_items,
            {"url": self.submission.desk_url, "label": self.submission.number},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        """Add the submission, the title that the page will have, and the obstacles."""
        return super().get_context_data(**kwargs) | {
            "submission": self.submission,
            "story_title": promotion.title_of(self.submission),
            "reasons": kwargs.get("reasons")
            or consent.obstacles(self.submission, self.submission.shown_words),
        }

    def get(self, request, *args, **kwargs):
        """Ask, unless the page is there already."""
        if self.story:
            return redirect(self.place_url)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Make the page and go on to placing it."""
        try:
            story = promotion.promote(self.submission, user=request.user)
        except promotion.PromotionRefused as refused:
            return self.render_to_response(self.get_context_data(reasons=refused.reasons))
        messages.success(
            request,
            f"“{story.title}” has its own page now, as a draft. Choose where it should stand.",
            buttons=[
                messages.button(
                    reverse("wagtailadmin_pages:edit", args=[story.pk]), "Edit the story page"
                )
            ],
        )
        return redirect(self.place_url)


class PlaceView(PromoterMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows every page with its slots, and places the story into the chosen one."""

    template_name = "stories/admin/place.html"
    page_title = "Place the story"
    header_icon = "pick"

    def get_breadcrumbs_items(self):
        """Lead back to the review desk."""
        return [
            *self.breadcrumbs_items,
            {"url": self.submission.desk_url, "label": self.submission.number},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def reasons(self):
        """What stands in the way of showing the story in public."""
        latest = self.story.get_latest_revision_as_object()
        return consent.obstacles(self.submission, latest.shown_words)

    @cached_property
    def offers(self):
        """Every page that the editor may change, as its latest draft is."""
        return [
            offer_of(page.specific, self.story, self.request.user)
            for page in placement.host_pages(self.request.user)
        ]

    def get_context_data(self, **kwargs):
        """Add the story, where it stands, and where it could."""
        may_publish_story = self.story.permissions_for_user(self.request.user).can_publish()
        can_publish = any(offer.can_publish for offer in self.offers)
        return super().get_context_data(**kwargs) | {
            "submission": self.submission,
            "story": self.story,
            "reasons": self.reasons,
            "standings": placement.standings(self.story),
            **describe_copies(self.submission, self.request.user),
            "offers": self.offers,
            "chosen": self.request.POST.get("slot", ""),
            "can_publish_story": may_publish_story and not self.reasons and not self.story.live,
            "can_publish": can_publish and (self.story.live or may_publish_story),
        }

    def get(self, request, *args, **kwargs):
        """Show the form, or the way to a story page first."""
        if not self.story:
            return redirect("stories_promote", self.submission.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Place the story, with everything published that a visitor needs to meet it, or as a draft."""
        if not self.story:
            return redirect("stories_promote", self.submission.pk)
        page_pk, _, slot_id = request.POST.get("slot", "").partition(":")
        if not page_pk.isdecimal() or not slot_id:
            messages.error(request, "Choose a place for the story first.")
            return self.render_to_response(self.get_context_data())
        publish = request.POST.get("action") == "publish"
        page = placement.host_pages().filter(pk=min(int(page_pk), 2**63 - 1)).first()
        if page is None:
            raise Http404("There is no such page.")
        try:
            placed = self._place(page, slot_id, publish)
        except REFUSALS as error:
            self.refuse(error)
            return self.render_to_response(self.get_context_data())
        where = f"“{page.title}”, “{placed.slot_name}”"
        button = messages.button(
            page.get_url(request)
            if publish and page.live
            else reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "See the page" if publish and page.live else "Edit the page",
        )
        said = "is published in" if publish else "stands in the draft of"
        messages.success(request, f"“{self.story.title}” {said} {where}.", buttons=[button])
        return redirect(self.place_url)

    @transaction.atomic
    def _place(self, page, slot_id, publish):
        story = self.story
        if publish and not story.live:
            story = promotion.publish(story, user=self.request.user)
        return placement.place(
            story,
            page,
            slot_id,
            user=self.request.user,
            publish=publish,
            position=0 if self.request.POST.get("position") == "first" else None,
            replace=True,
        )


class PublishView(PromoterMixin, View):
    """Publishes the story page without placing it."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Publish, or say why not."""
        if not self.story:
            return redirect("stories_promote", self.submission.pk)
        try:
            story = promotion.publish(self.story, user=request.user)
        except REFUSALS as error:
            self.refuse(error)
        else:
            said = "is published" if story.live else "goes live on its date"
            button = messages.button(story.get_url(request) or "", "See the story")
            messages.success(
                request, f"“{story.title}” {said}.", buttons=[button] if story.live else []
            )
        return redirect(self.place_url)


class RemoveView(PromoterMixin, View):
    """Takes a story out of a slot, from the draft only or at once."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Take it out, or say why not."""
        placed = get_object_or_404(Placement, pk=self.kwargs["placement_pk"], removed_at=None)
        self.kwargs["pk"] = placed.story.submission_id
        publish = request.POST.get("action") == "publish"
        try:
            placed = placement.remove(placed, user=request.user, publish=publish)
        except REFUSALS as error:
            self.refuse(error)
        else:
            when = (
                "" if placed.removed_at else " It leaves the public page with its next publication."
            )
            messages.success(
                request,
                f"The story is taken out of “{placed.page.title}”, “{placed.slot_name}”.{when}",
            )
        return redirect(self.place_url)


def offer_of(page, story, user):
    """Return the Offer of a page: its slots in the latest draft, and whether it can be published."""
    draft = page.get_latest_revision_as_object()
    lock = page.get_lock()
    note = ""
    if lock and lock.for_user(user):
        note = "This page is locked, so nothing can be placed on it now."
    elif placement.others_draft(page, user):
        note = "Somebody else has changes here that are not published. Place the story as a draft."
    choices = [
        Choice(
            value=f"{page.pk}:{slot.id}",
            slot=slot,
            is_here=slot.holds(story),
            is_free=not (lock and lock.for_user(user)) and (not slot.is_full or slot.capacity == 1),
            replaces=slot.stories[0] if slot.is_full and slot.capacity == 1 else None,
        )
        for slot in slots_of(draft)
    ]
    can_publish = not note and page.permissions_for_user(user).can_publish()
    return Offer(page, note, can_publish, choices, balance.brings(story, draft))


def get_urls():
    """Return the addresses of these screens; hook register_admin_urls."""
    return [
        path("stories/<int:pk>/promote/", PromoteView.as_view(), name="stories_promote"),
        path("stories/<int:pk>/publish/", PublishView.as_view(), name="stories_publish"),
        path("stories/<int:pk>/place/", PlaceView.as_view(), name="stories_place"),
        path(
            "stories/placements/<int:placement_pk>/remove/",
            RemoveView.as_view(),
            name="stories_remove",
        ),
    ]
