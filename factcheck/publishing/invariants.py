"""Invariants of the public record, for `manage.py doctor`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.db.models import Max, OuterRef, Subquery

from factcheck.ledger import progress
from factcheck.ledger.chain import digest
from factcheck.ledger.invariants import Invariant, Listing, person_of_last, rows_at_once, select_rows
from factcheck.ledger.models import Entry
from factcheck.ledger.tree import Peaks, tree_message
from factcheck.ledger.verifier import SavedHead, SavedKey, head_errors, is_signed, key_errors, signature_errors
from factcheck.publishing.heads import head_values
from factcheck.publishing.models import Correction, HeadStamp, Publication, SignedHead, SignedTree, SigningKey
from factcheck.publishing.stamping import stamped_digest, stamped_message
from factcheck.verdicts.four_eyes import REVIEWER_HAD_NOT_CONTRIBUTED, moved_in_since
from factcheck.verdicts.workflow import MOVES

_PARTS = """
    part AS (
        SELECT 'claim' AS kind, c.id, c.id AS claim FROM claims_claim c
        UNION ALL SELECT 'mention', m.id, m.claim_id FROM claims_mention m
        UNION ALL SELECT 'party', p.id, p.claim_id FROM claims_party p
        UNION ALL SELECT 'relation', r.id, r.claim_id FROM claims_relation r
        UNION ALL SELECT 'evidence', e.id, e.claim_id FROM evidence_evidence e
        UNION ALL SELECT 'search', s.id, s.claim_id FROM evidence_search s
        UNION ALL SELECT 'verdictversion', w.id, v.claim_id FROM verdicts_verdictversion w
            JOIN verdicts_verdict v ON v.id = w.verdict_id
        UNION ALL SELECT 'correction', n.id, v.claim_id FROM publishing_correction n
            JOIN verdicts_verdict v ON v.id = n.verdict_id
    )"""
"""SQL: the rows that belong to a claim and its check."""

_CONTRIBUTES = """(
    e.action NOT IN ('claim.closed', 'claim.reopened', 'source.merged', 'actor.merged', 'takedown.added', 'takedown.lifted')
    AND (t.kind <> 'correction' OR t.version = 1 OR e.action = 'correction.reworded')
    AND NOT (t.kind = 'claim' AND coalesce(e.after -> 'rows' -> 'claim' ? t.object_id::text, FALSE)))"""
"""SQL condition: writing the row version `t` in the entry `e` is a contribution.

Closing and reopening a claim, publishing and closing a correction, merging the sources or actors of a check, and takedowns are
none.
"""


def _documents_match_their_hash() -> Iterator[str]:
    for publication in Publication.objects.order_by("id").iterator(chunk_size=rows_at_once(Publication)):
        if digest(publication.document) != publication.sha256:
            yield f"the document of publication {publication.pk} ({publication.slug}) was changed after it was published"


def _publications_approved_by_another() -> Iterator[str]:
    for pk, slug in select_rows(
        f"""
        SELECT p.id, p.slug FROM publishing_publication p WHERE NOT EXISTS (
            SELECT 1 FROM verdicts_review r JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
            JOIN verdicts_verdict v ON v.id = w.verdict_id
            WHERE r.id = p.review_id AND r.decision = 'approve' AND w.id = p.verdict_version_id AND v.id = p.verdict_id
            AND {REVIEWER_HAD_NOT_CONTRIBUTED}
        ) ORDER BY p.id
        """  # noqa: S608  (the condition is a constant)
    ):
        yield f"publication {pk} ({slug}) has no approval by another person"


def _no_approval_of_own_work() -> Iterator[str]:
    """Derived from the ledger alone, without the table of contributions.

    Rows that a merge moved to the claim after the review do not count.
    """
    for review, person, earlier in select_rows(
        f"""
        WITH {_PARTS}
        SELECT r.id, r.created_by_id, min(e.number) FROM verdicts_review r
        JOIN ledger_touch decided ON decided.kind = 'review' AND decided.object_id = r.id
        JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id JOIN verdicts_verdict v ON v.id = w.verdict_id
        JOIN part ON part.claim = v.claim_id
        JOIN ledger_touch t ON t.kind = part.kind AND t.object_id = part.id AND t.entry_id < decided.entry_id
        JOIN ledger_entry e ON e.number = t.entry_id AND e.person_id = r.created_by_id
        WHERE r.decision = 'approve' AND {_CONTRIBUTES}
        AND NOT {moved_in_since("part.kind", "part.id", "decided.entry_id")}
        GROUP BY r.id, r.created_by_id ORDER BY r.id
        """  # noqa: S608  (the conditions are constants)
    ):
        yield f"review {review} is by person {person}, who had edited the check before (entry {earlier})"


def _editors_are_contributors() -> Iterator[str]:
    """Everyone who changed a part of a claim may not approve its check, so nobody may be missing from the contributors.

    A merged claim has no parts; its contributors are those of the remaining one.
    """
    for person, claim, first in select_rows(
        f"""
        WITH {_PARTS}
        SELECT e.person_id, part.claim, min(e.number) FROM part
        JOIN claims_claim c ON c.id = part.claim AND c.merged_into_id IS NULL
        JOIN ledger_touch t ON t.kind = part.kind AND t.object_id = part.id
        JOIN ledger_entry e ON e.number = t.entry_id
        WHERE e.person_id IS NOT NULL AND {_CONTRIBUTES} AND NOT EXISTS (
            SELECT 1 FROM claims_contribution x WHERE x.claim_id = part.claim AND x.person_id = e.person_id)
        GROUP BY e.person_id, part.claim ORDER BY part.claim, e.person_id
        """  # noqa: S608  (the conditions are constants)
    ):
        yield f"person {person} edited claim {claim} or its check (entry {first}), but is not recorded as a contributor"


def _one_current_publication() -> Iterator[str]:
    for verdict, many in select_rows(
        """
        SELECT v.id, count(p.id) FROM verdicts_verdict v
        LEFT JOIN publishing_publication p ON p.verdict_id = v.id AND p.is_current
        WHERE v.state IN ('published', 'correcting', 'retracted') OR p.id IS NOT NULL
        GROUP BY v.id HAVING count(p.id) <> 1 ORDER BY v.id
        """
    ):
        yield f"verdict {verdict} has {many} current publications instead of one"


def _signed_heads_match_the_ledger() -> Iterator[str]:
    """The signatures of the heads, and the entries to which they refer. Anyone who kept a copy of a head can do the same."""
    keys = [SavedKey(row.pk, row.public_key) for row in SigningKey.objects.all()]
    yield from signature_errors((head for head, _ in _signed_heads()), keys)
    yield from head_errors(_signed_heads())


def _signed_heads() -> Iterator[tuple[SavedHead, str | None]]:
    """All signed heads in the order of their numbers, each with the hash of its entry; None if the entry is missing."""
    found = Subquery(Entry.objects.filter(number=OuterRef("number")).values("hash"))
    rows = SignedHead.objects.annotate(found=found).order_by("number")
    for row in progress.counted(rows.iterator(chunk_size=1000)):
        yield SavedHead(**head_values(row)), row.found


def _signed_trees_match_the_ledger() -> Iterator[str]:
    """The signed roots, recomputed from the hashes of all entries, and their signatures.

    A tree whose head differs from the ledger is left out: `_signed_heads_match_the_ledger` reports it.
    """
    trees = SignedTree.objects.select_related("head__key").order_by("pk")
    entries = Entry.objects.order_by("number").values_list("hash", flat=True)
    hashes, peaks, last = progress.counted(entries.iterator(chunk_size=10_000)), Peaks(), ""
    for tree in trees.iterator(chunk_size=1000):
        head = tree.head
        while peaks.size < head.number and (digest := next(hashes, None)):
            peaks.add(last := digest)
        if last != head.hash:
            continue
        message = tree_message(head.number, head.hash, tree.root, head.at.isoformat(), head.key_id)
        if (peaks.size, peaks.root, peaks.hashes) != (head.number, tree.root, tree.peaks):
            yield f"the signed tree up to entry {head.number} is not that of the ledger"
        elif not is_signed(head.key.public_key, tree.signature, message):
            yield f"the signature of the tree up to entry {head.number} is invalid"


def _keys_without_endorsement() -> Iterator[str]:
    keys = SigningKey.objects.order_by("created_at", "pk")
    saved = [SavedKey(key.pk, key.public_key, key.endorsed_by, key.endorsement) for key in keys]
    yield from key_errors(saved)


def _unsigned_publications() -> Iterator[str]:
    newest = SignedHead.objects.aggregate(number=Max("number"))["number"] or 0
    late = select_rows(
        """
        SELECT count(*), max(t.entry_id) FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id
        WHERE t.kind IN ('publication', 'availabilitynotice') AND t.version = 1 AND t.entry_id > %s
        AND e.at < now() - interval '1 day'
        """,
        newest,
    )
    for many, entry in late:
        if many:
            yield f"{many} older than a day, up to entry {entry}: the key may be unreadable, or no worker is running"


def _time_stamps_match_their_heads() -> Iterator[str]:
    """The certificates are not verified again: the authority may have been replaced in the settings."""
    for stamp in HeadStamp.objects.select_related("head").order_by("pk").iterator(chunk_size=100):
        if stamped_digest(bytes(stamp.response)) != hashlib.sha256(stamped_message(stamp.head)).digest():
            yield f"the time stamp of head {stamp.head_id} is that of another text"


def _notices_are_about_published_items() -> Iterator[str]:
    for pk, publication in select_rows(
        """
        SELECT n.id, n.publication_id FROM publishing_availabilitynotice n
        JOIN publishing_publication p ON p.id = n.publication_id
        WHERE NOT EXISTS (
            SELECT 1 FROM jsonb_each(p.document -> 'evidence') side (stance, items), jsonb_array_elements(side.items) item
            WHERE item ->> 'address' = n.address AND (item ->> 'number')::integer = n.item_number
        ) ORDER BY n.id
        """
    ):
        yield f"availability notice {pk} is about an item that publication {publication} does not contain"


INVARIANTS = [
    Invariant("each published document matches its hash", _documents_match_their_hash),
    Invariant("each publication was approved by another person", _publications_approved_by_another),
    Invariant("according to the ledger, no one approved their own work", _no_approval_of_own_work),
    Invariant("according to the ledger, everyone who edited a check is recorded as a contributor", _editors_are_contributors),
    person_of_last(Correction, "closed_by", MOVES["drop"].action, MOVES["retract"].action),
    Invariant("each public verdict has exactly one current publication", _one_current_publication),
    Invariant("each availability notice is about an item of its publication", _notices_are_about_published_items),
    Invariant("each signed head matches the ledger", _signed_heads_match_the_ledger),
    Invariant("each time stamp matches its signed head", _time_stamps_match_their_heads),
    Invariant("each signed tree matches the ledger", _signed_trees_match_the_ledger),
]

LISTINGS = [
    Listing("signing keys that no earlier key endorses", _keys_without_endorsement),
    Listing("publications and notices that no signed head covers", _unsigned_publications),
]
