"""Pictures of submissions come out for staff who read submissions, and for nobody else."""

from io import BytesIO

import pytest
from PIL import Image

from tests import make

pytestmark = pytest.mark.django_db
READERS = [make.moderator, make.editor, make.privacy_staff, make.auditor, make.administrator]


@pytest.fixture
def original():
    return make.submission(picture=make.picture()).original


def address(original, name="picture"):
    return f"/admin/submissions/files/{original.pk}/{name}/"


def body(response):
    return b"".join(response) if response.streaming else response.content


class TestWhoGetsAPicture:
    @pytest.mark.parametrize("maker", READERS)
    @pytest.mark.parametrize("name", ["picture", "thumbnail"])
    def test_staff_who_read_submissions(self, client, original, maker, name):
        client.force_login(maker())
        response = client.get(address(original, name))
        assert response.status_code == 200
        assert Image.open(BytesIO(body(response))).format == "JPEG"

    @pytest.mark.parametrize("name", ["picture", "thumbnail"])
    def test_nobody_without_a_sign_in(self, client, original, name):
        response = client.get(address(original, name))
        assert response.status_code == 302
        assert "/admin/login/" in response.headers["Location"]

    @pytest.mark.parametrize("name", ["picture", "thumbnail"])
    def test_no_other_staff(self, client, original, name):
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        assert client.get(address(original, name)).status_code == 404

    def test_an_original_without_a_picture_has_none(self, client):
        client.force_login(make.moderator())
        assert client.get(address(make.submission().original)).status_code == 404
        assert client.get("/admin/submissions/files/99999/picture/").status_code == 404

    def test_a_file_that_is_gone_is_not_found(self, client, original):
        client.force_login(make.moderator())
        original.picture.storage.delete(original.picture.name)
        assert client.get(address(original)).status_code == 404
        assert client.get(address(original, "thumbnail")).status_code == 404


class TestTheAnswer:
    @pytest.mark.parametrize("name", ["picture", "thumbnail"])
    def test_lets_a_browser_show_it_and_nothing_more(self, client, original, name):
        client.force_login(make.moderator())
        response = client.get(address(original, name))
        body(response)
        headers = response.headers
        assert headers["Content-Type"] == "image/jpeg"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "default-src 'none'"
        assert "no-store" in headers["Cache-Control"]
        number = original.submission.number
        assert headers["Content-Disposition"] == f'inline; filename="{number}-1.jpg"'

    def test_a_thumbnail_is_small(self, client, original):
        client.force_login(make.moderator())
        small = Image.open(BytesIO(body(client.get(address(original, "thumbnail")))))
        assert small.size == (320, 168)

    def test_nothing_can_be_written(self, client, original):
        client.force_login(make.administrator())
        assert client.post(address(original)).status_code == 405


class TestTheShareCard:
    def address(self, story):
        return f"/admin/submissions/card/{story.pk}/"

    @pytest.mark.parametrize("maker", READERS)
    def test_it_is_for_staff_who_read_submissions(self, client, maker):
        story = make.submission()
        client.force_login(maker())
        response = client.get(self.address(story))
        assert response["Content-Type"] == "image/svg+xml"
        assert "no-store" in response["Cache-Control"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "Because my" in response.content.decode()

    def test_it_is_for_nobody_else(self, client):
        story = make.submission()
        assert client.get(self.address(story)).status_code == 302
        person = make.user()
        person.user_permissions.add(
            make.Group.objects.get(name="Auditors").permissions.get(codename="access_admin")
        )
        client.force_login(person)
        assert client.get(self.address(story)).status_code == 404

    def test_it_shows_the_name_as_the_sender_wants_it(self, client):
        client.force_login(make.moderator())
        shown = client.get(self.address(make.submission(story_name_shown="none")))
        assert "Anonymous" in shown.content.decode()
        assert "Renee" not in shown.content.decode()
