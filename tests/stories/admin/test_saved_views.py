"""A way to narrow the queue down gets a name and an address of its own."""

import pytest

from stories.models import SavedView
from tests import make

QUEUE = "/admin/submissions/"
VIEWS = f"{QUEUE}views/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


def saved(owner, **changes):
    return SavedView.objects.create(
        owner=owner, **{"name": "No picture", "query": "has_picture=false", **changes}
    )


class TestRule1Saving:
    def test_keeps_filters_words_and_order_but_no_place(self, client, moderator):
        address = f"{VIEWS}save/?has_picture=false&q=bee&ordering=-submit_time&after=1-2"
        response = client.post(address, {"name": "Bees", "is_shared": ""})
        view = SavedView.objects.get()
        assert response.headers["Location"] == view.url
        assert view.query == "has_picture=false&q=bee&ordering=-submit_time"
        assert (view.owner, view.is_shared) == (moderator, False)

    def test_is_offered_where_something_is_narrowed_down(self, client, moderator):
        assert "Save this view" not in client.get(QUEUE).content.decode()
        page = client.get(f"{QUEUE}?has_picture=false").content.decode()
        assert f"{VIEWS}save/?has_picture=false" in page

    def test_wants_a_name_that_is_not_there_yet(self, client, moderator):
        saved(moderator)
        page = client.post(f"{VIEWS}save/?flagged=true", {"name": "No picture"})
        assert "You have a view with this name." in page.content.decode()
        saved(make.moderator(), name="Flags")
        client.post(f"{VIEWS}save/?flagged=true", {"name": "Flags"})
        assert SavedView.objects.filter(owner=moderator).count() == 2

    def test_keeps_nothing_of_an_address_that_is_too_long(self, client, moderator):
        client.post(f"{VIEWS}save/?q={'a' * 1001}", {"name": "Long"})
        assert SavedView.objects.get().query == ""


class TestRule1Opening:
    def test_leads_to_the_list(self, client, moderator):
        view = saved(moderator)
        with_picture, without = make.submission(picture=make.picture()), make.submission()
        page = client.get(view.url, follow=True)
        assert page.context["object_list"] == [without]
        assert 'aria-current="page">No picture' in page.content.decode()
        assert with_picture.number not in page.content.decode()

    def test_a_shared_one_works_for_everybody_who_reads_submissions(self, client, moderator):
        view = saved(make.moderator(), is_shared=True)
        assert client.get(view.url).status_code == 302
        assert "No picture" in client.get(QUEUE).content.decode()
        assert "No picture" in client.get(VIEWS).content.decode()

    def test_somebody_elses_own_is_not_there(self, client, moderator):
        view = saved(make.moderator())
        assert client.get(view.url).status_code == 404
        assert "No picture" not in client.get(QUEUE).content.decode()
        assert "No picture" not in client.get(VIEWS).content.decode()

    def test_who_may_not_read_submissions_opens_none(self, client):
        view = saved(make.moderator(), is_shared=True)
        client.force_login(make.user())
        assert client.get(view.url).headers["Location"] != f"{QUEUE}?{view.query}"


class TestRule1Changing:
    def test_gives_another_name_at_the_same_address(self, client, moderator):
        view = saved(moderator)
        client.post(f"{VIEWS}{view.pk}/change/", {"name": "Bare", "is_shared": "on"})
        view.refresh_from_db()
        assert (view.name, view.is_shared, view.query) == ("Bare", True, "has_picture=false")

    def test_deletes(self, client, moderator):
        view = saved(moderator)
        assert client.get(f"{VIEWS}{view.pk}/delete/").status_code == 405
        assert client.post(f"{VIEWS}{view.pk}/delete/").headers["Location"] == VIEWS
        assert not SavedView.objects.exists()

    def test_is_for_the_owner_alone(self, client, moderator):
        view = saved(make.moderator(), is_shared=True)
        assert client.post(f"{VIEWS}{view.pk}/change/", {"name": "Mine"}).status_code == 404
        assert client.post(f"{VIEWS}{view.pk}/delete/").status_code == 404
        assert f"{VIEWS}{view.pk}/change/" not in client.get(VIEWS).content.decode()
