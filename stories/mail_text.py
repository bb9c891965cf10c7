"""Words with placeholders such as {story_number}: checked when an editor saves them, filled for each mail.

Nothing in them is run. A placeholder is a name in curly brackets, and that is the whole language.
"""

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_BRACKET = re.compile(r"[{}]")
# What is shown of a place where a bracket stands alone.
_SHOWN = 20


def names_in(words: str) -> set[str]:
    """Return the names of the placeholders in words, known or not."""
    return set(PLACEHOLDER.findall(words))


def problems(
    words: str,
    known: Collection[str],
    *,
    needed: Collection[str] = (),
    refused: Collection[str] = (),
) -> list[str]:
    """Return why words cannot be used, in sentences that say how to go on; none if they can.

    known: the names that can be filled. needed: those that must stand in the words. refused: those
    of the known ones that cannot stand here, because they are longer than a line.
    """
    found = []
    used = names_in(words)
    for name in sorted(used - set(known)):
        near = get_close_matches(name, known, n=1)
        advice = (
            f"Did you mean {{{near[0]}}}?"
            if near
            else "Take it out, or choose one from the list of placeholders."
        )
        found.append(f"This mail has no placeholder {{{name}}}. {advice}")
    found += [
        f"{{{name}}} cannot stand in the subject. Move it into the text."
        for name in sorted(used & set(refused))
    ]
    stray = _BRACKET.search(PLACEHOLDER.sub(lambda match: " " * len(match[0]), words))
    if stray:
        place = words[stray.start() : stray.start() + _SHOWN].split("\n")[0]
        found.append(
            f"A curly bracket stands alone at “{place}”. Placeholders look like {{story_number}}. "
            "Elsewhere use round brackets."
        )
    found += [
        f"{{{name}}} is missing. The mail is of no use without it: put it back on a line of its own."
        for name in needed
        if name not in used
    ]
    return found


def fill(words: str, value_of: Callable[[str], str]) -> str:
    """Return words with each placeholder replaced by value_of(name), which is never filled once more.

    A line that holds nothing but a placeholder without a value is left out, with the gap it would
    leave.
    """
    lines = []
    for line in words.replace("\r\n", "\n").split("\n"):
        alone = PLACEHOLDER.fullmatch(line.strip())
        if not (alone and not value_of(alone[1])):
            lines.append(line.rstrip())
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return PLACEHOLDER.sub(lambda match: value_of(match[1]), text)


def split_subject(source: str) -> tuple[str, str]:
    """Return subject and text of a file of templates/stories/emails: its first line, and the rest."""
    head, _, body = source.strip().partition("\n")
    return head.removeprefix("Subject:").strip(), body.strip()
