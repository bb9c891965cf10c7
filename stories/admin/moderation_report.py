"""The report on moderation: what came, what became of it and how long it took, on a page or as files."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories.admin.columns import age_in_words
from stories.admin.figure_tables import tables_of
from stories.admin.figures import Period, figures_of
from stories.admin.table_file import as_file
from stories.models import Submission
from stories.standing import in_words, measured_wait

USUAL_DAYS = 90
QUICK_DAYS = (7, 30, 90, 365)
EARLIEST = date(2000, 1, 1)
# Sixty columns are as many as can be told apart.
MOST_YEARS = 5


class DayField(forms.DateField):
    """A day that has come already; left empty it is the usual one."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "Choose a day, or write it like 2026-11-24."},
            **kwargs,
        )

    def validate(self, value):
        """Refuse days that have not come, and those before there was anything."""
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError("That day has not come yet. Choose today or an earlier day.")
        if value and value < EARLIEST:
            raise ValidationError("Choose a day from 2000 on.")


class PeriodForm(forms.Form):
    """From which day to which, and whether the sample stories are counted."""

    first = DayField(label="From")
    last = DayField(label="To")
    samples = forms.BooleanField(label="Sample stories instead of real ones", required=False)

    def clean(self):
        """Fill in what was left empty, and refuse a period that ends before it begins."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        last = cleaned["last"] or timezone.localdate()
        first = cleaned["first"] or last - timedelta(days=USUAL_DAYS - 1)
        if first > last:
            self.add_error("last", "This day lies before the first one. Turn the two around.")
        elif last - first > timedelta(days=366 * MOST_YEARS):
            self.add_error("first", f"Choose {MOST_YEARS} years at most.")
        return cleaned | {"first": first, "last": last}


class ModerationReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The figures of a period in charts and tables; days that make no sense show the usual ones."""

    model = Submission
    permission_required = "view"
    template_name = "stories/admin/moderation_report.html"
    page_title = "Moderation"
    header_icon = "clipboard-list"

    @cached_property
    def form(self):
        """The form, filled with what was asked for and with the usual days where nothing was."""
        asked = PeriodForm(self.request.GET)
        if not asked.is_valid():
            return asked
        # Filled again, so that the fields show the days that nobody named.
        return PeriodForm({name: value for name, value in asked.cleaned_data.items() if value})

    @cached_property
    def chosen(self):
        """What the form holds, or the usual days where it holds a mistake."""
        return self.form.cleaned_data if self.form.is_valid() else _usual() | {"samples": False}

    @cached_property
    def period(self):
        """The days that count."""
        return Period(self.chosen["first"], self.chosen["last"])

    @cached_property
    def figures(self):
        """What is known of them."""
        return figures_of(self.period, is_sample=self.chosen["samples"])

    @cached_property
    def tables(self):
        """The figures as tables."""
        return tables_of(self.figures, self.period.unit)

    def get_breadcrumbs_items(self):
        """Name the report."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        """Answer with the page, or with one table as a file."""
        key = request.GET.get("table")
        if key is None or not self.form.is_valid():
            return super().get(request, *args, **kwargs)
        table = next((table for table in self.tables if table.key == key), None)
        if table is None:
            raise Http404
        return self.export(table)

    def export(self, table):
        """Return a table as a file; a topic that looks like a formula stays text."""
        days = f"{self.period.first}-to-{self.period.last}"
        samples = "-samples" if self.chosen["samples"] else ""
        return as_file(f"moderation-{table.key}-{days}{samples}.csv", table.headings, table.rows)

    def get_context_data(self, **kwargs):
        """Add the form, the figures on top, and the tables with the addresses of their files."""
        figures, now = self.figures, timezone.now()
        measured = measured_wait()
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "days_fields": [self.form["first"], self.form["last"]],
            "quick": self.quick_periods(),
            "days": self.days_in_words,
            "figures": figures,
            "oldest": age_in_words(figures.oldest_at, now) if figures.oldest_at else "",
            "to_first_reading": _in_words(figures.to_first_reading),
            "to_first_decision": _in_words(figures.to_first_decision),
            "told_count": measured[0] if measured else 0,
            "told_wait": _in_words(measured[1]) if measured else "",
            "samples": self.chosen["samples"],
            "others_url": f"?{self.query(samples='' if self.chosen['samples'] else 'on')}"
            if figures.others
            else "",
            "tables": [
                {"table": table, "file_url": f"?{self.query(table=table.key)}"}
                for table in self.tables
            ],
        }

    def quick_periods(self):
        """Return the usual choices, each up to today."""
        today = timezone.localdate()
        found = []
        for days in QUICK_DAYS:
            first = today - timedelta(days=days - 1)
            found.append(
                {
                    "url": f"?{self.query(first=first, last=today)}",
                    "label": "A year" if days == 365 else f"{days} days",
                    "is_chosen": self.period == Period(first, today),
                }
            )
        return found

    def query(self, **changes):
        """Return the query string of this report with some values changed; "" leaves one out."""
        samples = "on" if self.chosen["samples"] else ""
        asked = {"first": self.period.first, "last": self.period.last, "samples": samples}
        return urlencode({name: value for name, value in (asked | changes).items() if value})

    @property
    def days_in_words(self):
        """The days that count, such as "October 24 to November 22, 2026"."""
        first, last = self.period.first, self.period.last
        end = format_date(last, "F j, Y")
        if first == last:
            return end
        return f"{format_date(first, 'F j' if first.year == last.year else 'F j, Y')} to {end}"


class ModerationReportMenuItem(MenuItem):
    """The report among the reports."""

    def is_shown(self, request):
        """Show it to everybody who may read submissions."""
        return request.user.has_perm("stories.view_submission")


def menu_item():
    """Return the menu entry, for the hook register_reports_menu_item."""
    return ModerationReportMenuItem(
        "Moderation", reverse("moderation_report"), icon_name="clipboard-list", order=640
    )


def get_urls():
    """Return the address below /admin/, for the hook register_admin_urls."""
    return [path("reports/moderation/", ModerationReportView.as_view(), name="moderation_report")]


def _usual():
    today = timezone.localdate()
    return {"first": today - timedelta(days=USUAL_DAYS - 1), "last": today}


def _in_words(wait):
    return in_words(wait) if wait is not None else ""
