"""When the form is open, for whom it still is, and what it says while it is not."""

from datetime import UTC, datetime, timedelta

from stories import words_back

# Who has begun may still send for so long after the form closed.
GRACE = timedelta(days=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def closed_since(page, now):
    """Return the moment since which the form is closed, or None while it is open."""
    if page.closes_at and page.closes_at <= now:
        return page.closes_at
    if page.is_closed or (page.opens_at and page.opens_at > now):
        # By hand: from the moment at which that was published.
        return page.last_published_at or LONG_AGO
    return None


def is_shut_for(visit):
    """Say whether this visit finds the form closed; who has begun before finds it open for a day more.

    A form that is no page of the site anymore is closed to everybody.
    """
    if not visit.page.live:
        return True
    since = closed_since(visit.page, visit.now)
    if since is None:
        return False
    has_begun = bool(visit.token) and visit.token.made_at <= since
    return not (has_begun and visit.now < since + GRACE)


def show_closed(visit):
    """Answer with the closed text and, for who was writing, with every word of theirs."""
    texts = words_back.words_of(visit)
    context = {"texts": texts, "closed_text": visit.page.closed_text}
    return visit.show("closed", context, status=200 if visit.page.live else 404)
