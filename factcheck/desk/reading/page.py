"""What the reading desk shows of an article. One statement reads it, and a page whose markup is kept needs only its digest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b

from django.db import connection

from factcheck.articles.models import Revision
from factcheck.desk.reading.copying import ClaimDetails, last_details, newest_of
from factcheck.desk.reading.filters import ListChoice, ListedClaims, listed_claims
from factcheck.desk.reading.parts import ListPart, list_part
from factcheck.desk.reading.passages import PASSAGES
from factcheck.desk.reading.queries import CLOSED_NUMBER, ReadingRow, UnplacedMentions, complete, details_of, rows_of, rows_sql
from factcheck.web.bounded_cache import BoundedCache

_PAGE = f"SELECT listed.is_small, listed.found, {PASSAGES}, {CLOSED_NUMBER} FROM ({rows_sql()}) listed"  # noqa: S608  constants
_LISTED: BoundedCache[tuple[object, ...], list[int]] = BoundedCache(2**20)
"""The ids of the claims that a part of a long list shows, so that the list is not read only to find them."""


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which claims the page lists. `own`: the id of the person; `only`: the choice; `place`: the value of `from`."""

    own: int
    only: str
    place: str
    claim_id: int | None
    """the selected claim"""

    @property
    def of_everybody(self) -> ListRequest:
        """Only one choice depends on the person, so the lists of the others are kept once for everybody."""
        return self if self.only == "mine" else replace(self, own=0)


@dataclass(frozen=True)
class DeskRows:
    """The rows of a revision as JSON. `is_small`: whether they contain the details of the claims."""

    revision: Revision
    is_small: bool
    found: str
    passages: str
    """the value of PASSAGES"""
    closed: int
    """number of closed claims of the article"""
    details: str = ""
    """those of the listed claims, unless `is_small`"""

    @staticmethod
    def markup_key(desk: DeskRows) -> tuple[int, bytes]:
        return desk.revision.pk, desk.digest

    @cached_property
    def digest(self) -> bytes:
        """Of the rows and their details, which are long, and which several parts of the page depend on."""
        digest = blake2b(self.found.encode(), digest_size=16)
        digest.update(f"\n{self.details}".encode())
        return digest.digest()

    @cached_property
    def _parsed(self) -> tuple[list[ReadingRow], UnplacedMentions]:
        return rows_of(self.revision, self.is_small, self.found)

    @property
    def rows(self) -> list[ReadingRow]:
        """The claims in the order of the text."""
        return self._parsed[0]

    @property
    def unplaced(self) -> UnplacedMentions:
        return self._parsed[1]


def desk_rows(revision: Revision, listing: ListRequest) -> DeskRows:
    """One query; two if the list has parts."""
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, {"article": revision.article_id, "revision": revision.pk})
        desk = DeskRows(revision, *cursor.fetchone())
    if desk.is_small:
        return desk
    key = (revision.pk, desk.digest, listing)
    listed = _LISTED.get(key)
    if listed is None:
        own = newest_of(desk.rows, listing.own)
        listed = [row.id for row in (*_part(desk, listing).rows, *([own] if own else []))]
        _LISTED.add(key, listed, 400 + 40 * len(listed) + 4 * len(listing.place))
    return replace(desk, details=details_of(listed))


# The functions for `web.keyed_values`. They read nothing but their arguments.


def part_of(desk: DeskRows, listing: ListRequest) -> ListPart:
    """The part of the list that is displayed, with what its rows show."""
    part = _part(desk, listing)
    complete(part.rows, desk.revision, desk.details)
    return part


def _part(desk: DeskRows, listing: ListRequest) -> ListPart:
    return list_part(_listed(desk, listing).rows, listing.place, listing.claim_id)


def _listed(desk: DeskRows, listing: ListRequest) -> ListedClaims:
    return listed_claims(desk.rows, listing.own, listing.only, listing.claim_id)


def count_of(desk: DeskRows, listing: ListRequest) -> int:
    """The number of claims of all parts."""
    return len(_listed(desk, listing).rows)


def choices_of(desk: DeskRows, listing: ListRequest) -> tuple[ListChoice, ...]:
    return _listed(desk, listing).choices


def unplaced_of(desk: DeskRows) -> UnplacedMentions:
    return desk.unplaced


def last_of(desk: DeskRows, own: int) -> ClaimDetails | None:
    """The details of the newest claim that the person added."""
    row = newest_of(desk.rows, own)
    if row is None:
        return None
    complete([row], desk.revision, desk.details)
    return last_details([row], own)
