"""Queries for sources and their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.db.models import Count, F

from factcheck.articles.models import Source
from factcheck.evidence.models import Evidence


def source_for_url(address: str) -> Source | None:
    """Return the only source whose address has the same host as `address`; None if there is none or several."""
    host = urlsplit(address).netloc.lower().removeprefix("www.")
    candidates = Source.objects.filter(address__icontains=host).order_by("id")
    sources = [source for source in candidates if urlsplit(source.address).netloc.lower().removeprefix("www.") == host]
    return sources[0] if len(sources) == 1 else None


def evidence_by_source(sources: Sequence[Source]) -> Counter[int]:
    """The number of evidence items, without withdrawn ones, whose source or original source is each of the sources. One query."""
    items = Evidence.objects.filter(withdrawn_at=None).order_by()
    by_source = items.filter(source__in=sources).values_list("source").annotate(Count("pk"))
    by_origin = items.filter(origin__in=sources).exclude(origin=F("source")).values_list("origin").annotate(Count("pk"))
    counts: Counter[int] = Counter()
    for source_id, number in by_source.union(by_origin, all=True):
        counts[source_id] += number
    return counts
