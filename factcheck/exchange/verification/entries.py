"""Verifies the ledger entries of a package: their hashes, the signed trees, and the keys. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from factcheck.exchange.layout import CUSTODY_FILE, CUSTODY_FORMAT, LEDGER_FORMAT
from factcheck.exchange.verification.report import Report
from factcheck.ledger.tree import root_of_path, tree_message
from factcheck.ledger.verifier import SavedHead, SavedKey, body_of, entry_hash, is_signed, key_errors, signature_errors

Row = tuple[str, int, int]
"""Kind, id, and version."""


@dataclass(slots=True)
class VerifiedEntries:
    """The entries that a signed tree contains, in the order of their numbers, and the digests of rows that they contain."""

    entries: list[Mapping[str, Any]] = field(default_factory=list)
    digests: dict[Row, tuple[str, int]] = field(default_factory=dict)
    """Row → its digest, and the number of the entry."""


def check_entries(ledger: Mapping[str, Any], report: Report, *, trusted: Collection[str] = ()) -> VerifiedEntries:
    """Verify each entry, its path to a signed root, and the signatures. `trusted` are ids of keys as in `ledger.verifier`."""
    found = VerifiedEntries()
    with report.reading("data/ledger.json"):
        if ledger["format"] != LEDGER_FORMAT:
            raise ValueError
        keys = [SavedKey(**key) for key in ledger["keys"]]
        report.errors += key_errors(keys, trusted)
        roots = _roots(ledger, keys, report)
        covered: dict[int, int] = {}
        withheld = 0
        last = 0
        for item in ledger["entries"]:
            number = _number(item["number"])
            if number <= last:
                raise ValueError
            last = number
            withheld += "withheld" in item
            digest = str(item["hash"]) if "withheld" in item else _check_entry(number, item["entry"], report)
            if "tree" not in item:
                report.unverified.append(f"Entry {number}: no signed tree contains it yet.")
            elif _is_in_tree(number, digest, item, roots):
                covered[item["tree"]] = covered.get(item["tree"], 0) + 1
                if "withheld" not in item:
                    _add(found, number, item["entry"])
            else:
                report.errors.append(f"entry {number} is not in the signed tree of entry {item['tree']}")
        for tree, count in sorted(covered.items()):
            report.verified.append(f"{count} entries are in the ledger up to entry {tree}, whose root is signed.")
        if ledger["trees"] and not report.errors:
            report.verified.append(
                f"{len(ledger['heads']) + len(ledger['trees'])} signatures of heads and roots are valid (Ed25519)."
            )
        if stamps := ledger.get("time_stamps"):
            report.unverified.append(f"{len(stamps)} time stamps (RFC 3161). docs/ledger.md says how OpenSSL verifies them.")
        if withheld:
            report.unverified.append(f"The contents of {withheld} entries, which are represented by their hashes.")
    return found


def check_custody(custody: Mapping[str, Any], ledger: Mapping[str, Any], report: Report) -> None:
    """Compare the events in `data/custody.json` with the entries that they name."""
    with report.reading(CUSTODY_FILE):
        if custody["format"] != CUSTODY_FORMAT:
            raise ValueError
        entries = {item["number"]: item["entry"] for item in ledger["entries"] if "entry" in item}
        count, before = 0, len(report.errors)
        for item in custody["items"]:
            for event in item["events"]:
                entry = entries.get(event["entry"], {})
                stated = [event["hash"], event["reason"], datetime.fromisoformat(event["at"])]
                if not entry or stated != [entry["hash"], entry["reason"], datetime.fromisoformat(entry["at"])]:
                    report.errors.append(f"{CUSTODY_FILE} contradicts entry {event['entry']} of the ledger")
                count += 1
        if len(report.errors) == before:
            report.verified.append(f"{count} events of custody have the hash, time, and reason of their entry.")


def check_saved_heads(ledger: Mapping[str, Any], saved: Mapping[str, Any], report: Report) -> None:
    """Compare the signed roots with those in a `/ledger-head.json` that somebody kept."""
    with report.reading("the saved heads"):
        kept = {tree["number"]: tree["root"] for tree in saved["trees"]}
        for tree in ledger["trees"]:
            if tree["number"] not in kept:
                continue
            if kept[tree["number"]] == tree["root"]:
                report.verified.append(f"The root up to entry {tree['number']} is the one in the saved heads.")
            else:
                report.errors.append(f"the root up to entry {tree['number']} is not the one in the saved heads")


def _roots(ledger: Mapping[str, Any], keys: list[SavedKey], report: Report) -> dict[int, str]:
    """The signed roots by the number of the last entry."""
    heads = {head.number: head for head in (SavedHead(**values) for values in ledger["heads"])}
    public = {key.id: key.public_key for key in keys}
    report.errors += signature_errors(heads.values(), keys)
    roots: dict[int, str] = {}
    for tree in ledger["trees"]:
        head = heads[_number(tree["number"])]
        message = tree_message(head.number, head.hash, str(tree["root"]), head.at, head.key)
        if is_signed(public.get(head.key, ""), str(tree["signature"]), message):
            roots[head.number] = str(tree["root"])
        else:
            report.errors.append(f"the signature of the tree of entry {head.number} is invalid")
    return roots


def _check_entry(number: int, entry: Mapping[str, Any], report: Report) -> str:
    digest = entry_hash(str(entry["previous"]), body_of(entry))
    if entry["number"] != number or entry["hash"] != digest:
        report.errors.append(f"entry {number} was changed: its hash does not match")
    return digest


def _add(found: VerifiedEntries, number: int, entry: Mapping[str, Any]) -> None:
    found.entries.append(entry)
    for kind, pk, version, *rest in entry["touched"]:
        found.digests[kind, pk, version] = (str(rest[0]) if rest else "", number)


def _is_in_tree(number: int, digest: str, item: Mapping[str, Any], roots: Mapping[int, str]) -> bool:
    tree = _number(item["tree"])
    try:
        return tree in roots and root_of_path(digest, number, tree, [str(each) for each in item["path"]]) == roots[tree]
    except ValueError:
        return False


def _number(value: Any) -> int:
    if type(value) is not int or not 0 < value < 2**63:
        raise ValueError
    return value
