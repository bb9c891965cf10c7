"""Asks one address again and again over connections that stay open, as cheaply as Python can."""

import multiprocessing
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Load:
    """What a load came to: answers a second, the time of the slowest 1 % in seconds, bytes of one answer."""

    rate: float
    slowest: float
    size: int


def measure(address: str, *, seconds: float, connections: int = 4, headers: str = "") -> Load:
    """Return what a server does for `connections` clients, each a process of its own that waits for its answer.

    headers: lines more for each request, each with its line end. Raises RuntimeError for an answer
    other than 200.
    """
    context = multiprocessing.get_context("fork")
    with context.Pool(connections) as pool:
        asked = [(address, headers, seconds)] * connections
        waits, sizes = [], set()
        begun = time.monotonic()
        for found, size in pool.starmap(_ask, asked, chunksize=1):
            waits += found
            sizes.add(size)
        took = time.monotonic() - begun
    waits.sort()
    return Load(len(waits) / took, waits[int(len(waits) * 0.99)], max(sizes))


def _ask(address, headers, seconds):
    parts = urlsplit(address)
    request = f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n{headers}\r\n".encode()
    waits, end = [], time.monotonic() + seconds
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as server:
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (begun := time.monotonic()) < end:
            server.sendall(request)
            size = _read(server)
            waits.append(time.monotonic() - begun)
    return waits, size


def _read(server) -> int:
    """Read one answer and return the length of its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := server.recv(65536)):
            raise RuntimeError("The server closed the connection.")
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"The answer was {head[:60]!r}.")
    lower = head.lower()
    size = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
    left = size - len(body)
    while left:
        left -= len(server.recv(min(left, 65536)))
    return size
