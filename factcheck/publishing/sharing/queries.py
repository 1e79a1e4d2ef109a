"""Queries for permanent addresses and sitemaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max

from factcheck.publishing.models import AvailabilityNotice, Publication
from factcheck.web.database.replica import reading_connection, reading_transaction

PART = 49_000
"""The number of ids of verdicts in one sitemap, each of which has at most one address: fewer than a sitemap may have."""

_PARTS = "SELECT verdict_id / %s, max(published_at) FROM publishing_publication WHERE is_current GROUP BY 1 ORDER BY 1"


def short_number(publication_id: int) -> int:
    """The number in the short address of a check, from one of its publications: the id of the first one. One query."""
    return Publication.objects.values_list("pk", flat=True).get(verdict__publications=publication_id, number=1)


def slug_of_number(number: int) -> str | None:
    """The slug of the check with this short address; None if there is none. One query."""
    rows = Publication.objects.filter(is_current=True, verdict__publications=number, verdict__publications__number=1)
    return rows.values_list("slug", flat=True).first()


def sitemap_parts() -> list[tuple[int, datetime]]:
    """(number, last publication) of each sitemap that contains a check. A check always stays in the same one. One query."""
    with reading_connection().cursor() as cursor:
        cursor.execute(_PARTS, [PART])
        return [(number, changed) for number, changed in cursor.fetchall()]


def iter_sitemap(part: int) -> Iterator[tuple[str, datetime]]:
    """(slug, last change) of each current check in a sitemap, fetched in chunks. Two queries."""
    first = part * PART
    notices = AvailabilityNotice.objects.filter(publication__verdict__gte=first, publication__verdict__lt=first + PART).order_by()
    noticed = dict(notices.values_list("publication__verdict").annotate(at=Max("created_at")))
    rows = Publication.objects.filter(is_current=True, verdict__gte=first, verdict__lt=first + PART).order_by("verdict")
    with reading_transaction():
        for verdict, slug, published_at in rows.values_list("verdict", "slug", "published_at").iterator(chunk_size=2000):
            yield slug, max(published_at, noticed.get(verdict, published_at))
