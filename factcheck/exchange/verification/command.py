"""The command line of the verifier, and the verification as a whole. Pure."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from factcheck.exchange.layout import CLAIM_FILE, CLAIM_FORMAT, CUSTODY_FILE, CUSTODY_FORMAT, LEDGER_FILE, LEDGER_FORMAT
from factcheck.exchange.verification.bag import check_bag
from factcheck.exchange.verification.contents import Contents, opened
from factcheck.exchange.verification.documents import read_object
from factcheck.exchange.verification.entries import check_custody, check_entries, check_saved_heads
from factcheck.exchange.verification.report import Report, UnreadablePackage, shortened
from factcheck.exchange.verification.rows import check_rows
from factcheck.ledger.verifier import KEY_HELP, TRUSTED


def verify_package(contents: Contents, *, trusted: Collection[str] = (), saved: Mapping[str, Any] | None = None) -> Report:
    """Verify a package. `trusted` are the ids of known keys, `saved` is a kept `/ledger-head.json`. Raises UnreadablePackage."""
    report = Report()
    if contents.structure:
        report.verified.append(contents.structure)
    check_bag(contents, report)
    report.claim, report.ledger = (
        read_object(contents, path, known) for path, known in ((CLAIM_FILE, CLAIM_FORMAT), (LEDGER_FILE, LEDGER_FORMAT))
    )
    entries = check_entries(report.ledger, report, trusted=trusted)
    if saved is not None:
        check_saved_heads(report.ledger, saved, report)
    if CUSTODY_FILE in contents.names:
        check_custody(read_object(contents, CUSTODY_FILE, CUSTODY_FORMAT), report.ledger, report)
    check_rows(contents, entries, report)
    return report


def first_key(report: Report) -> str:
    """The id of the first key in a package, or an empty text."""
    keys = report.ledger.get("keys")
    first = keys[0] if isinstance(keys, list) and keys else {}
    return str(first.get("id", "")) if isinstance(first, dict) else ""


def conclusion(report: Report) -> str:
    """What the verification means, as a sentence."""
    if report.errors:
        return "The package is broken."
    if report.unproven:
        return f"{len(report.unproven)} rows are stated by the newsroom, but nothing in the package proves them (NOT PROVEN)."
    return "All rows are proven by entries of the signed ledger."


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="verifier.py", description="Verify the package of a claim.")
    parser.add_argument("package", type=Path, help="ZIP file, or the folder that was unpacked from it")
    parser.add_argument("--heads", type=Path, help="saved copy of /ledger-head.json")
    parser.add_argument("--key", action="append", default=[], help=KEY_HELP)
    options = parser.parse_args(arguments)
    try:
        saved = json.loads(options.heads.read_text(encoding="utf-8")) if options.heads else None
        with opened(options.package) as contents:
            report = verify_package(contents, trusted=options.key, saved=saved)
    except (UnreadablePackage, OSError, ValueError, RecursionError) as error:
        print(f"{error}", file=sys.stderr)
        return 2
    unproven = [f"{kind} {pk}" for kind, pk in report.unproven]
    headings = ("VERIFIED", "NOT VERIFIED", "NOT PROVEN", "BROKEN")
    for heading, lines in zip(headings, (report.verified, report.unverified, unproven, report.errors), strict=True):
        for line in shortened(lines):
            print(f"{heading} {line}")
    if not options.key and (key := first_key(report)):
        print(TRUSTED.format(key=key))
    print(conclusion(report))
    return 1 if report.errors else 3 if report.unproven else 0
