"""The registry of readers, and how one is chosen for a file. Pure."""

from __future__ import annotations

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers.plain import PlainReader
from factcheck.articles.readers.reader import EncodingInDoubt, Metadata, ReadText, TextReader

__all__ = [
    "EncodingInDoubt",
    "Metadata",
    "ReadText",
    "TextReader",
    "UnknownReader",
    "accept_attribute",
    "default_encoding",
    "encodings",
    "format_names",
    "media_types",
    "reader_for",
    "recorded_reader",
]

READERS: tuple[TextReader, ...] = (PlainReader(),)
"""The readers for new files. The first one reads whatever no other reader takes."""

FORMER_READERS: tuple[TextReader, ...] = ()
"""Older versions, which read the files of revisions that they once read, and no new ones."""

_FORMATS_WITHOUT_READER = (
    (b"%PDF-", "This is a PDF file. Copy its text, or save it as plain text, and import that."),
    (b"{\\rtf", "This is an RTF file. Save it as plain text and import that."),
    (b"PK\x03\x04", "This is a Word, OpenDocument, or ZIP file. Save it as plain text and import that."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a file of an older Word or Office. Save it as plain text and import that."),
    (b"\x1f\x8b", "This is a compressed file. Unpack it and import what it contains."),
    (b"\x89PNG\r\n\x1a\n", "This is an image. Only a text can be imported."),
    (b"\xff\xd8\xff", "This is an image. Only a text can be imported."),
)
"""Signatures of formats, with the refusal for as long as no reader recognizes them."""


class UnknownReader(LookupError):
    """No reader of this name and version is registered."""


def reader_for(content: bytes, *, media_type: str = "", name: str = "") -> TextReader:
    """The reader for a new file: by its signature, else by its media type, else by the end of its name, else the first reader.

    The signature counts first, because browsers derive the media type from the name. Raises InvalidText for a known format that
    has no reader.
    """
    for reader in READERS:
        if reader.recognizes(content):
            return reader
    for signature, refusal in _FORMATS_WITHOUT_READER:
        if content.startswith(signature):
            raise InvalidText(refusal)
    bare = media_type.partition(";")[0].strip().lower()
    for reader in READERS:
        if bare in reader.media_types:
            return reader
    for reader in READERS:
        if name.lower().endswith(reader.suffixes):
            return reader
    return READERS[0]


def recorded_reader(name: str, version: int) -> TextReader:
    """The reader that a revision names. Raises UnknownReader."""
    for reader in (*READERS, *FORMER_READERS):
        if (reader.name, reader.version) == (name, version):
            return reader
    raise UnknownReader(f"{name} {version}")


def encodings() -> dict[str, str]:
    """Each encoding that a person may declare, with its label."""
    return {encoding: label for reader in READERS for encoding, label in reader.encodings.items()}


def default_encoding() -> str:
    """The encoding of a file for which none is declared."""
    return next(iter(encodings()))


def media_types() -> list[str]:
    """Each media type that a reader takes."""
    return [media_type for reader in READERS for media_type in reader.media_types]


def format_names() -> str:
    """The formats as a form names them: “Plain text”, “Plain text or Word”."""
    first, *others = [reader.label for reader in READERS]
    return " or ".join([", ".join([first, *others[:-1]]), *others[-1:]])


def accept_attribute() -> str:
    """The value of the `accept` attribute of a file input. Any kind of text is in it, because the first reader takes it."""
    return ",".join([*(suffix for reader in READERS for suffix in reader.suffixes), *media_types(), "text/*"])
