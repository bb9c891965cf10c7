"""The stories of a list as a file: CSV as it is read, XLSX at once or by the worker; every export is recorded."""

import csv
from tempfile import TemporaryFile

from django.contrib.auth import get_user_model
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from openpyxl import Workbook
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories import workbooks
from stories.admin.filters import SubmissionFilterSet
from stories.admin.registers import neutralise
from stories.admin.workbooks import kept_by
from stories.models import Mark, QueueExport, StoryReviewTask, Submission, Topic
from stories.workbooks import MOST_ROWS

CHUNK = 2000
# A workbook of up to so many stories is there in a moment; a longer one is the worker's.
MOST_AT_ONCE = 1000
LONGEST_QUERY = QueueExport._meta.get_field("query").max_length
COLUMNS = {
    "number": "Number",
    "submit_time": "Sent at",
    "state": "State",
    "review_step": "Step",
    "topic": "Topic",
    "title": "Title",
    "because": "Because line",
    "what_happened": "What happened",
    "what_learned": "What you learned",
    "why_it_matters": "Why it matters",
    "sender_name": "Sender",
    "sender_email": "Email",
    "sender_about": "Who the sender is",
    "sender_place": "Town and state",
    "claimed_by": "Reader",
    "assigned_to": "For",
    "due_on": "Due on",
    "state_changed_at": "State since",
}
MARKS = {
    Mark.PICTURE: "Picture",
    Mark.VIDEO: "Video",
    Mark.CONFIRMED: "Address confirmed",
    Mark.FLAGGED: "Open flags",
    Mark.LACKS_PERMISSION: "Permission missing",
}
HEADINGS = [*COLUMNS.values(), *MARKS.values()]


class Cells:
    """Turns rows into what stands in the cells; the few names of people, topics and steps are read once."""

    def __init__(self):
        people = get_user_model().objects.select_related("wagtail_userprofile")
        # Those who can sign in to the admin are few; senders have no account.
        names = {person.pk: get_user_display_name(person) for person in people}
        self.names = {
            "claimed_by": names,
            "assigned_to": names,
            "topic": dict(Topic.objects.values_list("pk", "name")),
            "review_step": dict(StoryReviewTask.objects.values_list("pk", "name")),
            "state": dict(Submission.State.choices),
        }

    def rows(self, selection):
        """Yield the cells of each story, oldest first, without a formula; memory holds one chunk."""
        for places in selection.walk(CHUNK):
            found = Submission.objects.filter(pk__in=[pk for _, pk in places])
            for *values, marks in found.order_by("submit_time", "pk").values_list(
                *COLUMNS, "marks"
            ):
                cells = [
                    self._cell(name, value) for name, value in zip(COLUMNS, values, strict=True)
                ]
                yield [*cells, *("yes" if marks & mark else "no" for mark in MARKS)]

    def _cell(self, name, value):
        if value is None:
            return ""
        if name in self.names:
            return neutralise(str(self.names[name].get(value, "")))
        if name in ("submit_time", "state_changed_at"):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
        return neutralise(value) if isinstance(value, str) else value.isoformat()


class QueueExportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Says what would be taken out and in which form, and takes it out."""

    model = Submission
    permission_required = "export"
    page_title = "Take this list out"
    header_icon = "download"
    template_name = "stories/admin/queue_export.html"

    @cached_property
    def selection(self):
        """What the filters of the address ask for."""
        return SubmissionFilterSet(self.request.GET, request=self.request).select()

    @cached_property
    def query(self):
        """The filters as the address has them."""
        return self.request.GET.urlencode()

    def get_breadcrumbs_items(self):
        """Lead back to the list."""
        return [
            *self.breadcrumbs_items,
            {"url": f"{reverse('submissions:list')}?{self.query}", "label": "Submissions"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        """Add how many stories there are, as far as it matters, and the user's own workbooks."""
        count = self.selection.count(MOST_ROWS + 1)
        return super().get_context_data(**kwargs) | {
            "count": count,
            "fits": count <= MOST_ROWS and len(self.query) <= LONGEST_QUERY,
            "is_at_once": count <= MOST_AT_ONCE,
            "most": MOST_ROWS,
            "list_url": f"{reverse('submissions:list')}?{self.query}",
            "workbooks": kept_by(self.request.user),
        }

    def post(self, request, *args, **kwargs):
        """Answer with the file or with the way to it, and record who took what."""
        form = request.POST.get("form")
        if form == QueueExport.Form.CSV:
            return self.answer(form)
        if form != QueueExport.Form.XLSX:
            return redirect(request.get_full_path())
        count = self.selection.count(MOST_ROWS + 1)
        if count > MOST_ROWS:
            messages.error(request, f"A workbook holds {MOST_ROWS:,} stories. Take CSV.")
            return redirect(request.get_full_path())
        if count <= MOST_AT_ONCE:
            return self.answer(form)
        if len(self.query) > LONGEST_QUERY:
            messages.error(request, "This list has too many filters for a workbook. Take CSV.")
            return redirect(request.get_full_path())
        workbook = workbooks.ask(request.user, self.query, total=count)
        return redirect("submissions:workbook", workbook.pk)

    def answer(self, form):
        """Return the file of the list, which is read while it leaves."""
        record = QueueExport.objects.create(
            by=self.request.user, form=form, query=self.query[:LONGEST_QUERY]
        )
        rows = recorded(record, Cells().rows(self.selection))
        name = file_name(form)
        if form == QueueExport.Form.XLSX:
            response = FileResponse(make_workbook(rows), as_attachment=True, filename=name)
        else:
            response = StreamingHttpResponse(
                write_lines(rows), content_type="text/csv; charset=utf-8"
            )
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


def file_name(form):
    """Return the name of an export of today."""
    return f"stories-{timezone.localdate():%Y-%m-%d}.{form}"


def recorded(record, rows):
    """Yield the rows, and write to the record how many they were once the last one has left."""
    number = 0
    for row in rows:
        number += 1
        yield row
    QueueExport.objects.filter(pk=record.pk).update(rows=number)


def write_lines(rows):
    """Yield the text of a CSV file, many rows at a time."""

    class Line:
        """A file that gives back what is written to it."""

        def write(self, text):
            return text

    writer = csv.writer(Line())
    # Excel knows UTF-8 by its mark alone.
    lines = ["\ufeff", writer.writerow(HEADINGS)]
    for row in rows:
        lines.append(writer.writerow(row))
        if len(lines) == CHUNK:
            yield "".join(lines)
            lines = []
    yield "".join(lines)


def make_workbook(rows):
    """Return an open file with the rows as XLSX; openpyxl keeps them on the disk while it writes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Stories")
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    file = TemporaryFile()
    book.save(file)
    file.seek(0)
    return file
