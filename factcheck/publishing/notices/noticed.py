"""Availability notices in a published document. The stored document and its hash do not change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from factcheck.publishing.notices.fields import KIND_LABELS, KIND_SENTENCES, NoticeKind


@dataclass(frozen=True, slots=True)
class PublishedNotice:
    """A notice about the item with this number and address. `at` is when it became public, in UTC."""

    number: int
    address: str
    kind: NoticeKind
    checked_on: date
    text: str
    at: datetime

    @property
    def values(self) -> dict[str, Any]:
        """The notice as JSON values, like those of a document."""
        return {
            "number": self.number,
            "address": self.address,
            "kind": self.kind.value,
            "words": KIND_LABELS[self.kind],
            "sentence": KIND_SENTENCES[self.kind],
            "checked_on": self.checked_on.isoformat(),
            "text": self.text,
            "at": self.at.isoformat(),
        }

    def is_about(self, item: Mapping[str, Any]) -> bool:
        """Whether this is about an item of a document. After a correction, an item can have another address."""
        return item["address"] == self.address and item.get("number", 0) in (0, self.number)


def with_notices(document: Mapping[str, Any], notices: Iterable[PublishedNotice]) -> dict[str, Any]:
    """The document with `notices`, which are in the order of their publication.

    The keys "notices" of the document and of its items list them, the newest first. Without any, the document has no such keys.
    Notices about items that are hidden in the document are left out.
    """
    hidden = {item.get("number") for items in document["evidence"].values() for item in items if item.get("hidden_at")}
    newest_first = [notice for notice in notices if notice.number not in hidden][::-1]
    if not newest_first:
        return dict(document)
    evidence = {
        stance: [_item_with_notices(item, newest_first) for item in items] for stance, items in document["evidence"].items()
    }
    return {**document, "evidence": evidence, "notices": [notice.values for notice in newest_first]}


def _item_with_notices(item: Mapping[str, Any], notices: list[PublishedNotice]) -> dict[str, Any]:
    own = [notice.values for notice in notices if notice.is_about(item)]
    return {**item, "notices": own} if own else dict(item)


def published_item(document: Mapping[str, Any], *, number: int, address: str, quote: str) -> Mapping[str, Any] | None:
    """The item of a document that an item of evidence became, if it has an address.

    Items of documents that predate citations have other numbers, so their address and quote identify them.
    """
    items = [item for side in document["evidence"].values() for item in side if item["address"]]
    if "citations" in document["verdict"]:
        return next((item for item in items if item["number"] == number), None)
    return next((item for item in items if (item["address"], item["quote"]) == (address, quote)), None)
