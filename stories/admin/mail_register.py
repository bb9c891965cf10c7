"""The register of mails: what each was about, whether it left and arrived, and the way to try it again."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.urls import reverse

from stories import delivery, mail_kinds
from stories.admin import registers
from stories.admin.kept import without_contacts
from stories.admin.sender import IN_TOUCH
from stories.models import OutboxMail
from stories.outbox import NEVER

# How far a mail came: value, label, which mails.
PROGRESS = [
    ("sent", "Sent", Q(sent_at__isnull=False, bounce_is_final=False)),
    (
        "waiting",
        "Waiting",
        Q(sent_at=None, held_at=None, bounce_is_final=False, next_try_at__lt=NEVER),
    ),
    ("held", "Held in the outbox", Q(held_at__isnull=False)),
    ("given_up", "Given up", Q(sent_at=None, bounce_is_final=False, next_try_at=NEVER)),
    ("came_back", "Came back", Q(bounce_is_final=True)),
]


class MailProgress(SimpleListFilter):
    """Mails by how far they came."""

    title = "progress"
    parameter_name = "progress"

    def lookups(self, request, model_admin):
        """Return the choices."""
        return [(value, label) for value, label, _ in PROGRESS]

    def queryset(self, request, queryset):
        """Return the mails of the chosen progress."""
        chosen = {value: which for value, _, which in PROGRESS}.get(self.value())
        return queryset.filter(chosen) if chosen else queryset


class MailButtons(registers.RegisterButtons):
    """Besides the button that opens the record, one that leads to another try, where there is a use in it."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        """Return the buttons of one mail."""
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        user = self.request.user
        may = any(user.has_perm(f"stories.{action}_submission") for action in IN_TOUCH)
        if may and delivery.can_retry(obj):
            added = ["button-secondary", *(classnames_add or [])]
            classname = self.finalise_classname(added, classnames_exclude or [])
            buttons.append(
                {
                    "url": reverse("mail_retry", args=[obj.pk]),
                    "label": "Try again",
                    "classname": classname,
                    "title": "Try this mail again",
                }
            )
        return buttons


class MailRegister(registers.OfSubmission):
    """Every mail: what it was about and whether it left; to whom and in which words, for a few."""

    model = OutboxMail
    button_helper_class = MailButtons
    menu_label = "Mails"
    menu_icon = "mail"
    base_url_path = "registers/mails"
    list_display = ("mail", "number", "progress", "created_at", "attempts", "error")
    list_filter = (MailProgress, "created_at")
    list_select_related = ("submission",)
    search_fields = ("submission__number", "kind")
    ordering = ("-created_at", "-id")
    inspect_view_fields = list_export = (
        "kind",
        "number",
        "progress",
        "created_at",
        "sent_at",
        "bounced_at",
        "attempts",
        "error",
    )
    # Mails to a sender hold links that act for the sender.
    personal_export = personal_inspect = ("to", "subject", "body")
    export_filename = "mail-register"

    def mail(self, mail):
        """Return what kind of mail it is, in the words of Settings, Mails."""
        known = mail_kinds.BY_NAME.get(mail.kind)
        return known.label if known else mail.kind

    mail.admin_order_field = "kind"

    def progress(self, mail):
        """Return how far the mail came, and when a failed one is tried again."""
        return delivery.describe(mail).words

    def error(self, mail):
        """Return what a mail server said last; it repeats the address in it."""
        return without_contacts(mail.bounce_reason or mail.last_error)

    error.short_description = "last error"
