"""The register of exports: who took which list of stories out, when, and how many they were."""

from stories.admin import registers
from stories.models import QueueExport


class LikeErasuresHelper(registers.ReadOnlyPermissionHelper):
    """Lets those look who may read the erasures: they watch over what becomes of personal data."""

    def user_can_list(self, user):
        """Say whether somebody may read the register."""
        return user.has_perm("stories.view_erasurepermit")


class ExportRegister(registers.Register):
    """Every export of the queue."""

    model = QueueExport
    permission_helper_class = LikeErasuresHelper
    menu_label = "Exports"
    menu_icon = "download"
    base_url_path = "registers/exports"
    list_display = ("by", "at", "form", "rows")
    list_filter = ("form", "at")
    list_select_related = ("by",)
    ordering = ("-at", "-id")
    inspect_view_fields = (*list_display, "query")
    list_export = inspect_view_fields
    export_filename = "export-register"

    def get_permissions_for_registration(self):
        """Offer no permission of its own when groups are edited."""
        return super().get_permissions_for_registration().none()
