"""Settings → Mails: the words of every kind of mail, with a preview, a test and the way back."""

import logging

from django import forms
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import normalize_newlines
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.admin.widgets.button import Button
from wagtail.snippets.action_menu import ActionMenuItem, SaveMenuItem
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import rate_limit
from stories import mail_preview, mail_words
from stories.admin.viewsets import RefusedView
from stories.models import MailText
from stories.models.mails import all_keys

TESTS_AN_HOUR = 10
logger = logging.getLogger(__name__)


def text_of(key):
    """Return the MailText of a kind and language, saved or not; raise Http404 for what is no mail."""
    if key not in all_keys():
        raise Http404
    return MailText.objects.filter(kind=key).first() or MailText(kind=key)


class MailTextForm(WagtailAdminModelForm):
    """Subject and text, which begin with the words that ship."""

    subject = forms.CharField(
        max_length=MailText._meta.get_field("subject").max_length,
        required=False,
        help_text="One line. Empty it and save to have the words back that came with the site.",
    )
    body = forms.CharField(
        label="Text",
        max_length=MailText._meta.get_field("body").max_length,
        required=False,
        widget=AdminAutoHeightTextInput,
        help_text="Leave an empty line between paragraphs. A line that begins with a hyphen and a space "
        "is an item of a list. A link on a line of its own becomes a button. The mail leaves as plain "
        "text and in a designed form, from these same words.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("subject", "body"):
            if not getattr(self.instance, name):
                self.initial[name] = getattr(self.shipped, name)

    @cached_property
    def shipped(self):
        """The words that ship, with their placeholders."""
        return mail_words.shipped_words(self.instance.name, self.instance.language)

    def clean_subject(self):
        """Return the subject, empty if it is the shipped one: a better one can then ship later."""
        subject = " ".join(self.cleaned_data["subject"].split())
        return "" if subject == self.shipped.subject else subject

    def clean_body(self):
        """Return the text, empty if it is the shipped one."""
        body = normalize_newlines(self.cleaned_data["body"])
        body = "\n".join(line.rstrip() for line in body.split("\n")).strip()
        return "" if body == self.shipped.body else body


class WordsColumn(Column):
    """Whose words a mail has, and whether they can be used."""

    cell_template_name = "stories/admin/columns/mail_words.html"


class MailTextsView(snippets.IndexView):
    """One row for each kind of mail and its language, in the order in which a story meets them."""

    page_title = "Mails"
    any_permission_required = ["change", "delete", "view"]
    is_searchable = False

    def get_queryset(self):
        """Return a MailText for each of them, whether it has words of its own or not."""
        saved = MailText.objects.in_bulk()
        return [saved.get(key) or MailText(kind=key) for key in all_keys()]

    def get_paginate_by(self, queryset):
        """Show all of them."""
        return None

    @cached_property
    def columns(self):
        """The columns; nothing to choose several for."""
        return [
            TitleColumn("mail", label="Mail", accessor=str, get_url=self.get_edit_url),
            Column("receiver", label="Goes to", accessor="about.receiver"),
            Column("when", label="When", accessor="about.when"),
            WordsColumn("words", label="Words"),
            DateColumn("changed_at", label="Changed"),
        ]


class MailTextEditView(snippets.EditView):
    """The words of one kind of mail."""

    page_title = "Words of the mail"
    actions = ["edit", "test"]

    def get_object(self, queryset=None):
        """Return the words, saved or not."""
        self.live_object = text_of(self.object_pk)
        return self.live_object

    def get_history_url(self):
        """Return the address of the history once there is one."""
        return None if self.object._state.adding else super().get_history_url()

    def get_editing_sessions(self):
        """Return who else has the words open; Wagtail looks for that once they are saved."""
        return None if self.object._state.adding else super().get_editing_sessions()

    def get_usage_url(self):
        """No other record uses the words of a mail."""
        return None

    @cached_property
    def header_more_buttons(self):
        """Offer the way back to the words that ship."""
        if self.object._state.adding or not self.can_delete:
            return []
        return [Button("Use the shipped words again", url=self.get_delete_url(), icon_name="undo")]

    def get_side_panels(self):
        """Leave out the checks: they are made for pages of the site."""
        panels = super().get_side_panels()
        return type(panels)([panel for panel in panels if panel.name != "checks"])

    def form_valid(self, form):
        """Save the words, or mail them to the user without saving."""
        if self.action != "test":
            return super().form_valid(form)
        self.form = form
        self.send_test(form.instance)
        return self.render_to_response(self.get_context_data(form=form))

    def send_test(self, text):
        """Send the mail to the user's own address, and say what became of it."""
        user = self.request.user
        if not user.email:
            words = "Your account has no email address. Add one in your account settings first."
            messages.warning(self.request, words)
            return
        verdict = rate_limit.allow("test-mail", str(user.pk), limit=TESTS_AN_HOUR, seconds=3600)
        if not verdict.allowed:
            minutes = verdict.retry_after // 60 + 1
            words = (
                f"That were {TESTS_AN_HOUR} tests within an hour. Try again in {minutes} minutes."
            )
            messages.warning(self.request, words)
            return
        try:
            mail_preview.send_test(text, to=user.email)
        except Exception as error:
            # Whatever a mail backend raises; the words in the form are kept.
            logger.warning("A test mail did not leave: %s", type(error).__name__)
            words = "The mail server did not take the test. Try again in a few minutes."
            messages.error(self.request, words)
            return
        words = f"A test is on its way to {user.email}. What you typed is not saved yet."
        messages.success(self.request, words)

    def get_success_message(self):
        """Say whose words the mail has now."""
        own = self.object.subject or self.object.body
        which = "leaves in your words from now on" if own else "has the shipped words"
        return f"“{self.object}” {which}."


class ResetView(snippets.DeleteView):
    """Giving up one's own words for those that ship."""

    page_title = "Use the shipped words again"
    header_icon = "undo"
    template_name = "stories/admin/mail_reset.html"

    def get_usage_url(self):
        """No other record uses the words of a mail."""
        return None

    def setup(self, request, *args, **kwargs):
        """Remember what the mail is called: its words lose their kind as they go."""
        super().setup(request, *args, **kwargs)
        self.label = str(self.object)

    def get_success_message(self):
        """Say what happened."""
        return f"“{self.label}” has the shipped words again."


class MailPreviewView(snippets.PreviewOnEditView):
    """The mail in the words of the form, about a story that nobody sent."""

    def get_object(self):
        """Return the words; what is typed for a kind without any is kept apart from the other kinds."""
        text = text_of(unquote(str(self.kwargs["pk"])))
        self.parent_object_id = text.kind
        return text


class MailTextViewSet(SnippetViewSet):
    """The words of the mails; kinds of mails come with the site, so there is nothing to add or copy."""

    model = MailText
    icon = "mail"
    menu_label = "Mails"
    menu_name = "mails"
    menu_order = 130
    add_to_settings_menu = True
    url_prefix = "mails"
    url_namespace = "mails"
    copy_view_enabled = False
    index_view_class = MailTextsView
    edit_view_class = MailTextEditView
    delete_view_class = ResetView
    delete_template_name = "stories/admin/mail_reset.html"
    preview_on_edit_view_class = MailPreviewView
    edit_handler = ObjectList(
        [
            HelpPanel(template="stories/admin/mail_about.html", heading="This mail"),
            FieldPanel("subject"),
            FieldPanel("body"),
            HelpPanel(template="stories/admin/mail_placeholders.html", heading="Placeholders"),
        ],
        base_form_class=MailTextForm,
    )

    def register_chooser_viewset(self):
        """Register no chooser: Wagtail opens those to everybody in the admin."""

    @property
    def add_view(self):
        """Which mails there are is no matter of settings."""
        return RefusedView.as_view()

    preview_on_add_view = usage_view = add_view


class TestItem(ActionMenuItem):
    """The button that mails what is typed to the one who types it."""

    name = "action-test"
    label = "Send it to me as a test"
    icon_name = "mail"
    order = 20


class SaveWordsItem(SaveMenuItem):
    """The button that saves: there are no drafts of a mail's words."""

    def get_context_data(self, parent_context):
        """Tell the template that there are no drafts."""
        return super().get_context_data(parent_context) | {"draftstate_enabled": False}


def offer_test(menu_items, request, context):
    """Leave saving and testing below the words of a mail; for construct_snippet_action_menu."""
    if context.get("model") is MailText:
        menu_items[:] = [SaveWordsItem(), TestItem()]
