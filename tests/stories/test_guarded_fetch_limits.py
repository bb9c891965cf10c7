"""A page that is too slow, too large, packed, missing or no page at all is left, with the reason in words."""

import gzip
import socket
import threading

import pytest

from stories import guarded_fetch
from stories.guarded_fetch import (
    Busy,
    FetchFailed,
    NoAnswer,
    NoSuchHost,
    NotReadable,
    NotThere,
    TooSlow,
)
from tests.stories.small_web import PUBLIC, answer, redirect


class Clock:
    """A clock on which half a second passes whenever somebody looks."""

    now = 0.0

    def monotonic(self):
        """Return the time."""
        self.now += 0.5
        return self.now


class TestTimeAndSize:
    def test_an_endless_page_is_cut(self, web):
        def endless(sock):
            sock.sendall(answer())
            while True:
                sock.sendall(b"x" * 65536)

        web.pages["/"] = endless
        page = web.fetch()
        assert len(page.body) == guarded_fetch.MOST_BYTES
        assert not page.is_whole

    def test_a_page_that_drips_ends_with_the_time(self, web, monkeypatch):
        """Each byte comes in time, and all of them together never would."""

        def dripping(sock):
            sock.sendall(answer())
            while not web.over.is_set():
                sock.sendall(b"x")

        monkeypatch.setattr(guarded_fetch, "time", Clock())
        web.pages["/"] = dripping
        with pytest.raises(TooSlow):
            web.fetch()

    def test_headers_that_drip_do_too(self, web, monkeypatch):
        def dripping(sock):
            while not web.over.is_set():
                sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")

        monkeypatch.setattr(guarded_fetch, "time", Clock())
        web.pages["/"] = dripping
        with pytest.raises(TooSlow):
            web.fetch()

    def test_silence_ends_with_the_time(self, web):
        web.pages["/"] = lambda sock: web.over.wait(5)
        with pytest.raises(TooSlow) as failure:
            web.fetch(seconds=0.2)
        assert failure.value.may_pass

    def test_a_resolver_that_hangs_is_left_behind(self, web):
        go_on, ended = threading.Event(), []

        def hanging(host, port):
            ended.append(go_on.wait(5))
            return [PUBLIC]

        with pytest.raises(TooSlow):
            web.fetch(resolve=hanging, seconds=0.1)
        assert ended == web.connected == []
        go_on.set()

    def test_the_time_is_one_for_all_redirects(self, web, monkeypatch):
        monkeypatch.setattr(guarded_fetch, "time", Clock())
        web.pages |= {f"/{step}": redirect(f"/{step + 1}") for step in range(6)}
        with pytest.raises(TooSlow):
            web.fetch("http://post.example/0")

    def test_what_is_packed_is_never_unpacked(self, web):
        bomb = gzip.compress(b"0" * 10_000_000)
        web.pages["/"] = answer(bomb, Content_Encoding="gzip")
        with pytest.raises(NotReadable):
            web.fetch()

    def test_endless_headers_are_refused(self, web):
        web.pages["/"] = b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 1000 + b"\r\n"
        with pytest.raises(NoAnswer):
            web.fetch()


class TestPagesThatAreNotThere:
    @pytest.mark.parametrize(
        ("status", "failure", "may_pass"),
        [
            ("404 Not Found", NotThere, False),
            ("410 Gone", NotThere, False),
            ("401 Unauthorized", NotThere, False),
            ("403 Forbidden", NotThere, False),
            ("204 No Content", NotThere, False),
            ("429 Too Many Requests", Busy, True),
            ("500 Oops", Busy, True),
            ("503 Later", Busy, True),
        ],
    )
    def test_the_reason_says_whether_to_try_again(self, web, status, failure, may_pass):
        web.pages["/"] = answer(b"x", status=status)
        with pytest.raises(failure) as caught:
            web.fetch()
        assert caught.value.may_pass is may_pass
        assert status[:3] in str(caught.value)

    @pytest.mark.parametrize(
        "kind", ["image/png", "application/pdf", "application/json", "video/mp4"]
    )
    def test_only_text_is_read(self, web, kind):
        web.pages["/"] = answer(b"x", kind=kind)
        with pytest.raises(NotReadable):
            web.fetch()

    def test_a_name_that_leads_nowhere(self, web):
        def unknown(host, port):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        for resolve in (unknown, lambda host, port: []):
            with pytest.raises(NoSuchHost) as caught:
                web.fetch(resolve=resolve)
            assert caught.value.may_pass

    def test_nobody_is_at_home(self, web):
        def refuse(address, port, timeout):
            raise ConnectionRefusedError

        with pytest.raises(NoAnswer):
            web.fetch(connect=refuse)

    @pytest.mark.parametrize(
        "sent",
        [
            b"",
            b"SSH-2.0-OpenSSH_9.6\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 20x OK\r\n\r\n",
            b"\x00" * 100_000,
        ],
    )
    def test_what_is_no_answer_of_the_web(self, web, sent):
        web.pages["/"] = sent
        with pytest.raises(NoAnswer):
            web.fetch()

    def test_every_reason_fits_the_row_and_names_no_machine(self, web):
        web.pages["/"] = answer(b"x", kind="application/" + "x" * 500)
        with pytest.raises(FetchFailed) as caught:
            web.fetch()
        assert len(str(caught.value)) <= 300
        with pytest.raises(FetchFailed) as caught:
            web.fetch("http://localhost.example/")
        assert "127" not in str(caught.value)
