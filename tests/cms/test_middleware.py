"""Every answer carries its headers: the narrow policy in public, a wider one in the admin alone."""

import gzip

import pytest
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path
from wagtail.models import Page

from cms.middleware import OwnErrorPagesMiddleware
from cms.urls import urlpatterns as project_urls

PUBLIC_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}

WORDS = "The nurse read the record aloud. " * 50

urlpatterns = [
    path("own/", lambda request: HttpResponse(headers={"Permissions-Policy": "camera=(self)"})),
    path("get-only/", lambda request: HttpResponse(status=405, headers={"Allow": "GET"})),
    path("said/", lambda request: HttpResponse("Not like this.", status=405)),
    path("words/", lambda request: JsonResponse({"words": WORDS})),
    path(
        "film/", lambda request: StreamingHttpResponse([WORDS], headers={"Accept-Ranges": "bytes"})
    ),
    *project_urls,
]


def policy(response):
    """Return the content policy of an answer, by directive."""
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


class TestPublicHeaders:
    @pytest.fixture
    def response(self, client):
        return client.get("/healthz")

    def test_the_policy_is_the_narrow_one_and_nothing_else(self, response):
        assert policy(response) == PUBLIC_POLICY

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "SAMEORIGIN"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ],
    )
    def test_header(self, response, name, value):
        assert response.headers[name] == value

    def test_camera_microphone_and_place_are_off(self, response):
        permissions = response.headers["Permissions-Policy"]
        for feature in ("camera", "microphone", "geolocation", "payment"):
            assert f"{feature}=()" in permissions

    def test_no_cookie_is_set(self, response):
        assert not response.cookies

    def test_https_is_asked_for_a_year(self, settings, client):
        settings.SECURE_HSTS_SECONDS = 31_536_000
        settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
        response = client.get("/healthz", secure=True)
        assert (
            response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        )

    @pytest.mark.django_db
    def test_a_page_that_is_not_there_carries_them_too(self, client):
        response = client.get("/nothing-here/")
        assert response.status_code == 404
        assert policy(response) == PUBLIC_POLICY

    @pytest.mark.urls("tests.cms.test_middleware")
    def test_a_view_keeps_its_own(self, client):
        assert client.get("/own/").headers["Permissions-Policy"] == "camera=(self)"


@pytest.mark.django_db
class TestAdminHeaders:
    def test_the_sign_in_has_the_admin_policy(self, client):
        found = policy(client.get("/admin/login/"))
        assert "'unsafe-inline'" in found["script-src"]
        assert "'unsafe-eval'" not in found["script-src"]
        assert found["default-src"] == "'none'"
        assert found["frame-ancestors"] == "'self'"

    def test_an_address_that_only_begins_alike_is_public(self, client):
        assert policy(client.get("/administration/")) == PUBLIC_POLICY

    def test_nothing_in_the_admin_is_stored(self, admin_client):
        assert "no-store" in admin_client.get("/admin/").headers["Cache-Control"]

    def test_a_preview_comes_with_the_public_policy(self, admin_client):
        page = Page.objects.filter(depth=2).first()
        response = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
        assert response.status_code == 200
        assert policy(response) == PUBLIC_POLICY
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
@pytest.mark.urls("tests.cms.test_middleware")
class TestCompression:
    def ask(self, client, address):
        return client.get(address, headers={"Accept-Encoding": "gzip, br"})

    def test_a_page_travels_small(self, client):
        page = self.ask(client, "/share-your-story/nothing-here/")
        assert page["Content-Encoding"] == "gzip" and "Accept-Encoding" in page["Vary"]
        assert b"</html>" in gzip.decompress(page.content)

    def test_a_browser_that_cannot_unpack_gets_it_plain(self, client):
        page = client.get("/share-your-story/nothing-here/")
        assert "Content-Encoding" not in page and b"</html>" in page.content

    @pytest.mark.parametrize("address", ["/words/", "/film/"])
    def test_what_is_no_page_stays_as_it_is(self, client, address):
        assert "Content-Encoding" not in self.ask(client, address)


@pytest.mark.django_db
class TestWrongMethod:
    def test_the_answer_has_words_and_keeps_what_is_allowed(self, client):
        response = client.post("/healthz")
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD"
        assert "<h1" in response.content.decode()

    @pytest.mark.urls("tests.cms.test_middleware")
    def test_a_view_that_said_something_is_left_alone(self, client):
        assert client.get("/said/").content == b"Not like this."


@pytest.mark.django_db
class TestEncodings:
    def post(self, client, charset):
        body = b'--xx\r\nContent-Disposition: form-data; name="username"\r\n\r\nx\r\n--xx--\r\n'
        kind = f"multipart/form-data; boundary=xx; charset={charset}"
        return client.generic("POST", "/admin/login/", body, content_type=kind)

    @pytest.mark.parametrize("charset", ["hex", "zip", "undefined", "idna", "utf-7", "rot13"])
    def test_one_that_no_browser_sends_gets_a_page(self, client, charset):
        response = self.post(client, charset)
        assert response.status_code == 400
        assert "<h1" in response.content.decode()

    @pytest.mark.parametrize("charset", ["utf-8", "UTF8", "latin-1", "nonsense", ""])
    def test_every_other_is_read(self, client, charset):
        assert self.post(client, charset).status_code == 200


class TestOwnErrorPages:
    """In development a wrong address looks as it does for visitors."""

    @pytest.fixture(autouse=True)
    def development(self, settings):
        settings.DEBUG = True
        settings.MIDDLEWARE = ["cms.middleware.OwnErrorPagesMiddleware", *settings.MIDDLEWARE]

    @pytest.mark.django_db
    def test_a_missing_page_shows_the_pages_own_words(self, client):
        response = client.get("/nowhere/")
        assert response.status_code == 404
        assert b"DEBUG = True" not in response.content
        assert b"This page has gone quiet" in response.content

    def test_a_fault_keeps_its_traceback(self, rf):
        def view(request):
            return HttpResponse("DEBUG = True", status=500)

        response = OwnErrorPagesMiddleware(view)(rf.get("/"))
        assert response.content == b"DEBUG = True"
