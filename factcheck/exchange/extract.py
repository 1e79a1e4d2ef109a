"""The ledger entries that concern a claim, each with the proof that a signed tree contains it: `data/ledger.json`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from factcheck.exchange.confidential import is_confidential
from factcheck.exchange.layout import LEDGER_FORMAT
from factcheck.exchange.record import ExportedRecord, own_kinds
from factcheck.ledger.models import Entry, RowVersion
from factcheck.ledger.tree import Tree
from factcheck.publishing.heads import head_values, key_values, stamp_values, tree_values
from factcheck.publishing.models import SignedTree, SigningKey

CONFIDENTIAL = "It contains values that are withheld, so only its hash is here."
WITHHELD = "It also concerns rows that are not in this package, so only its hash is here."


def ledger_extract(record: ExportedRecord) -> dict[str, Any]:
    """The JSON values of `data/ledger.json`: all entries of the rows of the claim, and, of the rows to which they refer, those
    that wrote the version in the package.

    An entry that also wrote a row of another claim, or has a confidential value, is represented by its hash. Each entry has the
    path in the oldest signed tree that contains it: the longer a root has been public, the more people can have kept it.
    """
    entries = _entries(record)
    trees = list(SignedTree.objects.select_related("head__stamp").order_by("pk"))
    numbers = [tree.pk for tree in trees]
    used: dict[int, SignedTree] = {}
    for entry in entries:
        at = bisect_left(numbers, entry["number"])
        if at < len(trees):
            used[trees[at].pk] = trees[at]
            entry["tree"] = trees[at].pk
    largest = max(used, default=0)
    nodes = Tree(Entry.objects.filter(number__lte=largest).order_by("number").values_list("hash", flat=True).iterator(10_000))
    for entry in entries:
        if "tree" in entry:
            entry["path"] = nodes.path(entry["number"], entry["tree"])
    stamps = [tree.head.stamp for _, tree in sorted(used.items()) if hasattr(tree.head, "stamp")]
    return {
        "format": LEDGER_FORMAT,
        "entries": entries,
        "heads": [head_values(tree.head) for _, tree in sorted(used.items())],
        "trees": [tree_values(tree) for _, tree in sorted(used.items())],
        "keys": [key_values(key) for key in SigningKey.objects.order_by("created_at", "pk")],
        **({"time_stamps": [stamp_values(stamp) for stamp in stamps]} if stamps else {}),
    }


def _entries(record: ExportedRecord) -> list[dict[str, Any]]:
    own = {(kind, pk) for kind, ids in record.own.items() for pk in ids}
    kinds = own_kinds()
    entries: list[dict[str, Any]] = []
    for entry in Entry.objects.filter(number__in=_numbers(record)).order_by("number").iterator(chunk_size=500):
        if any(kind == "person" or (kind in kinds and (kind, pk) not in own) for kind, pk, *_ in entry.touched):
            entries.append({"number": entry.number, "hash": entry.hash, "withheld": WITHHELD})
        elif is_confidential(exported := entry.exported(), record.terms):
            entries.append({"number": entry.number, "hash": entry.hash, "withheld": CONFIDENTIAL})
        else:
            entries.append({"number": entry.number, "entry": exported})
    return entries


def _numbers(record: ExportedRecord) -> set[int]:
    """The numbers of the entries that concern the claim."""
    versions = RowVersion.objects.filter(_any(Q(kind=kind, object_id__in=ids) for kind, ids in record.own.items() if ids))
    numbers = set(versions.values_list("entry_id", flat=True))
    for kind, rows in record.rows.items():
        if kind in record.own:
            continue
        current = {row["id"]: row["version"] for row in rows}
        for pk, version, number in RowVersion.objects.filter(kind=kind, object_id__in=current).values_list(
            "object_id", "version", "entry_id"
        ):
            if current[pk] == version:
                numbers.add(number)
    return numbers


def _any(conditions: Iterable[Q]) -> Q:
    total = Q()
    for condition in conditions:
        total |= condition
    return total
