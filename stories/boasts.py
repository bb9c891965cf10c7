"""Finds superlatives near the sender's own organization: a hint for moderators, and never a verdict."""

import re
from collections.abc import Iterator, Mapping

# Further apart they seldom speak of the same thing.
NEAR = 90

_SENTENCE = re.compile(r"[^.!?\n]+")
# People call a clinic or a nurse theirs; these are what somebody sells or runs.
_OWN = re.compile(
    r"\b(?:our|my)\s+(?:[\w-]+\s+){0,2}"
    r"(?:company|companies|start-?up|firm|agency|business|brand|platform|app|apps|products?|software|"
    r"solutions?|services?|organi[sz]ation|team)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:best(?:-in-class)?|leading|smartest|fastest|safest|largest|biggest|finest|greatest|easiest|"
    r"cheapest|simplest|strongest|award-winning|world-class|cutting-edge|state-of-the-art|revolutionary|"
    r"game-chang(?:er|ing)|groundbreaking|unmatched|unrivall?ed|unparallell?ed|number one|first-ever|"
    r"most\s+(?:advanced|trusted|innovative|powerful|popular|accurate|complete|loved|successful))\b"
    r"|(?<!\w)(?:#1|no\. ?1)(?!\w)",
    re.IGNORECASE,
)
# "Founder of MedBoost", "Nurse at Mercy Hospital": what follows is where the sender belongs.
_BELONGS = re.compile(
    r"\b(?:at|of|for|from|with)\s+((?:[A-Z][\w&'’-]*|[a-z]+[A-Z]\w*)(?:\s+[A-Z][\w&'’-]*){0,3})"
)
_SHORTEST_NAME = 3


def own_names(about: str) -> tuple[str, ...]:
    """Return the organizations that a sender belongs to, from the answer to "Who you are"."""
    return tuple(found[1] for found in _BELONGS.finditer(about) if len(found[1]) >= _SHORTEST_NAME)


def find(texts: Mapping[str, str], about: str = "") -> Iterator[tuple[str, int, int, str]]:
    """Yield (field, start, end, reason) for each sentence that praises the sender's own organization.

    about: the sender's answer to "Who you are", which may name an organization.
    """
    names = [re.compile(rf"\b{re.escape(name)}\b") for name in own_names(about)]
    for field, text in texts.items():
        for sentence in _SENTENCE.finditer(text):
            found = _praise(sentence[0], names)
            if found:
                own, praise = found
                start, end = min(own.start(), praise.start()), max(own.end(), praise.end())
                reason = (
                    f"“{_one_line(praise[0])}” stands near “{_one_line(own[0])}”, which seems to be the "
                    "sender’s own. Praise of it may be advertising."
                )
                yield field, sentence.start() + start, sentence.start() + end, reason


def _praise(sentence, names):
    """Return the first own organization and superlative that stand near each other, or None."""
    owns = [found for pattern in (_OWN, *names) for found in pattern.finditer(sentence)]
    for praise in _SUPERLATIVE.finditer(sentence):
        for own in owns:
            gap = max(praise.start() - own.end(), own.start() - praise.end())
            if gap <= NEAR:
                return own, praise
    return None


def _one_line(words):
    return " ".join(words.split())
