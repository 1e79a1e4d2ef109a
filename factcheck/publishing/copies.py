"""The copy of a web page in a published document: when and how it was kept, its hash, and the words around the quote.

The bytes and the whole text of a copy are never published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.evidence.copies.models import EvidenceCopy, QuotePlace
from factcheck.evidence.copies.queries import quote_state_of
from factcheck.evidence.copies.quote_search import QUOTE_LABELS, QuoteState
from factcheck.evidence.custody.files import withheld_copies
from factcheck.newsroom.queries import permits_surroundings
from factcheck.publishing.published import PublishedCopy
from factcheck.publishing.surroundings import words_around


def published_copies(items: Iterable[Any]) -> dict[int, PublishedCopy]:
    """The copies that count of items with the annotations COUNTING_COPY, by the ids of the items. At most four queries.

    A copy of a former address of the item is another page, and is left out.
    """
    rows = {row.copy_id: row for row in items if row.address and row.is_preserved}
    if not rows:
        return {}
    copies = EvidenceCopy.objects.filter(pk__in=list(rows)).select_related("capture", "copied_from")
    surroundings = _surroundings([row for row in rows.values() if row.may_show_surroundings])
    return {copy.evidence_id: _published_copy(copy, rows[copy.pk], surroundings.get(copy.pk, {})) for copy in copies}


def _published_copy(copy: EvidenceCopy, row: Any, surroundings: Mapping[str, Any]) -> PublishedCopy:
    state = quote_state_of(row) or QuoteState.NOT_CHECKED
    return PublishedCopy(
        kept_at=copy.collected_at if copy.is_fetched and copy.collected_at else copy.provided_at,
        is_fetched=copy.is_fetched,
        media_type=copy.capture.media_type,
        size=copy.capture.size,
        sha256=copy.capture.sha256,
        quote_state=state.value,
        quote_state_words=QUOTE_LABELS[state],
        address=copy.address if copy.is_of_other_address else "",
        **surroundings,
    )


def _surroundings(rows: list[Any]) -> dict[int, dict[str, Any]]:
    """The words around the quotes of items that permit them, by the ids of their copies. Only found quotes have a place."""
    if not rows or not permits_surroundings():
        return {}
    places = QuotePlace.objects.filter(copy__in=[row.copy_id for row in rows]).select_related("copy__text", "evidence")
    found: dict[int, dict[str, Any]] = {}
    places = places.exclude(copy__in=withheld_copies())
    for place in places.order_by("copy_id", "-id").distinct("copy_id"):
        text = place.copy.text
        if text is None or place.start is None or place.end is None or place.quote != place.evidence.exact:
            continue
        around = words_around(text.text, place.start, place.end)
        found[place.copy_id] = {
            "before": around.before,
            "words": around.quote,
            "after": around.after,
            "is_cut_before": around.is_cut_before,
            "is_cut_after": around.is_cut_after,
        }
    return found
