"""What somebody looks for among the stories: read from an address, written as one, applied to rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stories.aspects import AUDIENCES, LANGUAGES, MEDIA, STATES

if TYPE_CHECKING:
    from stories.models import Topic

_SLUG = re.compile(r"[-\w]{1,60}", re.ASCII)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)
LONGEST_QUERY = 100
NEWEST, OLDEST, BEST = "newest", "oldest", "best"
SORTS = [(BEST, _("Best match")), (NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))]
# What an address may carry, in the one order in which it does.
NAMES = ("q", "topic", "audience", "state", "medium", "year", "language", "sort")


@dataclass(frozen=True)
class Wanted:
    """Which stories are wanted; an empty one wants all.

    q: what was typed, cut to what is read. audience, state, medium, language: keys of stories.aspects.
    year: of the first publication here, in the site's time zone. sort: a key of SORTS, or "" for
    the usual one: the best match where words are looked for, else the newest first.
    """

    topic: "Topic | None" = None
    audience: str = ""
    state: str = ""
    medium: str = ""
    year: int | None = None
    language: str = ""
    q: str = ""
    sort: str = ""

    def narrow(self, rows):
        """Return those of a queryset of story pages that are wanted; the words are not looked at."""
        if self.topic:
            rows = rows.filter(topic=self.topic)
        if self.audience:
            rows = rows.filter(audience=self.audience)
        if self.state:
            rows = rows.filter(us_state=self.state)
        if self.language:
            rows = rows.filter(language=self.language)
        if self.medium:
            rows = rows.told(self.medium)
        if self.year:
            rows = rows.filter(
                first_published_at__gte=_new_year(self.year),
                first_published_at__lt=_new_year(self.year + 1),
            )
        return rows

    @property
    def parts(self) -> dict[str, str]:
        """Return what the address carries, in its order and without what is empty."""
        given = {
            "q": self.q,
            "topic": self.topic.slug if self.topic else "",
            "audience": self.audience,
            "state": self.state,
            "medium": self.medium,
            "year": str(self.year or ""),
            "language": self.language,
            "sort": self.sort,
        }
        return {name: given[name] for name in NAMES if given[name]}

    @property
    def address(self) -> str:
        """Return the query string of the first page of what is wanted, "" for all stories."""
        return f"?{urlencode(self.parts)}" if self.parts else ""

    @property
    def facts(self) -> "Wanted":
        """Return the same without typed words and order: what feeds and the API know too."""
        return replace(self, q="", sort="")

    @property
    def labels(self) -> list[str]:
        """Return the chosen facts in words, such as ["Rural health", "Patient"]."""
        chosen = [
            self.topic.shown_name if self.topic else "",
            dict(AUDIENCES).get(self.audience, ""),
            dict(STATES).get(self.state, ""),
            dict(MEDIA).get(self.medium, ""),
            str(self.year or ""),
            dict(LANGUAGES).get(self.language, ""),
        ]
        return [str(label) for label in chosen if label]

    @property
    def is_narrow(self) -> bool:
        """Say whether not all stories are wanted."""
        return bool(self.parts.keys() - {"sort"})

    @property
    def is_topic_alone(self) -> bool:
        """Say whether this is the list of a topic, or of all: a page that search engines may keep."""
        return not self.parts.keys() - {"topic"}


def read_wanted(query: Mapping[str, str]) -> Wanted:
    """Return what a query string asks for. Raises Http404 for a topic, state, year … that there is none of."""
    q = " ".join(query.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY].strip()
    sort = query.get("sort", "")
    usual = BEST if q else NEWEST
    if sort not in dict(SORTS) or sort == usual or (sort == BEST and not q):
        sort = ""
    year = query.get("year", "")
    if year and not _YEAR.fullmatch(year):
        raise Http404("There is no such year.")
    return Wanted(
        topic=_find_topic(query.get("topic", "")),
        audience=_one_of(AUDIENCES, query.get("audience", "")),
        state=_one_of(STATES, query.get("state", "")),
        medium=_one_of(MEDIA, query.get("medium", "")),
        year=int(year) if year else None,
        language=_one_of(LANGUAGES, query.get("language", "")),
        q=q,
        sort=sort,
    )


def needs_tidying(query: Mapping[str, str]) -> bool:
    """Say whether an address carries fields that were left empty, as a form without JavaScript sends them."""
    return any(name in query and not query[name].strip() for name in NAMES)


def _one_of(choices, value):
    if value and value not in dict(choices):
        raise Http404("There is no such choice.")
    return value


def _find_topic(slug: str) -> "Topic | None":
    from stories.models import Topic

    if not slug:
        return None
    topic = Topic.objects.filter(slug=slug).first() if _SLUG.fullmatch(slug) else None
    if topic is None:
        raise Http404("There is no such topic.")
    return topic


def _new_year(year: int) -> datetime:
    """Return the moment in UTC at which a year begins in the site's time zone."""
    begins = datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())
    return begins.astimezone(UTC)
