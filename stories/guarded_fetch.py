"""Reads one page of the public web, and nothing that lies behind our own walls.

Anybody can type an address into the story form, and this server opens it. So each address is judged
by what it resolves to, and exactly that is connected to (OWASP, Server-Side Request Forgery
Prevention). Every redirect goes through the same door. Time and size have an end.
"""

import http.client
import io
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from stories.public_addresses import is_public

MOST_SECONDS = 10
MOST_BYTES = 2**20
MOST_REDIRECTS = 5
# Of a host with several addresses; a silent one leaves time for the next.
MOST_TRIED = 3
CONNECT_SECONDS = 4
CHUNK = 2**16
PORTS = {"http": 80, "https": 443}
KINDS = ("text/html", "application/xhtml+xml", "text/plain")
REDIRECTS = (301, 302, 303, 307, 308)
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
# What may stand in a path or a query as it is; all other signs are written as %XX.
_SAFE = "/%:@!$&'()*+,;=~-._?"


class FetchFailed(Exception):
    """A page that was not read; its words are for staff. `may_pass`: later it may work."""

    may_pass = False


class NotAllowed(FetchFailed):
    """The address, or one that it leads to, is none of the public web."""


class NoSuchHost(FetchFailed):
    """The name of the site leads nowhere, or nobody could be asked."""

    may_pass = True


class NoAnswer(FetchFailed):
    """Nobody answers, or the answer breaks off."""

    may_pass = True


class TooSlow(NoAnswer):
    """The time was over before the page was read."""


class Busy(FetchFailed):
    """The site says that it cannot answer now."""

    may_pass = True


class BadCertificate(FetchFailed):
    """The site cannot prove that it is the one that the address names."""


class TooManyRedirects(FetchFailed):
    """The address leads on and on."""


class NotThere(FetchFailed):
    """The site shows no page at this address, or not to a program."""


class NotReadable(FetchFailed):
    """What the site sends is not text."""


@dataclass(frozen=True)
class ReadPage:
    """What was read: the address that answered in the end, kind, charset as named, and the first bytes."""

    url: str
    kind: str
    charset: str
    body: bytes
    is_whole: bool


def fetch(
    url: str,
    *,
    user_agent: str,
    resolve: Callable | None = None,
    connect: Callable | None = None,
    tls: ssl.SSLContext | None = None,
    seconds: float = MOST_SECONDS,
) -> ReadPage:
    """Return the page at an http or https address, cut after MOST_BYTES; raises FetchFailed.

    All hops together take no longer than `seconds`. resolve (host, port → addresses) and connect
    (address, port, timeout → socket) are for tests, whose server stands on this machine: whatever
    resolve says, an address that is not public is refused before connect hears of it.
    """
    deadline = _Deadline(seconds)
    tls = tls or ssl.create_default_context()
    target = _Target.read(url)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            addresses = _resolve_once(target, resolve or _ask_system, deadline)
            with closing(_open(target, addresses, connect or _connect, tls, deadline)) as sock:
                response = _ask(sock, target, user_agent, deadline)
                if response.status not in REDIRECTS:
                    return _read(response, target)
                target = target.follow(response.getheader("Location"))
    except TimeoutError as error:
        raise TooSlow("The site took too long to answer.") from error
    except ssl.SSLCertVerificationError as error:
        raise BadCertificate("The certificate of the site is not valid for its name.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswer("The site did not answer as a website does.") from error
    raise TooManyRedirects(f"The address leads on more than {MOST_REDIRECTS} times.")


@dataclass(frozen=True)
class _Target:
    """One place to ask: scheme, host in ASCII, path with query."""

    scheme: str
    host: str
    path: str

    @classmethod
    def read(cls, url):
        """Return what a text names; anything but a plain address of the web is refused."""
        try:
            parts = urlsplit(url.strip())
            port, host = parts.port, (parts.hostname or "").rstrip(".")
            host = host.encode("idna").decode().lower()
        except ValueError as error:
            raise NotAllowed("This is not the address of a web page.") from error
        if parts.scheme not in PORTS:
            raise NotAllowed("Only addresses with http:// or https:// are opened.")
        if "@" in parts.netloc or "\\" in url:
            raise NotAllowed("The address holds signs that can hide where it leads.")
        if port not in (None, PORTS[parts.scheme]):
            raise NotAllowed("Only the usual ports of the web are opened.")
        if not _HOST.fullmatch(host):
            raise NotAllowed("This is not the address of a web page.")
        path = quote(parts.path or "/", safe=_SAFE)
        return cls(
            parts.scheme, host, f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path
        )

    @property
    def port(self):
        """Return the one port that is connected to."""
        return PORTS[self.scheme]

    @property
    def name(self):
        """Return the host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self):
        """Return the whole address."""
        return f"{self.scheme}://{self.name}{self.path}"

    def follow(self, location):
        """Return where a redirect leads."""
        if not location:
            raise NotThere("The address leads on, but does not say where.")
        # Headers are read as Latin-1, and sent as UTF-8 by those who forget to quote.
        location = location.encode("latin-1", "replace").decode("utf-8", "replace")
        following = self.read(urljoin(self.url, location))
        # What somebody on the way could have changed says nothing about the sender's post.
        if self.scheme == "https" and following.scheme == "http":
            raise NotAllowed("The address leads from a protected page to an unprotected one.")
        return following


class _Deadline:
    """The one moment at which everything has to be over."""

    def __init__(self, seconds):
        self._end = time.monotonic() + seconds

    def left(self):
        """Return the seconds that are left; raises TooSlow when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow("The site took too long to answer.")
        return left


class _Wire:
    """A socket as http.client needs it, on which no read outlives the deadline."""

    def __init__(self, sock, deadline):
        self._sock, self._deadline = sock, deadline

    def sendall(self, data):
        """Send everything in the time that is left."""
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode):
        """Return the stream that is read from."""
        return io.BufferedReader(_Stream(self._sock, self._deadline))

    def close(self):
        """Leave the socket open: http.client closes before it reads, and `fetch` closes after."""


class _Stream(io.RawIOBase):
    """The bytes of a socket: a limit for each read alone would let one byte a second go on for ever."""

    def __init__(self, sock, deadline):
        super().__init__()
        self._sock, self._deadline = sock, deadline

    def readable(self):
        """Say yes."""
        return True

    def readinto(self, buffer):
        """Read what is there, in the time that is left."""
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


def _resolve_once(target, resolve, deadline):
    """Return the addresses of a host, all of them public; nobody asks for the name a second time."""
    answers = []

    def ask():
        try:
            answers.append(resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            answers.append(error)

    # The system's resolver knows no time limit: one that hangs is left behind.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if not answers:
        raise TooSlow("The name of the site could not be looked up in time.")
    if isinstance(answers[0], Exception) or not answers[0]:
        raise NoSuchHost("There is no site of this name, or it could not be found now.")
    addresses = list(dict.fromkeys(answers[0]))
    # One inner address among public ones is a trap too.
    if not all(map(is_public, addresses)):
        raise NotAllowed("The address leads to a computer that is not on the public web.")
    return addresses


def _ask_system(host, port):
    return [found[4][0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _connect(address, port, timeout):
    return socket.create_connection((address, port), timeout=timeout)


def _open(target, addresses, connect, tls, deadline):
    """Return a connection to one of the addresses, with a certificate for the name of the host."""
    failure = None
    for address in addresses[:MOST_TRIED]:
        try:
            sock = connect(address, target.port, min(deadline.left(), CONNECT_SECONDS))
            break
        except OSError as error:
            failure = error
    else:
        raise failure
    try:
        sock.settimeout(deadline.left())
        if target.scheme == "https":
            return tls.wrap_socket(sock, server_hostname=target.host)
    except BaseException:
        sock.close()
        raise
    return sock


def _ask(sock, target, user_agent, deadline):
    """Send the request, without cookie and referrer, and return the answer with its headers read."""
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = _Wire(sock, deadline)
    headers = {
        "Host": target.name,
        "User-Agent": user_agent,
        "Accept": ", ".join(KINDS),
        # Nothing is unpacked: a small file could become a huge one.
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", target.path, headers=headers)
    return connection.getresponse()


def _read(response, target):
    """Return the page, or raise why there is none."""
    status, headers = response.status, response.headers
    if status == 429 or status >= 500:
        raise Busy(f"The site could not answer just then ({status}).")
    if status in (404, 410):
        raise NotThere(f"The site says that there is no such page ({status}).")
    if status not in (200, 203):
        raise NotThere(f"The site does not show this page to a program ({status}).")
    if headers.get("Content-Encoding", "").strip().lower() not in ("", "identity"):
        raise NotReadable("The site sends its page packed, and we do not unpack.")
    kind = headers.get_content_type() if "Content-Type" in headers else KINDS[0]
    if kind not in KINDS:
        raise NotReadable(f"The address holds no page of text ({kind[:60]}).")
    body = bytearray()
    while len(body) < MOST_BYTES:
        part = response.read(min(CHUNK, MOST_BYTES - len(body)))
        if not part:
            break
        body += part
    return ReadPage(
        target.url,
        kind,
        headers.get_content_charset() or "",
        bytes(body),
        len(body) < MOST_BYTES,
    )
