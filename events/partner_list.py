"""The list of partners that visitors search: read from an address, in few queries."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from events.kinds import PartnerKind
from events.partners import OTHER_LETTER, Partner

PAGE_SIZE = 60
LONGEST_QUERY = 80


@dataclass(frozen=True)
class Letter:
    """One letter above the list, with the query part of its address."""

    letter: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class PartnerList:
    """One page of the partners that were asked for.

    page: Django's page, its object_list the partners; query, letter and kind: what was asked for;
    is_whole: nothing was.
    """

    page: Page
    query: str
    letter: str
    kind: PartnerKind | None
    letters: list[Letter]
    kinds: list[PartnerKind]

    @property
    def partners(self) -> list[Partner]:
        """Return the partners of this page."""
        return self.page.object_list

    @property
    def is_whole(self) -> bool:
        """Say whether the list is neither searched nor narrowed down."""
        return not (self.query or self.letter or self.kind)

    @property
    def is_first(self) -> bool:
        """Say whether this is the list as it opens, the one for search engines."""
        return self.is_whole and self.page.number == 1

    @property
    def next_address(self) -> str:
        """Return the query part of the next page's address, "" on the last one."""
        return self._address(self.page.number + 1) if self.page.has_next() else ""

    @property
    def previous_address(self) -> str:
        """Return the query part of the previous page's address, "" on the first one."""
        return self._address(self.page.number - 1) if self.page.has_previous() else ""

    def _address(self, number):
        kind = str(self.kind.pk) if self.kind else ""
        return address(q=self.query, kind=kind, letter=self.letter, page=str(number))


def read(params, edition) -> PartnerList:
    """Return the partners of an edition that an address asks for.

    params: `q` words of the name, `letter`, `kind` the key of a kind, `page`. What makes no sense is
    left out.
    """
    everybody = Partner.objects.public().of(edition)
    kinds = list(PartnerKind.objects.filter(partners__in=everybody).distinct())
    there = set(everybody.order_by().values_list("letter", flat=True).distinct())
    query = " ".join(params.get("q", "")[:LONGEST_QUERY].replace("\0", "").split())
    letter = params.get("letter", "")
    letter = letter if letter in there else ""
    kind = next((kind for kind in kinds if str(kind.pk) == params.get("kind", "")), None)

    wanted = everybody.find(query)
    if letter:
        wanted = wanted.filter(letter=letter)
    if kind:
        wanted = wanted.filter(kind=kind)
    page = Paginator(wanted.for_cards(), PAGE_SIZE).get_page(params.get("page"))
    page.object_list = list(page.object_list)
    return PartnerList(page, query, letter, kind, _letters(there, letter), kinds)


def address(**asked) -> str:
    """Return the query part of an address, what is empty left out."""
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _letters(there, current):
    """Return the letters that names begin with, the sign for all others last."""
    signs = sorted(there, key=lambda sign: (sign == OTHER_LETTER, sign))
    return [Letter(sign, address(letter=sign), sign == current) for sign in signs]
