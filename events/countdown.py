"""Where a week stands, in one short sentence."""

from events.phases import Moment, Phase


def say(moment: Moment) -> str:
    """Return how far off the week is, or which of its days it is; "" once it is over."""
    if moment.phase == Phase.BEFORE:
        if moment.days_left == 1:
            return "It begins tomorrow"
        return f"It begins in {moment.days_left} days"
    if moment.phase == Phase.DURING:
        if moment.days == 1:
            return "It is today"
        return f"Today is day {moment.day} of {moment.days}"
    return ""
