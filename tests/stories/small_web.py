"""A web on this machine for the tests of fetching: a server that says what it is told to, and names for it."""

import socket
import socketserver
import ssl
import threading
from contextlib import suppress
from pathlib import Path

from stories import guarded_fetch

PEM = Path(__file__).with_name("post_example.pem")
# An address of the public web; here nothing ever gets there.
PUBLIC = "93.184.216.34"


def answer(body=b"", *, status="200 OK", kind="text/html; charset=utf-8", **headers) -> bytes:
    """Return what a server sends; headers with _ for -."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}" if kind else "", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*filter(None, lines), "", ""]).encode("latin-1") + body


def redirect(location, status="302 Found") -> bytes:
    """Return an answer that leads on."""
    return answer(status=status, Location=location)


class SmallWeb:
    """One server for every name; `pages` maps paths to bytes, or to a function that gets the socket.

    names: the addresses that each host resolves to. asked, connected and requests tell what was done.
    """

    def __init__(self, *, tls=False):
        self.pages, self.names = {}, {"post.example": [PUBLIC]}
        self.asked, self.connected, self.requests = [], [], []
        self.over = threading.Event()
        self._tls = None
        if tls:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(PEM)
        web = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                # Who asks may hang up at any moment.
                with suppress(OSError):
                    web.serve(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.place = self._server.server_address
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self._thread.start()

    def serve(self, sock):
        """Answer one request."""
        if self._tls:
            sock = self._tls.wrap_socket(sock, server_side=True)
        request = b""
        while b"\r\n\r\n" not in request:
            part = sock.recv(4096)
            if not part:
                return
            request += part
        self.requests.append(request.decode())
        page = self.pages.get(request.split()[1].decode(), answer(status="404 Not Found"))
        if callable(page):
            page(sock)
        else:
            sock.sendall(page)
        with suppress(OSError):
            sock.shutdown(socket.SHUT_WR)
        sock.close()

    def resolve(self, host, port):
        """Return the addresses of a known name; numbers are read as the system reads them."""
        self.asked.append(host)
        if host in self.names:
            return self.names[host]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [entry[4][0] for entry in found]

    def connect(self, address, port, timeout):
        """Connect to the server, whatever the address."""
        self.connected.append((address, port))
        return socket.create_connection(self.place, timeout=timeout)

    def fetch(self, url="http://post.example/", **options):
        """Fetch an address of this web."""
        given = {"resolve": self.resolve, "connect": self.connect, **options}
        return guarded_fetch.fetch(url, user_agent="Tests (+https://stories.example.org)", **given)

    def close(self):
        """Stop the server."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
