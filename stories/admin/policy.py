"""Who may do what with submissions in the admin, whatever screen of Wagtail asks."""

from wagtail.permission_policies import ModelPermissionPolicy

# Wagtail's word for an action -> the permission that it needs here.
CODENAMES = {
    "view": "view_submission",
    "change": "moderate_submission",
    "moderate": "moderate_submission",
    "promote": "promote_submission",
    "export": "export_submission",
    "erase": "erase_submission",
}


class SubmissionPolicy(ModelPermissionPolicy):
    """Looking needs "view", editing needs "moderate"; nobody adds, deletes, publishes or locks.

    A submission comes from a visitor, leaves by erasure and is never published: its page is. Not
    even an administrator finds a button for these.
    """

    def user_has_permission(self, user, action):
        """Say whether a user may take an action on submissions."""
        codename = CODENAMES.get(action)
        return bool(codename) and user.is_active and user.has_perm(f"stories.{codename}")

    def users_with_any_permission(self, actions):
        """Return the users who may take at least one of the actions."""
        return self._get_users_with_any_permission_codenames(
            {CODENAMES[action] for action in actions if action in CODENAMES}
        )
