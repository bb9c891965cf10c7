"""Screens for briefs: write one, choose its stories, print it, and note who has it."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import ModelLogEntry
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import CampaignSettings
from stories import brief_sheets, briefs, consent
from stories.admin.viewsets import RefusedView
from stories.aspects import STATES
from stories.models import Brief, Topic

OFFERED_A_PAGE = 20
MOST_USES = 10
MOVES = {"earlier": -1, "later": 1}
SAY_TO_WHOM = "Say who has it now, so that we can ask for it back."
NOTHING_PRINTED = "No story of this brief was on the paper, so there is nothing to note."


class OfferForm(forms.Form):
    """Narrows down which stories are offered."""

    state = forms.ChoiceField(required=False, choices=[("", "All states"), *STATES])
    topic = forms.ModelChoiceField(Topic.objects.all(), required=False, empty_label="All topics")


class UseForm(forms.Form):
    """Who got a printed brief, and which stories stood on it."""

    to = forms.CharField(
        label="Who has it now?", max_length=160, error_messages={"required": SAY_TO_WHOM}
    )
    story = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args, brief, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["story"].choices = [
            (pk, pk) for pk in brief.chosen.values_list("story", flat=True)
        ]


class OfBrief(PermissionCheckedMixin):
    """A screen about one brief, for those who may change briefs."""

    model = Brief
    permission_required = "change"

    @cached_property
    def brief(self):
        """The brief of the address."""
        return get_object_or_404(Brief.objects.select_related("topic"), pk=self.kwargs["pk"])

    @property
    def stories_url(self):
        """The screen on which its stories are chosen."""
        return reverse("briefs:stories", args=[self.brief.pk])


class StoriesView(OfBrief, WagtailAdminTemplateMixin, TemplateView):
    """The chosen stories in their order, and below them those that could be chosen."""

    template_name = "stories/admin/brief_stories.html"
    page_title = "Stories of the brief"
    header_icon = "doc-full"

    def get_breadcrumbs_items(self):
        """Lead back to the list and to the words of the brief."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("briefs:list"), "label": "Briefs"},
            {"url": reverse("briefs:edit", args=[self.brief.pk]), "label": self.brief.title},
            {"url": "", "label": "Stories"},
        ]

    @cached_property
    def header_buttons(self):
        """Lead to the paper."""
        url = reverse("briefs:print", args=[self.brief.pk])
        return [HeaderButton("Look at the paper", url=url, icon_name="view")]

    def get_context_data(self, **kwargs):
        """Add the chosen rows, the offered stories of one page, and who has it already."""
        asked = self.request.GET
        first = {"state": self.brief.state, "topic": self.brief.topic_id}
        form = OfferForm(asked if {"state", "topic"} & asked.keys() else first)
        found = form.cleaned_data if form.is_valid() else {}
        offers = briefs.offered(
            self.brief, topic=found.get("topic"), state=found.get("state") or ""
        )
        page = Paginator(offers, OFFERED_A_PAGE).get_page(asked.get("p"))
        rows = briefs.list_rows(self.brief)
        query = asked.copy()
        query.pop("p", None)
        return super().get_context_data(**kwargs) | {
            "brief": self.brief,
            "rows": rows,
            "left_out": sum(row.story is None for row in rows),
            "form": form,
            "page": page,
            "query": query.urlencode(),
            "offers": [
                (story, story.get_us_state_display())
                for story in page
                if consent.has_agreed_words(story)
            ],
            "uses": uses_of(self.brief),
        }


class ChangeView(OfBrief, View):
    """Chooses a story, takes it out, or moves it; the list shows what came of it."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Do one thing with one story and go back to the list, filters and all."""
        number = request.POST.get("story", "")
        story_pk = int(number) if number.isdecimal() and len(number) < 19 else 0
        action = request.POST.get("action")
        try:
            if action == "choose":
                briefs.choose(self.brief, story_pk, user=request.user)
            elif action == "leave_out":
                briefs.leave_out(self.brief, story_pk, user=request.user)
            elif action in MOVES:
                briefs.move(self.brief, story_pk, by=MOVES[action])
        except briefs.BriefRefused as refusal:
            messages.error(request, str(refusal))
        query = request.POST.get("query", "")
        back = f"{self.stories_url}?{query}" if query else self.stories_url
        return redirect(f"{back}#{'offers' if action == 'choose' else 'chosen'}")


class PaperView(OfBrief, View):
    """The brief as a paper document, read anew each time: what may not be printed now is not in it."""

    def get(self, request, *args, **kwargs):
        """Show the paper."""
        return self.show(UseForm(brief=self.brief, initial={"to": self.brief.made_for}))

    def show(self, form, status=200):
        """Answer with the paper and the form below it; nothing keeps the answer."""
        sheets = brief_sheets.make_sheets(briefs.printable(self.brief))
        context = {
            "brief": self.brief,
            "sheets": sheets,
            "left_out": self.brief.chosen.count() - len(sheets),
            "checked_at": timezone.now(),
            "campaign": CampaignSettings.for_request(self.request),
            "form": form,
            "stories_url": self.stories_url,
        }
        response = render(self.request, "stories/admin/brief_paper.html", context, status=status)
        add_never_cache_headers(response)
        return response


class GivenView(PaperView):
    """Notes that the paper was printed or sent, and to whom."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        """Note it for each story on the paper, or show the form again with what is missing."""
        form = UseForm(request.POST, brief=self.brief)
        if not form.is_valid():
            return self.show(form, status=422)
        to = " ".join(form.cleaned_data["to"].split())
        noted = briefs.note_use(
            self.brief, to=to, story_pks=form.cleaned_data["story"], user=request.user
        )
        if noted:
            messages.success(
                request,
                f"Noted: {to} has it. If a sender takes a story back, we name this paper.",
            )
        else:
            messages.warning(request, NOTHING_PRINTED)
        return redirect(self.stories_url)


class BriefList(snippets.IndexView):
    """All briefs, with the ways to their stories and to the paper."""

    def get_base_queryset(self):
        """Count the stories along."""
        return super().get_base_queryset().select_related("topic").annotate(count=Count("chosen"))

    def get_list_more_buttons(self, instance):
        """Add the two ways before Wagtail's own buttons."""
        ways = []
        if self.user_has_permission("change"):
            ways = [
                Button(label, url=reverse(f"briefs:{name}", args=[instance.pk]), icon_name=icon)
                for label, name, icon in (
                    ("Choose stories", "stories", "list-ul"),
                    ("Look at the paper", "print", "view"),
                )
            ]
        return [*ways, *super().get_list_more_buttons(instance)]


class ToStories:
    """After the words come the stories."""

    def get_success_url(self):
        """Go on to choosing the stories."""
        return reverse("briefs:stories", args=[self.object.pk])


class NewBriefView(ToStories, snippets.CreateView):
    """The words of a new brief."""


class BriefView(ToStories, snippets.EditView):
    """The words of a brief."""


class BriefViewSet(SnippetViewSet):
    """Briefs for policymakers: list, words, stories, paper."""

    model = Brief
    icon = "doc-full"
    url_prefix = "briefs"
    url_namespace = "briefs"
    add_to_admin_menu = True
    menu_label = "Briefs"
    menu_name = "briefs"
    menu_order = 160
    list_display = ["title", "made_for", Column("count", label="Stories"), "dated_on"]
    copy_view_enabled = False
    index_view_class = BriefList
    add_view_class = NewBriefView
    edit_view_class = BriefView

    def register_chooser_viewset(self):
        """Register no chooser: Wagtail opens those to everybody in the admin."""

    @property
    def usage_view(self):
        """Nothing refers to a brief."""
        return RefusedView.as_view()

    def get_urlpatterns(self):
        """Return Wagtail's addresses and those of the stories and the paper."""
        views = {
            "stories": StoriesView,
            "change": ChangeView,
            "print": PaperView,
            "given": GivenView,
        }
        return [
            *super().get_urlpatterns(),
            *(path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in views.items()),
        ]


def uses_of(brief):
    """Return the last notes on who has a brief, the newest first."""
    entries = ModelLogEntry.objects.for_instance(brief).filter(action="stories.brief_give")
    return entries.select_related("user").order_by("-timestamp")[:MOST_USES]
