"""Publishing an approved verdict, and retracting it. Published rows never change but for `is_current`."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.ledger.actions import create_once, lock_chain, record, save_next_version
from factcheck.ledger.chain import digest
from factcheck.publishing.actions.corrections import notice_errors
from factcheck.publishing.actions.drafts import draft
from factcheck.publishing.document import retracted
from factcheck.publishing.models import Correction, CorrectionKind, Publication, PublicationKind
from factcheck.publishing.snapshot import kind_of
from factcheck.verdicts.actions import lock_verdict, transition
from factcheck.verdicts.models import Review, Verdict, VerdictVersion
from factcheck.verdicts.workflow import MOVES
from factcheck.web.errors import Invalid, Refused

_NAMING = 7_305_201
"""Key of the advisory lock under which a new check is given its address."""


@create_once(Publication, kind="verdict.publish")
def publish(
    *,
    person: Person,
    verdict: Verdict,
    seen_version: int | None = None,
    seen_document: str | None = None,
    token: uuid.UUID | None = None,
) -> Publication:
    """Publish the approved version; where a correction is open, as that correction.

    `seen_document` is `Draft.seen` of what the editor read. Raises Refused where the approval no longer fits (see `draft`) or
    the document would be another one than was read.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.publish", seen_version=seen_version)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMING])
    at = timezone.now()
    lock_chain()
    made = draft(row, at=at)
    if seen_document is not None and seen_document != made.seen:
        raise Refused(
            "What would be published changed while you were reading: a name, a source, an article or the scale was edited.",
            next_step="Read the preview again, then publish.",
        )
    if made.earlier and not made.correction:
        raise Refused("This check is public already and no correction is open.", next_step="Open a correction first.")
    before = transition(row, "publish")
    publication, touched = _write(row, person, made.document, made.version, made.review, made.earlier, at)
    if made.correction and made.version.rating:
        kind = kind_of(made.correction, made.earlier[0], made.version.rating)
        # nobody else changes it: whoever changes a correction has locked its verdict
        save_next_version(made.correction, publication=publication, correction_kind=kind.value)
        touched.append(made.correction)
    record(
        person=person,
        action="verdict.corrected" if made.correction else MOVES["publish"].action,
        subject=row,
        touched=touched,
        before=before,
        after={"state": row.state, "version": made.version.number, **_values(publication)},
    )
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
    """Retract the check with a public notice. What was published stays readable beneath it.

    A correction under way ends with it, wherever it is. Raises Invalid(notice), Refused for what was never public.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.retract", seen_version=seen_version, typed={"notice": notice})
    if errors := notice_errors(notice):
        raise Invalid(errors)
    at = timezone.now()
    earlier = list(Publication.objects.filter(verdict=row).select_related("verdict_version", "review").order_by("-number"))
    last = earlier[0]
    before = transition(row, "retract")
    values = retracted(last.document, number=last.number + 1, at=at, notice=notice.strip())
    publication, touched = _write(row, person, values, last.verdict_version, last.review, earlier, at)
    correction = Correction.objects.create(
        verdict=row, correction_kind=CorrectionKind.RETRACTION, notice=notice.strip(), opened_by=person, publication=publication
    )
    record(
        person=person,
        action=MOVES["retract"].action,
        subject=row,
        touched=[*touched, correction],
        before=before,
        after={"state": row.state, **_values(publication)},
        reason=notice.strip(),
    )
    return publication


def _write(
    verdict: Verdict,
    person: Person,
    values: dict[str, Any],
    version: VerdictVersion,
    review: Review,
    earlier: list[Publication],
    at: datetime,
) -> tuple[Publication, list[Any]]:
    """The new publication in the place of the last one, and the rows written."""
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
        statement=values["claim"]["statement"],
        rating=values["verdict"]["rating"],
        conclusion=values["verdict"]["conclusion"],
        claimant=values["claim"]["claimant"]["name"],
        topics=values["claim"]["topics"],
    )
    return publication, [publication, *replaced]


def _values(publication: Publication) -> dict[str, Any]:
    return {"publication": publication.number, "slug": publication.slug, "sha256": publication.sha256}
