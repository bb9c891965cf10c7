"""Where a week stands, in one short sentence."""

from django.utils.translation import gettext, ngettext

from events.phases import Moment, Phase


def say(moment: Moment) -> str:
    """Return how far off the week is, or which of its days it is; "" once it is over."""
    if moment.phase == Phase.BEFORE:
        begins = ngettext("It begins tomorrow", "It begins in %(days)s days", moment.days_left)
        return begins % {"days": moment.days_left}
    if moment.phase == Phase.DURING:
        if moment.days == 1:
            return gettext("It is today")
        return gettext("Today is day %(day)s of %(days)s") % {
            "day": moment.day,
            "days": moment.days,
        }
    return ""
