"""The uses of one story outside of this site, for the desk and for the screen of its places."""

from stories import outside_copies, promotion
from stories.models import OutsideCopy


def describe_copies(submission, user):
    """Return the copies of a story outside of this site, what is needed to note one, and whether they have to go."""
    # The desk knows already whether there are any.
    copies = list(outside_copies.of(submission)) if getattr(submission, "has_copies", True) else []
    return {
        "copies": copies,
        "copy_kinds": OutsideCopy.Kind.choices,
        "may_note_copies": user.has_perm(promotion.PERMISSION),
        "has_to_go": not all(copy.may_stand for copy in copies),
    }
