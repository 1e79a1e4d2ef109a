"""All invariants of the line in its order, and what an examination found."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from factcheck.archive import invariants as archive
from factcheck.articles import invariants as articles
from factcheck.claims import invariants as claims
from factcheck.evidence import invariants as evidence
from factcheck.ledger import invariants as ledger
from factcheck.publishing import invariants as publishing
from factcheck.verdicts import invariants as verdicts

MOST_FINDINGS = 20
"""Findings named for one invariant; more are counted as “and more”."""


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    findings: list[str]
    seconds: float


def examine() -> Iterator[Result]:
    """Check each invariant in turn; changes nothing."""
    for module in (ledger, archive, articles, claims, evidence, verdicts, publishing):
        for invariant in module.INVARIANTS:
            start = time.perf_counter()
            findings = list(islice(invariant.broken(), MOST_FINDINGS + 1))
            if len(findings) > MOST_FINDINGS:
                findings[MOST_FINDINGS:] = ["and more"]
            yield Result(invariant.name, findings, time.perf_counter() - start)
