"""Invariants of preserved copies, which the doctor verifies."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.archive.queries import read_capture
from factcheck.articles.readers import UnknownReader, recorded_reader
from factcheck.evidence.copies.models import PreservedText
from factcheck.evidence.copies.reading import MAX_READ
from factcheck.ledger.invariants import Invariant, Listing, rows_at_once, select_rows
from factcheck.web.errors import Refused


def _texts_match_their_hash() -> Iterator[str]:
    for (pk,) in select_rows(
        """
        SELECT id FROM evidence_preservedtext
        WHERE sha256 <> encode(sha256(convert_to(text, 'UTF8')), 'hex') OR length <> char_length(text) ORDER BY id
        """
    ):
        yield f"the text {pk} of a copy does not match its recorded hash or length"


def _texts_match_their_bytes() -> Iterator[str]:
    """Texts whose reader or whose libraries are not installed in the recorded version are listed by _not_recomputed."""
    for row in _texts():
        if _missing(row):
            continue
        reader = recorded_reader(row.reader, row.reader_version)
        try:
            with read_capture(row.capture) as file:
                content = file.read(MAX_READ)
            is_reproducible = reader.read_again(content, row.encoding).canonical.text == row.text
        except (Refused, ValueError):
            is_reproducible = False
        if not is_reproducible:
            yield f"the text {row.pk} of a copy cannot be reproduced from the bytes of capture {row.capture_id}"


def _not_recomputed() -> Iterator[str]:
    for row in _texts():
        if missing := _missing(row):
            yield f"the text {row.pk} of a copy was compared with its hash, but not recomputed from its bytes: {missing}"


def _texts() -> Iterator[PreservedText]:
    rows = PreservedText.objects.select_related("capture").order_by("id")
    return rows.iterator(chunk_size=rows_at_once(PreservedText))


def _missing(row: PreservedText) -> str:
    """Which part of the reader is not installed, or an empty string."""
    try:
        libraries = recorded_reader(row.reader, row.reader_version).missing_libraries()
    except UnknownReader as error:
        return f"the reader {error} is not installed"
    return f"its reader needs {' and '.join(libraries)}" if libraries else ""


def _copies_name_the_page_of_their_item() -> Iterator[str]:
    for copy_id, evidence_id in select_rows(
        """
        SELECT c.id, c.evidence_id FROM evidence_evidencecopy c JOIN evidence_evidence e ON e.id = c.evidence_id
        LEFT JOIN evidence_preservedtext t ON t.id = c.text_id
        WHERE t.capture_id IS DISTINCT FROM c.capture_id AND c.text_id IS NOT NULL OR e.address = '' ORDER BY c.id
        """
    ):
        yield f"copy {copy_id} of evidence {evidence_id} has the text of another capture, or its item has no address"


INVARIANTS = [
    Invariant("the text of each copy matches its hash", _texts_match_their_hash),
    Invariant("the text of each copy can be reproduced from its bytes", _texts_match_their_bytes),
    Invariant("each copy has its own text and belongs to a web page", _copies_name_the_page_of_their_item),
]
LISTINGS = [Listing("texts of copies that were not recomputed", _not_recomputed)]
