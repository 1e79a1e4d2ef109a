"""The title of an item in a package, as the evidence board displays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.web.http_urls import ascii_host

Row = Mapping[str, Any]


def item_title(values: Row, rows: Mapping[str, Sequence[Row]]) -> str:
    """The title that was entered, or else that of the article, the name of the file, or the host of the page.

    `values` are those of the item, and `rows` all rows of the package by their kind. Withheld values are missing.
    """
    if title := values.get("title"):
        return str(title)
    if revision := _values(rows, "revision", values["revision_id"]):
        article = _values(rows, "article", revision["article_id"])
        return str(article.get("title") or article.get("opening") or "Untitled article")
    if values["capture_id"] is not None:
        return str(_values(rows, "capture", values["capture_id"]).get("name") or "Attached file")
    address = str(values.get("address") or "")
    return ascii_host(address).removeprefix("www.") or address


def _values(rows: Mapping[str, Sequence[Row]], kind: str, pk: int | None) -> Row:
    return next((row["values"] for row in rows.get(kind, ()) if row["id"] == pk), {})
