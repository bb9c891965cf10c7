"""Editors write the review rules, one version after the other."""

import pytest

from stories.models import ReviewPolicy
from tests import make

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/stories/reviewpolicy/"
ADD = f"{LIST}add/"
TEXT = '{"blocks": [{"key": "a", "type": "unstyled", "depth": 0, "text": "We publish true stories.", "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'


def save(client, text=TEXT):
    return client.post(ADD, {"text": text}, follow=True)


class TestRule6WhoWrites:
    """Campaign editors and administrators."""

    @pytest.mark.parametrize("maker", [make.editor, make.administrator])
    def test_allowed(self, client, maker):
        person = maker()
        client.force_login(person)
        response = save(client)
        assert "Version 2 of the review rules is in force" in response.content.decode()
        newest = ReviewPolicy.objects.current()
        assert (newest.number, newest.by) == (2, person)
        assert "We publish true stories." in newest.text

    @pytest.mark.parametrize("maker", [make.moderator, make.privacy_staff, make.auditor])
    def test_refused(self, client, maker):
        client.force_login(maker())
        for response in (client.get(LIST), client.get(ADD), client.post(ADD, {"text": TEXT})):
            assert response.status_code in (302, 403)
        assert ReviewPolicy.objects.count() == 1


class TestRule6Kept:
    """No screen changes or deletes a version, not even for administrators."""

    def test_there_is_no_form_for_a_version(self, client):
        client.force_login(make.administrator())
        first = ReviewPolicy.objects.get()
        response = client.post(f"{LIST}edit/{first.pk}/", {"text": TEXT})
        assert response["Location"] == "/review-rules/1/"
        for name in ("delete", "copy", "usage", "history"):
            assert client.post(f"{LIST}{name}/{first.pk}/").status_code == 404
        first.refresh_from_db()
        assert "We publish true stories." not in first.text

    def test_the_bulk_action_deletes_nothing(self, client):
        client.force_login(make.administrator())
        first = ReviewPolicy.objects.get()
        client.post(f"/admin/bulk/stories/reviewpolicy/delete/?id={first.pk}")
        assert ReviewPolicy.objects.count() == 1


class TestRule6TheForm:
    """It begins with the words in force."""

    def test_it_holds_them(self, client):
        client.force_login(make.editor())
        assert "These are the rules that we read it by." in client.get(ADD).content.decode()

    def test_equal_words_make_no_version(self, client):
        client.force_login(make.editor())
        save(client)
        response = save(client)
        assert "Nothing is different from version 2." in response.content.decode()
        assert ReviewPolicy.objects.count() == 2

    def test_the_list_leads_to_the_public_pages(self, client):
        client.force_login(make.editor())
        save(client)
        page = client.get(LIST).content.decode()
        assert page.index("/review-rules/2/") < page.index("/review-rules/1/")

    def test_of_two_at_once_the_second_keeps_its_words(self, client, monkeypatch):
        client.force_login(make.editor())
        current = ReviewPolicy.objects.get()
        current.number = 0
        monkeypatch.setattr(
            "stories.models.review_policy.ReviewPolicyQuerySet.current", lambda rows: current
        )
        response = save(client)
        assert "Somebody else saved a version at the same moment." in response.content.decode()
        assert "We publish true stories." in response.content.decode()
