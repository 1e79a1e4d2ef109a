"""Invariants of revisions, which the doctor verifies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from factcheck.archive.queries import read_capture
from factcheck.articles.canonical import MAX_BYTES
from factcheck.articles.models import Article, Revision, Source
from factcheck.articles.readers import UnknownReader, recorded_reader
from factcheck.ledger.invariants import Invariant, Listing, person_of_last, rows_at_once, select_rows
from factcheck.ledger.named_invariants import duplicate_names, named_invariants
from factcheck.web.errors import Refused


def _text_matches_hash() -> Iterator[str]:
    for (pk,) in select_rows(
        """
        SELECT id FROM articles_revision
        WHERE sha256 <> encode(sha256(convert_to(text, 'UTF8')), 'hex') OR length <> char_length(text) ORDER BY id
        """
    ):
        yield f"the text of revision {pk} does not match its recorded hash or length"


def _reader_is_registered() -> Iterator[str]:
    for revision in _readers_of_revisions():
        name, version = revision.reader_and_version
        try:
            recorded_reader(name, version)
        except UnknownReader:
            yield f"revision {revision.pk} was read by {name} {version}, which is not installed, so its text cannot be recomputed"


def _not_recomputed() -> Iterator[str]:
    """Revisions whose reader needs a package in a version that is not installed. Their hash still protects them."""
    for revision in _readers_of_revisions():
        with suppress(UnknownReader):  # reported by _reader_is_registered
            name, version = revision.reader_and_version
            if missing := recorded_reader(name, version).missing_libraries():
                yield (
                    f"revision {revision.pk} was read by {name} {version}, which needs {' and '.join(missing)}: its text was"
                    " compared with its hash, but not recomputed from its original bytes"
                )


def _readers_of_revisions() -> Iterator[Revision]:
    return Revision.objects.only("reader", "reader_version").order_by("id").iterator(chunk_size=2000)


def _text_matches_original() -> Iterator[str]:
    revisions = Revision.objects.select_related("original").order_by("id")
    for revision in revisions.iterator(chunk_size=rows_at_once(Revision)):
        try:
            reader = recorded_reader(*revision.reader_and_version)
        except UnknownReader:
            continue  # reported by _reader_is_registered
        if reader.missing_libraries():
            continue  # listed by _not_recomputed
        try:
            with read_capture(revision.original) as file:
                content = file.read(MAX_BYTES + 1)
            is_reproducible = reader.read_again(content, revision.encoding).canonical.text == revision.text
        except (Refused, ValueError):
            is_reproducible = False
        if not is_reproducible:
            yield f"the text of revision {revision.pk} cannot be reproduced from its original bytes"


INVARIANTS = [
    Invariant("the text of each revision matches its hash", _text_matches_hash),
    Invariant("the reader of each revision is installed", _reader_is_registered),
    Invariant("the text of each revision can be reproduced from its original bytes", _text_matches_original),
    person_of_last(Article, "closed_by", "article.closed"),
    *named_invariants(Source),
]
LISTINGS = [duplicate_names(Source), Listing("texts that were not recomputed", _not_recomputed)]
