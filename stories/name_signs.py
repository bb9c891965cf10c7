"""Tells by the lists and by the words beside it whether a word is somebody's name."""

from .name_cues import (
    ADDRESSING,
    AFTER_PLACES,
    BEFORE_LETTERS,
    BEFORE_PLACES,
    CLOSE_ADDRESSING,
    COUNTS,
    ILLS,
    LOOSE_VERBS,
    MONTHS,
    PHRASES,
    PLACE_PREPOSITIONS,
    SAINTS,
    SMALL_WORDS,
    SOFT_TITLES,
    SURE_PARTICLES,
    TITLES,
    VERBS,
)
from .name_words import NO_WORD, Word, listed

# Capitals alone say nothing in a short word: it may be an abbreviation.
_LONGEST_ABBREVIATION = 4


class NameSigns:
    """The words of one text, and the signs of a name among them; `place` counts the words.

    `known` are the plain forms of names that a cue gave away elsewhere.
    """

    def __init__(self, words: list[Word], known: frozenset[str] = frozenset()):
        self.words = words
        self.known = known
        self.given = listed("given_names")
        self.ordinary = listed("given_words")
        self.guarded = listed("given_guarded")
        self.family = listed("family_names")
        self.no_names = listed("not_names")

    def at(self, place: int) -> Word:
        """Return the word at `place`, or an empty one outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else NO_WORD

    def may_be_name(self, place: int) -> bool:
        """Say whether a word can be a name at all, given a cue."""
        plain = self.at(place).plain
        if len(plain) < 2 or plain.startswith("i'") or self.is_thing(place):
            return False
        if plain in self.given or plain in self.ordinary or plain in self.guarded:
            return True
        return plain not in self.no_names

    def is_listed(self, place: int) -> bool:
        """Say whether the word, or its first part, is in a list of given names."""
        plain = self.at(place).plain
        return any(
            name in names
            for name in (plain, plain.partition("-")[0])
            for names in (self.given, self.ordinary, self.guarded)
        )

    def is_thing(self, place: int) -> bool:
        """Say whether the words around make a place, an illness or a company of a word."""
        word = self.at(place)
        if word.gap in (" ", ". "):
            before = self.at(place - 1)
            if before.plain in SAINTS:
                return True
            if before.is_capital and not before.is_first and before.plain in BEFORE_PLACES:
                return True
        for distance in (1, 2, 3):
            after = self.at(place + distance)
            if after.gap not in (" ", "'s ", "’s "):
                return False
            if distance == 1 and f"{word.plain} {after.plain}" in PHRASES:
                return True
            if after.plain in AFTER_PLACES and after.is_capital:
                return True
            if distance == 1 and after.plain in ILLS:
                return True
            if not after.is_capital:
                return False
        return False

    def is_abbreviation(self, place: int) -> bool:
        """Say whether a word is short and all capitals."""
        text = self.at(place).text
        return text.isupper() and len(text) <= _LONGEST_ABBREVIATION

    def is_name_alone(self, place: int) -> bool:
        """Say whether a word is a name by the lists, whatever stands before it."""
        word = self.at(place)
        plain = word.plain
        if self.is_abbreviation(place):
            return False
        if not word.is_capital:
            is_long = len(plain) > 4 or (len(plain) == 4 and plain not in SMALL_WORDS)
            is_name = is_long and plain in self.given and plain not in self.no_names
            return is_name and not self.is_thing(place)
        if not word.is_first and self.is_plural(place):
            return True
        is_given = plain in self.given or plain.partition("-")[0] in self.given
        is_given = is_given or (plain in self.ordinary and not word.is_first)
        is_given = is_given and plain not in self.no_names
        return (is_given or self.is_known(place)) and not self.is_thing(place)

    def is_known(self, place: int) -> bool:
        """Say whether a cue elsewhere gave this name away, and it is not its other meaning here."""
        word = self.at(place)
        if word.plain not in self.known:
            return False
        if word.plain not in self.ordinary and word.plain not in self.guarded:
            return True
        return not word.is_first and self.at(place - 1).plain not in PLACE_PREPOSITIONS

    def is_plural(self, place: int) -> bool:
        """Say whether a capital word is like the Hendersons or two Margarets."""
        word, before = self.at(place), self.at(place - 1).plain
        single = word.plain[:-1]
        if word.gap != " " or not word.plain.endswith("s") or len(single) < 4:
            return False
        if before == "the":
            return single in self.family and single not in self.no_names
        return before in COUNTS and (single in self.given or single in self.ordinary)

    def is_name_by_neighbors(self, place: int) -> bool:
        """Say whether a capital word is a name by a verb, a family name or initials beside it."""
        word = self.at(place)
        if not word.is_capital:
            return False
        if len(word.text) == 1:
            return self.starts_initials(place)
        if self.is_abbreviation(place) or not self.may_be_name(place):
            return False
        if self.is_double_name(place) or self.is_first_of_pair(place) or self.has_particle(place):
            return True
        before, after = self.at(place - 1), self.at(place + 1)
        has_place_word = word.gap == " " and before.plain in PLACE_PREPOSITIONS
        if after.gap == " " and after.plain in VERBS and not has_place_word:
            return self.is_listed(place) or not word.is_first
        if self.is_listed(place) and word.plain not in MONTHS and after.gap == " ":
            if after.plain in LOOSE_VERBS and not (has_place_word or word.is_first):
                return True
            if after.plain == "and" and self.at(place + 2).text in {"I", "me", "myself"}:
                return True
        if not word.is_first and word.gap == " " and before.plain in ADDRESSING:
            return self.is_listed(place) or before.plain in CLOSE_ADDRESSING
        return False

    def is_first_of_pair(self, place: int) -> bool:
        """Say whether a capital word and the next are a given name and a family name."""
        word, after = self.at(place), self.at(place + 1)
        if after.gap != " " or not after.is_capital or after.plain in self.guarded:
            return False
        if not self.may_be_name(place + 1):
            return False
        if self.is_listed(place) and not self.is_title(place):
            has_place_word = word.gap == " " and self.at(place - 1).plain in PLACE_PREPOSITIONS
            return after.plain in self.family or not has_place_word
        if self.is_double_name(place + 1):
            return word.plain not in self.no_names
        is_family = after.plain in self.family and after.plain not in self.no_names
        return is_family and not word.is_first

    def has_particle(self, place: int) -> bool:
        """Say whether a capital word goes on as in Rutger van den Berg."""
        is_particle = self.at(place + 1).gap == " " and self.at(place + 1).plain in SURE_PARTICLES
        rest = (self.at(place + 2), self.at(place + 3))
        return is_particle and any(word.gap == " " and word.is_capital for word in rest)

    def is_double_name(self, place: int) -> bool:
        """Say whether a word is made of two capital words, one of them a family name."""
        word = self.at(place)
        parts, plains = word.text.split("-"), word.plain.split("-")
        if len(parts) != 2 or not any(plain in self.family for plain in plains):
            return False
        return all(part[:1].isupper() and len(part) > 2 for part in parts) and not any(
            plain in self.no_names for plain in plains
        )

    def is_title(self, place: int) -> bool:
        """Say whether a word can be a title, like Dr. or Aunt."""
        plain = self.at(place).plain
        return plain in TITLES or plain in SOFT_TITLES

    def starts_initials(self, place: int) -> bool:
        """Say whether a single capital letter starts something like J. T. Whitcomb."""
        if self.at(place - 1).plain in BEFORE_LETTERS:
            return False
        for last in range(place + 1, place + 4):
            word = self.at(last)
            if word.gap not in (". ", "."):
                return False
            if len(word.text) > 1:
                is_family = word.plain in self.family or self.is_listed(last)
                is_sure = is_family or self.at(last + 1).gap.startswith(",")
                is_sure = is_sure or self.is_title(place - 1)
                return is_sure and word.is_capital and self.may_be_name(last)
        return False
