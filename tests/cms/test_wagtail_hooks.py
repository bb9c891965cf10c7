"""Wagtail's own lists of form answers are closed to everybody; the queue has all answers."""

import pytest

from stories.models import Submission
from tests import make

pytestmark = pytest.mark.django_db

SECRET = "quokkalullaby"
ROLES = [make.auditor, make.moderator, make.editor, make.privacy_staff, make.administrator]


@pytest.fixture
def story():
    return make.submission(story_happened=f"It was the {SECRET} that helped.")


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


class TestTheListOfAnswers:
    @pytest.mark.parametrize("maker", ROLES)
    @pytest.mark.parametrize("tail", ["", "results/", "?export=csv", "?export=xlsx"])
    def test_it_leads_to_the_queue(self, client, story, maker, tail):
        client.force_login(maker())
        response = client.get(f"/admin/forms/submissions/{story.page_id}/{tail}")
        assert response.status_code == 302
        assert response.url == "/admin/submissions/"

    @pytest.mark.parametrize("maker", ROLES)
    def test_no_list_of_forms_names_the_form(self, client, story, maker):
        client.force_login(maker())
        for tail in ("", "results/"):
            page = body(client.get(f"/admin/forms/{tail}", follow=True))
            assert f"/admin/forms/submissions/{story.page_id}/" not in page
            assert SECRET not in page

    def test_the_menu_has_no_entry_for_it(self, client, story):
        for maker in ROLES:
            client.force_login(maker())
            assert "/admin/forms/" not in body(client.get("/admin/"))


class TestDeletingThroughThatDoor:
    @pytest.mark.parametrize("maker", ROLES)
    def test_it_is_refused(self, client, story, maker):
        client.force_login(maker())
        address = (
            f"/admin/forms/submissions/{story.page_id}/delete/?selected-submissions={story.pk}"
        )
        for method in (client.get, client.post):
            response = method(address)
            assert response.status_code == 302
            assert response.url == "/admin/"
        assert Submission.objects.filter(pk=story.pk).exists()


class TestWithoutASignIn:
    @pytest.mark.parametrize("tail", ["", "results/", "?export=csv", "delete/"])
    def test_every_address_asks_for_one(self, client, story, tail):
        address = f"/admin/forms/submissions/{story.page_id}/{tail}"
        for method in (client.get, client.post):
            response = method(address)
            assert response.status_code == 302
            assert response.url.startswith("/admin/login/")
        assert Submission.objects.filter(pk=story.pk).exists()
