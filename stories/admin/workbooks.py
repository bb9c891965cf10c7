"""The page of one long list on its way into an XLSX file: how far it is, and the file for its owner."""

from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories.models import Submission, Workbook

MOST_SHOWN = 5


def kept_by(user):
    """Return a person's workbooks that are written or lie ready, newest first."""
    return list(
        Workbook.objects.filter(
            owner=user, state__in=[Workbook.State.WAITING, Workbook.State.READY]
        )
        .select_related("export")
        .order_by("-pk")[:MOST_SHOWN]
    )


class OwnWorkbook(PermissionCheckedMixin):
    """One of the user's own workbooks; other people's are not there."""

    model = Submission
    permission_required = "export"

    @cached_property
    def workbook(self):
        """The workbook of the address."""
        found = (
            Workbook.objects.select_related("export")
            .filter(pk=self.kwargs["pk"], owner=self.request.user)
            .first()
        )
        if found is None:
            raise Http404("You have no such workbook.")
        return found


class WorkbookView(OwnWorkbook, WagtailAdminTemplateMixin, TemplateView):
    """How far the file is; static/js/progress.js looks again while the person waits."""

    page_title = "Your workbook"
    header_icon = "download"
    template_name = "stories/admin/workbook.html"

    def get_breadcrumbs_items(self):
        """Lead back to the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        """Add the workbook and where to ask for it again."""
        query = self.workbook.export.query
        return super().get_context_data(**kwargs) | {
            "workbook": self.workbook,
            "again_url": f"{reverse('submissions:take_out')}?{query}",
        }

    def render_to_response(self, context, **kwargs):
        """Let nothing keep the answer: it is another one in a moment."""
        response = super().render_to_response(context, **kwargs)
        add_never_cache_headers(response)
        return response


class WorkbookFileView(OwnWorkbook, View):
    """The file itself."""

    def get(self, request, *args, **kwargs):
        """Answer with the file, or with 404 once its day is over."""
        if not self.workbook.is_ready:
            raise Http404("The file is not there.")
        try:
            file = self.workbook.file.open("rb")
        except OSError as error:
            raise Http404("The file is gone.") from error
        name = f"stories-{self.workbook.export.at:%Y-%m-%d}.xlsx"
        response = FileResponse(file, as_attachment=True, filename=name)
        response["X-Content-Type-Options"] = "nosniff"
        add_never_cache_headers(response)
        return response


def get_urls():
    """Return the addresses below that of the queue."""
    base = "take-out/<int:pk>"
    return [
        path(f"{base}/", WorkbookView.as_view(), name="workbook"),
        path(f"{base}/file/", WorkbookFileView.as_view(), name="workbook_file"),
    ]
