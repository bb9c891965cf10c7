"""How long to wait, in words: what people are asked for who have sent very much in a short time."""

import math

from django.utils.translation import ngettext


def say_wait(seconds):
    """Return "a minute" or "12 minutes", as a part of a sentence."""
    minutes = math.ceil(seconds / 60)
    return ngettext("a minute", "{count} minutes", minutes).format(count=minutes)
