"""Looking for words among the public stories: by an index of our own on PostgreSQL, honestly capped on SQLite."""

import re

from django.db import connection
from django.db.models import BooleanField, FloatField, Q
from django.db.models.expressions import RawSQL

# On SQLite there is no index of words: so many of the newest stories are read.
MOST_READ = 2_000
# A common word stands in most stories: ranks are compared among so many of the newest that have it.
MOST_RANKED = 480
MOST_WORDS = 8
# Stories with a rare word are named one by one: PostgreSQL takes each word it does not know for a
# common one, and would look for the newest with it among all stories.
MOST_NAMED = 2_000
# What the column `words` is made of, see migration 0023: what stands on the page, and nothing else.
SEARCHED = (
    "title",
    "what_happened",
    "what_learned",
    "why_it_matters",
    "because",
    "teller",
    "teller_note",
)
_PART = re.compile(r'"([^"]+)"|(\S+)')
_COLUMN = '"stories_storypage"."words"'
_ASKED = "websearch_to_tsquery('english'::regconfig, %s)"


def ranks() -> bool:
    """Say whether this database can tell the best match."""
    return connection.vendor == "postgresql"


def look_for(rows, typed: str):
    """Return those of a queryset of story pages in which the words stand, and how many were looked through.

    typed: words, "phrases" and -words, as search pages elsewhere take them. The number is 0 where all
    stories were looked through.
    """
    if ranks():
        found = list(matching(rows.model, typed).values_list("pk", flat=True)[: MOST_NAMED + 1])
        if len(found) <= MOST_NAMED:
            return rows.filter(pk__in=found), 0
        return rows.filter(_stands_in(typed)), 0
    places = rows.order_by("-first_published_at").values_list("first_published_at", flat=True)
    last = places[MOST_READ : MOST_READ + 1].first()
    if last is not None:
        rows = rows.filter(first_published_at__gt=last)
    return rows.filter(_spelled(typed)), MOST_READ if last is not None else 0


def matching(model, typed: str):
    """Return the stories of a model in which the words stand, in no order, hidden ones too; PostgreSQL."""
    return model.objects.filter(_stands_in(typed)).order_by()


def rank(rows, typed: str) -> tuple[list[int], bool]:
    """Return the keys of rows that were looked for, the best match first, and whether some were left out."""
    score = RawSQL(f"ts_rank_cd({_COLUMN}, {_ASKED}, 1)", [typed], FloatField())
    newest = rows.order_by("-first_published_at", "-pk").annotate(score=score)
    found = list(newest.values_list("pk", "score")[: MOST_RANKED + 1])
    is_cut = len(found) > MOST_RANKED
    # Sorting keeps the order of equals: the newest first.
    found = sorted(found[:MOST_RANKED], key=lambda row: -row[1])
    return [pk for pk, _ in found], is_cut


def _stands_in(typed):
    return RawSQL(f"{_COLUMN} @@ {_ASKED}", [typed], BooleanField())


def _spelled(typed: str) -> Q:
    """Return the Q of the stories in which every word or phrase stands, and no word behind a minus."""
    found = Q()
    for phrase, word in _PART.findall(typed)[:MOST_WORDS]:
        is_refused = len(word) > 1 and word.startswith("-")
        part = phrase or word.removeprefix("-").strip('"')
        anywhere = Q(*((f"{field}__icontains", part) for field in SEARCHED), _connector=Q.OR)
        found &= ~anywhere if is_refused else anywhere
    return found
