"""Which mails a moderator wants, in the account settings of Wagtail, and how decisions were mailed last."""

from django import forms
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from stories import moderation
from stories.models import ReviewerPreference


class ReviewerPreferenceForm(forms.ModelForm):
    """The switches."""

    class Meta:
        model = ReviewerPreference
        fields = ["first_waiting", "daily_digest", "story_assigned"]


class ReviewerPreferencePanel(BaseSettingsPanel):
    """The switches in the tab of notifications; only moderators get these mails."""

    name = "review_mails"
    title = "Mails about stories"
    tab = notifications_tab
    order = 50
    form_class = ReviewerPreferenceForm

    def is_active(self):
        """Show it to those who get the mails."""
        return moderation.can_moderate(self.user)

    def get_form(self):
        """Return the form for the preference of the user, who has none before the first save."""
        preference = ReviewerPreference.objects.filter(user=self.user).first()
        data = [self.request.POST] if self.request.method == "POST" else []
        return self.form_class(
            *data,
            instance=preference or ReviewerPreference(user=self.user),
            prefix=self.name,
        )


def decides_quietly(user) -> bool:
    """Say whether the last decision of a user was to be held in the outbox: the next one begins so."""
    preference = getattr(user, "reviewer_preference", None)
    return preference is not None and preference.decides_quietly


def remember_quiet(user, quiet):
    """Remember how a user decided, for the next decision."""
    if quiet != decides_quietly(user):
        ReviewerPreference.objects.update_or_create(user=user, defaults={"decides_quietly": quiet})
