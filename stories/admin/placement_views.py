"""Buttons and questions around placing: make the story page, publish it, move it, take it out, put it back."""

from functools import cached_property

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import pluralize
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page

from stories import consent, placement, promotion, standings
from stories.admin.placing import REFUSALS, PlaceView, PreviewView, refuse
from stories.models import Placement, StoryPage, Submission

# What a button does -> by how many places it moves a story.
STEPS = {"up": -1, "down": 1, "out": 0}


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
            refuse(request, error)
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
            refuse(request, error)
        else:
            when = (
                "" if placed.removed_at else " It leaves the public page with its next publication."
            )
            messages.success(
                request,
                f"The story is taken out of “{placed.page.title}”, “{placed.slot_name}”.{when}",
            )
        return redirect(self.place_url)


class RemoveEverywhereView(PromoterMixin, WagtailAdminTemplateMixin, TemplateView):
    """Takes a story off every page at once, after a question; the story page itself stays."""

    template_name = "stories/admin/remove_everywhere.html"
    page_title = "Take it off every page"
    header_icon = "cross"

    def get_breadcrumbs_items(self):
        """Lead back to placing."""
        return [
            *self.breadcrumbs_items,
            {"url": self.submission.desk_url, "label": self.submission.number},
            {"url": self.place_url, "label": "Place the story"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        """Add the story, where it stands, and the way back."""
        return super().get_context_data(**kwargs) | {
            "story": self.story,
            "standings": standings.standings(self.story),
            "place_url": self.place_url,
        }

    def get(self, request, *args, **kwargs):
        """Ask first."""
        if not self.story:
            return redirect(self.place_url)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Take it off, and write that into the trail of the story."""
        if not self.story:
            return redirect(self.place_url)
        with transaction.atomic():
            count = placement.remove_everywhere(self.story, user=request.user)
            if count:
                data = {"pages": count}
                log(self.story, "stories.remove_everywhere", user=request.user, data=data)
        if count:
            pages = f"{count} page{pluralize(count)}"
            messages.success(request, f"“{self.story.title}” is taken off {pages}, drafts too.")
        else:
            messages.info(request, f"“{self.story.title}” stood on no page.")
        return redirect(self.place_url)


class OfPage(View):
    """A button that does something with the stories of a page and goes back to where it was pressed."""

    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        """Refuse everybody but promoters before anything is read."""
        promotion.require_promoter(request.user)
        return super().dispatch(request, *args, **kwargs)

    def go_back(self, page_pk, anchor=""):
        """Return to the screen of the button, or to that of the page."""
        asked = self.request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
        address = asked if is_ours else reverse("stories_on_page", args=[page_pk])
        return redirect(f"{address}#{anchor}" if anchor else address)


class ArrangeView(OfPage):
    """Moves a story in its place or takes it out of it, in the draft; or publishes that draft."""

    def post(self, request, *args, **kwargs):
        """Do it, or say why not."""
        page = get_object_or_404(Page, pk=self.kwargs["page_pk"])
        step, _, where = request.POST.get("arrange", "").partition(":")
        story_pk, _, slot_id = where.partition(":")
        anchor = ""
        try:
            if step == "publish":
                page = placement.finish_page(page, user=request.user, then=placement.Then.PUBLISH)
                messages.success(request, f"“{page.title}” is published as its draft was.")
            elif step in STEPS and story_pk.isdecimal():
                anchor = f"slot-{slot_id}-{page.pk}"
                self._move(page, slot_id, int(story_pk), step)
            else:
                messages.error(request, "Nothing was changed. Press one of the buttons.")
        except REFUSALS as error:
            refuse(request, error)
        return self.go_back(page.pk, anchor)

    def _move(self, page, slot_id, story_pk, step):
        user = self.request.user
        if step == "out":
            name = placement.take_out(page, slot_id, story_pk, user=user)
            messages.success(
                self.request, f"The story is taken out of “{page.title}”, “{name}”, in the draft."
            )
        else:
            to = placement.move(page, slot_id, story_pk, step=STEPS[step], user=user)
            messages.success(
                self.request, f"The story is number {to + 1} in its place now, in the draft."
            )


class PutBackView(OfPage):
    """Answers for a story that a save from an old tab took out: back into the draft, or left out."""

    def post(self, request, *args, **kwargs):
        """Put it back or leave it out; a second press does no harm."""
        placed = get_object_or_404(
            Placement.objects.select_related("story", "page"), pk=self.kwargs["placement_pk"]
        )
        title = placed.story.title
        try:
            if request.POST.get("action") == "leave":
                placement.leave_out(placed, user=request.user)
                messages.success(request, f"“{title}” stays out of “{placed.slot_name}”.")
            else:
                placement.put_back(placed, user=request.user)
                messages.success(
                    request,
                    f"“{title}” is back in “{placed.slot_name}”, in the draft of “{placed.page.title}”.",
                )
        except REFUSALS as error:
            refuse(request, error)
        return self.go_back(placed.page_id)


def get_urls():
    """Return the addresses of these screens; hook register_admin_urls."""
    return [
        path("stories/<int:pk>/promote/", PromoteView.as_view(), name="stories_promote"),
        path("stories/<int:pk>/publish/", PublishView.as_view(), name="stories_publish"),
        path("stories/<int:pk>/place/", PlaceView.as_view(), name="stories_place"),
        path("stories/place/", PlaceView.as_view(), name="stories_place_several"),
        path("stories/place/preview/", PreviewView.as_view(), name="stories_place_preview"),
        path("stories/pages/<int:page_pk>/", PlaceView.as_view(), name="stories_on_page"),
        path("stories/pages/<int:page_pk>/arrange/", ArrangeView.as_view(), name="stories_arrange"),
        path(
            "stories/placements/<int:placement_pk>/back/",
            PutBackView.as_view(),
            name="stories_put_back",
        ),
        path(
            "stories/<int:pk>/remove-everywhere/",
            RemoveEverywhereView.as_view(),
            name="stories_remove_everywhere",
        ),
        path(
            "stories/placements/<int:placement_pk>/remove/",
            RemoveView.as_view(),
            name="stories_remove",
        ),
    ]
