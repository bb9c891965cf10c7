"""Finds names of people by lists of names and by the words around them.

A listed name that is no ordinary word is marked wherever it stands. Everything else needs a cue: a
title, a relation, "named", a verb that only people do. Words such as Will, Hope, May or Austin are
names only with such a cue, or with a family name after them.
"""

from collections.abc import Iterator, Mapping

from .name_cues import (
    CALLING,
    PARTICLES,
    RELATIONS,
    SMALL_FAMILIES,
    SMALL_WORDS,
    SOFT_TITLES,
    TITLES,
    VERBS,
)
from .name_signs import NameSigns
from .name_words import read_words

# How many words after the first a name may have.
_LONGEST_NAME = 4
_APPOSITIONS = (", ", " (", " — ", " – ", " - ", ": ", "—", " & ")
_QUOTES = (" ", ": ", ", ", ' "', " “", "; ")
_FULL_STOPS = (". ", ".")


def find_names(texts: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of names in each text, in order and without overlaps.

    A name that a cue gave away in one text is marked in all of them, where it has a capital.
    """
    read = {field: read_words(text) for field, text in texts.items()}
    known = frozenset(
        word.plain
        for words in read.values()
        for first, last in _NameReader(words).spans()
        for word in words[first : last + 1]
        if word.is_capital and len(word.plain) > 2 and word.plain not in PARTICLES
    )
    return {
        field: [
            (words[first].start, words[last].end)
            for first, last in _NameReader(words, known).spans()
        ]
        for field, words in read.items()
    }


class _NameReader(NameSigns):
    """Reads the words of one text once, from left to right."""

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the places of the first and the last word of each name."""
        place, goes_on = 0, False
        while place < len(self.words):
            first = self.start_of_name(place, goes_on)
            goes_on = False
            if first is None:
                place += 1
                continue
            last = self.end_of_name(first)
            yield first, last
            place = last + 1
            # "Ben and Siobhan": after a name, "and" leads to the next one.
            if self.at(place).plain == "and" and self.at(place).gap in (" ", ", "):
                place, goes_on = place + 1, True
            elif self.at(place).gap == " & ":
                goes_on = True

    def start_of_name(self, place: int, goes_on: bool) -> int | None:
        """Return where a name starts that the word at `place` leads to, or None.

        With `goes_on` another name and an "and" stand in front of it.
        """
        if goes_on and self.at(place).is_capital and self.may_be_name(place):
            return place
        if self.is_name_alone(place) or self.is_name_by_neighbors(place):
            return place
        following = place + 1
        if self.may_be_name(following):
            return following if self.leads_to_name(place) else None
        is_titled = self.at(place).plain in TITLES and len(self.at(following).text) == 1
        return following if is_titled and self.starts_initials(following) else None

    def leads_to_name(self, place: int) -> bool:
        """Say whether the word at `place` gives the next one away as a name."""
        word, name = self.at(place), self.at(place + 1)
        if word.plain in TITLES and (name.gap == " " or name.gap in _FULL_STOPS):
            if name.is_capital or len(name.plain) > 2:
                return True
        elif word.plain in SOFT_TITLES and name.gap in (" ", ". "):
            if name.is_capital and (word.is_capital or self.is_listed(place + 1)):
                return True
            if self.is_small_name(place + 1):
                return True
        if word.plain in RELATIONS:
            return self.relates_to_name(place)
        return self.says_name(place)

    def is_small_name(self, place: int) -> bool:
        """Say whether a word in small letters is a listed name that is no ordinary word."""
        word = self.at(place)
        return not word.is_capital and word.plain in self.given and len(word.plain) > 2

    def relates_to_name(self, place: int) -> bool:
        """Say whether a relation and a name follow: "my son Ben", "my sister (Ana)"."""
        name, after = self.at(place + 1), self.at(place + 2)
        if name.gap == " ":
            if name.is_capital:
                return not name.text.isupper()
            is_town = name.plain in self.guarded and name.plain not in SMALL_WORDS
            return is_town or self.is_small_name(place + 1)
        if name.gap not in _APPOSITIONS:
            return False
        if not name.is_capital:
            return self.is_small_name(place + 1)
        is_closed = after.gap[:1] in (",", ")", ".", ";", ":", "—", "!", "?", "")
        goes_on = after.is_capital or after.plain in VERBS | {"and", "who", "was", "is"}
        return self.is_listed(place + 1) or is_closed or goes_on

    def says_name(self, place: int) -> bool:
        """Say whether a name is told: "a man named Gus", "her name was Ottilie", "I am Ana Silva"."""
        word, name, after = self.at(place).plain, self.at(place + 1), self.at(place + 2)
        if name.gap not in _QUOTES:
            return False
        before = [self.at(back).plain for back in range(place - 4, place)]
        is_name = name.is_capital or self.is_small_name(place + 1)
        if word in {"is", "was", "are", "were"} and {"name", "names"} & {*before[-3:]}:
            return is_name or before[-2:] == ["my", "name"]
        if not is_name:
            return False
        if word in {"named", "signed", "nicknamed"}:
            return True
        if word == "by":
            return before[-1] in {"told", "written", "sent", "signed"}
        if word in CALLING:
            return self.is_listed(place + 1) or bool({*before} & (RELATIONS | {"him", "her"}))
        if word in {"him", "her", "me", "them"}:
            return before[-1] in CALLING
        if word in {"am", "i'm", "im"} and name.gap == " ":
            has_more = after.gap == " " and (after.is_capital or after.plain in PARTICLES)
            return self.is_listed(place + 1) or (name.is_capital and has_more)
        return False

    def end_of_name(self, first: int) -> int:
        """Return the place of the last word of the name that starts at `first`."""
        last = first
        while last < first + _LONGEST_NAME and self.goes_on_after(first, last):
            last += 1
        while last > first and self.at(last).plain in PARTICLES:
            last -= 1
        return last

    def goes_on_after(self, first: int, last: int) -> bool:
        """Say whether the name that starts at `first` goes on after the word at `last`."""
        word = self.at(last + 1)
        is_after_initial = len(self.at(last).text) == 1 and word.gap in _FULL_STOPS
        if word.gap != " " and not is_after_initial:
            return False
        if word.plain in PARTICLES and self.is_capital_within(last + 2):
            return True
        if not self.at(first).is_capital:
            return word.plain in self.family and word.plain not in SMALL_FAMILIES
        if len(word.text) == 1:
            is_initial = self.at(last + 2).gap.startswith(".") and word.plain != "i"
            return is_initial and word.is_capital
        is_family = word.plain in self.family or word.plain not in self.no_names
        return is_family and word.is_capital and not word.text.isupper()

    def is_capital_within(self, place: int) -> bool:
        """Say whether a capital word stands at `place`, or behind one more particle."""
        word, after = self.at(place), self.at(place + 1)
        return word.is_capital or (word.plain in PARTICLES and after.is_capital)
