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
from factcheck.exchange.models import ClaimExport
from factcheck.exchange.packing import write_package
from factcheck.ledger.actions import record
from factcheck.publishing.heads import ShorterLedger, sign_head
from factcheck.web.decisions import permit
from factcheck.web.errors import Refused


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
) -> Package:
    """Write the package of a claim to a temporary file, and record the export with its SHA-256.

    It takes no idempotency key: a repeated request is another export, and its package contains the record of the first one.

    The head of the ledger is signed first, so that a signed tree contains all entries. Only a complete package is recorded and
    returned. Raises NotAllowed, DamagedCapture, StoreUnavailable, StorageFull, and Refused if the head cannot be signed.
    """
    permit(person, "claim.export", claim)
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
            left_out = write_package(claim, file, without_items=without_items, with_originals=with_originals)
        sha256, size = digest_of(file)
        row = _record_export(person=person, claim=claim, sha256=sha256, size=size, left_out=left_out)
    except BaseException:
        file.close()
        raise
    return Package(file, row)


@transaction.atomic
def _record_export(*, person: Person, claim: Claim, sha256: str, size: int, left_out: list[str]) -> ClaimExport:
    permit(person, "claim.export", claim)
    row = ClaimExport.objects.create(claim=claim, sha256=sha256, size=size, left_out=left_out, created_by=person)
    after = {"claim": claim.pk, "sha256": sha256, "size": size, "left_out": left_out}
    record(person=person, action="claim.exported", subject=row, after=after)
    return row
