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


def _requests_agree_with_their_copies() -> Iterator[str]:
    for request_id, evidence_id in select_rows(
        """
        SELECT r.id, r.evidence_id FROM evidence_copyrequest r LEFT JOIN evidence_copyprogress p ON p.request_id = r.id
        LEFT JOIN evidence_evidencecopy c ON c.id = p.copy_id
        WHERE p.evidence_id IS DISTINCT FROM r.evidence_id
        OR p.copy_id IS NOT NULL AND c.evidence_id IS DISTINCT FROM r.evidence_id
        ORDER BY r.id
        """
    ):
        yield f"request {request_id} for a copy of evidence {evidence_id} has no progress, or that of another item"


def _fetched_copies_have_their_archive() -> Iterator[str]:
    for copy_id, evidence_id in select_rows(
        """
        SELECT c.id, c.evidence_id FROM evidence_evidencecopy c JOIN archive_capture a ON a.id = c.capture_id
        WHERE c.made_how = '' AND (a.parent_id IS NULL OR c.collected_at IS NULL OR c.address = '') ORDER BY c.id
        """
    ):
        yield f"copy {copy_id} of evidence {evidence_id} was fetched, but its WARC file, its time, or its address is missing"


def _places_match_their_text() -> Iterator[str]:
    for place_id, copy_id in select_rows(
        """
        SELECT p.id, p.copy_id FROM evidence_quoteplace p LEFT JOIN evidence_evidencecopy c ON c.id = p.copy_id
        LEFT JOIN evidence_preservedtext t ON t.id = c.text_id
        WHERE c.evidence_id IS DISTINCT FROM p.evidence_id OR p.start IS NOT NULL
        AND substr(t.text, p.start + 1, p."end" - p.start) IS DISTINCT FROM p.exact ORDER BY p.id
        """
    ):
        yield f"the place {place_id} of a quote differs from the text of copy {copy_id}, or belongs to another item"


def _quotes_were_searched() -> Iterator[str]:
    """The newest copy of the current address that has a text counts, also if a newer copy has none.

    Copies of checks, which nobody added, never count.
    """
    for copy_id, evidence_id in select_rows(
        """
        SELECT c.id, e.id FROM evidence_evidence e CROSS JOIN LATERAL (
            SELECT c.id FROM evidence_evidencecopy c
            WHERE c.evidence_id = e.id AND c.item_address = e.address AND c.text_id IS NOT NULL AND c.created_by_id IS NOT NULL
            ORDER BY c.number DESC LIMIT 1
        ) c
        WHERE e.address <> '' AND e.withdrawn_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM evidence_quoteplace p WHERE p.evidence_id = e.id AND p.copy_id = c.id AND p.quote = e.exact
        ) ORDER BY e.id
        """
    ):
        yield f"copy {copy_id} of evidence {evidence_id} was not searched for the current quote of the item"


def _copies_of_copies_have_the_same_bytes() -> Iterator[str]:
    for copy_id, evidence_id in select_rows(
        """
        SELECT c.id, c.evidence_id FROM evidence_evidencecopy c JOIN evidence_evidencecopy o ON o.id = c.copied_from_id
        WHERE (o.capture_id, o.text_id, o.address, o.item_address, o.made_how, o.collected_at)
        IS DISTINCT FROM (c.capture_id, c.text_id, c.address, c.item_address, c.made_how, c.collected_at) ORDER BY c.id
        """
    ):
        yield f"copy {copy_id} of evidence {evidence_id} differs from the copy in which its quote was selected"


INVARIANTS = [
    Invariant("the text of each copy matches its hash", _texts_match_their_hash),
    Invariant("the text of each copy can be reproduced from its bytes", _texts_match_their_bytes),
    Invariant("each copy has its own text and belongs to a web page", _copies_name_the_page_of_their_item),
    Invariant("each request for a copy has its progress and its own copy", _requests_agree_with_their_copies),
    Invariant("each fetched copy has its WARC file", _fetched_copies_have_their_archive),
    Invariant("the newest copy with a text of each web page was searched for its quote", _quotes_were_searched),
    Invariant("each copy of a copy has the same bytes and text", _copies_of_copies_have_the_same_bytes),
    Invariant("each place of a quote matches the text of its copy", _places_match_their_text),
]
LISTINGS = [Listing("texts of copies that were not recomputed", _not_recomputed)]
