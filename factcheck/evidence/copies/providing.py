"""Stores a copy that a person saved: verifies the hashes in its file, takes the page out of it, and extracts the text.

Nothing here writes rows, except the quota of the person.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO

from django.conf import settings

from factcheck.accounts.models import Person
from factcheck.archive.actions import Readable, store_bytes
from factcheck.archive.addresses import size_of
from factcheck.archive.faults import store_faults
from factcheck.archive.temporary import temporary_file
from factcheck.archive.web_archives.limits import InvalidWebArchive
from factcheck.archive.web_archives.provided import open_provided
from factcheck.evidence.copies.actions import ProvidedPage, add_provided_copy
from factcheck.evidence.copies.fields import HOW_REQUIRED, MAX_COPY_ADDRESS
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.reading import read_copy
from factcheck.evidence.fields import file_too_large
from factcheck.evidence.models import Evidence
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.text import text_error

NOT_AN_ADDRESS = "The file names the page in a way that is not a web address, so the name is not displayed."


def provide_copy(
    *,
    person: Person,
    item: Evidence,
    file: Readable,
    name: str,
    made_how: str,
    page_address: str = "",
    token: uuid.UUID | None = None,
) -> EvidenceCopy:
    """Add a file that a person saved as a copy of the page of an item.

    `page_address` selects a page of a WACZ or WARC file with several ones. Raises Invalid(file) for a file that is empty, too
    large, malformed, or different from its own hashes, QuotaExceeded, StorageFull or StoreUnavailable, and the exceptions of
    `add_provided_copy`.
    """
    permit(person, "evidence.provide_copy", item)
    if not made_how.strip():
        raise Invalid({"made_how": HOW_REQUIRED})
    size, limit = size_of(file), settings.MAX_UPLOAD_BYTES
    if not size:
        raise Invalid({"file": "The file is empty."})
    if size > limit:
        raise Invalid({"file": file_too_large(size, limit)})
    with ExitStack() as stack:

        def scratch() -> IO[bytes]:
            return stack.enter_context(temporary_file())

        provided = _store(file, name, person, page_address, scratch)
    return add_provided_copy(person=person, item=item, provided=provided, made_how=made_how, token=token)


def _store(file: Readable, name: str, person: Person, page_address: str, scratch: Callable[[], IO[bytes]]) -> ProvidedPage:
    try:
        with store_faults("the folder for temporary files", is_writing=True):
            opened = open_provided(file, scratch=scratch, address=page_address)
    except InvalidWebArchive as error:
        raise Invalid({"file": str(error)}) from error
    is_inside = opened.payload is not file
    read = read_copy(opened.payload, media_type=opened.payload_type, charset=opened.charset, name="" if is_inside else name)
    address = opened.address if is_web_address(opened.address) else ""
    return ProvidedPage(
        file=store_bytes(file, uploaded_by=person),
        name=name,
        media_type=opened.media_type,
        page=store_bytes(opened.payload, uploaded_by=person) if is_inside else None,
        page_type=opened.payload_type,
        address=address,
        claimed_at=opened.at,
        verified=opened.verified,
        unverified=opened.unverified if address == opened.address else (*opened.unverified, NOT_AN_ADDRESS),
        read=read,
    )


def is_web_address(address: str) -> bool:
    """Whether pages may link to the address of a page in a file, which is untrusted."""
    is_http = re.fullmatch(r"https?://[^\s]+", address, re.IGNORECASE) is not None
    return is_http and len(address) <= MAX_COPY_ADDRESS and not text_error(address)
