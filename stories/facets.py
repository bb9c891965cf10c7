"""What the list of stories can be narrowed by: only choices that lead to a story that may show."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext

from cms import languages
from cms.other_languages import say
from cms.page_cache.facts import kept
from stories.aspects import AUDIENCES, LANGUAGES, MEDIA, STATES
from stories.finding import NAMES, Wanted

_COLUMNS = {"audience": AUDIENCES, "us_state": STATES, "language": LANGUAGES}


@dataclass(frozen=True)
class Choice:
    """One choice: what the address carries, the words, the list narrowed to it, whether it is chosen."""

    value: str
    name: str
    address: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by: its name in the address, its label, what "all of them" is called.

    without: the query string of the list without it, "" for the list of all.
    """

    name: str
    label: str
    everything: str
    choices: list[Choice]
    without: str = ""

    @property
    def chosen_label(self) -> str:
        """Return the words of what is chosen, "" for all of them."""
        return next((one.name for one in self.choices if one.is_chosen), "")


def read_facets(wanted: Wanted, rows) -> list[Facet]:
    """Return what a list can be narrowed by; two queries, none of which counts, asked once a version.

    rows: the stories that may show, as `showable` returns them.

    A facet with one choice alone narrows nothing and is left out, unless it is chosen.
    """
    used = kept(("choices", languages.current()), lambda: used_choices(rows))
    years = kept("years", lambda: _used_years(rows))
    offered = [
        ("topic", gettext("Topic"), gettext("All topics"), used["topic"]),
        ("audience", gettext("Told by"), gettext("Everybody"), used["audience"]),
        ("state", gettext("State"), gettext("All states"), sorted(used["us_state"], key=_by_name)),
        ("medium", gettext("How it is told"), gettext("In every way"), list(MEDIA)),
        ("year", gettext("Year"), gettext("All years"), [(str(year), str(year)) for year in years]),
        ("language", gettext("Language"), gettext("All languages"), used["language"]),
    ]
    facets = []
    for name, label, everything, values in offered:
        chosen = wanted.parts.get(name, "")
        values = values + _missing(name, chosen, values, wanted)
        if len(values) < 2 and not chosen and name != "topic":
            continue
        choices = [
            Choice(value, words, _address(wanted, name, value), value == chosen)
            for value, words in values
        ]
        facets.append(Facet(name, label, everything, choices, _address(wanted, name, "")))
    return facets


def used_choices(rows) -> dict[str, list[tuple[str, str]]]:
    """Return by column ("topic", "audience", "us_state", "language") the value and name of what a story to show has.

    One query, which stops at the first story of each: a scalar with a limit is never turned into a
    join over all stories, as EXISTS would be.
    """
    statements, params = [], []
    for column, choices in _COLUMNS.items():
        values = ", ".join(["(%s)"] * len(choices))
        listed = f"(WITH w(value) AS (VALUES {values}) SELECT value FROM w)"
        inner, inner_params = _first_story(rows, column, "v.value")
        statements.append(f"SELECT '{column}', v.value FROM {listed} v WHERE {inner} IS NOT NULL")
        params += [*(key for key, _ in choices), *inner_params]
    inner, inner_params = _first_story(rows, "topic", "v.id")
    # Slugs hold no slash, and names no line break.
    statements.append(
        "SELECT 'topic', v.slug || '/' || v.name || %s || CAST(v.name_elsewhere AS text) "
        f"FROM stories_topic v WHERE {inner} IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), [*params, "\n", *inner_params])
        found = set(cursor.fetchall())
    used = {
        column: [(key, words) for key, words in choices if (column, key) in found]
        for column, choices in _COLUMNS.items()
    }
    topics = [_topic(value) for column, value in found if column == "topic"]
    return used | {"topic": sorted(topics, key=_by_name)}


def _topic(value):
    """Return the slug of a topic, and its name in the language that is spoken."""
    slug, rest = value.split("/", 1)
    name, elsewhere = rest.split("\n", 1)
    return slug, say(name, json.loads(elsewhere))


def _first_story(rows, field, reference):
    """Return SQL and parameters of the first story to show whose field equals a column of the outer query.

    What no story has at all is seen in the index of the column first: PostgreSQL takes each value for a
    common one, and would read all stories to find none. Only the smallest value from here on is read
    from the index for sure, and CASE alone keeps the order of two questions.
    """
    column = rows.model._meta.get_field(field)
    outer = RawSQL(reference, (), getattr(column, "target_field", column))
    first = rows.filter(**{field: outer}).order_by().values("pk")[:1]
    statement, params = first.query.sql_with_params()
    name, table = column.column, rows.model._meta.db_table
    nearest = f"SELECT MIN(s.{name}) FROM {table} s WHERE s.{name} >= {reference}"
    return f"CASE WHEN ({nearest}) = {reference} THEN ({statement}) END", params


def _used_years(rows) -> range:
    """Return the years from now back to the first story, the newest first."""
    rows = rows.exclude(first_published_at=None).order_by("first_published_at")
    first = rows.values_list("first_published_at", flat=True).first()
    zone = timezone.get_default_timezone()
    this_year = timezone.localdate(timezone=zone).year
    earliest = first.astimezone(zone).year if first else this_year
    return range(this_year, earliest - 1, -1)


def _address(wanted, name, value):
    """Return the query string of a list with one thing changed."""
    parts = {**wanted.parts, name: value}
    carried = {key: parts[key] for key in NAMES if parts.get(key)}
    return f"?{urlencode(carried)}" if carried else ""


def _missing(name, chosen, values, wanted):
    """Return what is chosen, where it leads to no story: the list still says what it looks for."""
    if not chosen or chosen in dict(values):
        return []
    known = {"audience": AUDIENCES, "state": STATES, "language": LANGUAGES}
    words = dict(known.get(name, ())).get(chosen, chosen)
    if name == "topic":
        words = wanted.topic.shown_name
    return [(chosen, words)]


def _by_name(pair):
    return pair[1]
