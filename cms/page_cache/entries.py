"""One kept page: compressed once, answered whole or by "you have it already"."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import cc_delim_re

from cms.page_cache.life import seconds_left

BROTLI_QUALITY = 6
GZIP_LEVEL = 6
# Below that the headers weigh more than what is saved.
SMALLEST = 200
# Written anew for each answer.
OWN_HEADERS = {"cache-control", "content-encoding", "content-length", "etag", "vary"}


@dataclass(frozen=True)
class Entry:
    """A page as it is kept.

    headers: those of the answer that stay the same; bodies: the same page by its encoding, "identity"
    among them; tag: names the content; ends: until when it holds, in seconds since 1970.
    """

    headers: dict[str, str]
    bodies: dict[str, bytes]
    tag: str
    ends: float

    @property
    def size(self) -> int:
        """Return how much memory it takes, in bytes."""
        return sum(map(len, self.bodies.values()))

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the answer to a request: 304 for a browser that has the page (RFC 9110, 13.1.2)."""
        encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in self.bodies:
            encoding = "identity"
        left = seconds_left(self.ends)
        headers = {
            "ETag": f'"{self.tag}-{encoding}"',
            # Browsers ask each time, and mostly learn that they have it: one that kept it on top of a
            # shared cache would keep it for too long.
            "Cache-Control": f"public, max-age=0, s-maxage={left}, must-revalidate",
            # Whoever is signed in gets another page.
            "Vary": "Accept-Encoding, Cookie",
        }
        asked = request.META.get("HTTP_IF_NONE_MATCH")
        if asked and self._is_known(asked):
            return HttpResponse(status=304, headers=headers)
        body = self.bodies[encoding]
        headers |= self.headers
        headers["Content-Length"] = str(len(body))
        if encoding != "identity":
            headers["Content-Encoding"] = encoding
        return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)

    def _is_known(self, asked: str) -> bool:
        """Say whether a browser names this page, in whatever encoding it has it."""
        tags = (tag.removeprefix("W/").strip('"') for tag in cc_delim_re.split(asked.strip()))
        return any(tag == "*" or tag.rpartition("-")[0] == self.tag for tag in tags)


def make_entry(response: HttpResponse, ends: float) -> Entry:
    """Return the entry of an answer that holds until `ends`, in seconds since 1970."""
    body = response.content
    headers = {name: value for name, value in response.items() if name.lower() not in OWN_HEADERS}
    bodies = {"identity": body}
    if len(body) >= SMALLEST and headers.get("Content-Type", "").startswith("text/"):
        bodies["br"] = brotli.compress(body, quality=BROTLI_QUALITY)
        # Without the time: equal pages are equal files.
        bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
    tag = hashlib.sha256(body + repr(sorted(headers.items())).encode()).hexdigest()[:32]
    return Entry(headers, bodies, tag, ends)


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """Return "br", "gzip" or "identity": the best of what Accept-Encoding allows (RFC 9110, 12.5.3)."""
    allowed = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.strip().partition(";")
        try:
            allowed[name.strip()] = float(weight.partition("=")[2] or 1)
        except ValueError:
            allowed[name.strip()] = 0.0
    for name in ("br", "gzip"):
        if allowed.get(name, allowed.get("*", 0)) > 0:
            return name
    return "identity"
