"""Moderators choose their mails in the account settings; others are not asked."""

import pytest

from stories.models import ReviewerPreference
from tests import make

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"


def settings_of(person, **switches):
    """Return what the page of settings sends."""
    return {
        "name_email-first_name": person.first_name,
        "name_email-last_name": person.last_name or "Doe",
        "name_email-email": person.email,
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        **{f"review_mails-{name}": "on" for name, on in switches.items() if on},
    }


class TestTheSwitches:
    def test_all_are_on_before_the_first_choice(self, client):
        client.force_login(make.moderator())
        page = client.get(ACCOUNT).content.decode()
        assert 'name="review_mails-first_waiting"' in page
        assert page.count("checked") >= 3
        assert not ReviewerPreference.objects.exists()

    def test_a_choice_is_kept(self, client):
        person = make.moderator()
        client.force_login(person)
        client.post(ACCOUNT, settings_of(person, daily_digest=True))
        preference = ReviewerPreference.objects.get(user=person)
        assert (preference.first_waiting, preference.daily_digest) == (False, True)
        client.post(ACCOUNT, settings_of(person, first_waiting=True))
        preference.refresh_from_db()
        assert (preference.first_waiting, preference.daily_digest) == (True, False)
        assert not preference.story_assigned
        client.post(ACCOUNT, settings_of(person, story_assigned=True))
        preference.refresh_from_db()
        assert preference.story_assigned

    @pytest.mark.parametrize("maker", [make.editor, make.privacy_staff, make.auditor])
    def test_others_are_not_asked(self, client, maker):
        client.force_login(maker())
        assert "review_mails" not in client.get(ACCOUNT).content.decode()
