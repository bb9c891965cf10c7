"""Earlier stories from a table, in three pages: the file, what would become of each row, what became of it."""

from django import forms
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories import story_table
from stories.earlier_stories import Status, judge, questions_of, store
from stories.models import StoryFormPage, Submission
from stories.story_table import COLUMNS, MOST_BYTES, MOST_ROWS, Row, TableRefused, read_table

SALT = "stories.admin.import"
CONFIRM_SECONDS = 4 * 3600
RESULT = "stories_import"
# The order of the lists: what needs somebody comes first.
GROUPS = [
    (Status.PROBLEM, "To mend, left out"),
    (Status.FAILED, "Not stored"),
    (Status.NEW, "Will be made"),
    (Status.MADE, "Made"),
    (Status.KNOWN, "Here already"),
    (Status.ALIKE, "Like another story, left out"),
]
# What is said of these repeats no cell.
WORDLESS = (Status.FAILED, Status.ALIKE)
GONE = "This page was open for too long. Choose the file once more: nothing was stored."


class TableForm(forms.Form):
    """The file."""

    table = forms.FileField(
        label="CSV file with the stories",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Choose the file with the stories",
            "empty": "The file is empty. Choose the file with the stories.",
        },
    )


class EarlierView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the three pages share."""

    model = Submission
    permission_required = "moderate"
    page_title = "Earlier stories"
    header_icon = "upload"

    @cached_property
    def page(self):
        """The form whose rules the rows are held to."""
        page = StoryFormPage.objects.first()
        if page is None:
            raise Http404("There is no story form.")
        return page

    def get_breadcrumbs_items(self):
        """Lead back to the queue."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": "", "label": self.page_title},
        ]


class ImportView(EarlierView):
    """The file, and then what would become of each of its rows; nothing is stored here."""

    def get(self, request, *args, **kwargs):
        """Ask for the file and say how it has to look."""
        return self.ask(TableForm())

    def post(self, request, *args, **kwargs):
        """Show what would become of each row, or what is wrong with the file."""
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(form)
        try:
            # One byte more than may be, so that the reader sees that it is too much.
            data = form.cleaned_data["table"].read(MOST_BYTES + 1)
            table = read_table(data, questions=questions_of(self.page))
        except TableRefused as refusal:
            form.add_error("table", str(refusal))
            return self.ask(form)
        verdicts = judge(self.page, table.rows)
        chosen = [verdict for verdict in verdicts if verdict.will_be_made]
        self.template_name = "stories/admin/import_check.html"
        return self.render_to_response(
            self.get_context_data(
                groups=_groups(verdicts),
                unread=table.unread,
                chosen=len(chosen),
                with_address=sum(bool(verdict.answers["story_email"]) for verdict in chosen),
                rows=seal_rows(verdicts, request.user) if chosen else "",
            )
        )

    def ask(self, form):
        """Answer with the page that asks for the file."""
        self.template_name = "stories/admin/import.html"
        return self.render_to_response(
            self.get_context_data(
                form=form,
                columns=COLUMNS,
                questions=questions_of(self.page),
                most_rows=MOST_ROWS,
                most_megabytes=MOST_BYTES // 2**20,
            )
        )


class ConfirmImportView(EarlierView):
    """Stores exactly the rows that were shown; a second click finds them stored."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        """Store them and lead to the page that says what became of each."""
        rows, left_out = open_rows(request.POST.get("rows", ""), request.user)
        if not rows:
            messages.error(request, GONE)
            return redirect("submissions:import")
        verdicts = store(
            self.page,
            judge(self.page, rows),
            user=request.user,
            writes_mail="mail" in request.POST,
        )
        # No word of a story: a session is kept for weeks.
        request.session[RESULT] = {
            "left_out": left_out,
            "rows": [
                {
                    "number": verdict.number,
                    "status": str(verdict.status),
                    "submission": verdict.submission.pk if verdict.submission else None,
                    "problems": verdict.problems if verdict.status in WORDLESS else [],
                }
                for verdict in verdicts
            ],
        }
        return redirect("submissions:imported")


class ImportedView(EarlierView):
    """What became of each row, with the way to its desk."""

    template_name = "stories/admin/import_done.html"

    def get(self, request, *args, **kwargs):
        """Show it, for as long as this sign-in lasts."""
        if RESULT not in request.session:
            return redirect("submissions:import")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the rows by what became of them."""
        results = self.request.session[RESULT]["rows"]
        stories = Submission.objects.in_bulk(
            [result["submission"] for result in results if result["submission"]]
        )
        rows = [
            result | {"submission": stories.get(result["submission"]), "title": ""}
            for result in results
        ]
        for row in rows:
            row["title"] = row["submission"].title if row["submission"] else ""
        return super().get_context_data(**kwargs) | {
            "groups": _groups(rows, status=lambda row: row["status"]),
            "made": sum(row["status"] == Status.MADE for row in rows),
            "left_out": self.request.session[RESULT]["left_out"],
        }


class ExampleView(PermissionCheckedMixin, View):
    """The example as a file."""

    model = Submission
    permission_required = "moderate"

    def get(self, request, *args, **kwargs):
        """Answer with the CSV file."""
        response = HttpResponse(story_table.example_table(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="earlier-stories.csv"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


def get_urls():
    """Return the addresses below those of the queue."""
    return [
        path("import/", ImportView.as_view(), name="import"),
        path("import/confirm/", ConfirmImportView.as_view(), name="import_confirm"),
        path("import/done/", ImportedView.as_view(), name="imported"),
        path("import/earlier-stories.csv", ExampleView.as_view(), name="import_example"),
    ]


def seal_rows(verdicts, user) -> str:
    """Return the rows that were shown, signed for one user: nothing of them lies about on the server.

    Of the rows that were left out only the numbers travel.
    """
    held = {
        "user": user.pk,
        "rows": [[each.number, each.row.cells] for each in verdicts if each.will_be_made],
        "left_out": [each.number for each in verdicts if not each.will_be_made],
    }
    return signing.dumps(held, salt=SALT, compress=True)


def open_rows(sealed: str, user) -> tuple[list[Row], list[int]]:
    """Return the rows and the numbers of those left out.

    Both are empty for what is too old, was changed or was shown to somebody else.
    """
    try:
        held = signing.loads(sealed, salt=SALT, max_age=CONFIRM_SECONDS)
    except signing.BadSignature:
        return [], []
    if held["user"] != user.pk:
        return [], []
    return [Row(number, cells) for number, cells in held["rows"]], held["left_out"]


def _groups(rows, status=lambda row: row.status):
    """Return (heading, rows) for each status that occurs."""
    found = [(heading, [row for row in rows if status(row) == kind]) for kind, heading in GROUPS]
    return [(heading, those) for heading, those in found if those]
