"""What a takedown hides: the words of an item, in every form in which they are stored.

The words are in the row, in earlier values in the ledger, in records that were approved, and in published documents. Screens get
rows from `hide_words`, entries from `without_hidden`, and differences of records with the ids from `hidden_in_records`;
`publishing.hidden_items` compares documents with `content_of_hidden`. Nothing is changed in the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeVar

from django.db.models import F, Func, JSONField, TextField, Value
from django.db.models.functions import Cast

from factcheck.articles.models import Revision
from factcheck.claims.triggers import MOVED_ROWS
from factcheck.evidence.custody.fields import WORDS
from factcheck.evidence.models import Evidence, EvidenceCopy
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry, RowVersion

AnyItem = TypeVar("AnyItem", bound=Evidence)


def hidden_among(ids: Collection[int]) -> frozenset[int]:
    """The ids of the items that a takedown hides. At most one query."""
    if not ids:
        return frozenset()
    return frozenset(Evidence.objects.filter(pk__in=ids, is_hidden=True).values_list("pk", flat=True))


def hide_words(item: AnyItem) -> AnyItem:
    """The row for a screen: without its words in memory while a takedown hides the item. It must not be saved."""
    if item.is_hidden:
        item.exact = item.prefix = item.suffix = ""
        item.changed_context = []
    return item


def hidden_in_records(*records: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the hidden items in `ClaimRecord.values`, for `record_difference`. At most one query."""
    keys = {key for record in records for key in record.get("evidence") or {}}
    return frozenset(map(str, hidden_among({int(key) for key in keys})))


def without_hidden(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without the words of items that a takedown hides. At most one query.

    The attribute `withheld` of each entry lists the removed values, such as "after.exact". Without them, the hash of the entry
    cannot be recomputed. The entries are changed in memory and must not be saved.
    """
    entries = list(entries)
    hidden = hidden_among({pk for entry in entries for pk, _ in _quoting(entry)})
    for entry in entries:
        withheld = list(getattr(entry, "withheld", []))
        for path in [path for pk, path in _quoting(entry) if pk in hidden]:
            for side in ("before", "after"):
                values, removed = _without_words(getattr(entry, side), path)
                setattr(entry, side, values)
                withheld += [".".join((side, *path, name)) for name in removed]
        entry.withheld = withheld
    return entries


def _quoting(entry: Entry) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The ids of the items whose words an entry contains, each with the path of the values that contain them."""
    values = {**(entry.before or {}), **(entry.after or {})}
    if WORDS & values.keys():
        pk = entry.object_id if entry.kind == kind_of(Evidence) else values.get("evidence")
        if isinstance(pk, int):
            yield pk, ()
    kind = kind_of(Evidence)
    moved = {key for side in (entry.before, entry.after) for key in ((side or {}).get(MOVED_ROWS) or {}).get(kind) or ()}
    yield from ((int(key), (MOVED_ROWS, kind, key)) for key in sorted(moved))


def _without_words(values: Any, path: tuple[str, ...]) -> tuple[Any, list[str]]:
    """The values without the words at this path, and the names of what was removed."""
    if not isinstance(values, Mapping):
        return values, []
    if path:
        inner, removed = _without_words(values.get(path[0]), path[1:])
        return ({**values, path[0]: inner} if removed else values), removed
    removed = sorted(WORDS & values.keys())
    return ({name: value for name, value in values.items() if name not in WORDS} if removed else values), removed


@dataclass(frozen=True, slots=True)
class HiddenContent:
    """All contents that a hidden item has or had: what identifies it in documents in which it has another number or none."""

    quotes: frozenset[str]
    addresses: frozenset[str]
    texts: frozenset[str]
    """the SHA-256 of the revisions that it quotes"""
    copies: frozenset[str]
    """the SHA-256 of the bytes of its copies, and of its file"""
    places: frozenset[tuple[int, int]] = frozenset()
    """the claims that it belongs or belonged to, each with its number there"""


def content_of_hidden(ids: Collection[int]) -> dict[int, HiddenContent]:
    """The contents of items, also those of former versions and of former claims. Six queries."""
    if not ids:
        return {}
    found: dict[str, dict[int, set[Any]]] = {name: defaultdict(set) for name in ("exact", "address", "revision", "copy")}
    for pk, *current in Evidence.objects.filter(pk__in=ids).values_list("pk", "exact", "address", "revision_id"):
        for name, value in zip(("exact", "address", "revision"), current, strict=True):
            found[name][pk].add(value)
    written = RowVersion.objects.filter(kind=kind_of(Evidence), object_id__in=ids, entry__kind=kind_of(Evidence))
    written = written.filter(entry__object_id=F("object_id"))
    for pk, before, after in written.values_list("object_id", "entry__before", "entry__after"):
        for values, name in product((before, after), ("exact", "address", "revision")):
            found[name][pk].add((values or {}).get(name))
    files = Evidence.objects.filter(pk__in=ids, capture__isnull=False).values_list("pk", "capture__sha256")
    copies = EvidenceCopy.objects.filter(evidence__in=ids).values_list("evidence_id", "capture__sha256")
    for pk, sha256 in files.union(copies):
        found["copy"][pk].add(sha256)
    places = _places(ids)
    revisions = {pk for of_item in found["revision"].values() for pk in of_item if isinstance(pk, int)}
    texts = dict(Revision.objects.filter(pk__in=revisions).values_list("pk", "sha256"))
    return {
        pk: HiddenContent(
            quotes=frozenset(filter(None, found["exact"][pk])),
            addresses=frozenset(filter(None, found["address"][pk])),
            texts=frozenset(texts[revision] for revision in found["revision"][pk] if revision in texts),
            copies=frozenset(found["copy"][pk]),
            places=frozenset(places[pk]),
        )
        for pk in ids
    }


def _places(ids: Collection[int]) -> dict[int, set[tuple[int, int]]]:
    """The claims of items with their numbers there: those of now, and those from before each merge or split. Two queries."""
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for pk, claim, number in Evidence.objects.filter(pk__in=ids).values_list("pk", "claim_id", "number"):
        places[pk].add((claim, number))
    path = (Cast(Value(text), TextField()) for text in (MOVED_ROWS, kind_of(Evidence)))
    values = Func(
        F("entry__before"),
        *path,
        Cast(F("object_id"), TextField()),
        function="jsonb_extract_path",
        output_field=JSONField(),
    )
    moved = RowVersion.objects.filter(kind=kind_of(Evidence), object_id__in=ids, entry__before__has_key=MOVED_ROWS)
    for pk, before in moved.annotate(row_before=values).values_list("object_id", "row_before"):
        if before and "claim" in before and "number" in before:
            places[pk].add((before["claim"], before["number"]))
    return places
