"""A part of a file, for players that jump about in it."""

from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

DATA = bytes(range(256)) * 1000


@pytest.fixture
def address():
    """Return the address of a public file."""
    path = Path(settings.MEDIA_ROOT) / "ranges" / "film.mp4"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(DATA)
    return "/media/ranges/film.mp4"


def body(response):
    """Return all bytes of an answer, closed afterwards."""
    data = response.getvalue()
    response.close()
    return data


class TestWithoutARange:
    def test_the_whole_file_comes_and_says_that_there_are_parts(self, client, address):
        response = client.get(address)
        assert (response.status_code, response["Accept-Ranges"]) == (200, "bytes")
        assert response["Content-Type"] == "video/mp4"
        assert body(response) == DATA

    @pytest.mark.parametrize("value", ["", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6"])
    def test_what_is_no_single_range_is_ignored(self, client, address, value):
        response = client.get(address, headers={"Range": value})
        assert response.status_code == 200
        assert body(response) == DATA

    def test_a_missing_file_stays_missing(self, client, db):
        assert client.get("/media/none.mp4", headers={"Range": "bytes=0-1"}).status_code == 404


class TestARange:
    @pytest.mark.parametrize(
        ("value", "first", "part"),
        [
            ("bytes=0-1", 0, DATA[:2]),
            ("bytes=100-100", 100, DATA[100:101]),
            ("bytes=70000-200000", 70000, DATA[70000:200001]),
            ("bytes=255990-", 255990, DATA[255990:]),
            ("bytes=-10", 255990, DATA[-10:]),
            ("bytes=255990-999999999", 255990, DATA[255990:]),
            ("bytes=-999999999", 0, DATA),
        ],
    )
    def test_exactly_the_bytes_come(self, client, address, value, first, part):
        response = client.get(address, headers={"Range": value})
        assert response.status_code == 206
        assert response["Content-Length"] == str(len(part))
        assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(DATA)}"
        assert body(response) == part

    @pytest.mark.parametrize("value", ["bytes=256000-", "bytes=5-4", "bytes=-0"])
    def test_beyond_the_file_is_416(self, client, address, value):
        response = client.get(address, headers={"Range": value})
        assert response.status_code == 416
        assert response["Content-Range"] == "bytes */256000"
        assert not response.content

    def test_of_a_file_that_changed_the_whole_comes(self, client, address):
        whole = client.get(address)
        modified = whole["Last-Modified"]
        whole.close()
        headers = {"Range": "bytes=0-1", "If-Range": modified}
        assert body(client.get(address, headers=headers)) == DATA[:2]
        headers["If-Range"] = "Sat, 01 Jan 2000 00:00:00 GMT"
        assert body(client.get(address, headers=headers)) == DATA

    def test_head_tells_of_the_whole(self, client, address):
        response = client.head(address, headers={"Range": "bytes=0-1"})
        assert (response.status_code, response["Content-Length"]) == (200, "256000")
        response.close()
