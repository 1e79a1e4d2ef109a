"""Actions that open a verdict and save its versions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.evidence.citations import require_known_numbers
from factcheck.ledger.actions import create_once, edit_conflict, record, save_next_version
from factcheck.verdicts.actions.steps import lock_verdict
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.models import Rating, Verdict, VerdictVersion
from factcheck.web.citations import numbers_in_plain_text
from factcheck.web.dates import require_not_future
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.markdown import cited_numbers
from factcheck.web.text import normalize_line_endings, normalize_texts


@create_once(Verdict)
def open_verdict(*, person: Person, claim: Claim, token: uuid.UUID | None = None, **text: Any) -> Verdict:
    """Create a verdict with its first version, as a draft of `person`. `text` contains fields of VERDICT.

    If the conclusion is empty, it is that of the rating. Raises Refused if the claim already has a verdict, and
    Invalid(rationale, summary) if the text cites an evidence item that the claim does not have.
    """
    permit(person, "verdict.open", claim)
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    existing = Verdict.objects.filter(claim=claim).select_related("author").first()
    if existing:
        raise Refused(
            f"{existing.author} already opened a verdict on this claim.", next_step="Open it and add your version there."
        )
    _require_rating_in_use(text.get("rating"))
    text = normalize_texts(_with_conclusion(text), VERDICT)
    _require_known_citations(claim.pk, text)
    verdict = Verdict.objects.create(claim=claim, author=person, moved_at=timezone.now())
    version = _create_version(verdict, person, text)
    record(
        person=person,
        action="verdict.opened",
        subject=verdict,
        touched=[version],
        after={"claim": claim.pk, **version_values(version)},
    )
    return verdict


@create_once(VerdictVersion, kind="verdict.save")
def save_version(
    *, person: Person, verdict: Verdict, seen_version: int | None, token: uuid.UUID | None = None, **text: Any
) -> VerdictVersion:
    """Save another immutable version. Raises EditConflict with both texts if the verdict changed since `seen_version`.

    If the text is unchanged, writes nothing and returns the newest version. A new rating sets the conclusion, unless `text`
    contains another one. Raises Invalid(rationale, summary) if the text cites an evidence item that the claim does not have.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.save")
    previous = row.latest
    version = next_version(row, previous, person=person, seen_version=seen_version, text=text)
    if version is previous:
        return previous
    save_next_version(row, is_part_changed=True)
    record(
        person=person,
        action="verdict.saved",
        subject=row,
        touched=[version],
        before=version_values(previous),
        after=version_values(version),
    )
    return version


def restore_version(row: Verdict, version: VerdictVersion, person: Person) -> list[VerdictVersion]:
    """Make the text of `version` the newest one of a locked verdict. Returns the version that this adds, if any, in a list.

    The caller records it with its own ledger entry.
    """
    text = VERDICT.values_of(version)
    if VERDICT.values_of(row.latest) == text:
        return []
    return [_create_version(row, person, text)]


def next_version(
    row: Verdict, previous: VerdictVersion, *, person: Person, seen_version: int | None, text: Mapping[str, Any]
) -> VerdictVersion:
    """Create the version after `previous` of a locked verdict, or return `previous` if `text` does not change it.

    Raises EditConflict if the verdict changed since `seen_version`, unless `person` wrote `previous` with this same text: then
    the request is a repetition. The caller saves the row and records the entry.
    """
    text = _with_conclusion(normalize_texts(text, VERDICT), previous)
    merged = VERDICT.values_of(previous) | text
    is_same = all(normalize_line_endings(getattr(previous, field)) == merged[field] for field in text)
    if not (is_same and previous.created_by_id == person.pk):
        _require_latest(row, previous, seen_version, text, person)
    if is_same:
        return previous
    if merged["rating"] != previous.rating:
        _require_rating_in_use(merged["rating"])
    _require_known_citations(row.claim_id, merged)
    return _create_version(row, person, merged)


def repeat_version(row: Verdict, previous: VerdictVersion, *, person: Person) -> VerdictVersion:
    """Create a version of a locked verdict with the text of `previous`, for other written exceptions."""
    return _create_version(row, person, VERDICT.values_of(previous))


def version_values(version: VerdictVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        **VERDICT.values_of(version),
        "rating": version.rating.name if version.rating else None,
    }


def _require_latest(row: Verdict, latest: VerdictVersion, seen: int | None, text: Mapping[str, Any], person: Person) -> None:
    """Raise EditConflict with both texts unless the row still has the version `seen`."""
    if seen is not None and row.version != seen:
        raise edit_conflict(
            row,
            person=person,
            versions=f"The newest text is version {latest.number}.",
            current={field: getattr(latest, field) or "" for field in text},
            typed=dict(text),
        )


def _with_conclusion(text: dict[str, Any], previous: VerdictVersion | None = None) -> dict[str, Any]:
    """`text` with the conclusion of its rating, if it has none: it is empty, or it is omitted and the rating is new."""
    rating = text.get("rating")
    is_new = rating is not None and (previous is None or previous.rating != rating)
    if rating is None or text.get("conclusion", "" if is_new else rating.conclusion):
        return text
    return {**text, "conclusion": rating.conclusion}


def _require_rating_in_use(rating: Rating | None) -> None:
    """Raise Invalid(rating) if the rating is not in use. Versions that already have it stay valid."""
    if rating is not None and not rating.is_active:
        raise Invalid({"rating": "This rating is no longer in use. Choose another one."})


def _require_known_citations(claim_id: int, text: Mapping[str, Any]) -> None:
    cited = {"rationale": cited_numbers(text.get("rationale", "")), "summary": numbers_in_plain_text(text.get("summary", ""))}
    require_known_numbers(claim_id, **cited)


def _create_version(verdict: Verdict, person: Person, text: Mapping[str, Any]) -> VerdictVersion:
    fields = {**normalize_texts(text, VERDICT), "as_of": text.get("as_of") or timezone.localdate()}
    require_not_future(as_of=fields["as_of"])
    newest = VerdictVersion.objects.filter(verdict=verdict).order_by("-number").values_list("number", flat=True).first()
    return VerdictVersion.objects.create(verdict=verdict, number=(newest or 0) + 1, created_by=person, **fields)
