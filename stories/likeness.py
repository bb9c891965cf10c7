"""Finds an earlier story that is nearly the same as a new one, in two queries however many there are.

Of each story the smallest hashes of its word groups are kept (bottom-k sketch: Cohen and Kaplan,
"Summarizing data using bottom-k sketches", 2007). Stories that share most of their word groups share
most of the smallest hashes, too; those few candidates are then compared in full.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Count

from stories import roles
from stories.models import Original, TextTrace

# Four words in a row: honest stories share phrases of three, hardly ever of four.
GROUP = 4
KEPT = 24
# Of so few groups a share says nothing.
FEWEST_GROUPS = 12
# Two stories that are half alike share about a third of their smallest hashes.
SHARED = 6
CANDIDATES = 3
ALIKE = 0.5
# So much alike, the earlier story stands for both: a flood of one text leaves the traces of one.
SAME = 0.9
MOST_CHARACTERS = 20_000
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


@dataclass(frozen=True)
class Likeness:
    """An earlier story and how much of both is the same, from 0 to 1."""

    submission: object
    share: float

    @property
    def stands_for_it(self):
        """Say whether who is like the new story is like the earlier one, too."""
        return self.share >= SAME

    @property
    def reason(self):
        """Return the hint for the moderator."""
        share = round(100 * self.share)
        return f"Nearly the same words came before: {share} percent are those of {self.submission.number}."


def groups_of(text: str) -> frozenset[int]:
    """Return the hashes of all groups of four words in a text; case, signs and line ends do not count."""
    words = _WORD.findall(text[:MOST_CHARACTERS].casefold().replace("’", "'"))
    return frozenset(
        # 63 bits: what a column of the database holds.
        int.from_bytes(blake2b(" ".join(words[at : at + GROUP]).encode(), digest_size=8).digest())
        >> 1
        for at in range(len(words) - GROUP + 1)
    )


def keep(submission) -> None:
    """Keep the traces of a story that was just stored. Inside of its transaction."""
    TextTrace.objects.bulk_create(
        TextTrace(submission=submission, value=value)
        for value in smallest(groups_of(submission.story_text))
    )


def find(submission) -> Likeness | None:
    """Return the earlier story that is most like an unsaved one, if at least half of both is the same."""
    groups = groups_of(submission.story_text)
    if len(groups) < FEWEST_GROUPS:
        return None
    candidates = (
        TextTrace.objects.filter(value__in=smallest(groups))
        .values("submission")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=SHARED)
        .order_by("-shared", "submission")
        .values_list("submission", flat=True)[:CANDIDATES]
    )
    keys = list(candidates)
    if not keys:
        return None
    originals = Original.objects.filter(submission__in=keys, version=1).select_related("submission")
    found = [Likeness(original.submission, share_with(original, groups)) for original in originals]
    best = max(found, key=lambda likeness: likeness.share, default=None)
    return best if best and best.share >= ALIKE else None


def share_with(original: Original, groups: frozenset[int]) -> float:
    """Return how much of a sealed story and of these word groups is the same, from 0 to 1."""
    return _share(groups, groups_of(_told(original)))


def smallest(groups: frozenset[int]) -> list[int]:
    """Return the hashes that stand for a text; none for one that is too short to be compared."""
    return sorted(groups)[:KEPT] if len(groups) >= FEWEST_GROUPS else []


def _share(some, others):
    """Return the share of the groups of both that both have (Jaccard)."""
    return len(some & others) / len(some | others) if others else 0.0


def _told(original):
    return "\n\n".join(original.answers.get(name) or "" for name in roles.PROMPTS)
