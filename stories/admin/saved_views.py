"""Views of the queue with a name: saved, shared by their address, renamed and deleted."""

from django import forms
from django.db import IntegrityError, transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from stories.models import SavedView, Submission

# What an address of the queue says besides its filters, words and order.
NOT_KEPT = ("after", "before", "p", "export", "csrfmiddlewaretoken", "_w_filter_fragment")
LONGEST_QUERY = SavedView._meta.get_field("query").max_length
TAKEN = "You have a view with this name. Choose another one."


def kept_query(text):
    """Return a query string of the queue as a view keeps it, without a place; too long a one is cut to none."""
    query = QueryDict(text, mutable=True)
    for name in NOT_KEPT:
        query.pop(name, None)
    kept = query.urlencode()
    return kept if len(kept) <= LONGEST_QUERY else ""


class SavedViewForm(forms.ModelForm):
    """The name, and who sees it."""

    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]
        labels = {"name": "Name", "is_shared": "Show it to everybody who reads submissions"}


class QueueScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What the screens of saved views share; looking at submissions is enough for one's own."""

    model = Submission
    permission_required = "view"
    header_icon = "view"

    def get_breadcrumbs_items(self):
        """Lead back to the queue and to the list of views."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def view(self):
        """The view of the address, if it is the user's own; others cannot change it."""
        found = SavedView.objects.filter(pk=self.kwargs["pk"], owner=self.request.user).first()
        if found is None:
            raise Http404("You have no such view.")
        return found


class SavedViewsView(QueueScreen, TemplateView):
    """The list of one's own views and of the shared ones."""

    page_title = "Saved views"
    template_name = "stories/admin/saved_views.html"

    def get_context_data(self, **kwargs):
        """Add the views."""
        views = SavedView.objects.seen_by(self.request.user).select_related("owner")
        return super().get_context_data(**kwargs) | {"saved_views": views}


class SavedViewFormView(QueueScreen, FormView):
    """The form of one view."""

    form_class = SavedViewForm
    template_name = "stories/admin/saved_view.html"
    page_title = "Save this view"

    def get_instance(self):
        """Return a new view with what the address asks for."""
        query = kept_query(self.request.GET.urlencode())
        return SavedView(owner=self.request.user, query=query)

    def get_form_kwargs(self):
        """Let the form write to the view."""
        return super().get_form_kwargs() | {"instance": self.get_instance()}

    def get_context_data(self, **kwargs):
        """Add the way back."""
        context = super().get_context_data(**kwargs)
        query = context["form"].instance.query
        return context | {"list_url": f"{reverse('submissions:list')}?{query}"}

    def form_valid(self, form):
        """Save it and show it; a name that the user has given before is refused."""
        try:
            with transaction.atomic():
                view = form.save()
        except IntegrityError:
            form.add_error("name", TAKEN)
            return self.form_invalid(form)
        messages.success(self.request, f"The view “{view.name}” is saved.")
        return redirect(view.url)


class RenameView(SavedViewFormView):
    """Another name for one's own view, or other people who see it."""

    page_title = "Change this view"

    def get_instance(self):
        """Return the view."""
        return self.view


class DeleteView(QueueScreen, View):
    """Delete one's own view; the stories in it stay where they are."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        """Delete it and say so."""
        self.view.delete()
        messages.success(request, f"The view “{self.view.name}” is deleted.")
        return redirect("submissions:views")


class OpenView(QueueScreen, View):
    """The address of a view, which stays the same whatever it is called."""

    def get(self, request, *args, pk, **kwargs):
        """Lead to the list as it is narrowed by the view."""
        view = SavedView.objects.seen_by(request.user).filter(pk=pk).first()
        if view is None:
            raise Http404("There is no such view, or it is somebody’s own.")
        return redirect(f"{reverse('submissions:list')}?{view.query}")


def get_urls():
    """Return the addresses below that of the queue."""
    return [
        path("views/", SavedViewsView.as_view(), name="views"),
        path("views/save/", SavedViewFormView.as_view(), name="save_view"),
        path("views/<int:pk>/", OpenView.as_view(), name="view"),
        path("views/<int:pk>/change/", RenameView.as_view(), name="change_view"),
        path("views/<int:pk>/delete/", DeleteView.as_view(), name="delete_view"),
    ]
