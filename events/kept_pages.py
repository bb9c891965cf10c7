"""When what is kept of public pages ends because of the week: what editors write, and what time brings."""

from datetime import timedelta

from django.db.models import Q

from cms.page_cache.emptying import empty_after
from cms.page_cache.life import calendar, midnights

# Days of a zone begin up to so long before or after those of UTC.
DAY = timedelta(days=1)


def connect():
    """Listen to everything that belongs to a week; called once by the app's start."""
    from events.models import Activity, ActivityKind, DayQuestion, Edition, Partner, PartnerKind

    empty_after(Activity, ActivityKind, DayQuestion, Edition, Partner, PartnerKind)
    calendar.add(changes)


def changes(now, until):
    """Yield when a day begins in the zone of a week (with it, a phase), and when activities begin and end."""
    from events.models import Activity, Edition

    zones = Edition.objects.order_by().values_list("time_zone", flat=True).distinct()
    yield from midnights(now, until, zones)
    # An activity without a last day may go past midnight.
    near = (now.date() - 2 * DAY, until.date() + DAY)
    activities = Activity.objects.filter(Q(day__range=near) | Q(ends_on__range=near))
    for activity in activities.select_related("edition"):
        yield activity.span.starts
        yield activity.span.ends
