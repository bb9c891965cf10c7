"""What somebody types into the search of the queue: a number, an address or words, each found by an index of its own."""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import Expression, RawSQL
from django.utils.functional import cached_property

from stories.models import Submission
from stories.models.submission import NUMBER_ALPHABET
from stories.models.text import SEALED_TEXTS

NUMBER_START = "IHH-"
# A number is read aloud without its beginning; that it has a digit tells it from a word.
_BARE_NUMBER = re.compile(rf"(?=\D*\d)[{NUMBER_ALPHABET}]{{4}}-[{NUMBER_ALPHABET}]{{0,2}}")
_BEGINNING = re.compile(r"(?<!\S)([^\s\"*]+)\*(?!\S)")
_PART = re.compile(r'"([^"]+)"|(\S+)')
LONGEST = 200
MOST_WORDS = 8
# Where there is no index of words, so many of the newest stories are read.
MOST_READ = 20_000
# The fields that the column `words` is made of, see migration 0013.
SEARCHED = ("title", *SEALED_TEXTS, "sender_name", "sender_about", "sender_place")
ADDRESS_PERMISSIONS = ("moderate", "export", "erase")
# Quotation marks, "or" and a minus mean what they mean elsewhere, and nothing that is typed is an error.
_WORDS = """"stories_submission"."words" @@ (websearch_to_tsquery('simple'::regconfig, %s)"""
# The word that says in which week a story was sent; see migration 0013.
_WEEK = """"stories_submission"."words" @@ ('''@' || weeks.week || '''')::tsquery"""


@dataclass(frozen=True)
class Search:
    """What was typed, as a person who may or may not know the senders' addresses."""

    typed: str
    may_see_addresses: bool = True

    @property
    def text(self):
        """What was typed, without what no database takes and no further than anybody reads."""
        return self.typed.replace("\0", "").strip()[:LONGEST]

    @property
    def number(self):
        """The number of a story, or its beginning; empty if something else is looked for."""
        text = self.text.upper()
        if _BARE_NUMBER.fullmatch(text):
            return NUMBER_START + text
        return text if text.startswith(NUMBER_START) else ""

    @property
    def address(self):
        """An email address, or its beginning; empty if something else is looked for."""
        text = self.text
        return text if "@" in text and not re.search(r"[\s\"]", text) else ""

    @property
    def is_refused(self):
        """Say whether somebody looks for an address who may not know any."""
        return bool(self.address) and not self.may_see_addresses

    @property
    def condition(self) -> Q | Expression | None:
        """Return what is true of the submissions that are looked for, or None for all of them."""
        if not self.text:
            return None
        if self.number:
            return Q(number__startswith=self.number)
        if self.is_refused:
            # An empty list would be no statement at all.
            return RawSQL("1 = 0", (), BooleanField())
        if self.address:
            return Q(sender_email__istartswith=self.address)
        if connection.vendor == "postgresql":
            return _indexed(self.text)
        return _spelled(self.text) & self._limit

    @property
    def weekly(self) -> Expression | None:
        """Return that a story is of a week, if the index of words is asked for whole words.

        All words with one beginning are collected anew for each week: that takes longer than to look once.
        """
        if (
            self.has_words
            and connection.vendor == "postgresql"
            and not _BEGINNING.search(self.text)
        ):
            return RawSQL(_WEEK, (), BooleanField())
        return None

    @property
    def has_words(self):
        """Say whether words are looked for, and neither a number nor an address."""
        return bool(self.text) and not (self.number or self.address)

    @property
    def is_partial(self):
        """Say whether only the newest stories were read for the words."""
        return self.has_words and connection.vendor != "postgresql" and bool(self._limit)

    @cached_property
    def _limit(self):
        newest = Submission.objects.order_by("-submit_time").values_list("submit_time", flat=True)
        last = newest[MOST_READ : MOST_READ + 1].first()
        return Q() if last is None else Q(submit_time__gt=last)


def may_see_addresses(user) -> bool:
    """Say whether a person may know where senders are reached, as the desk shows it."""
    return any(user.has_perm(f"stories.{name}_submission") for name in ADDRESS_PERMISSIONS)


def _indexed(text):
    """Return the condition that the words stand in a story, as the index of the words answers it."""
    # A star stands for the rest of a word; Python's own escape would be no lexeme.
    beginnings = [
        "'" + word.lower().replace("\\", "\\\\").replace("'", "''") + "':*"
        for word in _BEGINNING.findall(text)
    ]
    more = " && %s::tsquery" * len(beginnings)
    return RawSQL(f"{_WORDS}{more})", [_BEGINNING.sub("", text), *beginnings], BooleanField())


def _spelled(text):
    """Return the Q of the submissions in which every word or phrase of a text stands somewhere."""
    found = Q()
    for phrase, word in _PART.findall(text)[:MOST_WORDS]:
        fields = (f"{field}__icontains" for field in SEARCHED)
        found &= Q(*((field, phrase or word.rstrip("*")) for field in fields), _connector=Q.OR)
    return found
