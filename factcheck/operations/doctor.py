"""Checks the invariants of all apps against one snapshot of the database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import DatabaseError, connection, transaction

from factcheck.accounts import invariants as accounts
from factcheck.archive import invariants as archive
from factcheck.articles import invariants as articles
from factcheck.claims import invariants as claims
from factcheck.evidence import invariants as evidence
from factcheck.evidence.availability import invariants as availability
from factcheck.evidence.copies import invariants as copies
from factcheck.ledger import invariants as ledger
from factcheck.ledger import progress
from factcheck.ledger.snapshot import snapshot
from factcheck.operations import role_invariants, schema
from factcheck.publishing import invariants as publishing
from factcheck.verdicts import invariants as verdicts

MAX_FINDINGS = 20
"""Maximum number of reported violations of one invariant; “and more” replaces the rest."""


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    findings: list[str]
    seconds: float


@dataclass(slots=True)
class Step:
    """How far an examination is: it checks invariant `number` of `total` and has read `rows` rows for it."""

    number: int
    total: int
    name: str
    rows: int = 0


def examine(report: Callable[[Step], None] = lambda step: None) -> Iterator[Result]:
    """Check all invariants, without changing anything. Calls `report` before each invariant and after each batch of rows.

    All invariants read the same snapshot, so concurrent writes do not look like violations. Stored files need no snapshot: they
    are written before the row that refers to them, and never change.
    """
    modules = (
        schema,
        role_invariants,
        ledger,
        accounts,
        archive,
        articles,
        claims,
        evidence,
        copies,
        availability,
        verdicts,
        publishing,
    )
    invariants = [invariant for module in modules for invariant in module.INVARIANTS]
    with snapshot():
        for number, invariant in enumerate(invariants, 1):
            step = Step(number, len(invariants), invariant.name)

            def advance(rows: int, step: Step = step) -> None:
                step.rows += rows
                report(step)

            start = time.perf_counter()
            report(step)
            with progress.listening(advance):
                findings = _read(islice(invariant.broken(), MAX_FINDINGS + 1))
            if len(findings) > MAX_FINDINGS:
                findings[MAX_FINDINGS:] = ["and more"]
            yield Result(invariant.name, findings, time.perf_counter() - start)


def listings() -> Iterator[Result]:
    """Facts that violate no invariant but matter to anyone who reviews the integrity of a newsroom."""
    for module in (accounts, archive, articles, claims, copies, verdicts, publishing, role_invariants):
        for listing in module.LISTINGS:
            start = time.perf_counter()
            lines = _read(listing.lines())
            yield Result(listing.name, lines, time.perf_counter() - start)


def _read(lines: Iterator[str]) -> list[str]:
    """All lines, or those before an error of the database, and the error.

    A missing column or a damaged page of a table therefore does not prevent the other checks.
    """
    found: list[str] = []
    try:
        with transaction.atomic():  # after an error, the snapshot can still be used
            found.extend(lines)
    except DatabaseError as error:
        if not connection.is_usable():
            raise
        found.append(f"the database cannot read this: {str(error).splitlines()[0]}")
    return found
