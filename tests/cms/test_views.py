"""What people see when something went wrong: the right status, plain words, and nothing else."""

import logging

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.urls import path

from cms.urls import urlpatterns as project_urls
from cms.views import csrf_failure


def breaks(error):
    """Return a view that fails with `error`."""

    def view(request):
        raise error

    return view


urlpatterns = [
    path("odd/", breaks(SuspiciousOperation("secret"))),
    path("large/", breaks(RequestDataTooBig("secret"))),
    path("broken/", breaks(ValueError("secret"))),
    path("away/", breaks(OperationalError("secret"))),
    *project_urls,
]
handler400 = "cms.views.bad_request"
handler500 = "cms.views.server_error"


@pytest.mark.django_db
class TestTheIcon:
    """Browsers and readers ask for it by its old name, without having read a page."""

    def test_its_old_name_leads_to_the_drawing(self, client):
        response = client.get("/favicon.ico")
        assert response.status_code == 302
        assert finders.find(response["Location"].removeprefix("/static/"))

    def test_it_is_asked_for_once_a_day(self, client):
        response = client.get("/favicon.ico")
        assert set(response.headers["Cache-Control"].split(", ")) == {"public", "max-age=86400"}
        assert not response.cookies

    def test_nothing_can_be_sent_to_it(self, client):
        assert client.post("/favicon.ico").status_code == 405


@pytest.mark.urls("tests.cms.test_views")
class TestWhatWentWrong:
    @pytest.fixture
    def get(self, client):
        client.raise_request_exception = False
        return client.get

    @pytest.mark.parametrize(
        ("address", "status", "words"),
        [
            ("/odd/", 400, "We could not read that"),
            ("/large/", 413, "too much at once"),
            ("/broken/", 500, "broke on our side"),
            ("/away/", 503, "broke on our side"),
        ],
    )
    def test_says_what_to_do_and_keeps_the_reason_to_itself(self, get, address, status, words):
        response = get(address)
        page = response.content.decode()
        assert response.status_code == status
        assert words in page
        assert "secret" not in page
        assert "no-store" in response.headers["Cache-Control"]

    def test_a_host_that_is_not_ours_gets_a_page_too(self, get):
        response = get("/odd/", headers={"host": "evil.example.org"})
        assert response.status_code == 400
        assert "evil.example.org" not in response.content.decode()

    def test_a_database_that_is_away_says_when_to_come_back(self, get):
        assert get("/away/").headers["Retry-After"] == "30"

    def test_the_reference_on_the_page_is_in_the_log(self, get, caplog):
        with caplog.at_level(logging.ERROR, logger="cms.views"):
            page = get("/broken/").content.decode()
        (record,) = [record for record in caplog.records if record.name == "cms.views"]
        reference = record.args[0]
        assert reference in page
        assert "ValueError" in record.getMessage()


@pytest.mark.django_db
class TestFormThatWasOpenForTooLong:
    def test_says_so_and_is_not_stored(self, rf):
        response = csrf_failure(rf.post("/"), reason="no cookie")
        assert response.status_code == 403
        assert "open for a long time" in response.content.decode()
        assert "no cookie" not in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]
