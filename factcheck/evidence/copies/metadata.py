"""Fields of an item that are empty and that its newest copy states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from factcheck.articles.models import Source
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import source_for_url


@dataclass(frozen=True, slots=True)
class StatedByCopy:
    """What a copy states about its page, for the empty fields of its item. All values are untrusted until a person saves them.

    `source` is an existing source with the host of the page. If there is none, `publisher` is the name that the page states: a
    copy never adds a source, but the form of the item does when a person saves this name.
    """

    copy: EvidenceCopy
    title: str = ""
    author: str = ""
    published_on: date | None = None
    accessed_on: date | None = None
    source: Source | None = None
    publisher: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The values by field, without empty ones."""
        stated = {name: getattr(self, name) for name in ("title", "author", "published_on", "accessed_on")}
        stated["source"] = self.source or self.publisher
        return {name: value for name, value in stated.items() if value}


def stated_by_copy(item: Evidence) -> StatedByCopy | None:
    """What the newest copy states that the item leaves empty; None if there is nothing. Dates in the future do not count."""
    copies = EvidenceCopy.objects.added_by_people().filter(evidence=item, item_address=item.address)
    copy = copies.select_related("text").defer("text__text").order_by("-number").first()
    if copy is None:
        return None
    text, today = copy.text, timezone.localdate()
    collected = timezone.localdate(copy.collected_at) if copy.collected_at else None
    source = source_for_url(item.address) if not item.source_id else None
    stated = StatedByCopy(
        copy,
        title=text.title if text and not item.title else "",
        author=text.author if text and not item.author else "",
        published_on=_not_after(text.published_on if text else None, today) if not item.published_on else None,
        accessed_on=_not_after(collected, today) if not item.accessed_on else None,
        source=source,
        publisher=text.publisher if text and not item.source_id and source is None else "",
    )
    return stated if stated.values else None


def _not_after(day: date | None, today: date) -> date | None:
    return day if day and day <= today else None
