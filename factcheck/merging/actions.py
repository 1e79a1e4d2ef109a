"""The actions that merge two claims and split a claim. Each moves rows of several nouns and records one ledger entry."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.actions.claims import new_claim
from factcheck.claims.actions.contributions import contribute, copy_contributors
from factcheck.claims.actions.locking import lock_claims
from factcheck.claims.actions.moving import MovedRows, move_rows
from factcheck.claims.closure import ClosedReason
from factcheck.claims.fields import CLAIM
from factcheck.claims.models import Actor, Claim, Mention, Party, Relation
from factcheck.claims.triggers import MOVED_ROWS
from factcheck.evidence.fields import EVIDENCE
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.evidence.moving import move_evidence, move_replies, move_searches
from factcheck.ledger.actions import (
    NewEntry,
    change_once,
    create_once,
    expect_version,
    json_value,
    lock_row,
    record,
    record_many,
    save_next_version,
)
from factcheck.merging.plan import SAME_PARTY, MergeCandidate, RelationEnds, merge_problem, relation_moves, renamed_sets
from factcheck.verdicts.models import Verdict
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.name_identity import name_identity
from factcheck.web.typography import as_phrase

NOTHING_SELECTED = "Select at least one mention or one item of evidence for the new claim."
SAME_STATEMENT = (
    "The claim that you are splitting has the same statement and layer. Enter the statement that the selected mentions and"
    " evidence belong to."
)
OF_ANOTHER_CLAIM = "This belongs to another claim now. Reload the page and select again."


@change_once("claim.merge", "claim")
def merge_claims(
    *,
    person: Person,
    claim: Claim,
    into: Claim,
    seen_version: int | None,
    seen_into_version: int | None = None,
    note: str = "",
    token: uuid.UUID | None = None,
) -> Claim:
    """Merge `claim` into `into`: move everything attached to it, combine the contributors, and close it. Returns `claim`.

    Mentions, evidence, searches, requests for comment, relations, and parties move with their authors. A relation or a party
    that `into` already has is withdrawn. One ledger entry contains every moved row. Raises EditConflict if a version is not the
    one that was seen, and Refused if the merge is not possible (`plan.merge_problem`).
    """
    ids = [claim.pk, into.pk, *_closed_in_favor_of(claim).values_list("pk", flat=True)]
    row = lock_row(
        claim,
        person=person,
        permission="claim.merge",
        seen_version=seen_version,
        typed={"note": note},
        lock_first=lambda: lock_claims(ids),
    )
    survivor = Claim.objects.defer("words").get(pk=into.pk)
    for locked in (row, survivor):
        permit(person, "claim.merge", locked)
    expect_version(survivor, seen_into_version, person=person, typed={"note": note})
    if problem := merge_problem(merge_candidate(row), merge_candidate(survivor)):
        raise Refused(problem)
    now = timezone.now()
    moved = _move_everything(row, survivor, now)
    contributors = copy_contributors(row, survivor)
    contribute([survivor.pk], person)
    before, after = save_next_version(
        row,
        closed_at=now,
        closed_by=person,
        closed_reason=ClosedReason.MERGED.value,
        closed_note=note.strip(),
        merged_into=survivor,
    )
    save_next_version(survivor, is_part_changed=True)
    record(
        person=person,
        action="claims.merged",
        subject=row,
        touched=[survivor, *moved.rows],
        before={**before, **moved.before_entry()},
        after={**after, **moved.after_entry(), "contributors": contributors},
        reason=note.strip(),
    )
    return row


@create_once(Claim)
def split_claim(
    *,
    person: Person,
    claim: Claim,
    mentions: Sequence[Mention] = (),
    evidence: Sequence[Evidence] = (),
    seen_version: int | None = None,
    claimant: Actor | str,
    kinds: Mapping[str, str] | None = None,
    token: uuid.UUID | None = None,
    **fields: Any,
) -> Claim:
    """Add a claim with `fields` of CLAIM, and move the selected `mentions` and `evidence` of `claim` to it.

    The claimant may be a name. If there is no such actor, it is added with its kind from `kinds`.
    The new claim has the contributors and the parties of `claim`. Verdict, searches, requests for comment, and relations stay.
    Raises Invalid(selected) if nothing is selected or a row belongs to another claim, Invalid(statement) if the new claim would
    have the statement and the layer of `claim`, and EditConflict if `claim` is no longer at version `seen_version`.
    """
    row = lock_row(
        claim,
        person=person,
        permission="claim.split",
        seen_version=seen_version,
        lock_first=lambda: lock_claims([claim.pk]),
    )
    permit(person, "claim.split", row)
    if fields.get("layer") == row.layer and _is_same_statement(fields.get("statement", ""), row.statement):
        raise Invalid({"statement": SAME_STATEMENT})
    moving_mentions = _locked(Mention, row, [mention.pk for mention in mentions])
    moving_evidence = _locked(Evidence, row, [item.pk for item in evidence])
    if not moving_mentions and not moving_evidence:
        raise Invalid({"selected": NOTHING_SELECTED})
    added, entries = new_claim(person=person, claimant=claimant, kinds=kinds, **fields)
    moved = MovedRows()
    moved.add(move_rows(moving_mentions, {mention.pk: {"claim": added} for mention in moving_mentions}))
    moved.add(move_evidence(moving_evidence, added))
    parties = _copy_parties(row, added)
    contribute([row.pk], person)
    contributors = copy_contributors(row, added)
    save_next_version(row, is_part_changed=True)
    after = {**moved.after, **({"party": {str(party.pk): _party_values(party) for party in parties}} if parties else {})}
    entry = NewEntry(
        action="claim.split",
        subject=added,
        touched=[row, *moved.rows, *parties],
        before=moved.before_entry(),
        after={**CLAIM.values_of(added), "split_from": row.pk, MOVED_ROWS: after, "contributors": contributors},
    )
    record_many(person=person, entries=[*entries, entry])
    return added


def _is_same_statement(first: str, second: str) -> bool:
    """Whether the statements are equal by the rule for names, and apart from a final period.

    Punctuation within them counts: “5%” and “5” differ.
    """
    return as_phrase(name_identity(first)) == as_phrase(name_identity(second))


def merge_candidate(claim: Claim) -> MergeCandidate:
    """The input of `merge_problem`. One query."""
    return MergeCandidate(claim.pk, claim.layer, Verdict.objects.filter(claim=claim).exists())


def _closed_in_favor_of(claim: Claim) -> Any:
    """The claims that were merged into `claim` or closed as duplicates of it."""
    return Claim.objects.filter(Q(merged_into=claim) | Q(duplicate_of=claim)).defer("words").order_by("pk")


def _move_everything(claim: Claim, into: Claim, now: datetime) -> MovedRows:
    """Move all rows of `claim`, including withdrawn ones. The number of statements does not depend on the number of rows."""
    moved = MovedRows()
    mentions = _locked(Mention, claim)
    moved.add(move_rows(mentions, {mention.pk: {"claim": into} for mention in mentions}))
    moved.add(_move_relations(claim, into, now))
    moved.add(_move_parties(claim, into, now))
    items = _locked(Evidence, claim)
    existing = Evidence.objects.filter(claim=into).values_list("evidence_set", flat=True).distinct()
    renamed = renamed_sets([item.evidence_set for item in items], existing, EVIDENCE.max_length("evidence_set"))
    moved.add(move_evidence(items, into, renamed=renamed))
    moved.add(move_searches(_locked(SearchLogEntry, claim), into))
    moved.add(move_replies(_locked(Reply, claim), into))
    # Locked here, too: one may have been closed in favor of `claim`, or reopened, between the query for `ids` and their lock.
    closed = list(_closed_in_favor_of(claim).select_for_update(of=("self",), no_key=True))
    names = {row.pk: "merged_into" if row.merged_into_id else "duplicate_of" for row in closed}
    moved.add(move_rows(closed, {row.pk: {names[row.pk]: into} for row in closed}))
    return moved


def _move_relations(claim: Claim, into: Claim, now: datetime) -> MovedRows:
    both = [claim.pk, into.pk]
    rows = list(
        Relation.objects.select_for_update(of=("self",), no_key=True).filter(Q(claim__in=both) | Q(other__in=both)).order_by("pk")
    )
    ends = [RelationEnds(row.pk, row.claim_id, row.relation_kind, row.other_id, row.withdrawn_at is not None) for row in rows]
    changes: dict[int, dict[str, Any]] = {}
    by_id = {row.pk: row for row in rows}
    for pk, move in relation_moves(ends, claim.pk, into.pk).items():
        relation = by_id[pk]
        changes[pk] = {
            **({"claim": into} if move.claim != relation.claim_id else {}),
            **({"other": into} if move.other != relation.other_id else {}),
            **({"withdrawn_at": now, "withdrawn_reason": move.withdrawn_reason} if move.withdrawn_reason else {}),
        }
    return move_rows(rows, changes)


def _move_parties(claim: Claim, into: Claim, now: datetime) -> MovedRows:
    named = {(party.source_id, party.actor_id) for party in Party.objects.filter(claim=into).active()}
    rows = _locked(Party, claim)
    changes: dict[int, dict[str, Any]] = {}
    for party in rows:
        changes[party.pk] = {"claim": into}
        if party.withdrawn_at is None and (party.source_id, party.actor_id) in named:
            changes[party.pk] |= {"withdrawn_at": now, "withdrawn_reason": SAME_PARTY}
    return move_rows(rows, changes)


def _copy_parties(claim: Claim, to: Claim) -> list[Party]:
    """Name the active parties of `claim` as parties to `to`, by the same people, so that none is counted as independent."""
    return [
        Party.objects.create(
            claim=to,
            source_id=party.source_id,
            actor_id=party.actor_id,
            interest=party.interest,
            created_by_id=party.created_by_id,
        )
        for party in Party.objects.filter(claim=claim).active().order_by("pk")
    ]


def _party_values(party: Party) -> dict[str, Any]:
    values: dict[str, Any] = json_value(
        {"claim": party.claim_id, "source": party.source_id, "actor": party.actor_id, "interest": party.interest}
    )
    return values


def _locked(model: Any, claim: Claim, ids: Sequence[int] | None = None) -> list[Any]:
    """Lock the rows of a claim, or those with the given ids, in the order of their ids.

    Raises Invalid(selected) if one of them belongs to another claim.
    """
    rows = model._default_manager.select_for_update(of=("self",), no_key=True).filter(claim=claim)
    rows = list((rows if ids is None else rows.filter(pk__in=ids)).order_by("pk"))
    if ids is not None and {row.pk for row in rows} != set(ids):
        raise Invalid({"selected": OF_ANOTHER_CLAIM})
    return rows
