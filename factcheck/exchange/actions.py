"""Actions on packages: exporting a claim."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import IO

from django.db import transaction

from factcheck.accounts.models import Person
from factcheck.archive.addresses import digest_of
from factcheck.archive.faults import store_faults
from factcheck.archive.temporary import temporary_file
from factcheck.claims.models import Claim
from factcheck.evidence.custody.order import wait_for_takedowns
from factcheck.evidence.models import Evidence
from factcheck.exchange.models import MAX_EXPORT_REASON, ClaimExport
from factcheck.exchange.packing import WrittenPackage, takedowns_in_force, write_package
from factcheck.ledger.actions import record
from factcheck.publishing.heads import ShorterLedger, sign_head
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.text import text_error

REASON_REQUIRED = "Say why the protected items may leave the newsroom."
CHANGED = "While the package was written, something was hidden by a takedown, or an item was marked as protected."
REASON_TOO_LONG = f"The reason can have at most {MAX_EXPORT_REASON:,} characters."


@dataclass(frozen=True, slots=True)
class Package:
    """A complete package at its beginning, whose owner closes it, and the row that records its export."""

    file: IO[bytes]
    row: ClaimExport


def export_claim(
    *,
    person: Person,
    claim: Claim,
    with_originals: bool = True,
    without_items: Collection[int] = (),
    protected_items: Collection[int] = (),
    reason: str = "",
) -> Package:
    """Write the package of a claim to a temporary file, and record the export with its SHA-256.

    It takes no idempotency key: a repeated request is another export, and its package contains the record of the first one.

    Items with protected details are left out, except those with the ids `protected_items`, for which `reason` says why they may
    leave the newsroom. The reason is part of the ledger.

    The head of the ledger is signed first, so that a signed tree contains all entries. Only a complete package is recorded and
    returned. Raises NotAllowed, DamagedCapture, StoreUnavailable, StorageFull, and Refused if the head cannot be signed, or if
    something in the package was hidden or marked as protected while it was written.
    """
    permit(person, "claim.export", claim)
    chosen = Evidence.objects.filter(claim=claim, pk__in=protected_items).exclude(protection="").order_by("number")
    chosen = chosen.exclude(pk__in=without_items)
    reason = reason.strip()
    if chosen and not reason:
        raise Invalid({"reason": REASON_REQUIRED})
    if problem := text_error(reason):
        raise Invalid({"reason": problem})
    if len(reason) > MAX_EXPORT_REASON:
        raise Invalid({"reason": REASON_TOO_LONG})
    try:
        sign_head()
    except (OSError, ShorterLedger) as error:
        raise Refused(
            "The head of the ledger cannot be signed, so nobody could verify the package. Nothing was exported.",
            next_step="Ask the administrator of this server to run manage.py doctor.",
        ) from error
    file = temporary_file()
    try:
        with store_faults("the folder for temporary files", is_writing=True):
            written = write_package(
                claim,
                file,
                without_items=without_items,
                protected_items=[item.pk for item in chosen],
                with_originals=with_originals,
            )
        sha256, size = digest_of(file)
        row = _record_export(
            person=person,
            claim=claim,
            sha256=sha256,
            size=size,
            written=written,
            protected={item.pk: item.number for item in chosen},
            reason=reason if chosen else "",
        )
    except BaseException:
        file.close()
        raise
    return Package(file, row)


@transaction.atomic
def _record_export(
    *, person: Person, claim: Claim, sha256: str, size: int, written: WrittenPackage, protected: dict[int, int], reason: str
) -> ClaimExport:
    """`protected` are the numbers of the protected items that the person chose, by their ids."""
    wait_for_takedowns()
    permit(person, "claim.export", claim)
    _require_same_rules(written, protected)
    values = {"sha256": sha256, "size": size, "left_out": written.left_out, "protected": [*protected.values()], "reason": reason}
    row = ClaimExport.objects.create(claim=claim, created_by=person, **values)
    after = {"claim": claim.pk, **{name: value for name, value in values.items() if name != "reason"}}
    record(person=person, action="claim.exported", subject=row, after=after, reason=reason)
    return row


def _require_same_rules(written: WrittenPackage, protected: Collection[int]) -> None:
    """Raise Refused if something was hidden, or an item of the package marked as protected, since the rows were read."""
    rows = Evidence.objects.filter(pk__in=written.items).order_by("pk").select_for_update(of=("self",), no_key=True)
    newly_protected = [pk for pk, protection in rows.values_list("pk", "protection") if protection and pk not in protected]
    if newly_protected or takedowns_in_force() - written.takedowns:
        raise Refused(CHANGED, next_step="Nothing was exported. Look at what is left out now, and export the claim again.")
