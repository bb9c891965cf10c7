"""The register of the people in stories: on what the telling of each rests, and what they said."""

from stories.admin import registers
from stories.admin.export_register import ExportRegister
from stories.admin.mail_register import MailRegister
from stories.admin.placement_register import PlacementRegister
from stories.models import ProtectedParty


class LikeConsentsHelper(registers.ReadOnlyPermissionHelper):
    """Lets those look who may read the consents: these are the other half of them."""

    def user_can_list(self, user):
        """Say whether somebody may read the register."""
        return user.has_perm("stories.view_consent")


class PartyRegister(registers.OfSubmission):
    """Every person in a story besides its sender."""

    model = ProtectedParty
    permission_helper_class = LikeConsentsHelper
    menu_label = "People in stories"
    menu_icon = "group"
    base_url_path = "registers/people"
    list_display = ("number", "basis", "standing", "at", "confirmed_at", "refused_at")
    list_filter = ("basis", "confirmed_at", "refused_at")
    list_select_related = ("submission",)
    search_fields = ("submission__number",)
    ordering = ("-at", "-id")
    inspect_view_fields = list_display
    list_export = list_display
    personal_export = personal_inspect = ("relation", "email")
    export_filename = "people-register"

    def standing(self, person):
        """Say whether the story has to wait for this person."""
        if person.refused_at:
            return "Said no"
        return "Settled" if person.is_settled else "Waited for"

    def get_permissions_for_registration(self):
        """Offer no permission of its own when groups are edited."""
        return super().get_permissions_for_registration().none()


class Registers(registers.Registers):
    """The menu of the registers, with the people beside the consents, the mails and the exports further down."""

    items = (
        registers.Registers.items[0],
        PartyRegister,
        PlacementRegister,
        *registers.Registers.items[1:-1],
        MailRegister,
        registers.Registers.items[-1],
        ExportRegister,
    )
