"""Proposing a verdict and writing its versions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.ledger.actions import create_once, lock_row, record, save_next_version
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.models import Rating, Verdict, VerdictVersion
from factcheck.web.dates import require_not_future
from factcheck.web.decisions import permit
from factcheck.web.errors import EditConflict, Invalid, Refused
from factcheck.web.text import normalize_line_endings


@create_once(Verdict)
def open_verdict(*, person: Person, claim: Claim, token: uuid.UUID | None = None, **text: Any) -> Verdict:
    """Propose a verdict: its first version, as a draft of `person`. `text` is any of VERDICT.

    Raises Refused if the claim has a verdict already.
    """
    permit(person, "verdict.open", claim)
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    known = Verdict.objects.filter(claim=claim).select_related("author").first()
    if known:
        raise Refused(
            f"{known.author} opened the verdict on this claim already.", next_step="Open it and add your version there."
        )
    _expect_in_use(text.get("rating"))
    verdict = Verdict.objects.create(claim=claim, author=person, moved_at=timezone.now())
    version = _write_version(verdict, person, text)
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
    """Save another immutable version. Raises EditConflict with both texts if somebody saved in between.

    Returns the newest version, and writes nothing, if the text is the same.
    """
    row = lock_verdict(verdict, person=person, permission="verdict.save")
    previous = row.latest
    _expect_latest(row, previous, seen_version, text)
    merged = VERDICT.values_of(previous) | text
    if all(normalize_line_endings(getattr(previous, field)) == merged[field] for field in text):
        return previous
    if merged["rating"] != previous.rating:
        _expect_in_use(merged["rating"])
    version = _write_version(row, person, merged)
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


def lock_verdict(
    verdict: Verdict,
    *,
    person: Person,
    permission: str,
    seen_version: int | None = None,
    typed: Mapping[str, Any] | None = None,
) -> Verdict:
    """`ledger.actions.lock_row` for a verdict, with the claim, the claimant, the approved version and the author."""
    return lock_row(
        verdict,
        person=person,
        permission=permission,
        seen_version=seen_version,
        typed=typed,
        rows=Verdict.objects.select_related("claim__claimant", "approved__rating", "author"),
    )


def version_values(version: VerdictVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        **VERDICT.values_of(version),
        "rating": version.rating.name if version.rating else None,
    }


def _expect_latest(row: Verdict, latest: VerdictVersion, seen: int | None, text: Mapping[str, Any]) -> None:
    """Raise EditConflict with both texts if the verdict is no longer the version that was on the screen."""
    if seen is not None and row.version != seen:
        raise EditConflict(
            f"{latest.created_by} saved version {latest.number} of this verdict on {latest.created_at:%-d %B %Y at %H:%M} UTC,"
            " while you were writing.",
            current={field: getattr(latest, field) or "" for field in text},
            typed=dict(text),
            next_step="Compare the versions below. Your input is still in the form; save it again to make it the next version.",
        )


def _expect_in_use(rating: Rating | None) -> None:
    """Raise Invalid(rating) for one that was taken out of use: what has it keeps it, nothing gets it anew."""
    if rating is not None and not rating.is_active:
        raise Invalid({"rating": "This rating is no longer in use. Choose another one."})


def _write_version(verdict: Verdict, person: Person, text: Mapping[str, Any]) -> VerdictVersion:
    fields = {**text, "as_of": text.get("as_of") or timezone.localdate()}
    require_not_future(as_of=fields["as_of"])
    newest = VerdictVersion.objects.filter(verdict=verdict).order_by("-number").values_list("number", flat=True).first()
    return VerdictVersion.objects.create(verdict=verdict, number=(newest or 0) + 1, created_by=person, **fields)
