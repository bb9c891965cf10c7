"""The keys of the desk are shown, can be changed by each person, and can be turned off (WCAG 2.1.4)."""

import pytest

from stories.admin.keys import SHIPPED
from stories.models import ReviewerPreference
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/submissions/keys/"


@pytest.fixture
def moderator(client):
    person = make.moderator()
    client.force_login(person)
    return person


def form(**changes):
    """Return what the page of the keys sends."""
    keys = {action: key for action, (_, key) in SHIPPED.items()}
    sent = {"uses_keys": "on", **keys, **changes}
    return {name: value for name, value in sent.items() if value is not None}


def desk(client):
    return client.get(make.submission().desk_url).content.decode()


class TestRule2OnTheDesk:
    def test_every_key_is_shown_on_its_button_and_in_the_list(self, client, moderator):
        page = desk(client)
        for action in ("approve", "changes", "refuse", "take", "look", "edit", "next", "queue"):
            key = SHIPPED[action][1]
            assert f'data-desk-key="{key}" aria-keyshortcuts="{key}"' in page
            assert page.count(f"<kbd>{key.upper()}</kbd>") == 2
        assert 'id="dialog-keys"' in page
        assert 'data-desk-key="?"' in page

    def test_no_two_shipped_keys_are_the_same(self):
        keys = [key for _, key in SHIPPED.values()]
        assert len({*keys}) == len(keys)

    def test_a_key_of_ones_own_is_on_the_button(self, client, moderator):
        client.post(ADDRESS, form(approve="y"))
        page = desk(client)
        assert 'data-desk-key="y"' in page
        assert 'data-desk-key="a"' not in page

    def test_it_is_nobody_elses(self, client, moderator):
        client.post(ADDRESS, form(approve="y"))
        client.force_login(make.moderator())
        assert 'data-desk-key="a"' in desk(client)

    def test_turned_off_no_button_has_a_key(self, client, moderator):
        client.post(ADDRESS, form(uses_keys=None))
        page = desk(client)
        assert "data-desk-key" not in page
        assert "Change the keys" in page

    def test_wagtails_own_switch_turns_them_off_too(self, client, moderator):
        from wagtail.users.models import UserProfile

        profile = UserProfile.get_for_user(moderator)
        profile.keyboard_shortcuts = False
        profile.save()
        assert "data-desk-key" not in desk(client)

    def test_an_empty_key_is_no_key(self, client, moderator):
        client.post(ADDRESS, form(refuse=""))
        page = desk(client)
        assert "no key" in page
        assert 'data-desk-key="r"' not in page


class TestRule2Changing:
    def test_only_what_differs_is_kept(self, client, moderator):
        response = client.post(ADDRESS, form(approve="Y"), follow=True)
        assert ReviewerPreference.objects.get(user=moderator).keys == {"approve": "y"}
        assert 'value="y"' in response.content.decode()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"approve": "r"}, "“R” is the key of “Approve”. Choose another."),
            ({"approve": "/"}, "“/” opens search all over the admin."),
            ({"approve": "ab"}, "Type one character only."),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_reason(self, client, moderator, changes, words):
        response = client.post(ADDRESS, form(**changes))
        assert response.status_code == 422
        assert words in response.content.decode()
        assert not ReviewerPreference.objects.exists()

    def test_the_shipped_keys_come_back(self, client, moderator):
        client.post(ADDRESS, form(approve="y", uses_keys=None))
        client.post(ADDRESS, {"reset": "1"})
        preference = ReviewerPreference.objects.get(user=moderator)
        assert (preference.keys, preference.uses_keys) == ({}, True)

    def test_the_mails_that_were_chosen_stay(self, client, moderator):
        ReviewerPreference.objects.create(user=moderator, daily_digest=False)
        client.post(ADDRESS, form(approve="y"))
        assert not ReviewerPreference.objects.get(user=moderator).daily_digest


class TestRule2WhoMay:
    @pytest.mark.parametrize("maker", [make.moderator, make.editor, make.auditor])
    def test_who_reads_stories(self, client, maker):
        client.force_login(maker())
        assert client.get(ADDRESS).status_code == 200

    def test_nobody_else(self, client):
        assert client.get(ADDRESS).status_code == 302
        client.force_login(make.user())
        assert client.post(ADDRESS, form(approve="y")).status_code == 302
        assert not ReviewerPreference.objects.exists()
