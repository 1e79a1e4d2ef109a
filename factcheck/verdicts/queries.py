"""Queries about verdicts: the input of the evidence gate, the basis of a review, and contributors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.accounts.sponsorship import Sponsorship, first_sponsorship
from factcheck.claims.models import Claim, Contribution
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry, RowVersion
from factcheck.newsroom.queries import stored_gate_levels
from factcheck.verdicts import four_eyes, gate, gate_queries
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.models import RecordChange, Review, ReviewDecision, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.record import ClaimRecord, read_record, submissions_of
from factcheck.verdicts.record_version_1 import digest_of_version_1
from factcheck.verdicts.states import EDITABLE
from factcheck.web.database.composed import ComposedRows


@ComposedRows
def _waivers(claim_id: int) -> QuerySet[Waiver, Any]:
    rows = Waiver.objects.filter(verdict_version__verdict__claim=claim_id).order_by("verdict_version__number", "id")
    return rows.values_list("verdict_version_id", "line", "reason")


GATE_QUERIES = (*gate_queries.GATE_QUERIES, _waivers)
"""What `gate_for` reads."""


def gate_for(claim: Claim, version: VerdictVersion | None, today: date | None = None) -> list[gate.Line]:
    """The gate's lines for a claim and one version of its verdict, with the written exceptions for that version.

    At most three queries. `today` is the date that deadlines are compared with.
    """
    waivers = {line: reason for of, line, reason in _waivers(claim.pk) if of == version.pk} if version else {}
    return _gate_lines(claim, version, version, waivers, today)


def gate_for_text(
    claim: Claim, version: VerdictVersion | None, text: Mapping[str, Any], waivers: Mapping[str, str]
) -> list[gate.Line]:
    """The gate's lines for text that is not saved. Writes nothing.

    `version`: the newest one, if there is a verdict. `text`: the values of the fields of a version. `waivers`: key → reason.
    """
    return _gate_lines(claim, VerdictVersion(**text), version, waivers)


def broken_sets_for(claim: Claim, version: VerdictVersion | None) -> Collection[str]:
    """The names of the sets whose items the gate does not count for this version. At most two queries."""
    if not gate.leaves_out_broken_sets(gate_levels_for(version)):
        return ()
    withdrawn = Evidence.objects.filter(claim=claim, withdrawn_at__isnull=False).exclude(evidence_set="")
    return {name.strip() for name in withdrawn.values_list("evidence_set", flat=True)} - {""}


def _gate_lines(
    claim: Claim,
    text: VerdictVersion | None,
    newest: VerdictVersion | None,
    waivers: Mapping[str, str],
    today: date | None = None,
) -> list[gate.Line]:
    """`text`: the version with the text, which may not be saved; `newest`: the one that decides which levels count."""
    facts = gate_queries.gate_facts(claim)
    if newest is None or newest.verdict.state in EDITABLE:
        levels: Mapping[str, gate.Level] = gate.newsroom_levels(facts.newsroom_levels or {})
    else:
        levels = gate.levels_at_submission(facts.submitted_levels)
    counts_broken_sets = not gate.leaves_out_broken_sets(levels)
    record = gate_queries.record_of(claim, text, facts, today or timezone.localdate(), counts_broken_sets=counts_broken_sets)
    return gate.lines(record, levels, waivers)


def gate_levels_for(version: VerdictVersion | None) -> Mapping[str, gate.Level]:
    """The levels of the gate lines: after a submission those that it recorded, otherwise those of the newsroom. One query.

    A change of a level therefore never affects a submitted, approved, or published verdict.
    """
    if version is None or version.verdict.state in EDITABLE:
        return gate.newsroom_levels(stored_gate_levels())
    submission = submissions_of(version.verdict_id).values_list("after__levels", flat=True).first()
    return gate.levels_at_submission(submission)


def basis_for(claim: Claim) -> str:
    """The digest of the claim's record, which a review of it names."""
    return read_record(claim).digest


def is_record_unchanged(review: Review, claim: Claim) -> bool:
    """Whether the record still has the values that the review names, compared by the version that the review stores."""
    if review.basis_version is None:
        return review.basis == digest_of_version_1(claim)
    return review.basis == read_record(claim).digest_at(review.basis_version)


def is_unchanged_since_return(verdict: Verdict, version: VerdictVersion) -> bool:
    """Whether nothing has changed since the last decision returned the verdict: its text, its record, or a correction's notice.

    A submission that was taken back meanwhile does not count as a change.
    """
    reviews = Review.objects.filter(verdict_version__verdict=verdict).select_related("verdict_version__rating")
    review = reviews.order_by("-id").first()
    if review is None or review.decision != ReviewDecision.RETURN:
        return False
    returned = review.verdict_version
    if returned.pk != version.pk and VERDICT.values_of(returned) != VERDICT.values_of(version):
        return False
    if review.basis_version is None:
        return is_record_unchanged(review, verdict.claim)
    decided = RowVersion.objects.filter(kind="review", object_id=review.pk).values("entry_id")[:1]
    notices = RowVersion.objects.filter(kind="correction", object_id__in=verdict.corrections.values("pk"))
    if notices.filter(entry_id__gt=Subquery(decided)).exists():
        return False
    submission = submissions_of(verdict.pk).filter(number__lt=Subquery(decided)).values_list("number", flat=True).first()
    record = ClaimRecord(read_record(verdict.claim).values, submission or 0)
    return review.basis == record.digest_at(review.basis_version)


def newest_version_value(claim: str, field: str) -> Subquery:
    """A field of the newest version of the verdict on a claim, for an annotation. `claim` is the outer column with its id."""
    return Subquery(VerdictVersion.objects.filter(verdict__claim=OuterRef(claim)).order_by("-number").values(field)[:1])


def last_message(verdict: Verdict) -> str:
    """The author's message to the editor with the last submission. One query."""
    return submissions_of(verdict.pk).values_list("reason", flat=True).first() or ""


def previous_state(verdict: Verdict) -> str | None:
    """The state of the verdict before its last move; None if it was never moved. One query."""
    moves = Entry.objects.filter(kind="verdict", object_id=verdict.pk, before__has_key="state")
    return moves.order_by("-number").values_list("before__state", flat=True).first()


def edited_after_submission(person: Person, verdict: Verdict) -> bool:
    """Whether `person` edited, after the last submission, a row that readers of this verdict see (see `four_eyes`)."""
    condition = four_eyes.edited_after_submission_sql(verdict="%(verdict)s", claim="%(claim)s", person="%(person)s")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {condition}", {"verdict": verdict.pk, "claim": verdict.claim_id, "person": person.pk})
        return bool(cursor.fetchone()[0])


def sponsorship_linking(person: Person, verdict: Verdict) -> Sponsorship | None:
    """The sponsorship within the cooling-off period that links `person` to a contributor to the claim, or None."""
    query = four_eyes.sponsorship_sql(verdict="%(verdict)s", claim="%(claim)s", person="%(person)s", days="%(days)s")
    values = {"verdict": verdict.pk, "claim": verdict.claim_id, "person": person.pk, "days": settings.COOLING_OFF_DAYS}
    return first_sponsorship(query, values) if settings.COOLING_OFF_DAYS else None


def renamed_since(review: Review, people: Iterable[Person]) -> list[Person]:
    """Those of `people` whose names changed after `review` was recorded."""
    people = list(people)
    decided = RowVersion.objects.filter(kind="review", object_id=review.pk).values("entry_id")[:1]
    changed = Entry.objects.filter(
        kind="person", object_id__in=[person.pk for person in people], after__has_key="name", number__gt=decided
    ).values_list("object_id", flat=True)
    renamed = set(changed)
    return [person for person in people if person.pk in renamed]


def has_contributed(person: Person, verdict: Verdict) -> bool:
    return verdict.author_id == person.pk or Contribution.objects.filter(claim_id=verdict.claim_id, person_id=person.pk).exists()


def needs_confirmation(verdict: Verdict) -> bool:
    """Whether the record of the published check has changed, or its re-check date has come. At most one query."""
    is_due = verdict.recheck_on is not None and verdict.recheck_on <= timezone.localdate()
    return is_due or RecordChange.objects.filter(verdict=verdict, is_open=True).exists()


def changed_records(person: Person, verdict_ids: Collection[int]) -> bool:
    """Whether the person made one of the open changes to the records of these published checks. One query."""
    return RecordChange.objects.filter(verdict__in=verdict_ids, is_open=True, entry__person=person).exists()


def version_at(verdict: Verdict, version: int) -> VerdictVersion | None:
    """The newest text at the time when the verdict's row had `version`; None if it never had it. One query."""
    entry = RowVersion.objects.filter(kind="verdict", object_id=verdict.pk, version=version).values("entry_id")[:1]
    written = RowVersion.objects.filter(kind="verdictversion", object_id=OuterRef("pk"), version=1).values("entry_id")[:1]
    versions = verdict.versions.annotate(entry=Subquery(written)).filter(entry__lte=Subquery(entry))
    return versions.select_related("rating").order_by("-number").first()
