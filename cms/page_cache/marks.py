"""Which answers may be kept: those of pages whose type says so, and that hold nothing of one visitor."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

UNKEEPABLE = ("no-store", "no-cache", "private")


def mark(response: HttpResponse, names: Iterable[str] = ()) -> HttpResponse:
    """Return the answer, marked as the same for every anonymous visitor.

    names: the parameters of the query that it reads. One that is left out would be met by visitors
    who asked for something else, so a request with any other parameter is never kept.
    """
    response.kept_by = frozenset(names)
    return response


def is_marked(response: HttpResponse) -> bool:
    """Say whether the answer is the same for every anonymous visitor."""
    return hasattr(response, "kept_by")


def may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether the answer to a request may be given to others too.

    Only if it is marked, is whole, sets no cookie, holds no CSRF token, and no view said otherwise.
    """
    key = getattr(request, "page_key", None)
    return bool(
        key
        and is_marked(response)
        and key.names <= response.kept_by
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Set-Cookie")
        # Whoever has the cookie already gets the token without a new one.
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not any(word in response.get("Cache-Control", "") for word in UNKEEPABLE)
    )


def keep_public_pages(serve):
    """Mark what pages of a kept type answer; for Wagtail's hook on_serve_page."""

    def serve_and_mark(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        names = getattr(page, "kept_by", None)
        return response if names is None else mark(response, names)

    return serve_and_mark
