"""Publishing an approved verdict, opening a correction, retracting. Published rows never change but for `is_current`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.actions import contribute
from factcheck.ledger.actions import expect_version, hold, record, revise
from factcheck.ledger.chain import digest
from factcheck.publishing.document import document, retracted, substance
from factcheck.publishing.gathering import gather, kind_of
from factcheck.publishing.models import Correction, CorrectionKind, Publication, PublicationKind
from factcheck.publishing.slugs import slug_of
from factcheck.verdicts.actions import require_green, transition
from factcheck.verdicts.models import Decision, Review, Verdict, VerdictVersion
from factcheck.verdicts.queries import basis_of, gate_of, renamed_since
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.models import Once
from factcheck.web.text import problem_of

MOST_NOTICE = 2000
_NAMING = 7_305_201
"""Key of the advisory lock under which a new check is given its address."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published now. `seen` is the digest of its substance: the same document without its moment."""

    document: dict[str, Any]
    version: VerdictVersion
    review: Review
    earlier: list[Publication]
    correction: Correction | None

    @property
    def seen(self) -> str:
        return digest(substance(self.document))


def draft(verdict: Verdict, *, at: datetime | None = None) -> Draft:
    """The document that `publish` would publish at this moment. Writes nothing.

    Raises Refused where the newest version is not the approved one, the record changed since the approval, or the gate is red.
    """
    version, review = _approved(verdict)
    require_green(gate_of(verdict.claim, version))
    earlier = list(Publication.objects.filter(verdict=verdict).order_by("-number"))
    correction = Correction.objects.filter(verdict=verdict, publication=None).first()
    slug = earlier[0].slug if earlier else slug_of(verdict.claim.statement, taken=_Taken())
    check = gather(
        verdict=verdict,
        version=version,
        review=review,
        slug=slug,
        at=at or timezone.now(),
        earlier=earlier,
        correction=correction,
    )
    # After everything was read: rows only ever go forward, so the record that is unchanged now was unchanged then.
    if review.basis != basis_of(verdict.claim):
        raise Refused(
            "The claim's record changed after the approval: its words, evidence, searches, or what they name.",
            next_step="Reopen the verdict and submit it again, so that somebody else reads the record as it is now.",
        )
    if renamed := renamed_since(review, {verdict.author, version.created_by, review.created_by}):
        names = ", ".join(sorted(person.name for person in renamed))
        raise Refused(
            f"After the approval, a name that readers would see was changed to: {names}.",
            next_step="Reopen the verdict and submit it again, so that somebody else reads the names as they are now.",
        )
    return Draft(document(check), version, review, earlier, correction)


@transaction.atomic
def publish(
    *, person: Person, verdict: Verdict, seen_version: int | None = None, seen_document: str | None = None
) -> Publication:
    """Publish the approved version; where a correction is open, as that correction.

    `seen_document` is `Draft.seen` of what the editor read. Raises Refused where the approval no longer fits (see `draft`) or
    the document would be another one than was read.
    """
    row = _locked(verdict)
    expect_version(row, seen_version, what="verdict")
    permit(person, "verdict.publish", row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NAMING])
    at = timezone.now()
    hold()
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
        correction = Correction.objects.select_for_update(no_key=True).get(pk=made.correction.pk)
        revise(correction, publication=publication, correction_kind=kind.value)
        touched.append(correction)
    record(
        person=person,
        action="verdict.corrected" if made.correction else "verdict.published",
        subject=row,
        touched=touched,
        before=before,
        after={"state": row.state, "version": made.version.number, **_values(publication)},
    )
    return publication


@transaction.atomic
def correct(
    *,
    person: Person,
    verdict: Verdict,
    correction_kind: str,
    notice: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Correction:
    """Open a correction: the verdict can be edited again; the public page stays until the corrected version is published.

    `correction_kind` is typo, clarification or change_of_verdict; readers will see it with the notice. Raises Invalid(notice,
    correction_kind).
    """
    row = _locked(verdict)
    # before what the first request changed is asked for
    once = Once(person, token, "correction", {"verdict": row, "correction_kind": correction_kind, "notice": notice})
    if made := once.first(Correction):
        return made
    expect_version(row, seen_version, typed={"notice": notice}, what="verdict")
    permit(person, "verdict.correct", row)
    errors = _problems(notice)
    if correction_kind not in (CorrectionKind.TYPO, CorrectionKind.CLARIFICATION, CorrectionKind.CHANGE_OF_VERDICT):
        errors["correction_kind"] = "Choose typo, clarification or change of verdict. A retraction has a form of its own."
    if errors:
        raise Invalid(errors)
    before = transition(row, "correct")
    correction = Correction.objects.create(verdict=row, correction_kind=correction_kind, notice=notice.strip(), opened_by=person)
    once.done(correction)
    record(
        person=person,
        action="verdict.correcting",
        subject=row,
        touched=[correction],
        before=before,
        after={"state": row.state, "kind": correction_kind, "notice": correction.notice},
    )
    return correction


@transaction.atomic
def reword(*, person: Person, correction: Correction, notice: str, seen_version: int | None = None) -> Correction:
    """Change the notice of a correction under way. Raises Refused where it is public or under review."""
    verdict = _locked(correction.verdict)
    row = Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)
    expect_version(row, seen_version, typed={"notice": notice}, what="correction")
    row.verdict = verdict
    permit(person, "correction.reword", row)
    if errors := _problems(notice):
        raise Invalid(errors)
    if row.publication_id is not None:
        raise Refused("This notice is public and stays as it is.", next_step="Open another correction.")
    before, after = revise(row, notice=notice.strip())
    if after:
        contribute(verdict.claim_id, person)
        record(person=person, action="correction.reworded", subject=row, before=before, after={**after, "verdict": verdict.pk})
    return row


@transaction.atomic
def retract(*, person: Person, verdict: Verdict, notice: str, seen_version: int | None = None) -> Publication:
    """Retract the check with a public notice. What was published stays readable beneath it.

    A correction under way ends with it, wherever it is. Raises Invalid(notice), Refused for what was never public.
    """
    row = _locked(verdict)
    expect_version(row, seen_version, typed={"notice": notice}, what="verdict")
    permit(person, "verdict.retract", row)
    if errors := _problems(notice):
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
        action="verdict.retracted",
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
        revise(old, is_current=False)
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


def _approved(verdict: Verdict) -> tuple[VerdictVersion, Review]:
    """The approved version and the review that approved it. Raises Refused where it is not the newest version."""
    latest = verdict.latest
    if verdict.approved_id is None:
        raise Refused("No version of this verdict is approved.", next_step="It has to be submitted and approved first.")
    if verdict.approved_id != latest.pk:
        raise Refused(
            f"Version {latest.number} was saved after the approval.",
            next_step="Reopen the verdict and submit it again, so that the newest version is reviewed.",
        )
    review = (
        Review.objects.filter(verdict_version=latest, decision=Decision.APPROVE)
        .select_related("created_by")
        .order_by("-id")
        .first()
    )
    if review is None:
        raise Refused("No version of this verdict is approved.", next_step="It has to be submitted and approved first.")
    return latest, review


class _Taken:
    """Every slug that a check has or had."""

    def __contains__(self, slug: object) -> bool:
        return Publication.objects.filter(slug=slug).exists()


def _problems(notice: str) -> dict[str, str]:
    if problem := problem_of(notice):
        return {"notice": problem}
    if not notice.strip():
        return {"notice": "Say what changes and why: readers see this."}
    if len(notice.strip()) > MOST_NOTICE:
        return {"notice": f"The notice has {len(notice.strip()):,} characters; at most {MOST_NOTICE:,} fit."}
    return {}


def _values(publication: Publication) -> dict[str, Any]:
    return {"publication": publication.number, "slug": publication.slug, "sha256": publication.sha256}


def _locked(verdict: Verdict) -> Verdict:
    rows = Verdict.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("claim__claimant", "author").get(pk=verdict.pk)
