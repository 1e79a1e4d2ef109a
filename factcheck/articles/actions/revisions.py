"""Reading files and writing revisions, shared by the actions that import and revise articles."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.accounts.models import Person
from factcheck.archive.actions import Readable, StoredBytes, add_capture, store_bytes
from factcheck.archive.addresses import size_of
from factcheck.archive.models import Method
from factcheck.articles.canonical import MAX_BYTES, CanonicalText, InvalidText
from factcheck.articles.fields import file_too_large
from factcheck.articles.models import Article, Revision
from factcheck.articles.readers import EncodingInDoubt, Metadata, read_file
from factcheck.web.errors import Invalid


@dataclass(frozen=True, slots=True)
class NewText:
    """A canonical text with its stored bytes, the reader that read them, and how they were submitted."""

    canonical: CanonicalText
    metadata: Metadata
    reader: str
    reader_version: int
    stored: StoredBytes
    media_type: str
    encoding: str
    name: str
    method: Method | str


def read_and_store(
    content: bytes | Readable,
    *,
    uploaded_by: Person,
    media_type: str,
    encoding: str,
    confirm_encoding: bool,
    name: str,
    method: Method | str,
) -> NewText:
    """Read the canonical text of `content`, then store the bytes. Call this before the transaction that writes the revision.

    `media_type` and `name` are hints for choosing the reader; both may be empty. `encoding` is the encoding that the user
    declared, or empty. Raises Invalid(content) if the file is too large or the reader rejects it, Invalid(confirm_encoding) if
    the declared encoding is doubtful and `confirm_encoding` is False, and QuotaExceeded. Imports by command have no quota.
    """
    if (size := size_of(content)) > MAX_BYTES:
        raise Invalid({"content": file_too_large(size)})
    if not isinstance(content, bytes):
        content = content.read(MAX_BYTES)
    try:
        file = read_file(content, media_type=media_type, name=name, encoding=encoding, confirm_encoding=confirm_encoding)
    except EncodingInDoubt as error:
        raise Invalid({"confirm_encoding": error.problems}) from error
    except InvalidText as error:
        raise Invalid({"content": error.problems}) from error
    return NewText(
        canonical=file.document.canonical,
        metadata=file.document.metadata,
        reader=file.reader.name,
        reader_version=file.reader.version,
        stored=store_bytes(content, uploaded_by=None if method == Method.COMMAND else uploaded_by),
        media_type=file.reader.media_type(file.encoding),
        encoding=file.encoding,
        name=name,
        method=method,
    )


def write_revision(*, person: Person, article: Article, number: int, new: NewText) -> Revision:
    """Insert a revision and the capture of its original bytes. The caller records both in the ledger."""
    original = add_capture(
        person=person,
        stored=new.stored,
        media_type=new.media_type,
        name=new.name,
        method=new.method,
    )
    return Revision.objects.create(
        article=article,
        number=number,
        text=new.canonical.text,
        sha256=new.canonical.sha256,
        length=new.canonical.length,
        encoding=new.encoding,
        reader=new.reader,
        reader_version=new.reader_version,
        original=original,
        imported_by=person,
    )
