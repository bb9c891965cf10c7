"""Answers with a part of a file when a browser asks for one: no video plays without it on an iPhone."""

import posixpath
import re

from django.http import FileResponse, Http404, HttpResponse
from django.views.static import serve as serve_whole

# One range (RFC 9110, 14.1.2); players never ask for several at once.
_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_BLOCK = 2**16
# Where Wagtail keeps the files of documents, those of private collections too.
DOCUMENTS = "documents/"


def serve(request, path, document_root):
    """Answer with a public file or a part of it, else as Django's own view does.

    Documents lie in the same folder, but only their own address asks who may open them.
    """
    if posixpath.normpath(path).lstrip("/").startswith(DOCUMENTS):
        raise Http404("Documents have an address of their own.")
    response = cut(request, serve_whole(request, path, document_root=document_root))
    # Feeds and the API name public pictures: the pages of other readers may show them.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def cut(request, response):
    """Return the answer reduced to the range of bytes that was asked for, 416 if there is no such range.

    What is not a whole file, or is asked for without a range, comes back as it is.
    """
    if not isinstance(response, FileResponse) or response.status_code != 200:
        return response
    response["Accept-Ranges"] = "bytes"
    wanted = _ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not wanted or not any(wanted.groups()):
        return response
    known = {response.get("Last-Modified"), response.get("ETag")} - {None}
    if request.headers.get("If-Range", "") not in ("", *known):
        # The browser has a part of another file.
        return response
    size = int(response["Content-Length"])
    first, last = _bounds(*wanted.groups(), size)
    if first > last:
        response.file_to_stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = response.file_to_stream
    file.seek(first)
    response.streaming_content = _read(file, last - first + 1)
    response.status_code = 206
    response["Content-Length"] = str(last - first + 1)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and last byte of "first-last", "first-" or "-how many from the end"."""
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last) if last else size - 1, size - 1)


def _read(file, left: int):
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        left -= len(block)
        yield block
