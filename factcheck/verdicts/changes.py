"""Finds the published checks whose record an action changes, and compares records with those that editors approved.

`mark_changes` observes the ledger: it runs in the transaction of each action, with the chain locked. So the queue of changed
checks needs no search through all published checks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Exists, Max, OuterRef

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.claims.fields import ACTOR, CLAIM, MENTION, PARTY
from factcheck.evidence.fields import EVIDENCE, SEARCH
from factcheck.evidence.replies.fields import REPLY
from factcheck.ledger.models import Entry, RowVersion
from factcheck.ledger.observers import WrittenEntry
from factcheck.verdicts.fields import RATING
from factcheck.verdicts.models import Confirmation, RecordChange, Review, ReviewDecision, Verdict
from factcheck.verdicts.record import ClaimRecord, read_records
from factcheck.verdicts.record_difference import is_equal
from factcheck.verdicts.record_version_1 import digests_of_version_1
from factcheck.verdicts.states import State
from factcheck.verdicts.workflow import MOVES

MAX_COMPARED = 50
"""Maximum number of checks whose records one action compares. If it affects more, all of them count as changed."""
CLAIM_ADDED = "claim.added"
"""The action of an entry about a new claim. Its mention is that of this claim."""
SHARED = frozenset({"source", "actor", "article", "rating", "claim"})
"""The kinds of rows that the records of several checks may share."""

_INTERNAL: Mapping[str, frozenset[str]] = {
    fields.kind: frozenset(field.name for field in fields if field.not_published)
    for fields in (ARTICLE, SOURCE, ACTOR, CLAIM, MENTION, PARTY, EVIDENCE, SEARCH, REPLY, RATING)
}
"""Kind → fields that no record contains."""

_CLAIMS_OF: Mapping[str, str] = {
    "claim": """
        SELECT c.id, c.id FROM claims_claim c WHERE c.id = ANY(%(claim)s)
        UNION SELECT r.claim_id, r.other_id FROM claims_relation r
        WHERE r.other_id = ANY(%(claim)s) AND r.withdrawn_at IS NULL""",
    "mention": "SELECT r.claim_id, r.id FROM claims_mention r WHERE r.id = ANY(%(mention)s)",
    "relation": "SELECT r.claim_id, r.id FROM claims_relation r WHERE r.id = ANY(%(relation)s)",
    "party": "SELECT r.claim_id, r.id FROM claims_party r WHERE r.id = ANY(%(party)s)",
    "evidence": "SELECT r.claim_id, r.id FROM evidence_evidence r WHERE r.id = ANY(%(evidence)s)",
    "evidencecopy": """
        SELECT e.claim_id, c.id FROM evidence_evidencecopy c JOIN evidence_evidence e ON e.id = c.evidence_id
        WHERE c.id = ANY(%(evidencecopy)s) AND c.created_by_id IS NOT NULL AND e.withdrawn_at IS NULL""",
    "quoteplace": """
        SELECT e.claim_id, p.id FROM evidence_quoteplace p JOIN evidence_evidence e ON e.id = p.evidence_id
        WHERE p.id = ANY(%(quoteplace)s) AND e.withdrawn_at IS NULL""",
    "reply": "SELECT r.claim_id, r.id FROM evidence_reply r WHERE r.id = ANY(%(reply)s)",
    "search": "SELECT r.claim_id, r.id FROM evidence_search r WHERE r.id = ANY(%(search)s)",
    "actor": """
        SELECT c.id, c.claimant_id FROM claims_claim c WHERE c.claimant_id = ANY(%(actor)s)
        UNION SELECT m.claim_id, a.actor_id FROM claims_attribution a JOIN claims_mention m ON m.id = a.mention_id
        WHERE a.actor_id = ANY(%(actor)s) AND m.withdrawn_at IS NULL
        UNION SELECT p.claim_id, p.actor_id FROM claims_party p
        WHERE p.actor_id = ANY(%(actor)s) AND p.withdrawn_at IS NULL
        UNION SELECT p.claim_id, p.actor_id FROM evidence_reply p
        WHERE p.actor_id = ANY(%(actor)s) AND p.withdrawn_at IS NULL""",
    "article": """
        SELECT m.claim_id, x.article_id FROM articles_revision x JOIN claims_mention m ON m.revision_id = x.id
        WHERE x.article_id = ANY(%(article)s) AND m.withdrawn_at IS NULL
        UNION SELECT e.claim_id, x.article_id FROM articles_revision x JOIN evidence_evidence e ON e.revision_id = x.id
        WHERE x.article_id = ANY(%(article)s) AND e.withdrawn_at IS NULL""",
    "source": """
        SELECT e.claim_id, e.source_id FROM evidence_evidence e
        WHERE e.source_id = ANY(%(source)s) AND e.withdrawn_at IS NULL
        UNION SELECT e.claim_id, e.origin_id FROM evidence_evidence e
        WHERE e.origin_id = ANY(%(source)s) AND e.withdrawn_at IS NULL
        UNION SELECT p.claim_id, p.source_id FROM claims_party p
        WHERE p.source_id = ANY(%(source)s) AND p.withdrawn_at IS NULL
        UNION SELECT p.claim_id, p.source_id FROM evidence_reply p
        WHERE p.source_id = ANY(%(source)s) AND p.withdrawn_at IS NULL
        UNION SELECT m.claim_id, a.outlet_id FROM articles_article a JOIN articles_revision x ON x.article_id = a.id
        JOIN claims_mention m ON m.revision_id = x.id WHERE a.outlet_id = ANY(%(source)s) AND m.withdrawn_at IS NULL
        UNION SELECT e.claim_id, a.outlet_id FROM articles_article a JOIN articles_revision x ON x.article_id = a.id
        JOIN evidence_evidence e ON e.revision_id = x.id WHERE a.outlet_id = ANY(%(source)s) AND e.withdrawn_at IS NULL""",
    "rating": """
        SELECT v.claim_id, w.rating_id FROM verdicts_verdictversion w JOIN verdicts_verdict v ON v.approved_id = w.id
        WHERE w.rating_id = ANY(%(rating)s)""",
}
"""Kind → query for the claims whose records contain rows of the kind, with the ids of these rows."""


class AffectedCheck(NamedTuple):
    """A public, not retracted check whose record contains a row that the entry with the number `entry` wrote."""

    verdict: int
    entry: int
    claim: int
    state: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an editor last approved or confirmed about a published check.

    `values` is None for approvals of version 1, which stored only a digest. `version` is that of the values. `at` is the number
    of the ledger entry.
    """

    verdict: Verdict
    review: Review
    confirmation: Confirmation | None
    values: Mapping[str, Any] | None
    version: int
    at: int

    def comparable(self, record: ClaimRecord) -> dict[str, Any]:
        """Those values of a record that the version of this baseline contains."""
        return record.values_at(self.version)


def mark_changes(entries: Sequence[WrittenEntry]) -> None:
    """Mark the published checks whose record these entries changed. One query if they change none."""
    relevant = {entry.number: entry for entry in entries if not _is_internal(entry)}
    affected = affected_checks(list(relevant.values()))
    if not affected:
        return
    compared = {check.verdict for check in affected if check.state == State.PUBLISHED}
    unchanged = compared - changed_verdicts(compared) if len(compared) <= MAX_COMPARED else set()
    if unchanged:
        RecordChange.objects.filter(verdict__in=unchanged, is_open=True).update(is_open=False)
    changes = []
    for check in affected:
        if check.verdict not in unchanged:
            kind, pk = _grouping_row(relevant[check.entry], check.claim)
            changes.append(RecordChange(verdict_id=check.verdict, entry_id=check.entry, kind=kind, object_id=pk))
    RecordChange.objects.bulk_create(changes)


def close_changes(verdict: Verdict, confirmation: Confirmation | None = None) -> None:
    """Close the open changes of a verdict: it was confirmed, or its current record was published, or it was retracted."""
    RecordChange.objects.filter(verdict=verdict, is_open=True).update(is_open=False, confirmation=confirmation)


def changed_verdicts(verdict_ids: Collection[int]) -> set[int]:
    """Those of the published verdicts whose record differs from the baseline. The number of queries is constant."""
    baselines = baselines_of(verdict_ids)
    records = read_records([baseline.verdict.claim_id for baseline in baselines.values()])
    digests = _digests_of_version_1(baselines)
    return {pk for pk, baseline in baselines.items() if _differs(baseline, records[baseline.verdict.claim_id], digests)}


def outdated_approvals(verdict_ids: Collection[int]) -> set[int]:
    """Those of the approved verdicts that cannot be published: the record or a displayed name has changed since the approval.

    The number of queries is constant; none if there are no verdicts.
    """
    if not verdict_ids:
        return set()
    baselines = baselines_of(verdict_ids)
    records = read_records([baseline.verdict.claim_id for baseline in baselines.values()])
    old = _digests_of_version_1(baselines)
    names = Entry.objects.filter(kind="person", after__has_key="name", object_id__in=_displayed_people(*baselines.values()))
    renamed = dict(names.order_by("number").values_list("object_id", "number"))
    outdated = set()
    for pk, baseline in baselines.items():
        claim = baseline.verdict.claim_id
        version = baseline.review.basis_version
        basis = old[claim] if version is None else records[claim].digest_at(version)
        is_renamed = any(renamed.get(person, 0) > baseline.at for person in _displayed_people(baseline))
        if basis != baseline.review.basis or is_renamed:
            outdated.add(pk)
    return outdated


def _displayed_people(*baselines: Baseline) -> set[int]:
    """The ids of the people whose names readers see: the authors of the verdicts and their versions, and the editors."""
    return {
        person
        for baseline in baselines
        for person in (
            baseline.verdict.author_id,
            baseline.review.verdict_version.created_by_id,
            baseline.review.created_by_id,
        )
    }


def baselines_of(verdict_ids: Collection[int]) -> dict[int, Baseline]:
    """The baselines of verdicts that have an approved version, by the ids of the verdicts. Four queries."""
    verdicts = {verdict.pk: verdict for verdict in Verdict.objects.filter(pk__in=verdict_ids, approved__isnull=False)}
    reviews = (
        Review.objects.filter(verdict_version__in=[v.approved_id for v in verdicts.values()], decision=ReviewDecision.APPROVE)
        .select_related("verdict_version")
        .order_by("verdict_version_id", "-id")
        .distinct("verdict_version_id")
    )
    confirmed = Confirmation.objects.filter(review__in=list(reviews)).order_by("review_id", "-id").distinct("review_id")
    confirmations = {confirmation.review_id: confirmation for confirmation in confirmed}
    touches = RowVersion.objects.filter(kind="review", object_id__in=[review.pk for review in reviews])
    entries = dict(touches.values_list("object_id", "entry_id"))
    baselines = {}
    for review in reviews:
        confirmation = confirmations.get(review.pk)
        values = confirmation.record if confirmation else review.record
        version = confirmation.record_version if confirmation else review.basis_version or 1
        verdict = verdicts[review.verdict_version.verdict_id]
        baselines[verdict.pk] = Baseline(verdict, review, confirmation, values, version, entries.get(review.pk, 0))
    return baselines


def _differs(baseline: Baseline, record: ClaimRecord, digests: Mapping[int, str]) -> bool:
    if baseline.values is not None:
        return not is_equal(baseline.values, baseline.comparable(record))
    return baseline.review.basis != digests[baseline.verdict.claim_id]


def _digests_of_version_1(baselines: Mapping[int, Baseline]) -> dict[int, str]:
    """The current digests, by claim, of the checks whose approval has version 1, as of the submission that was approved."""
    old = {pk: baseline for pk, baseline in baselines.items() if baseline.values is None}
    if not old:
        return {}
    submissions = Entry.objects.filter(kind="verdict", object_id__in=list(old), action=MOVES["submit"].action)
    approved: dict[int, int] = {}
    for verdict, number in submissions.order_by("number").values_list("object_id", "number"):
        if number < old[verdict].at:
            approved[verdict] = number
    return digests_of_version_1({baseline.verdict.claim_id: approved.get(pk, 0) for pk, baseline in old.items()})


def _is_internal(entry: WrittenEntry) -> bool:
    """Whether the entry only edits fields of its subject that no record contains."""
    changed = set(entry.before) & set(entry.after)
    return bool(changed) and changed == set(entry.after) and changed <= _INTERNAL.get(entry.subject[0], frozenset())


def affected_checks(entries: Sequence[WrittenEntry]) -> list[AffectedCheck]:
    """The checks whose records contain rows of the entries, sorted. One query, or none if the entries concern no record.

    A new source, actor, article, rating, or claim changes no record by itself: the row that refers to it does. The first
    mention of a new claim has no check yet. LIMIT 1 makes the planner look up each verdict and its current publication by index:
    it overestimates the number of claims.
    """
    touching: dict[str, dict[int, list[int]]] = {}
    for entry in entries:
        is_new_claim = entry.is_new and entry.action == CLAIM_ADDED
        for kind, pk in entry.rows:
            is_new_and_shared = entry.is_new and (kind, pk) == entry.subject and kind in SHARED
            if kind in _CLAIMS_OF and not is_new_and_shared and not (is_new_claim and kind == "mention"):
                touching.setdefault(kind, {}).setdefault(pk, []).append(entry.number)
    if not touching:
        return []
    claims = " UNION ALL ".join(f"SELECT '{kind}', a.* FROM ({_CLAIMS_OF[kind]}) a" for kind in sorted(touching))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT v.id, a.claim, v.state, a.kind, a.row FROM ({claims}) a (kind, claim, row)
            CROSS JOIN LATERAL (SELECT v.id, v.state FROM verdicts_verdict v WHERE v.claim_id = a.claim LIMIT 1) v
            CROSS JOIN LATERAL (
                SELECT FROM publishing_publication p
                WHERE p.verdict_id = v.id AND p.is_current AND p.publication_kind <> 'retracted' LIMIT 1) p
            """,  # noqa: S608  (the queries are constants)
            {kind: sorted(rows) for kind, rows in touching.items()},
        )
        found = cursor.fetchall()
    return sorted(
        {AffectedCheck(verdict, n, claim, state) for verdict, claim, state, kind, pk in found for n in touching[kind][pk]}
    )


def _grouping_row(entry: WrittenEntry, claim: int) -> tuple[str, int]:
    """The row that groups the change of a check on `claim`: the shared row that was edited, or the claim itself."""
    return entry.subject if entry.subject[0] in SHARED and not entry.is_new else ("claim", claim)


def checks_sharing(kind: str, object_id: int) -> list[int]:
    """The ids of the published verdicts whose open changes all belong to the shared row."""
    others = RecordChange.objects.filter(verdict=OuterRef("verdict"), is_open=True).exclude(kind=kind, object_id=object_id)
    rows = RecordChange.objects.filter(kind=kind, object_id=object_id, is_open=True, verdict__state=State.PUBLISHED)
    rows = rows.filter(~Exists(others)).order_by("verdict_id").distinct("verdict_id")
    if kind == "claim":
        rows = rows.exclude(verdict__claim=object_id)
    return list(rows.values_list("verdict_id", flat=True))


def newest_open_change(verdict_ids: Collection[int]) -> int:
    """The number of the newest entry among the open changes of these verdicts; 0 if there is none."""
    return RecordChange.objects.filter(verdict__in=verdict_ids, is_open=True).aggregate(newest=Max("entry_id"))["newest"] or 0
