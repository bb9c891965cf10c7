"""Who is signed in, read together with what every page of the admin asks about them: a query or two less each."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class StaffBackend(ModelBackend):
    """Django's own sign-in; the settings of the admin and of the review desk come along."""

    def get_user(self, user_id):
        """Return the person with this key, or None for one who may not sign in any more."""
        people = get_user_model().objects.select_related(
            "wagtail_userprofile", "reviewer_preference"
        )
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
