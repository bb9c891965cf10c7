"""Writing the review rules: each save is a new version, and no version is ever changed or deleted."""

from django import forms
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.views import View
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from stories.admin.viewsets import RefusedView
from stories.models import ReviewPolicy

AT_ONCE = (
    "Somebody else saved a version at the same moment. Your words are all here. Look at that version "
    "first, then save again."
)


class AppendOnlyPolicy(ModelPermissionPolicy):
    """Rows can be added and looked at; not even an administrator changes or deletes one."""

    def user_has_permission(self, user, action):
        """Say whether a user may take an action."""
        return action in ("add", "view") and super().user_has_permission(user, action)


class ReviewPolicyForm(WagtailAdminModelForm):
    """The text of the next version."""

    def clean_text(self):
        """Refuse a version that says what the last one says."""
        text = self.cleaned_data["text"]
        newest = ReviewPolicy.objects.current()
        if newest and text == newest.text:
            raise forms.ValidationError(
                f"Nothing is different from version {newest.number}. Change the text first, or go back."
            )
        return text


class ReviewPolicyList(snippets.IndexView):
    """Every version, the newest first; each leads to its public page."""

    any_permission_required = ["add", "view"]

    def get_edit_url(self, instance):
        """Lead to the words as everybody reads them."""
        return instance.get_absolute_url()

    def get_list_more_buttons(self, instance):
        """Offer nothing else: a version is kept as it is."""
        return []


class NewPolicyView(snippets.CreateView):
    """The next version, beginning with the words of the last one."""

    page_title = "New version of the"

    def get_initial_form_instance(self):
        """Fill the form with the rules in force."""
        newest = ReviewPolicy.objects.current()
        return ReviewPolicy(text=newest.text if newest else "")

    def save_instance(self):
        """Store it under the next number, with the name of its author."""
        self.form.instance.by = self.request.user
        return super().save_instance()

    def form_valid(self, form):
        """Save it; of two saved at the same moment the second is shown again with its words."""
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            form.instance.number = form.instance.pk = None
            form.add_error("text", AT_ONCE)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_success_message(self, instance):
        """Say since when it counts."""
        return f"Version {instance.number} of the review rules is in force from now on."


class ToPublicPage(View):
    """There is no form for a version that exists: its words are on the site."""

    def dispatch(self, request, *args, pk, **kwargs):
        """Go there, or to the list when there is no such version."""
        policy = ReviewPolicy.objects.filter(pk=pk if str(pk).isdecimal() else 0).first()
        return redirect(policy or "review_rules")


class ReviewPolicyViewSet(SnippetViewSet):
    """The versions of the review rules: a list, and a form for the next one."""

    model = ReviewPolicy
    icon = "clipboard-list"
    add_to_settings_menu = True
    menu_label = "Review rules"
    menu_order = 310
    list_display = ["__str__", "since", "by"]
    ordering = "-number"
    copy_view_enabled = False
    index_view_class = ReviewPolicyList
    add_view_class = NewPolicyView
    edit_handler = ObjectList([FieldPanel("text")], base_form_class=ReviewPolicyForm)

    def register_chooser_viewset(self):
        """Register no chooser: nothing chooses a version."""

    @property
    def delete_view(self):
        """No version is deleted."""
        return RefusedView.as_view()

    usage_view = history_view = delete_view

    @property
    def edit_view(self):
        """A version is read, not edited."""
        return ToPublicPage.as_view()
