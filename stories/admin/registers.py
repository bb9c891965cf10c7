"""The registers: what was agreed, placed, decided, mailed and erased, for nobody to change."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.shortcuts import redirect
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import IndexView, InspectView

from stories.models import Consent, Decision, ErasurePermit

# A spreadsheet takes a cell that starts with one of these for a formula (OWASP, CSV Injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# openpyxl holds a whole sheet in memory.
MOST_XLSX_ROWS = 20_000


def neutralise(value):
    """Return a value that a spreadsheet shows as text; everything but text is left alone."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def may_export(user):
    """Say whether somebody may take personal data out."""
    return user.has_perm("stories.export_submission")


class ReadOnlyPermissionHelper(PermissionHelper):
    """Lets those with the view permission look; nobody writes, administrators included."""

    def user_can_list(self, user):
        """Say whether somebody may read the register."""
        return self.user_has_specific_permission(user, f"view_{self.opts.model_name}")

    def user_can_create(self, user):
        """Nobody adds to a register by hand."""
        return False

    def user_can_edit_obj(self, user, obj):
        """Nobody changes a record."""
        return False

    def user_can_delete_obj(self, user, obj):
        """Nobody deletes a record."""
        return False

    def user_can_inspect_obj(self, user, obj):
        """Say whether somebody may look at one record."""
        return self.user_can_list(user)


class RegisterButtons(ButtonHelper):
    """The one button of a row."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        """Return the button that opens the record."""
        may_look = self.permission_helper.user_can_inspect_obj(self.request.user, obj)
        if not may_look or "inspect" in (exclude or ()):
            return []
        return [self.inspect_button(obj.pk, classnames_add, classnames_exclude) | {"label": "Look"}]


class RegisterIndexView(IndexView):
    """A list with safe exports, filtered by what it offers and by nothing else."""

    def dispatch(self, request, *args, **kwargs):
        """Show the whole list to an address whose filter makes no sense."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)

    def get_filters(self, request):
        """Return the register's own filters; wagtail_modeladmin would look up any column of any table."""
        filters, has_filters, _, use_distinct = super().get_filters(request)
        return filters, has_filters, {}, use_distinct

    def get_queryset(self, request=None):
        """Return the rows; a workbook holds only as many as fit into memory."""
        queryset = super().get_queryset(request)
        return queryset[:MOST_XLSX_ROWS] if self.export == self.FORMAT_XLSX else queryset

    def to_row_dict(self, item):
        """Return the cells of one row; where there is nothing to say a cell stays empty."""
        empty = self.model_admin.get_empty_value_display()
        return {
            name: "" if value == empty else value
            for name, value in super().to_row_dict(item).items()
        }

    def preprocess_field_value(self, field, value, export_format):
        """Return what is written into a cell, without formulas."""
        return neutralise(super().preprocess_field_value(field, value, export_format))


class RegisterInspectView(InspectView):
    """One record."""

    def check_action_permitted(self, user):
        """Let those look who may list."""
        return self.permission_helper.user_can_list(user)

    def get_fields_dict(self):
        """Return the fields, with the personal ones for those who may have them."""
        names = [*self.model_admin.get_inspect_view_fields()]
        if may_export(self.request.user):
            names += self.model_admin.personal_inspect
        return [self.get_dict_for_field(name) for name in names]

    def get_dict_for_field(self, field_name):
        """Return label and value, for what the register itself computes too."""
        computed = getattr(self.model_admin, field_name, None)
        if not callable(computed):
            return super().get_dict_for_field(field_name)
        label = getattr(computed, "short_description", field_name.replace("_", " "))
        return {"label": capfirst(label), "value": computed(self.instance)}


class Register(ModelAdmin):
    """What all registers share: list, one record, export; no door to write."""

    permission_helper_class = ReadOnlyPermissionHelper
    button_helper_class = RegisterButtons
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    # Columns of the export and fields of a record that only they see who may export personal data.
    personal_export = ()
    personal_inspect = ()

    def get_list_export(self, request):
        """Return the columns of the export, with the personal ones for those who may have them."""
        if may_export(request.user):
            return (*self.list_export, *self.personal_export)
        return self.list_export

    def get_permissions_for_registration(self):
        """Offer only the permission to look when groups are edited."""
        return super().get_permissions_for_registration().filter(codename__startswith="view_")


class OfSubmission(Register):
    """A register of records that each belong to one submission."""

    def number(self, record):
        """Return the number of the story; mails to moderators are about none."""
        return record.submission.number if record.submission else ""

    number.short_description = "story"
    number.admin_order_field = "submission__number"


class ConsentRegister(OfSubmission):
    """Every consent: who agreed to what, in which words, from when until when."""

    model = Consent
    menu_label = "Consents"
    menu_icon = "check"
    base_url_path = "registers/consents"
    list_display = ("number", "scope", "wording_version", "given_at", "withdrawn_at", "expires_on")
    list_filter = ("scope", "withdrawn_at", "expires_on")
    list_select_related = ("submission",)
    search_fields = ("submission__number", "wording")
    ordering = ("-given_at", "-id")
    inspect_view_fields = (
        "number",
        "scope",
        "wording",
        "wording_version",
        "name_shown",
        "given_at",
        "withdrawn_at",
        "expires_on",
    )
    list_export = (
        "number",
        "scope",
        "wording",
        "wording_version",
        "name_shown",
        "given_at",
        "withdrawn_at",
        "expires_on",
    )
    personal_export = ("sender_name", "sender_email", "how_given")
    personal_inspect = ("how_given",)
    export_filename = "consent-register"

    def sender_name(self, consent):
        """Return who agreed."""
        return consent.submission.sender_name

    def sender_email(self, consent):
        """Return where the sender can be reached."""
        return consent.submission.sender_email


class DecisionRegister(OfSubmission):
    """The archive of decisions: what was decided, on which grounds, by whom."""

    model = Decision
    menu_label = "Decisions"
    menu_icon = "clipboard-list"
    base_url_path = "registers/decisions"
    list_display = ("number", "kind", "step", "grounds_in_words", "by", "at")
    list_filter = ("kind", "at")
    list_select_related = ("submission", "policy", "by")
    search_fields = ("submission__number", "step")
    inspect_view_fields = (
        "number",
        "kind",
        "step",
        "grounds_in_words",
        "policy",
        "note",
        "internal_note",
        "by",
        "at",
    )
    list_export = ("number", "kind", "step", "grounds_in_words", "policy", "by", "at")
    personal_export = ("note", "internal_note")
    export_filename = "decision-register"

    def grounds_in_words(self, decision):
        """Return the grounds without their explanations."""
        return ", ".join(label.partition(":")[0] for label in decision.ground_labels)

    grounds_in_words.short_description = "grounds"


class ErasureRegister(Register):
    """Every erasure: which story, why, by whom; of the story itself nothing is left."""

    model = ErasurePermit
    menu_label = "Erasures"
    menu_icon = "bin"
    base_url_path = "registers/erasures"
    list_display = ("ref", "reason", "by", "opened_at", "closed_at")
    list_filter = ("opened_at", "closed_at")
    list_select_related = ("by",)
    search_fields = ("ref", "reason")
    inspect_view_fields = list_display
    list_export = list_display
    export_filename = "erasure-register"


class Registers(ModelAdminGroup):
    """The menu of the registers; each entry shows for those who may read it."""

    menu_label = "Registers"
    menu_icon = "list-ul"
    menu_order = 800
    items = (ConsentRegister, DecisionRegister, ErasureRegister)
