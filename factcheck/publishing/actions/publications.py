"""Actions that publish and retract a verdict. Of a published row, only `is_current` ever changes."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from factcheck.accounts.models import EventKind, Person
from factcheck.accounts.security_log import record_event
from factcheck.ledger.actions import create_once, lock_chain, record, save_next_version
from factcheck.ledger.chain import digest
from factcheck.publishing.actions.closing import close_correction
from factcheck.publishing.actions.corrections import notice_errors
from factcheck.publishing.actions.drafts import draft_publication
from factcheck.publishing.document import build_retraction
from factcheck.publishing.heads import sign_head_on_commit
from factcheck.publishing.models import Correction, CorrectionKind, Publication, PublicationKind
from factcheck.publishing.sharing.images import draw_on_commit
from factcheck.publishing.snapshot import announced_kind
from factcheck.publishing.stored_evidence import require_intact_evidence
from factcheck.verdicts.actions import lock_verdict, pending_recheck, restore_version, transition
from factcheck.verdicts.changes import close_changes
from factcheck.verdicts.models import Review, Verdict, VerdictVersion
from factcheck.verdicts.workflow import MOVES
from factcheck.web.decisions import can
from factcheck.web.errors import Invalid, Refused

CLOSED_BY_RETRACTION = "The check was retracted."
"""The reason in a correction that was open when its check was retracted."""
_SLUG_LOCK = 7_305_201
"""Key of the PostgreSQL advisory lock that serializes the choice of slugs."""


def publish(
    *,
    person: Person,
    verdict: Verdict,
    seen_version: int | None = None,
    seen_document: str | None = None,
    token: uuid.UUID | None = None,
) -> Publication:
    """Publish the approved version. If a correction is open, publish it as that correction.

    `seen_document` is `PublicationDraft.seen` of the preview that the editor read. Raises Refused if the document has changed
    since, and in the cases listed at `draft_publication`, and DamagedEvidence if stored bytes of the evidence are damaged. All of
    these bytes are read before the transaction, so that no lock is held meanwhile.
    """
    current = Verdict.objects.select_related("claim").get(pk=verdict.pk)
    if can(person, "verdict.publish", current):  # otherwise, the action refuses or repeats the request
        require_intact_evidence(current.claim_id)
    return _publish(person=person, verdict=verdict, seen_version=seen_version, seen_document=seen_document, token=token)


@create_once(Publication, kind="verdict.publish")
def _publish(
    *, person: Person, verdict: Verdict, seen_version: int | None, seen_document: str | None, token: uuid.UUID | None
) -> Publication:
    row = lock_verdict(verdict, person=person, permission="verdict.publish", seen_version=seen_version)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SLUG_LOCK])
    lock_chain()
    at = timezone.now()
    draft = draft_publication(row, at=at)
    if seen_document is not None and seen_document != draft.seen:
        raise Refused(
            "The preview changed while you were reading: a name, a source, an article, or the scale was edited.",
            next_step="Read the preview again, then publish.",
        )
    if draft.earlier and not draft.correction:
        raise Refused("This check is already public, and no correction is open.", next_step="Open a correction first.")
    before = transition(row, "publish", recheck_on=pending_recheck(row))  # the new publication is the re-check
    close_changes(row)
    publication, touched = _create_publication(row, person, draft.document, draft.version, draft.review, draft.earlier, at)
    if draft.correction and draft.version.rating:
        kind = announced_kind(draft.correction, draft.earlier[0], draft.version.rating)
        # Safe without another lock: each writer of a correction first locks its verdict.
        save_next_version(draft.correction, publication=publication, correction_kind=kind.value)
        touched.append(draft.correction)
    draw_on_commit(publication)
    record(
        person=person,
        action="verdict.corrected" if draft.correction else MOVES["publish"].action,
        subject=row,
        touched=touched,
        before=before,
        after={"state": row.state, "version": draft.version.number, **_entry_values(publication)},
    )
    sign_head_on_commit()
    return publication


@create_once(Publication, kind="verdict.retract")
def retract(
    *,
    person: Person,
    verdict: Verdict,
    notice: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Publication:
    """Retract the check with a public notice. The published text stays online below the notice.

    An open correction is closed, and the verdict has the published text again. Raises Invalid(notice), and Refused if the check
    was never public.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.retract", seen_version=seen_version, typed={"notice": notice})
    if errors := notice_errors(notice):
        raise Invalid(errors)
    lock_chain()  # before the time and the row, as in `publish`, so that the ids of publications follow the order of the commits
    at = timezone.now()
    earlier = list(Publication.objects.filter(verdict=row).select_related("verdict_version", "review").order_by("-number"))
    last = earlier[0]
    before = transition(row, "retract", approved=last.verdict_version)
    restored = restore_version(row, last.verdict_version, person)
    closed = close_correction(row, person, CLOSED_BY_RETRACTION)
    close_changes(row)
    values = build_retraction(last.document, number=last.number + 1, at=at, notice=notice.strip())
    publication, touched = _create_publication(row, person, values, last.verdict_version, last.review, earlier, at)
    correction = Correction.objects.create(
        verdict=row, correction_kind=CorrectionKind.RETRACTION, notice=notice.strip(), opened_by=person, publication=publication
    )
    draw_on_commit(publication)
    record_event(EventKind.CHECK_RETRACTED, person, check=publication.headline)
    record(
        person=person,
        action=MOVES["retract"].action,
        subject=row,
        touched=[*touched, *restored, *closed, correction],
        before=before,
        after={"state": row.state, **_entry_values(publication)},
        reason=notice.strip(),
    )
    sign_head_on_commit()
    return publication


def _create_publication(
    verdict: Verdict,
    person: Person,
    values: dict[str, Any],
    version: VerdictVersion,
    review: Review,
    earlier: list[Publication],
    at: datetime,
) -> tuple[Publication, list[Any]]:
    """Create a publication that replaces the current one. Returns it with all written rows."""
    replaced = [p for p in earlier if p.is_current]
    for old in replaced:
        save_next_version(old, is_current=False)
    publication = Publication.objects.create(
        verdict=verdict,
        number=values["number"],
        slug=values["slug"],
        publication_kind=PublicationKind(values["kind"]),
        document=values,
        sha256=digest(values),
        verdict_version=version,
        review=review,
        first_published_at=earlier[0].first_published_at if earlier else at,
        published_at=at,
        published_by=person,
        headline=values["verdict"].get("headline", ""),
        statement=values["claim"]["statement"],
        rating=values["verdict"]["rating"],
        conclusion=values["verdict"]["conclusion"],
        claimant=values["claim"]["claimant"]["name"],
        topics=values["claim"]["topics"],
    )
    return publication, [publication, *replaced]


def _entry_values(publication: Publication) -> dict[str, Any]:
    return {"publication": publication.number, "slug": publication.slug, "sha256": publication.sha256}
