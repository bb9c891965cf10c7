"""The few stories that are most like one at hand: by their words in a row, and by the health terms that both name."""

from dataclasses import dataclass

from django.db.models import Count
from wagtail.search.backends import get_search_backend

from stories import likeness
from stories.facts.health import is_weak, read_health
from stories.facts.tokens import read_tokens
from stories.models import Original, Submission, TextTrace

MOST = 4
CANDIDATES = 8
# One shared hash of 24 may be chance; from two on the texts share whole phrases.
SHARED = 2
FEWEST_PERCENT = 5
# More terms together than this are rarely found in a second story.
MOST_TERMS = 2
# What was taken back or held is no example for anybody.
NAMED = [
    state
    for state in Submission.State.values
    if state not in (Submission.State.SPAM, Submission.State.WITHDRAWN)
]
SHOWN = ("number", "state", "title", "because", "submit_time")


@dataclass(frozen=True)
class Similar:
    """An other story and why it is named."""

    submission: Submission
    reason: str


def find(submission: Submission) -> list[Similar]:
    """Return the stories most like this one, the nearest first, at most MOST; in up to four queries.

    Nothing is ranked and nothing is counted: the cost does not grow with the number of stories.
    """
    found = _same_words(submission)
    if len(found) < MOST:
        known = {submission.pk, *(one.submission.pk for one in found)}
        found += [one for one in _same_terms(submission) if one.submission.pk not in known]
    return found[:MOST]


def terms_of(words: str) -> list[str]:
    """Return the health terms of a text as it writes them, the most telling first, each once."""
    tokens = read_tokens(words)
    found, place = {}, 0
    while place < len(tokens):
        read = read_health(tokens, place)
        if read is None:
            place += 1
            continue
        term, after = read
        if not is_weak(term):
            written = words[tokens[place].start : tokens[after - 1].end]
            # At the start of a sentence a term has a capital that is not its own.
            found.setdefault(term, written.lower() if written.istitle() else written)
        place = after
    # Long terms are rarer than short ones: "penicillin" tells more than "cold".
    return sorted(found.values(), key=len, reverse=True)


def _same_words(submission):
    """Return the stories that share the smallest hashes of their word groups with this one."""
    groups = likeness.groups_of(submission.story_text)
    # Not its own traces: a story that is the same as an earlier one has left none.
    shared = (
        TextTrace.objects.filter(value__in=likeness.smallest(groups))
        .exclude(submission=submission)
        .values("submission")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=SHARED)
        .order_by("-shared", "-submission")
        .values_list("submission", flat=True)[:CANDIDATES]
    )
    keys = list(shared)
    if not keys:
        return []
    originals = (
        Original.objects.filter(submission__in=keys, version=1)
        .select_related("submission")
        .only("answers", *(f"submission__{name}" for name in SHOWN))
    )
    shares = [
        (likeness.share_with(original, groups), original.submission) for original in originals
    ]
    return [
        Similar(other, f"{percent} percent of the words are the same")
        for share, other in sorted(shares, key=lambda pair: -pair[0])
        if (percent := round(100 * share)) >= FEWEST_PERCENT
    ]


def _same_terms(submission):
    """Return the newest stories in which the same health terms stand, by the full-text index."""
    terms = terms_of(f"{submission.story_text}\n{submission.because}")[:MOST_TERMS]
    for wanted in ([terms, terms[:1]] if len(terms) > 1 else [terms]) if terms else []:
        newest = Submission.objects.filter(state__in=NAMED).only(*SHOWN).order_by("-submit_time")
        # Unranked: ranking would read every hit.
        hits = get_search_backend().search(
            " ".join(wanted), newest, operator="and", order_by_relevance=False
        )
        found = [one for one in hits[: MOST + 1] if one.pk != submission.pk]
        if found:
            return [Similar(one, f"It tells of {' and '.join(wanted)}, too") for one in found]
    return []
