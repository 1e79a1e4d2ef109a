"""Queries for changed checks: the difference to the approved record, and the checks that share a changed row."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.articles.models import Article, Source
from factcheck.claims.models import Actor, Claim, is_claimant_party
from factcheck.desk.changes.displayed_rows import DisplayedRow, displayed_author, displayed_rows
from factcheck.desk.history.entry_presenter import PresentedEntry, present_entries
from factcheck.desk.history.record_entries import entries_since
from factcheck.ledger.models import Entry
from factcheck.verdicts.changes import Baseline, baselines_of, checks_sharing
from factcheck.verdicts.models import Rating, RecordChange, Verdict
from factcheck.verdicts.record import read_record
from factcheck.verdicts.states import State

MAX_CHECKS = 200
"""Maximum number of checks that the page of a shared row lists."""
MAX_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class RecordComparison:
    """The current record of a check compared with its baseline. `basis` is the digest of the current record.

    Approvals of version 0.1 stored no values. `rows` is then empty, and `entries` are the actions that changed the record.
    """

    basis: str
    baseline: Baseline | None
    rows: list[DisplayedRow] = field(default_factory=list)
    entries: list[PresentedEntry] = field(default_factory=list)


def compare_record(verdict: Verdict) -> RecordComparison:
    """The comparison for a verdict with an approved version."""
    record = read_record(verdict.claim)
    baseline = baselines_of([verdict.pk]).get(verdict.pk)
    if baseline is None:
        return RecordComparison(record.digest, None)
    if baseline.values is not None:
        current = baseline.comparable(record)
        rows = displayed_rows(verdict.claim_id, baseline.values, current, verdict.approved)
        if verdict.state == State.APPROVED:
            rows += displayed_author(baseline.values, current)
        return RecordComparison(record.digest, baseline, rows)
    return RecordComparison(record.digest, baseline, entries=present_entries(entries_since(verdict.claim, baseline.review)))


@dataclass(frozen=True, slots=True)
class SharedChange:
    """The published checks for which only one shared row has changed. `newest` is the number of the newest entry."""

    kind: str
    name: str
    entries: list[PresentedEntry]
    verdicts: list[Verdict]
    ids: list[int]
    newest: int

    @property
    def count(self) -> int:
        return len(self.ids)


_NAMED = {"source": Source, "actor": Actor, "article": Article, "rating": Rating, "claim": Claim}


def shared_change(kind: str, object_id: int) -> SharedChange | None:
    """The change of a shared row; None if no check waits for its confirmation."""
    ids = checks_sharing(kind, object_id)
    if not ids:
        return None
    changes = RecordChange.objects.filter(verdict__in=ids, is_open=True)
    entries = Entry.objects.filter(number__in=changes.values("entry")).select_related("person").order_by("number")
    verdicts = Verdict.objects.filter(pk__in=ids[:MAX_CHECKS]).select_related("claim__claimant", "approved__rating")
    verdicts = verdicts.annotate(is_claimant_party=is_claimant_party("claim"))
    return SharedChange(
        kind=kind,
        name=row_name(kind, object_id),
        entries=present_entries(entries[:MAX_ENTRIES]),
        verdicts=list(verdicts.order_by("pk")),
        ids=ids,
        newest=max(entries.values_list("number", flat=True)),
    )


def row_name(kind: str, object_id: int) -> str:
    """The name of a shared row."""
    row = _NAMED[kind]._default_manager.get(pk=object_id)
    return row.display_title if isinstance(row, Article) else row.statement if isinstance(row, Claim) else str(row)
