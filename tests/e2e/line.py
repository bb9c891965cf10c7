"""A line between browser and site that a test can cut: before a request arrives, or after it was served."""

import re
import socket
import threading
from contextlib import closing, contextmanager, suppress

CHUNK = 65536
PATIENCE = 30
# Chromium says these of requests that were cut, and of no others.
CUT = re.compile(r"net::ERR_(EMPTY_RESPONSE|CONNECTION_\w+|SOCKET_NOT_CONNECTED)")


class Line:
    """A listener on a port of its own that hands every connection on to the site.

    While `is_cut`, nothing comes through. While `loses_answers`, the site gets every request whole and does
    what it asks, and the connection breaks when the answer would come.
    """

    def __init__(self, port: int):
        self._site = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.is_cut = False
        self.loses_answers = False
        self.lost = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(browser,), daemon=True).start()

    def _carry(self, browser: socket.socket) -> None:
        with closing(browser), suppress(OSError):
            self._exchange(browser)
            # Without it the connection stays open as long as the other thread listens to it.
            browser.shutdown(socket.SHUT_RDWR)

    def _exchange(self, browser: socket.socket) -> None:
        if not self.is_cut:
            with closing(socket.create_connection(self._site, PATIENCE)) as site:
                threading.Thread(target=self._send, args=(browser, site), daemon=True).start()
                while data := site.recv(CHUNK):
                    if self.is_cut:
                        return
                    if self.loses_answers:
                        # The first bytes of the answer mean that the site did its work.
                        self.lost += 1
                        return
                    browser.sendall(data)

    def _send(self, browser: socket.socket, site: socket.socket) -> None:
        with suppress(OSError):
            while data := browser.recv(CHUNK):
                if self.is_cut:
                    break
                site.sendall(data)
            site.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(port: int):
    """Yield a line to a port of this machine."""
    line = Line(port)
    yield line
    line.close()


class Forgiving(list):
    """What the browser complained about, but for what comes of a line that is cut."""

    def __init__(self, address):
        super().__init__()
        # Another address than that of the site.
        self.host = f"host: {address}"

    def append(self, said):
        if not CUT.search(said) and self.host not in said:
            super().append(said)
