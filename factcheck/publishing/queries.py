"""Reading publications: the public index with its filters, one check, its versions, what feeds carry, the log of corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from time import monotonic
from typing import Any, NamedTuple

from django.db.models import F, Func, Max, Q, QuerySet
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from factcheck.publishing.models import Publication, PublicationKind
from factcheck.verdicts.models import Rating
from factcheck.web.pagination import KeysetPage, keyset_page

MOST_FILTER_OPTIONS = 200
"""Claimants and topics offered in the filters."""

IN_FEED = 50
CACHE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader asked for. Retracted checks have no rating any more, so no rating or conclusion finds them."""

    conclusion: str = ""
    rating: str = ""
    topic: str = ""
    claimant: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return any((self.conclusion, self.rating, self.topic, self.claimant, self.since, self.until))

    def apply(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        if self.conclusion or self.rating:
            rows = rows.exclude(publication_kind=PublicationKind.RETRACTED)
        if self.conclusion:
            rows = rows.filter(conclusion=self.conclusion)
        if self.rating:
            rows = rows.filter(rating=self.rating)
        if self.topic:
            rows = rows.filter(topics__contains=[self.topic])
        if self.claimant:
            rows = rows.filter(claimant__iexact=self.claimant)
        if self.since:
            rows = rows.filter(first_published_at__gte=_at(self.since, time.min))
        if self.until:
            rows = rows.filter(first_published_at__lte=_at(self.until, time.max))
        return rows


def index(chosen: Filter, cursor: str = "", size: int = 30) -> KeysetPage:
    """Current checks, the newest first; a correction does not move one."""
    rows = chosen.apply(Publication.objects.filter(is_current=True).defer("document"))
    return keyset_page(rows, order=("first_published_at", "id"), cursor=cursor, size=size)


def filter_options() -> dict[str, list[str]]:
    """The ratings, claimants and topics that current checks have, for the filters.

    They are gathered from all current checks, so a process keeps them until a check is published, and at most a minute.
    """
    newest = Publication.objects.order_by("-id").values_list("id", "sha256").first()
    return _filter_options(newest, int(monotonic() // CACHE_SECONDS))


@lru_cache(maxsize=1)
def _filter_options(newest: tuple[int, str] | None, minute: int) -> dict[str, list[str]]:
    current = Publication.objects.filter(is_current=True).order_by()
    ratings = current.exclude(publication_kind=PublicationKind.RETRACTED)
    topics = current.annotate(topic=Func(F("topics"), function="unnest"))
    return {
        "ratings": sorted(ratings.values_list("rating", flat=True).distinct()),
        "claimants": sorted(current.values_list("claimant", flat=True).distinct()[:MOST_FILTER_OPTIONS], key=str.casefold),
        "topics": sorted(topics.values_list("topic", flat=True).distinct()[:MOST_FILTER_OPTIONS], key=str.casefold),
    }


def current(slug: str) -> tuple[int, str, datetime] | None:
    """(id, sha256, published_at) of the check at this address, without its document."""
    return Publication.objects.filter(slug=slug, is_current=True).values_list("id", "sha256", "published_at").first()


def document_of(pk: int) -> dict[str, Any]:
    document: dict[str, Any] = Publication.objects.values_list("document", flat=True).get(pk=pk)
    return document


class PublishedVersion(NamedTuple):
    """A publication without its document, which `document_of` reads. The hash tells one document from every other."""

    pk: int
    sha256: str
    published_at: datetime


def version_and_current(slug: str, number: int) -> tuple[PublishedVersion, PublishedVersion] | None:
    """One version of a check and the current one, which may be the same. One query."""
    rows = Publication.objects.filter(slug=slug).filter(Q(number=number) | Q(is_current=True))
    found = list(rows.values_list("number", "is_current", "id", "sha256", "published_at"))
    then = next((PublishedVersion(*row[2:]) for row in found if row[0] == number), None)
    now = next((PublishedVersion(*row[2:]) for row in found if row[1]), None)
    return (then, now) if then and now else None


def changed_last() -> list[dict[str, Any]]:
    """The documents of the checks that changed last, newest change first."""
    rows = Publication.objects.filter(is_current=True).order_by("-published_at", "-id")
    return list(rows.values_list("document", flat=True)[:IN_FEED])


def all_current() -> Iterator[dict[str, Any]]:
    """The documents of all checks, in the order of their publication, a hundred at a time."""
    rows = Publication.objects.filter(is_current=True).order_by("id").values_list("document", flat=True)
    return rows.iterator(chunk_size=100)


def newest_change() -> datetime | None:
    newest: datetime | None = Publication.objects.filter(is_current=True).aggregate(newest=Max("published_at"))["newest"]
    return newest


def corrections(cursor: str = "", size: int = 50) -> KeysetPage:
    """Publications that were corrections or retractions, newest first, each with its `said`: the correction it published."""
    rows = (
        Publication.objects.exclude(publication_kind=PublicationKind.FIRST)
        .defer("document")
        .annotate(said=KeyTransform("0", KeyTransform("corrections", "document")))
    )
    return keyset_page(rows, order=("published_at", "id"), cursor=cursor, size=size)


def checks(cursor: str = "", size: int = 50) -> KeysetPage:
    """Current publications with their verdicts, for the newsroom: what changed last first."""
    rows = Publication.objects.filter(is_current=True).defer("document").select_related("verdict__author", "published_by")
    return keyset_page(rows, order=("published_at", "id"), cursor=cursor, size=size)


def scale() -> list[Rating]:
    """The ratings in use, the newsroom's public setting."""
    return list(Rating.objects.filter(is_active=True))


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))
