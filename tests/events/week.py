"""Makes activities and partners that the tests of the week stand on."""

from datetime import date, time

from events.models import Activity, ActivityKind, Partner, PartnerKind
from tests import make

DAY = date(2026, 9, 24)


def activity(edition=None, **changes) -> Activity:
    """Return an activity on the program, from 10 to 11 on the second day of make.edition's week."""
    values = {
        "title": "The only copy",
        "text": "Two caregivers open their binder.",
        "day": DAY,
        "starts_at": time(10),
        "ends_at": time(11),
        "place": "Online",
        "state": Activity.State.ON,
        **changes,
    }
    return Activity.objects.create(edition=edition or make.edition(), **values)


def activity_kind(name="Webinar", **changes) -> ActivityKind:
    """Return the kind of that name."""
    return ActivityKind.objects.get_or_create(name=name, defaults=changes)[0]


def partner_kind(name="Partner", **changes) -> PartnerKind:
    """Return the kind of that name."""
    return PartnerKind.objects.get_or_create(name=name, defaults=changes)[0]


def partner(name, *editions, **changes) -> Partner:
    """Return a new partner of these editions."""
    made = Partner.objects.create(name=name, **changes)
    made.editions.set(editions)
    return made
