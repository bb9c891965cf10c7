"""Addresses of stories that have left: each says so kindly, with 410, and not that it was never there."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from cms import clock
from cms.page_cache.life import LONGEST_SECONDS
from stories import consent
from stories.models import Consent, GoneAddress, Submission

State = Submission.State
# Its page is down while somebody works on it, and is meant to come back.
COMING_BACK = frozenset(
    {*Submission.WAITING, State.CHANGES_REQUESTED, State.AWAITING_SIGN_OFF, State.SCHEDULED}
)


def has_left(story, now=None) -> bool:
    """Say whether a story was public once and has left: withdrawn, at its end, refused or taken down.

    A story that is down for a while, because it is read again or waits for a yes, has not left.
    """
    submission, now = story.submission, now or clock.now()
    if not story.was_public:
        return False
    if submission.state == State.WITHDRAWN:
        return True
    if not consent.is_given(submission, Consent.Scope.PUBLISH, now):
        return True
    if story.live:
        # The clock and whoever takes it down may be a minute behind.
        is_over = story.expire_at is not None and story.expire_at <= now
        return is_over or any(row.refused_at for row in submission.protected_parties.all())
    return submission.state not in COMING_BACK


def remember(paths: Iterable[str]) -> None:
    """Let addresses answer 410 from now on; a hash with the key of the site is all that is kept of each."""
    rows = [GoneAddress(digest=_digest(path)) for path in {*paths} if path]
    GoneAddress.objects.bulk_create(rows, ignore_conflicts=True)


def was_erased(path: str) -> bool:
    """Say whether a story stood at an address and was erased."""
    # A key that was exchanged keeps what was hashed with it.
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return GoneAddress.objects.filter(digest__in=[_digest(path, key) for key in keys]).exists()


def answer(request) -> HttpResponse:
    """Return the page with kind words; it says nothing of the story, and not why it left."""
    response = render(request, "410.html", {"page": None}, status=410)
    patch_cache_control(response, public=True, max_age=LONGEST_SECONDS)
    return response


def answer_file() -> HttpResponse:
    """Return the same in one line, for an address at which a picture was."""
    words = gettext("This story was taken down. It belonged to the person who told it.\n")
    response = HttpResponse(words, "text/plain", status=410)
    patch_cache_control(response, public=True, max_age=LONGEST_SECONDS)
    return response


def _digest(path: str, key: str | None = None) -> str:
    """Return the keyed hash of an address: whoever reads the table cannot try out titles."""
    mark = salted_hmac("stories.gone", path.rstrip("/"), secret=key, algorithm="sha256")
    return mark.hexdigest()
