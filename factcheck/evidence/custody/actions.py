"""Actions of custody: takedowns, legal holds, verifications, and exports. None of them changes or removes stored bytes."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.archive.addresses import digest_of
from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.archive.store import state_of
from factcheck.claims.models import Claim
from factcheck.evidence.copies.packaging import package
from factcheck.evidence.copies.reading import SOFTWARE
from factcheck.evidence.custody.fields import (
    ALREADY_ENDED,
    ALREADY_HELD,
    ALREADY_HIDDEN,
    EXPORT,
    HOLD,
    NO_FILE,
    OTHER_COPY,
    PURPOSE_REQUIRED,
    REASON_REQUIRED,
    RECIPIENT_REQUIRED,
)
from factcheck.evidence.custody.files import copies_with_files, require_shown_bytes, require_shown_copy, stored_files
from factcheck.evidence.custody.models import (
    CaptureVerification,
    EvidenceExport,
    ExportForm,
    LegalHold,
    Takedown,
    TakedownReason,
)
from factcheck.evidence.custody.order import lock_takedowns
from factcheck.evidence.models import Evidence, EvidenceCopy
from factcheck.ledger.actions import change_once, create_once, lock_row, record, save_next_version
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.text import normalize_line_endings

AnyMeasure = TypeVar("AnyMeasure", Takedown, LegalHold)


@create_once(Takedown)
def hide_evidence(
    *,
    person: Person,
    item: Evidence,
    reason_code: str,
    reason: str,
    reference: str = "",
    copy: EvidenceCopy | None = None,
    token: uuid.UUID | None = None,
) -> Takedown:
    """Hide an item, or only one of its copies. The bytes stay, and so do publications: readers see the reason instead.

    Raises Invalid with the name of the invalid field, and Refused if a takedown is already in force.
    """
    lock_takedowns()
    row = lock_row(item, person=person, permission="evidence.hide")
    if reason_code not in TakedownReason.values:
        raise Invalid({"reason_code": "Choose one of the reasons."})
    if copy is not None and copy.evidence_id != row.pk:
        raise Invalid({"copy": OTHER_COPY})
    if row.is_hidden or Takedown.objects.in_force().filter(evidence=row, copy=copy).exists():
        raise Refused(ALREADY_HIDDEN)
    takedown = Takedown.objects.create(
        evidence=row,
        copy=copy,
        reason_code=reason_code,
        reason=_required(reason, "reason", REASON_REQUIRED),
        reference=reference.strip(),
        created_by=person,
    )
    values = {"evidence": row.pk, "copy": copy.pk if copy else None, "reason_code": reason_code, "reference": takedown.reference}
    _record_takedown(takedown, row, person, "takedown.added", is_hidden=True, after=values, reason=takedown.reason)
    return takedown


@change_once("takedown.lift", "takedown")
def lift_takedown(
    *, person: Person, takedown: Takedown, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Takedown:
    """Show again what a takedown hides. Raises Invalid for an empty reason, and Refused if somebody else has lifted it."""
    permit(person, "evidence.hide", takedown.evidence)
    row = Evidence.objects.select_for_update(of=("self",), no_key=True).get(pk=takedown.evidence_id)
    ended = _end(takedown, person, "evidence.hide", reason, seen_version)
    _record_takedown(ended, row, person, "takedown.lifted", is_hidden=False, after={}, reason=ended.ended_reason)
    return ended


@create_once(LegalHold)
def place_hold(
    *,
    person: Person,
    claim: Claim | None = None,
    item: Evidence | None = None,
    reason: str,
    reference: str = "",
    token: uuid.UUID | None = None,
) -> LegalHold:
    """Put a claim with all its items, or one item, under a legal hold.

    Raises Invalid for an empty reason, and Refused if it is already under one.
    """
    if (claim is None) == (item is None):
        raise ValueError("a hold is of a claim or of an item")
    permit(person, "evidence.hold", claim or item)
    rows: Any = Claim.objects.only("pk") if claim else Evidence.objects.only("pk")
    rows.select_for_update(no_key=True).get(pk=(claim or item).pk)  # type: ignore[union-attr]  # one of the two
    if LegalHold.objects.in_force().filter(claim=claim, evidence=item).exists():
        raise Refused(ALREADY_HELD)
    hold = LegalHold.objects.create(
        claim=claim,
        evidence=item,
        reason=_required(reason, "reason", REASON_REQUIRED),
        reference=reference.strip(),
        created_by=person,
    )
    of = {"claim": claim.pk} if claim else {"evidence": item.pk if item else None}
    record(
        person=person,
        action="hold.placed",
        subject=hold,
        after={**of, "reference": hold.reference},
        reason=HOLD.values_of(hold)["reason"],
    )
    return hold


@change_once("hold.end", "hold")
def end_hold(
    *, person: Person, hold: LegalHold, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> LegalHold:
    """End a hold. Raises Invalid for an empty reason, and Refused if somebody else has ended it."""
    ended = _end(hold, person, "evidence.hold", reason, seen_version)
    record(person=person, action="hold.ended", subject=ended, reason=ended.ended_reason)
    return ended


def verify_file(*, person: Person, item: Evidence, capture: Capture, token: uuid.UUID | None = None) -> CaptureVerification:
    """Compare the stored bytes of a file of an item with their hash now, and record the result, also if they are damaged.

    Raises Invalid(file) if the item has no such file, and StoreUnavailable if the store cannot be read.
    """
    permit(person, "evidence.verify", item)
    _require_file_of(item, capture)
    return _add_verification(person=person, item=item, capture=capture, state=state_of(capture.sha256).value, token=token)


@create_once(CaptureVerification)
def _add_verification(
    *, person: Person, item: Evidence, capture: Capture, state: str, token: uuid.UUID | None
) -> CaptureVerification:
    row = CaptureVerification.objects.create(evidence=item, capture=capture, state=state, created_by=person)
    values = {"evidence": item.pk, "capture": capture.pk, "state": state, "sha256": capture.sha256, "size": capture.size}
    record(person=person, action="capture.verified", subject=row, after=values)
    return row


def export_file(
    *,
    person: Person,
    item: Evidence,
    capture: Capture,
    form: ExportForm | str,
    recipient: str,
    purpose: str,
    token: uuid.UUID | None = None,
) -> EvidenceExport:
    """Record that a file is handed over, with the hash of the delivered file. Its bytes are verified first.

    For the form WACZ, `capture` is the WARC file of a fetched copy. Raises Invalid with the name of the invalid field, NotAllowed
    if a takedown hides the file, and DamagedCapture.
    """
    permit(person, "evidence.export", item)
    copy = _require_file_of(item, capture)
    if copy:
        require_shown_copy(copy)
    require_shown_bytes(capture)
    form = ExportForm(form)
    if form is ExportForm.FILE:
        read_capture(capture).close()
        sha256, size, tool = capture.sha256, capture.size, ""
    elif copy and copy.is_fetched and copy.capture.parent_id == capture.pk:
        with package(copy) as file:
            sha256, size = digest_of(file)
        tool = SOFTWARE
    else:
        raise Invalid({"file": NO_FILE})
    return _add_export(
        person=person,
        item=item,
        capture=capture,
        copy=copy,
        form=form.value,
        sha256=sha256,
        size=size,
        tool=tool,
        recipient=recipient,
        purpose=purpose,
        token=token,
    )


@create_once(EvidenceExport)
def _add_export(
    *, person: Person, item: Evidence, recipient: str, purpose: str, token: uuid.UUID | None, **columns: Any
) -> EvidenceExport:
    recipient = _required(recipient, "recipient", RECIPIENT_REQUIRED)
    purpose = _required(purpose, "purpose", PURPOSE_REQUIRED)
    permit(person, "evidence.export", Evidence.objects.get(pk=item.pk))  # it may have been hidden while the file was read
    row = EvidenceExport.objects.create(evidence=item, recipient=recipient, purpose=purpose, created_by=person, **columns)
    names = ("evidence", "capture", "copy", "form", "sha256", "size", "tool", *EXPORT.names[1:])
    values = {name: getattr(row, name) for name in names}
    record(person=person, action="evidence.exported", subject=row, after=values)
    return row


def _require_file_of(item: Evidence, capture: Capture) -> EvidenceCopy | None:
    """The copy that the file belongs to, or None. Raises Invalid(file) if it is no file of the item."""
    for file in stored_files(item, copies_with_files(item)):
        if file.capture.pk == capture.pk:
            return file.copy
    raise Invalid({"file": NO_FILE})


def _end(measure: AnyMeasure, person: Person, permission: str, reason: str, seen_version: int | None) -> AnyMeasure:
    locked: AnyMeasure = lock_row(
        measure,
        person=person,
        permission=permission,
        seen_version=seen_version if measure.ended_at is None else None,
    )
    if locked.ended_at is not None:
        raise Refused(ALREADY_ENDED)
    reason = _required(reason, "reason", REASON_REQUIRED)
    save_next_version(locked, ended_at=timezone.now(), ended_by=person, ended_reason=reason)
    return locked


def _record_takedown(
    takedown: Takedown, item: Evidence, person: Person, action: str, *, is_hidden: bool, after: dict[str, Any], reason: str
) -> None:
    """Record a takedown or its end together with the new version of the item, if the whole item is concerned."""
    touched: list[Evidence] = []
    before: dict[str, Any] = {}
    if takedown.copy_id is None:
        changed_before, changed_after = save_next_version(item, is_hidden=is_hidden)
        touched = [item]
        before = {"rows": {item.kind: {str(item.pk): changed_before}}}
        after = {**after, "rows": {item.kind: {str(item.pk): changed_after}}}
    record(person=person, action=action, subject=takedown, touched=touched, before=before, after=after, reason=reason)


def _required(text: str, name: str, message: str) -> str:
    """The text without surrounding white space. Raises Invalid if it is empty."""
    text = normalize_line_endings(text.strip())
    if not text:
        raise Invalid({name: message})
    return text
