"""Who is signed in, read together with what every page of the admin asks about them: a query or two less each."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class StaffBackend(ModelBackend):
    """Django's own sign-in; the settings of the admin and of the review desk come along."""

    def get_user(self, user_id):
        """Return the person with this key, or None for one who may not sign in any more."""
        people = get_user_model().objects.select_related(
            "wagtail_userprofile", "reviewer_preference"
        )
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

    def get_all_permissions(self, user_obj, obj=None):
        """Return "app.codename" of all that a person may do, themselves or by a group: one query for both."""
        is_asked = user_obj.is_active and not user_obj.is_anonymous and obj is None
        if is_asked and not user_obj.is_superuser and not hasattr(user_obj, "_perm_cache"):
            found = Permission.objects.filter(Q(user=user_obj) | Q(group__user=user_obj))
            names = found.order_by().values_list("content_type__app_label", "codename").distinct()
            # Where Django keeps its own answer and looks first.
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return super().get_all_permissions(user_obj, obj)
