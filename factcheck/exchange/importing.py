"""Imports the package of another newsroom: verifies it, and adds its claim in one transaction.

Verdicts, reviews, publications, and searches of the other newsroom are not imported as rows: they are decisions and work of
other people.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import IO

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection

from factcheck.accounts.models import Person
from factcheck.exchange.imported_rows import PackageImporter
from factcheck.exchange.imported_values import SameNames
from factcheck.exchange.incoming import receive
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.preview import require_new
from factcheck.exchange.staging import GONE, UPLOAD_AGAIN, discard, open_staged, staged_package
from factcheck.ledger.actions import create_once
from factcheck.ledger.kinds import kind_of
from factcheck.web.decisions import permit, permit_before_consent
from factcheck.web.errors import Invalid, Refused
from factcheck.web.idempotency import permit_request
from factcheck.web.models import Receipt

NOT_ACCEPTED = "The package contains values that this version of Factcheck does not accept. Nothing was imported."
_MALFORMED = (
    DataError,
    IntegrityError,
    ValidationError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    LookupError,
)


def import_claim(
    *,
    person: Person,
    file: IO[bytes],
    same_names: str,
    trusted: Collection[str] = (),
    accepted: Collection[str] = (),
    is_command: bool = False,
    token: uuid.UUID | None = None,
) -> ClaimImport:
    """Import a package. `trusted` are ids of signing keys of the other newsroom, from another source than the package.

    `accepted` are the unproven parts that the person accepts: “claim,” and numbers of items (`unproven`). Other unproven items
    are left out, and an unproven claim is refused.

    Bytes are stored before the transaction. If it fails, nothing else remains, and the doctor lists these bytes. Raises
    Invalid(file) for a package that is not accepted, Refused if the claim is here already, QuotaExceeded, and NotAllowed.
    """
    permit_request(person, "claim.import", token=token)
    if same_names not in {choice.value for choice in SameNames}:
        raise Invalid({"same_names": "Choose what happens to names that exist here."})
    incoming = receive(file, person=person, trusted=trusted, is_command=is_command)

    @create_once(ClaimImport)
    def add(
        *, person: Person, package: str, same_names: str, trusted: list[str], accepted: list[str], token: uuid.UUID | None
    ) -> ClaimImport:
        permit(person, "claim.import")
        _lock(incoming.first_entry)
        require_new(incoming.first_entry)
        return PackageImporter(person, incoming, SameNames(same_names), accepted).run(is_key_known=bool(trusted))

    sha256 = incoming.package.sha256
    try:
        return add(
            person=person,
            package=sha256,
            same_names=same_names,
            trusted=sorted(trusted),
            accepted=sorted(accepted),
            token=token,
        )
    except _MALFORMED as error:
        raise Invalid({"file": NOT_ACCEPTED}) from error


def import_staged(*, person: Person, token: uuid.UUID, same_names: str, accepted: Collection[str] = ()) -> ClaimImport:
    """Import the package that the person uploaded with this token, and remove the upload. It is verified once more.

    A second click returns the same row. Raises Refused if the upload is gone or was replaced, and what `import_claim` raises.
    """
    permit_before_consent(person, "claim.import")
    staged = staged_package(person, token)
    if staged is None:
        receipts = Receipt.objects.filter(person_id=person.pk, token=token, kind=kind_of(ClaimImport))
        if row := ClaimImport.objects.filter(pk__in=receipts.values("object_id"), created_by=person).first():
            return row
        raise Refused(GONE, next_step=UPLOAD_AGAIN)
    with open_staged(person, token) as file:
        row = import_claim(
            person=person, file=file, same_names=same_names, trusted=staged.trusted, accepted=accepted, token=token
        )
    discard(person)
    return row


def _lock(first_entry: str) -> None:
    """Make imports of the same claim wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(first_entry[:15], 16)])
