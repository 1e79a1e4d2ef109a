"""Writing a verdict and moving it. `transition` is the one writer of the state column; publishing uses it too."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.ledger.actions import expect_version, hold, record, revise
from factcheck.verdicts import gate
from factcheck.verdicts.models import Decision, Rating, Review, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.queries import basis_of, gate_of
from factcheck.verdicts.workflow import Impossible, State, after
from factcheck.web.days import expect_come
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused, Stale
from factcheck.web.models import Once

TEXT = ("rating", "conclusion", "summary", "rationale", "as_of")


@transaction.atomic
def open_verdict(*, person: Person, claim: Claim, token: uuid.UUID | None = None, **text: Any) -> Verdict:
    """Propose a verdict: its first version, as a draft of `person`. `text` is any of TEXT.

    Raises Refused where the claim has a verdict already.
    """
    permit(person, "verdict.open", claim)
    once = Once(person, token, "verdict", {"claim": claim, **text})
    if made := once.first(Verdict):
        return made
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    known = Verdict.objects.filter(claim=claim).select_related("author").first()
    if known:
        raise Refused(
            f"{known.author} opened the verdict on this claim already.", next_step="Open it and add your version there."
        )
    _expect_in_use(text.get("rating"))
    verdict = Verdict.objects.create(claim=claim, author=person, moved_at=timezone.now())
    version = _write_version(verdict, person, text)
    once.done(verdict)
    record(
        person=person,
        action="verdict.opened",
        subject=verdict,
        touched=[version],
        after={"claim": claim.pk, **version_values(version)},
    )
    return verdict


@transaction.atomic
def save_version(*, person: Person, verdict: Verdict, seen_version: int | None, **text: Any) -> VerdictVersion:
    """Save another immutable version. Raises Stale with both texts where somebody saved in between."""
    row = _locked(verdict)
    permit(person, "verdict.save", row)
    previous = row.latest
    _expect_latest(row, previous, seen_version, text)
    merged = {field: getattr(previous, field) for field in TEXT} | text
    if all(getattr(previous, field) == merged[field] for field in TEXT):
        return previous
    if merged["rating"] != previous.rating:
        _expect_in_use(merged["rating"])
    version = _write_version(row, person, merged)
    row.version += 1
    row.save(update_fields=["version"])
    record(
        person=person,
        action="verdict.saved",
        subject=row,
        touched=[version],
        before=version_values(previous),
        after=version_values(version),
    )
    return version


@transaction.atomic
def submit(
    *, person: Person, verdict: Verdict, seen_version: int | None = None, waivers: Mapping[str, str] | None = None
) -> Verdict:
    """Send the newest version to review. `waivers` maps red lines of the gate to written exceptions.

    Raises Refused naming the lines that are still red.
    """
    row = _locked(verdict)
    permit(person, "verdict.submit", row)
    expect_version(row, seen_version, what="verdict")
    version = row.latest
    lines = gate_of(row.claim, version)
    excusable = {line.key for line in lines if line.is_open} - gate.NEVER_WAIVED
    said = {line: reason.strip() for line, reason in (waivers or {}).items() if reason.strip() and line in excusable}
    require_green([line for line in lines if line.key not in said])
    written = [
        Waiver.objects.create(verdict_version=version, line=line, reason=reason, created_by=person)
        for line, reason in said.items()
    ]
    before = transition(row, "submit")
    record(
        person=person,
        action="verdict.submitted",
        subject=row,
        touched=written,
        before=before,
        after={"state": row.state, "version": version.number, "exceptions": said},
    )
    return row


@transaction.atomic
def approve(*, person: Person, verdict: Verdict, version: VerdictVersion, basis: str, reason: str = "") -> Review:
    """Approve exactly the version, on exactly the record (`basis`), that the editor saw.

    Raises Refused where either changed since.
    """
    row = _locked(verdict)
    permit(person, "verdict.approve", row)
    if version.pk != row.latest.pk:
        raise Refused(
            f"You read version {version.number}; the newest is version {row.latest.number}.",
            next_step="Read the newest version, then decide.",
        )
    hold()
    if basis != basis_of(row.claim):
        raise Refused(
            "The record changed while you were reading: the claim, its mentions or evidence, or the verdict was submitted anew.",
            next_step="Look at what changed, then decide.",
        )
    review = Review.objects.create(
        verdict_version=version,
        decision=Decision.APPROVE,
        reason=reason.strip(),
        basis=basis,
        cooling_off_days=settings.COOLING_OFF_DAYS,
        created_by=person,
    )
    before = transition(row, "approve", approved=version)
    record(
        person=person,
        action="verdict.approved",
        subject=row,
        touched=[review],
        before=before,
        after={
            "state": row.state,
            "version": version.number,
            "basis": basis,
            "cooling_off_days": review.cooling_off_days,
        },
        reason=reason.strip(),
    )
    return review


@transaction.atomic
def return_verdict(*, person: Person, verdict: Verdict, reason: str, seen_version: int | None = None) -> Review:
    """Send the verdict back to its author with a reason."""
    row = _locked(verdict)
    permit(person, "verdict.return", row)
    expect_version(row, seen_version, typed={"reason": reason}, what="verdict")
    if not reason.strip():
        raise Invalid({"reason": "Say what has to change: the author reads this."})
    latest = row.latest
    review = Review.objects.create(
        verdict_version=latest,
        decision=Decision.RETURN,
        reason=reason.strip(),
        basis=basis_of(row.claim),
        created_by=person,
    )
    before = transition(row, "return", approved=None)
    record(
        person=person,
        action="verdict.returned",
        subject=row,
        touched=[review],
        before=before,
        after={"state": row.state, "version": latest.number},
        reason=reason.strip(),
    )
    return review


@transaction.atomic
def reopen(*, person: Person, verdict: Verdict, seen_version: int | None = None, reason: str = "") -> Verdict:
    """Back to draft; the approval is lost."""
    row = _locked(verdict)
    permit(person, "verdict.reopen", row)
    expect_version(row, seen_version, what="verdict")
    before = transition(row, "reopen", approved=None)
    record(person=person, action="verdict.reopened", subject=row, before=before, after={"state": row.state}, reason=reason)
    return row


def transition(row: Verdict, name: str, **also: Any) -> dict[str, Any]:
    """Move a locked verdict along the table and save it; returns what was before. The caller permits and records.

    Raises Refused for a move that the table does not have.
    """
    try:
        target: State = after(row.state, name)
    except Impossible as error:
        raise Refused(str(error), next_step="Somebody may have moved it in between: look at it again.") from error
    before, _ = revise(row, state=target.value, moved_at=timezone.now(), **also)
    return {"state": before["state"]}


def require_green(lines: list[gate.Line]) -> None:
    """Raise Refused naming the red lines among those of the gate, if there are any."""
    red = gate.open_lines(lines)
    if red:
        raise Refused(
            "The evidence gate is not green: " + "; ".join(line.label.lower() for line in red) + ".",
            next_step=" ".join(line.hint for line in red),
        )


def add_rating(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Rating:
    """Add a step to the scale. Raises Invalid(name) where one of that name exists."""
    permit(person, "rating.edit")
    try:
        with transaction.atomic():
            once = Once(person, token, "rating", fields)
            if made := once.first(Rating):
                return made
            rating = Rating.objects.create(**fields)
            once.done(rating)
            record(person=person, action="rating.added", subject=rating, after=fields)
            return rating
    except IntegrityError as error:
        raise Invalid({"name": "A rating of this name exists already."}) from error


def edit_rating(*, person: Person, rating: Rating, seen_version: int | None, **fields: Any) -> Rating:
    """Change the scale. Publications keep the words and numbers they were published with."""
    permit(person, "rating.edit")
    try:
        with transaction.atomic():
            row = Rating.objects.select_for_update(no_key=True).get(pk=rating.pk)
            expect_version(row, seen_version, typed=fields, what="rating")
            before, after_ = revise(row, **fields)
            if after_:
                record(person=person, action="rating.edited", subject=row, before=before, after=after_)
            return row
    except IntegrityError as error:
        raise Invalid({"name": "A rating of this name exists already."}) from error


def version_values(version: VerdictVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "rating": version.rating.name if version.rating else None,
        **{field: getattr(version, field) for field in TEXT if field != "rating"},
    }


def _expect_latest(row: Verdict, latest: VerdictVersion, seen: int | None, text: Mapping[str, Any]) -> None:
    """Raise Stale with both texts where the verdict is no longer the version that was on the screen."""
    if seen is not None and row.version != seen:
        raise Stale(
            f"{latest.created_by} saved version {latest.number} of this verdict on {latest.created_at:%-d %B %Y at %H:%M} UTC,"
            " while you were writing.",
            current={field: getattr(latest, field) or "" for field in text},
            typed=dict(text),
            next_step="Compare both texts below. What you typed is kept; save it again if it should become the next version.",
        )


def _expect_in_use(rating: Rating | None) -> None:
    """Raise Invalid(rating) for one that was taken out of use: what has it keeps it, nothing gets it anew."""
    if rating is not None and not rating.is_active:
        raise Invalid({"rating": "This rating is no longer in use. Choose another one."})


def _write_version(verdict: Verdict, person: Person, text: Mapping[str, Any]) -> VerdictVersion:
    fields = {**text, "as_of": text.get("as_of") or timezone.localdate()}
    expect_come(as_of=fields["as_of"])
    newest = VerdictVersion.objects.filter(verdict=verdict).order_by("-number").values_list("number", flat=True).first()
    return VerdictVersion.objects.create(verdict=verdict, number=(newest or 0) + 1, created_by=person, **fields)


def _locked(verdict: Verdict) -> Verdict:
    return (
        Verdict.objects.select_for_update(of=("self",), no_key=True)
        .select_related("claim__claimant", "approved__rating", "author")
        .get(pk=verdict.pk)
    )
