"""Invariants and listings of verdicts and reviews, for `manage.py doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.conf import settings

from factcheck.ledger.invariants import Invariant, Listing, select_rows
from factcheck.verdicts.changes import changed_verdicts
from factcheck.verdicts.four_eyes import REVIEWER_HAD_NOT_CONTRIBUTED, edited_after_submission_sql, sponsorship_sql
from factcheck.verdicts.models import Rating, Verdict
from factcheck.verdicts.scale import ScaledRating, order_error
from factcheck.verdicts.states import OPEN, State
from factcheck.verdicts.workflow import MOVES


def _one_verdict_per_claim() -> Iterator[str]:
    for claim, many in select_rows("SELECT claim_id, count(*) FROM verdicts_verdict GROUP BY claim_id HAVING count(*) > 1"):
        yield f"claim {claim} has {many} current verdicts"


def _verdicts_approved_by_another() -> Iterator[str]:
    for verdict, state in select_rows(
        f"""
        SELECT v.id, v.state FROM verdicts_verdict v
        WHERE v.state IN ('approved', 'published', 'correcting', 'retracted') AND NOT EXISTS (
            SELECT 1 FROM verdicts_review r JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
            WHERE w.verdict_id = v.id AND r.decision = 'approve' AND (v.approved_id IS NULL OR w.id = v.approved_id)
            AND {REVIEWER_HAD_NOT_CONTRIBUTED}
        ) ORDER BY v.id
        """  # noqa: S608  (the condition is a constant)
    ):
        yield f"verdict {verdict} is {state} without an approval by another person"


def _no_return_by_the_author() -> Iterator[str]:
    """The author at the time of the return is the one of the last entry that names an author, or the person of the first."""
    for review, person, verdict in select_rows(
        """
        SELECT r.id, r.created_by_id, w.verdict_id FROM verdicts_review r
        JOIN ledger_touch decided ON decided.kind = 'review' AND decided.object_id = r.id
        JOIN verdicts_verdictversion w ON w.id = r.verdict_version_id
        CROSS JOIN LATERAL (
            SELECT coalesce((e.after ->> 'author')::bigint, e.person_id) AS author FROM ledger_entry e
            WHERE e.kind = 'verdict' AND e.object_id = w.verdict_id AND e.number < decided.entry_id
            AND (e.after ? 'author' OR e.action = 'verdict.opened') ORDER BY e.number DESC LIMIT 1
        ) was
        WHERE r.decision = 'return' AND was.author = r.created_by_id ORDER BY r.id
        """
    ):
        yield f"review {review} of verdict {verdict} returned it and is by its author, person {person}"


def _no_unseen_edit_before_approval() -> Iterator[str]:
    yield from _unseen_edits("review.cooling_off_days IS NOT NULL")


def _unseen_edits_under_an_older_rule() -> Iterator[str]:
    """Version 0.1 checked fewer rows and recorded no period with an approval. Its approvals cannot be repaired."""
    yield from _unseen_edits("review.cooling_off_days IS NULL")


def _unseen_edits(condition: str) -> Iterator[str]:
    edited = edited_after_submission_sql(
        verdict="reviewed.id", claim="reviewed.claim_id", person="review.created_by_id", before="decided.entry_id"
    )
    for review, person, verdict in _approvals(f"{condition} AND {edited}"):
        yield f"review {review} of verdict {verdict} is by person {person}, who edited its record after the submission"


def _no_approval_for_a_sponsor() -> Iterator[str]:
    linked = sponsorship_sql(
        verdict="reviewed.id",
        claim="reviewed.claim_id",
        person="review.created_by_id",
        days="review.cooling_off_days",
        at="review.created_at",
        before="decided.entry_id",
    )
    # This cheap condition excludes most approvals.
    recent = """EXISTS (
        SELECT 1 FROM ledger_entry e WHERE e.kind = 'person' AND e.number < decided.entry_id
        AND e.at > review.created_at - make_interval(days => review.cooling_off_days))"""
    for review, person, verdict in _approvals(f"review.cooling_off_days > 0 AND {recent} AND EXISTS {linked}"):
        yield f"review {review} of verdict {verdict} is by person {person}, whom a recent sponsorship connects with the check"


def _each_approval_has_a_period() -> Iterator[str]:
    """Checks approvals after the first one with a period. The trigger requires it; approvals of version 0.1 have none."""
    first = """(
        SELECT min(t.entry_id) FROM verdicts_review r JOIN ledger_touch t ON t.kind = 'review' AND t.object_id = r.id
        WHERE r.cooling_off_days IS NOT NULL)"""
    for review, _, verdict in _approvals(f"review.cooling_off_days IS NULL AND decided.entry_id > {first}"):
        yield f"review {review} of verdict {verdict} has no cooling-off period"


def _approvals(condition: str) -> Iterator[tuple[int, int, int]]:
    """(review, reviewer, verdict) ids of the approvals that meet the SQL `condition`.

    The condition may use the aliases `review`, `reviewed` (the verdict), and `decided` (the row version of the review).
    """
    yield from select_rows(
        f"""
        SELECT review.id, review.created_by_id, reviewed.id FROM verdicts_review review
        JOIN ledger_touch decided ON decided.kind = 'review' AND decided.object_id = review.id
        JOIN verdicts_verdictversion version ON version.id = review.verdict_version_id
        JOIN verdicts_verdict reviewed ON reviewed.id = version.verdict_id
        WHERE review.decision = 'approve' AND {condition} ORDER BY review.id
        """  # noqa: S608  (the condition contains no input)
    )


def _each_submission_has_levels() -> Iterator[str]:
    """Checks submissions after the first one with levels. Earlier submissions have none."""
    for (verdict,) in select_rows(
        """
        SELECT object_id FROM ledger_entry s WHERE s.action = %s AND NOT s.after ? 'levels' AND s.number > (
            SELECT min(e.number) FROM ledger_entry e WHERE e.action = %s AND e.after ? 'levels') ORDER BY s.number
        """,
        *(MOVES["submit"].action,) * 2,
    ):
        yield f"verdict {verdict} was submitted without levels"


def _ratings_out_of_order() -> Iterator[str]:
    """Version 0.1 accepted any numbers. The rating form rejects such pairs now, but existing ones have to be edited."""
    rows = Rating.objects.filter(is_active=True, number__isnull=False).order_by("position", "id")
    ratings = [ScaledRating(row.name, row.conclusion, row.get_conclusion_display(), row.number) for row in rows]
    yield from filter(None, (order_error(one, ratings[at + 1 :]) for at, one in enumerate(ratings)))


def _changed_but_not_in_the_queue() -> Iterator[str]:
    """Version 0.1 did not mark changes. Later ones are marked when they are made."""
    published = Verdict.objects.filter(state=State.PUBLISHED).exclude(record_changes__is_open=True).order_by("pk")
    ids = published.values_list("pk", flat=True).iterator(chunk_size=200)
    while chunk := list(islice(ids, 200)):
        for verdict in sorted(changed_verdicts(chunk)):
            yield f"verdict {verdict}"


def _shorter_cooling_off_periods() -> Iterator[str]:
    for days, many in select_rows(
        """
        SELECT cooling_off_days, count(*) FROM verdicts_review
        WHERE decision = 'approve' AND coalesce(cooling_off_days, 0) < %s GROUP BY 1 ORDER BY 1
        """,
        settings.COOLING_OFF_DAYS,
    ):
        yield f"{many} without a recorded period" if days is None else f"{many} with a period of {days} days"


def _confirmed_by_another() -> Iterator[str]:
    for confirmation, person, entry in select_rows(
        """
        SELECT c.id, c.created_by_id, e.number FROM verdicts_confirmation c
        JOIN verdicts_recordchange k ON k.confirmation_id = c.id JOIN ledger_entry e ON e.number = k.entry_id
        WHERE e.person_id = c.created_by_id ORDER BY c.id
        """
    ):
        yield f"confirmation {confirmation} is by person {person}, who made the change (entry {entry})"


def _open_verdicts_of_inactive_authors() -> Iterator[str]:
    """Only their author can submit them. Deactivating a person hands them over; before that, an editor does it on their pages."""
    for verdict, state, author in select_rows(
        """
        SELECT v.id, v.state, p.name FROM verdicts_verdict v JOIN accounts_person p ON p.id = v.author_id
        WHERE NOT p.is_active AND v.state = ANY(%s) ORDER BY v.id
        """,
        sorted(OPEN),
    ):
        yield f"verdict {verdict} ({state}) belongs to {author}, who can no longer sign in: hand it over on its page"


INVARIANTS = [
    Invariant("each claim has at most one current verdict", _one_verdict_per_claim),
    Invariant("no verdict is approved by someone who contributed to it", _verdicts_approved_by_another),
    Invariant("no verdict was returned by its author", _no_return_by_the_author),
    Invariant("no verdict is approved by someone who edited its record after the submission", _no_unseen_edit_before_approval),
    Invariant("no change to the record of a published check is confirmed by its author", _confirmed_by_another),
    Invariant("no open verdict belongs to someone who can no longer sign in", _open_verdicts_of_inactive_authors),
    Invariant("each approval has a cooling-off period", _each_approval_has_a_period),
    Invariant("each submission records the levels of the evidence gate", _each_submission_has_levels),
    Invariant("no verdict is approved by someone whom a recent sponsorship connects with it", _no_approval_for_a_sponsor),
]


LISTINGS = [
    Listing("published checks whose record changed before changes were marked", _changed_but_not_in_the_queue),
    Listing("approvals of version 0.1 that the current four-eyes rule would reject", _unseen_edits_under_an_older_rule),
    Listing("ratings whose numbers do not rise from refuted to supported", _ratings_out_of_order),
    Listing("approvals under a shorter cooling-off period than the current one", _shorter_cooling_off_periods),
]
