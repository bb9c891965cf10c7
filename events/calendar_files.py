"""The calendar entries of a week: the week itself, its program, one activity."""

from django.utils.translation import gettext

from events import ical, times
from events.activities import Activity


def week_entry(page) -> ical.Entry:
    """Return the week of a page as whole days that leave people free for other things."""
    edition = page.edition
    changed_at = max(filter(None, (edition.changed_at, page.last_published_at)))
    return ical.Entry(
        uid=edition.uid,
        title=edition.name,
        span=times.span_of(edition.starts_on, None, None, edition.ends_on, edition.time_zone),
        changed_at=changed_at,
        sequence=edition.sequence,
        text="\n\n".join(filter(None, (page.intro, edition.hashtag, page.address))),
        url=page.address,
        is_busy=False,
    )


def activity_entry(activity: Activity, page) -> ical.Entry:
    """Return an activity of the week of a page; a change of the edition is a change of it, too."""
    edition = activity.edition
    host = (
        gettext("Hosted by %(partner)s") % {"partner": activity.partner} if activity.partner else ""
    )
    link = f"{activity.link_label}: {activity.link}" if activity.link else ""
    return ical.Entry(
        uid=activity.uid,
        title=activity.title,
        span=activity.span,
        changed_at=max(activity.changed_at, edition.changed_at),
        sequence=activity.sequence + edition.sequence,
        text="\n\n".join(filter(None, (activity.text, host, link, page.address))),
        place=activity.place or activity.link,
        url=activity.link or page.address,
        kind=activity.kind.name if activity.kind else "",
        is_called_off=activity.is_called_off,
        is_busy=not activity.span.is_all_day,
    )


def programme_entries(page) -> list[ical.Entry]:
    """Return the week of a page and every public activity of it."""
    activities = page.edition.activities.public().for_programme()
    return [week_entry(page), *(activity_entry(activity, page) for activity in activities)]
