"""The report on the story form: how often each step was opened, left and finished, and by nobody in particular."""

from dataclasses import dataclass, fields
from datetime import timedelta

from django.db.models import Sum
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from stories.admin.table_file import as_file
from stories.models import StepCount, StoryFormPage, Submission
from stories.steps import steps_of

Event = StepCount.Event
PERIODS = [("7", "7 days"), ("30", "30 days"), ("90", "90 days"), ("all", "All")]
USUAL_PERIOD = "30"
START, CHECK = "start", "check"
# Pages of the form that are no steps of the editors'.
OTHER_PAGES = {
    START: "Start page",
    CHECK: "Check your answers",
    "look-again": "Privacy help",
    "ask-them": "Ask the people in it",
    "save": "Save and finish later",
    "resume": "Back by a mailed link",
}
HEADINGS = [
    "Step",
    "Opened",
    "Went on",
    "Left",
    "Came back with something to mend",
    "Saved for later",
    "Came back by a link",
    "Sent",
]
BAR_WIDTH = 100


@dataclass
class StepRow:
    """What happened at one step; `has_flow` says that opening and going on are counted there."""

    title: str
    starts: int = 0
    done: int = 0
    errors: int = 0
    saves: int = 0
    resumes: int = 0
    sent: int = 0
    has_flow: bool = True
    bar_starts: float = 0
    bar_done: float = 0

    @property
    def exits(self):
        """Return how many opened it and did not go on; who went on twice makes no exit less than none."""
        return max(0, self.starts - self.done)

    @property
    def cells(self):
        """Return the row of the export."""
        flow = (self.starts, self.done, self.exits) if self.has_flow else ("", "", "")
        return [self.title, *flow, self.errors, self.saves, self.resumes, self.sent]


def rows_of(page, counts: dict) -> list[StepRow]:
    """Return a row for each page of the form, in its order; then those that only the counts know.

    counts maps (step, event) to a number.
    """
    rest = dict(counts)

    def take(step, **changes):
        found = {event: rest.pop((step, event.value), 0) for event in Event}
        return StepRow(
            **{
                "title": OTHER_PAGES.get(step, step),
                "starts": found[Event.START],
                "done": found[Event.DONE],
                "errors": found[Event.ERROR],
                "saves": found[Event.SAVE],
                "resumes": found[Event.RESUME],
                "sent": found[Event.SEND],
                **changes,
            }
        )

    start = take(START)
    steps = [take(step.key, title=step.title) for step in steps_of(page)]
    # The start page is left by opening the first step, the last page by sending.
    start.done = start.done or steps[0].starts
    check = take(CHECK)
    check.starts = check.starts or steps[-1].done
    check.done = check.done or check.sent
    others = []
    for key in dict.fromkeys(step for step, _ in rest):
        row = take(key, has_flow=False)
        if key not in OTHER_PAGES:
            row.title = f"{key.replace('-', ' ').capitalize()} (not in the form any more)"
            row.has_flow = True
        if any(row.cells[1:]):
            others.append(row)
    rows = [start, *steps, check, *others]
    most = max(row.starts for row in rows) or 1
    for row in rows:
        row.bar_starts = round(BAR_WIDTH * row.starts / most, 1)
        row.bar_done = round(BAR_WIDTH * min(row.done, row.starts) / most, 1)
    return rows


def total_of(rows: list[StepRow]) -> StepRow:
    """Return the sums that make sense: opening is counted at the first step, the rest everywhere."""
    total = StepRow("All steps", starts=rows[1].starts)
    for part in fields(StepRow):
        if part.name in ("errors", "saves", "resumes", "sent"):
            setattr(total, part.name, sum(getattr(row, part.name) for row in rows))
    total.done = total.sent
    return total


class FormReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The steps of the form with their counts, for a period, on a page or as a CSV file."""

    model = Submission
    permission_required = "view"
    template_name = "stories/admin/form_report.html"
    page_title = "Story form"
    header_icon = "form"

    @property
    def period(self):
        """The chosen period; what makes no sense is the usual one."""
        asked = self.request.GET.get("days", USUAL_PERIOD)
        return asked if asked in dict(PERIODS) else USUAL_PERIOD

    @cached_property
    def first_day(self):
        """The first day that counts, or None for all."""
        if self.period == "all":
            return None
        return timezone.localdate() - timedelta(days=int(self.period) - 1)

    @cached_property
    def page(self):
        """The form, or None while there is none."""
        return StoryFormPage.objects.first()

    @cached_property
    def rows(self):
        """The rows of the period."""
        counted = StepCount.objects.filter(page__translation_key=self.page.translation_key)
        if self.first_day:
            counted = counted.filter(day__gte=self.first_day)
        sums = counted.values("step", "event").order_by("step", "event").annotate(n=Sum("count"))
        return rows_of(self.page, {(row["step"], row["event"]): row["n"] for row in sums})

    @property
    def days_in_words(self):
        """The days that count, such as "October 24 to November 22, 2026"."""
        first = self.first_day or (
            StepCount.objects.filter(page__translation_key=self.page.translation_key)
            .order_by("day")
            .values_list("day", flat=True)
            .first()
        )
        today = timezone.localdate()
        last = format_date(today, "F j, Y")
        if not first or first == today:
            return last
        form = "F j" if first.year == today.year else "F j, Y"
        return f"{format_date(first, form)} to {last}"

    @cached_property
    def header_buttons(self):
        """Offer the same as a file."""
        if not self.page:
            return []
        query = urlencode({"days": self.period, "export": "csv"})
        return [HeaderButton("Download CSV", url=f"?{query}", icon_name="download")]

    def get_breadcrumbs_items(self):
        """Name the report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        """Answer with the page, or with the file."""
        if self.page and request.GET.get("export") == "csv":
            return self.export()
        return super().get(request, *args, **kwargs)

    def export(self):
        """Return the table as a file; a title that looks like a formula stays text."""
        name = f"story-form-{self.period}{'' if self.period == 'all' else '-days'}.csv"
        rows = [row.cells for row in [*self.rows, total_of(self.rows)]]
        return as_file(name, HEADINGS, rows)

    def get_context_data(self, **kwargs):
        """Add the rows, their sum, and the periods to choose from."""
        context = super().get_context_data(**kwargs) | {
            "form_page": self.page,
            "periods": [
                {"url": f"?days={value}", "label": label, "is_chosen": value == self.period}
                for value, label in PERIODS
            ],
            "days": self.days_in_words,
        }
        if self.page:
            total = total_of(self.rows)
            context |= {
                "rows": self.rows,
                "total": total,
                "share": round(100 * total.sent / total.starts) if total.starts else None,
                "headings": HEADINGS,
                "bar_width": BAR_WIDTH,
            }
        return context


class FormReportMenuItem(MenuItem):
    """The report among the reports."""

    def is_shown(self, request):
        """Show it to everybody who may read submissions."""
        return request.user.has_perm("stories.view_submission")


def menu_item():
    """Return the menu entry, for the hook register_reports_menu_item."""
    return FormReportMenuItem(
        "Story form", reverse("story_form_report"), icon_name="form", order=650
    )


def get_urls():
    """Return the address below /admin/, for the hook register_admin_urls."""
    return [path("reports/story-form/", FormReportView.as_view(), name="story_form_report")]
