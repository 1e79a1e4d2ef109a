"""Takedowns applied to published documents: a hidden item is replaced by the date and the reason when a document is read.

Stored documents and their hashes do not change.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Max, Subquery, Value
from django.db.models.functions import Cast, Greatest

from factcheck.evidence.custody.hiding import HiddenContent, content_of_hidden
from factcheck.evidence.custody.models import Takedown
from factcheck.publishing.shared_words import contains_quote, shares_words
from factcheck.web.search_key import search_key

_KEPT = frozenset({"number", "stance", "closeness"})
"""The keys of a hidden item that keep their values."""

AROUND = ("before", "words", "after")
"""The keys of a published copy that contain its words."""
_CONTEXT = ("prefix", "exact", "suffix")

_takedowns = Takedown.objects.order_by().values(all=Value(1))
HIDDEN_ITEMS = Subquery(
    Takedown.objects.in_force()
    .order_by()
    .values(all=Value(1))
    .annotate(ids=StringAgg(Cast("id", CharField()), ",", order_by="id"))
    .values("ids")
)
"""The ids of the takedowns that are in force, as a text. Whatever caches a rendered document has it in its key."""
HIDDEN_CHANGED_AT = Subquery(_takedowns.annotate(last=Greatest(Max("created_at"), Max("ended_at"))).values("last"))
"""When the last takedown began or ended."""


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """A takedown of an item or of one of its copies, with what identifies the item in documents: claim and number, or content.

    `content` is what the item has or had. None: only the copy with `copy_sha256` is hidden, and so the words of its text.
    """

    claim: int
    number: int
    file_sha256: str
    at: datetime
    reason: str
    content: HiddenContent | None = None
    copy_sha256: str = ""

    def matches(self, claim: int | None, item: Mapping[str, Any]) -> bool:
        """Whether a published item of this claim is the hidden one. `claim` is None if the numbers in the document are others.

        The content counts too: an item with the same quote from the same page or text, or the same file, is hidden with it.
        """
        if self.content is None:
            return False
        if item.get("number") and (claim, item["number"]) in {(self.claim, self.number), *self.content.places}:
            return True
        if self.file_sha256 and item.get("sha256") == self.file_sha256:
            return True
        is_from_same = item.get("address") in self.content.addresses or item.get("sha256") in self.content.texts
        return is_from_same and bool(item.get("quote")) and item["quote"] in self.content.quotes

    def hides_copy(self, item: Mapping[str, Any]) -> bool:
        """Whether the published copy of an item has the bytes of a hidden copy."""
        sha256 = (item.get("preserved") or {}).get("sha256", "")
        return bool(sha256) and (sha256 in self.content.copies if self.content else sha256 == self.copy_sha256)

    def is_near(self, item: Mapping[str, Any], words: Iterable[str]) -> bool:
        """Whether the words beside the published quote of an item can be those of the hidden one.

        They are if both are from the same text or the same bytes, or if the words around the quote contain a hidden quote or a
        part of it, such as those of another copy of the page. `words` are the search keys of the words around the quote.
        """
        if self.content is None:
            return self.hides_copy(item)
        if self.hides_copy(item) or item.get("sha256") in self.content.texts:
            return True
        return any(self.shares_words_with(key) for key in words)

    def shares_words_with(self, key: str) -> bool:
        """Whether an excerpt contains words of a hidden quote. `key` is its search key."""
        return self.content is not None and any(shares_words(key, quote_key(quote)) for quote in self.content.quotes)

    def is_quoted_in(self, key: str) -> bool:
        """Whether a text contains a hidden quote. `key` is the search key of the text."""
        return self.content is not None and any(contains_quote(key, quote_key(quote)) for quote in self.content.quotes)


@lru_cache(maxsize=1000)
def quote_key(quote: str) -> str:
    """The search key of a hidden quote, which is compared with every document."""
    return search_key(quote)


def hidden_items() -> list[HiddenItem]:
    """All items that takedowns hide now, and then those of which they hide a copy. Seven queries; one if nothing is hidden."""
    rows = list(
        Takedown.objects.in_force()
        .order_by(F("copy").asc(nulls_first=True), "id")
        .annotate(file_sha256=F("evidence__capture__sha256"), copy_sha256=F("copy__capture__sha256"))
        .select_related("evidence")
        .only("evidence__claim", "evidence__number", "copy", "created_at", "reason")
    )
    contents = content_of_hidden([row.evidence_id for row in rows if row.copy_id is None])
    return [
        HiddenItem(
            claim=row.evidence.claim_id,
            number=row.evidence.number,
            file_sha256=row.file_sha256 or "",
            at=row.created_at,
            reason=row.reason,
            content=None if row.copy_id else contents[row.evidence_id],
            copy_sha256=row.copy_sha256 or "",
        )
        for row in rows
    ]


def without_hidden_items(document: dict[str, Any], claim: int, hidden: Iterable[HiddenItem]) -> dict[str, Any]:
    """The document of a check of this claim, in which `hidden_at` and `hidden_because` replace the content of hidden items."""
    hidden = list(hidden)
    if not hidden:
        return document
    numbered = claim if "citations" in document["verdict"] else None  # without citations, items are numbered by their order
    evidence = {stance: [_shown(item, numbered, hidden) for item in items] for stance, items in document["evidence"].items()}
    texts = {sha256 for each in hidden if each.content for sha256 in each.content.texts}
    appearances = [_without_context(each, hidden, texts) for each in document["appearances"]]
    return {**document, "evidence": evidence, "appearances": appearances}


def _without_context(appearance: dict[str, Any], hidden: Iterable[HiddenItem], texts: Container[str]) -> dict[str, Any]:
    """An appearance of the claim without the words beside those of the claim that can be words of a hidden item.

    They can be in the text of a hidden passage (`texts`), and where they contain words of a hidden quote.
    """
    words = []
    for each in appearance["words"]:
        key = _key(each, _CONTEXT)
        if appearance["sha256"] in texts or any(item.shares_words_with(key) for item in hidden):
            words.append({**each, "prefix": "", "suffix": ""})
        else:
            words.append(each)
    return {**appearance, "words": words}


def _key(excerpt: Mapping[str, Any], names: Iterable[str]) -> str:
    """The search key of an excerpt. `names` are the keys of its consecutive parts."""
    return search_key("".join(str(excerpt.get(name) or "") for name in names))


def _shown(item: Mapping[str, Any], claim: int | None, hidden: Iterable[HiddenItem]) -> dict[str, Any]:
    if found := next((each for each in hidden if each.matches(claim, item)), None):
        blank = {key: value if key in _KEPT else _empty(value) for key, value in item.items()}
        return {**blank, "hidden_at": found.at.isoformat(), "hidden_because": found.reason}
    words = [_key(item.get("preserved") or {}, AROUND), _key(item, ("prefix", "quote", "suffix"))]
    if any(each.is_near(item, words) for each in hidden):
        shown = {**item, **{name: "" for name in ("prefix", "suffix") if name in item}}
        if item.get("preserved"):
            shown["preserved"] = {**item["preserved"], **dict.fromkeys(AROUND, "")}
        return shown
    return dict(item)


def _empty(value: Any) -> Any:
    """The empty value of the same JSON type."""
    return type(value)() if isinstance(value, str | bool | int | float | list | dict) else None
