"""A page of the web is read; whatever leads to a machine of ours, or pretends to be another site, is not."""

import socket
import ssl

import pytest

from stories import guarded_fetch
from stories.guarded_fetch import (
    BadCertificate,
    NoAnswer,
    NotAllowed,
    NotThere,
    TooManyRedirects,
)
from tests.stories.small_web import PEM, PUBLIC, SmallWeb, answer, redirect

INNER = [
    "http://127.0.0.1/",
    "http://localhost.example/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://10.0.0.5/",
    "http://192.168.0.1/",
    "http://[fd00:ec2::254]/",
    "http://１２７.0.0.1/",
    "http://127.0.0.1./",
]


@pytest.fixture
def safe_web():
    web = SmallWeb(tls=True)
    web.names["other.example"] = [PUBLIC]
    yield web
    web.close()


@pytest.fixture
def trusting():
    """What trusts the certificate of the tests and checks everything else as always."""
    return ssl.create_default_context(cafile=PEM)


class TestAPage:
    def test_is_read_with_kind_and_charset(self, web):
        web.pages["/my-post?page=1"] = answer(b"<p>Hello</p>", kind="text/html; charset=ISO-8859-1")
        page = web.fetch("http://post.example/my-post?page=1#top")
        assert (page.kind, page.charset, page.body) == ("text/html", "iso-8859-1", b"<p>Hello</p>")
        assert page.url == "http://post.example/my-post?page=1"
        assert page.is_whole

    def test_is_asked_for_honestly_and_without_a_trace_of_us(self, web):
        web.pages["/"] = answer(b"x")
        web.fetch()
        lines = web.requests[0].split("\r\n")
        assert lines[0] == "GET / HTTP/1.1"
        headers = dict(line.split(": ", 1) for line in lines[1:] if line)
        assert headers["Host"] == "post.example"
        assert headers["User-Agent"] == "Tests (+https://stories.example.org)"
        assert headers["Accept-Encoding"] == "identity"
        assert not {"Cookie", "Referer", "Authorization"} & headers.keys()

    def test_may_have_signs_that_no_header_takes(self, web):
        web.pages["/stra%C3%9Fe/a%20b"] = answer(b"x")
        assert web.fetch("http://post.example/straße/a b").body == b"x"

    def test_without_a_content_type_is_taken_for_a_page(self, web):
        web.pages["/"] = answer(b"x", kind="")
        assert web.fetch().kind == "text/html"

    def test_in_pieces_is_put_together(self, web):
        body = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        web.pages["/"] = answer(body, Transfer_Encoding="chunked")
        assert web.fetch().body == b"abcde"


class TestAddressesThatAreNoneOfTheWeb:
    @pytest.mark.parametrize("address", INNER)
    def test_nothing_inner_is_connected_to(self, web, address):
        with pytest.raises(NotAllowed):
            web.fetch(address)
        assert web.connected == []

    @pytest.mark.parametrize("address", INNER)
    def test_nor_by_a_redirect(self, web, address):
        location = address.encode().decode("latin-1")
        web.pages["/"] = redirect(location)
        with pytest.raises(NotAllowed):
            web.fetch()
        assert web.connected == [(PUBLIC, 80)]

    @pytest.mark.parametrize(
        "address",
        [
            "",
            "post.example",
            "ftp://post.example/",
            "file:///etc/passwd",
            "gopher://post.example/",
            "javascript:alert(1)",
            "http:///path",
            "http://post.example:22/",
            "http://post.example:443/",
            "http://post.example:99999/",
            "http://user@post.example/",
            "http://user:pass@post.example/",
            "http://post.example\\@127.0.0.1/",
            "http://post.example%00.example/",
            "http://[::1/",
            "http://[fe80::1%25eth0]/",
            "http://a..b/",
            f"http://{'a' * 300}.example/",
        ],
    )
    def test_odd_addresses_are_refused_before_anybody_is_asked(self, web, address):
        with pytest.raises(NotAllowed):
            web.fetch(address)
        assert web.asked == []

    def test_the_usual_port_may_be_written_out(self, web):
        web.pages["/"] = answer(b"x")
        assert web.fetch("http://post.example:80/").body == b"x"

    def test_one_inner_address_among_public_ones_is_enough_to_refuse(self, web):
        web.names["post.example"] = [PUBLIC, "10.0.0.1"]
        with pytest.raises(NotAllowed):
            web.fetch()
        assert web.connected == []

    def test_by_itself_the_guard_asks_the_system(self, monkeypatch):
        """Without the web of the tests the true resolver is asked, and its answer judged."""
        calls = []

        def resolver(host, port, **options):
            calls.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(guarded_fetch.socket, "getaddrinfo", resolver)
        with pytest.raises(NotAllowed):
            guarded_fetch.fetch("http://post.example/", user_agent="Tests")
        assert calls == ["post.example"]

    def test_what_is_public_is_connected_to_where_the_system_says(self, web, monkeypatch):
        """The doors that the site itself uses, all the way to the server of the tests."""
        host, port = web.place
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        monkeypatch.setattr(guarded_fetch.socket, "getaddrinfo", lambda *_, **__: found)
        monkeypatch.setattr(guarded_fetch, "is_public", {host}.__contains__)
        web.pages["/"] = answer(b"x")
        assert guarded_fetch.fetch("http://post.example/", user_agent="Tests").body == b"x"


class TestAResolverThatChangesItsMind:
    def test_a_name_is_looked_up_once_and_that_is_connected_to(self, web):
        answers = iter([[PUBLIC], ["127.0.0.1"]])
        web.pages["/"] = answer(b"x")
        web.fetch(resolve=lambda host, port: next(answers))
        assert web.connected == [(PUBLIC, 80)]
        assert next(answers) == ["127.0.0.1"]

    def test_after_a_redirect_it_is_judged_anew(self, web):
        answers = iter([[PUBLIC], ["127.0.0.1"]])
        web.pages["/"] = redirect("/again")
        with pytest.raises(NotAllowed):
            web.fetch(resolve=lambda host, port: next(answers))
        assert web.connected == [(PUBLIC, 80)]

    def test_a_silent_address_leaves_room_for_the_next(self, web):
        web.names["post.example"] = ["2606:2800:220:1::1", PUBLIC]
        web.pages["/"] = answer(b"x")

        def connect(address, port, timeout):
            if ":" in address:
                raise ConnectionRefusedError
            return web.connect(address, port, timeout)

        assert web.fetch(connect=connect).body == b"x"


class TestRedirects:
    @pytest.mark.parametrize("status", guarded_fetch.REDIRECTS)
    def test_they_are_followed(self, web, status):
        web.pages |= {"/": redirect("/new", f"{status} Moved"), "/new": answer(b"x")}
        assert web.fetch().url == "http://post.example/new"

    def test_to_another_site_too(self, web):
        web.names["www.post.example"] = ["1.1.1.1"]
        web.pages |= {"/": redirect("//www.post.example/b"), "/b": answer(b"x")}
        web.fetch()
        assert web.connected == [(PUBLIC, 80), ("1.1.1.1", 80)]

    def test_five_are_enough(self, web):
        web.pages |= {f"/{step}": redirect(f"/{step + 1}") for step in range(7)}
        web.pages["/5"] = answer(b"x")
        assert web.fetch("http://post.example/0").body == b"x"
        web.pages["/5"] = redirect("/6")
        with pytest.raises(TooManyRedirects):
            web.fetch("http://post.example/0")

    def test_a_circle_ends(self, web):
        web.pages["/"] = redirect("/")
        with pytest.raises(TooManyRedirects):
            web.fetch()
        assert len(web.requests) == 6

    def test_one_to_nowhere_is_no_page(self, web):
        web.pages["/"] = answer(status="302 Found")
        with pytest.raises(NotThere):
            web.fetch()

    def test_another_kind_of_address_is_refused(self, web):
        for location in ("file:///etc/passwd", "ftp://post.example/", "http://a@post.example/"):
            web.pages["/"] = redirect(location)
            with pytest.raises(NotAllowed):
                web.fetch()


class TestTls:
    def test_the_certificate_has_to_fit_the_name(self, safe_web, trusting):
        safe_web.pages["/"] = answer(b"x")
        page = safe_web.fetch("https://post.example/", tls=trusting)
        assert (page.url, page.body) == ("https://post.example/", b"x")
        assert safe_web.connected == [(PUBLIC, 443)]
        with pytest.raises(BadCertificate):
            safe_web.fetch("https://other.example/", tls=trusting)

    def test_a_certificate_that_nobody_vouches_for_is_none(self, safe_web):
        with pytest.raises(BadCertificate):
            safe_web.fetch("https://post.example/")
        assert safe_web.requests == []

    def test_it_never_leads_back_to_an_unprotected_page(self, safe_web, trusting):
        safe_web.pages["/"] = redirect("http://post.example/b")
        with pytest.raises(NotAllowed):
            safe_web.fetch("https://post.example/", tls=trusting)
        assert len(safe_web.connected) == 1

    def test_who_speaks_no_tls_does_not_answer(self, web):
        with pytest.raises(NoAnswer):
            web.fetch("https://post.example/", seconds=0.5)
