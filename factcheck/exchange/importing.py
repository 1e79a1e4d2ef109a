"""Imports the package of another newsroom: verifies it, and adds its claim in one transaction.

Verdicts, reviews, publications, and searches of the other newsroom are not imported as rows: they are decisions and work of
other people. The stored `data/claim.json` has them, and a screen displays them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import IO

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from factcheck.accounts.models import Person
from factcheck.exchange.imported_rows import PackageImporter, SameNames
from factcheck.exchange.incoming import receive
from factcheck.exchange.models import ClaimImport
from factcheck.ledger.models import Entry
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused

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
    is_command: bool = False,
) -> ClaimImport:
    """Import a package. `trusted` are ids of signing keys of the other newsroom, from another source than the package.

    Bytes are stored before the transaction. If it fails, nothing else remains, and the doctor lists these bytes. Raises
    Invalid(file) for a package that is not accepted, Refused if the claim is here already, QuotaExceeded, and NotAllowed.
    """
    permit(person, "claim.import")
    incoming = receive(file, person=person, trusted=trusted, is_command=is_command)
    if same_names not in {choice.value for choice in SameNames}:
        raise Invalid({"same_names": "Choose what happens to names that exist here."})
    if Entry.objects.filter(hash=incoming.first_entry).exists():
        raise Refused("This package is from this newsroom: the claim is here already.")
    if earlier := ClaimImport.objects.filter(first_entry=incoming.first_entry).first():
        raise Refused(f"This claim was imported before, as claim {earlier.claim_id}.")
    try:
        with transaction.atomic():
            return PackageImporter(person, incoming, SameNames(same_names)).run(is_key_known=bool(trusted))
    except _MALFORMED as error:
        raise Invalid({"file": NOT_ACCEPTED}) from error
