"""The registry of readers and the choice of a reader for a file. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers.extracting import LibraryMissing, PageReader, PdfFileReader, WordReader
from factcheck.articles.readers.isolation import ReaderBusy, ReadingStopped
from factcheck.articles.readers.metadata import Metadata
from factcheck.articles.readers.plain import PlainReader, UndecodableText, short_label
from factcheck.articles.readers.reader import EncodingInDoubt, ReadText, TextReader

__all__ = [
    "EncodingInDoubt",
    "LibraryMissing",
    "Metadata",
    "ReadFile",
    "ReadText",
    "ReaderBusy",
    "ReadingStopped",
    "TextReader",
    "UnknownReader",
    "accept_attribute",
    "can_be_read",
    "encoding_label",
    "encodings",
    "format_names",
    "media_types",
    "read_file",
    "reader_for",
    "recorded_reader",
]

READERS: tuple[TextReader, ...] = (PlainReader(), PageReader(), PdfFileReader(), WordReader())
"""The readers for new files. The first one is the default for files that no other reader accepts."""

FORMER_READERS: tuple[TextReader, ...] = ()
"""Former versions of readers. They read only the files of revisions that name them."""

DEFAULT_ENCODING = "Default: the encoding that the file declares, otherwise UTF-8"

_FORMATS_WITHOUT_READER = (
    (b"{\\rtf", "This is an RTF file. Save it as DOCX or as plain text and import that."),
    (b"PK\x03\x04", "This is an OpenDocument, ZIP, or damaged Word file. Save it as DOCX or as plain text and import that."),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "This file is in an older Microsoft Office format or has a password. Save it as DOCX without one and import that.",
    ),
    (b"\x1f\x8b", "This is a compressed file. Extract it and import its contents."),
    (b"\x89PNG\r\n\x1a\n", "This is an image. Only files with text can be imported."),
    (b"\xff\xd8\xff", "This is an image. Only files with text can be imported."),
)
"""Signatures of known formats, with the error message that applies until a reader recognizes the format."""


class UnknownReader(LookupError):
    """No reader of this name and version is registered."""


def reader_for(content: bytes, *, media_type: str = "", name: str = "") -> TextReader:
    """Return the reader for a new file.

    The signature takes precedence, because browsers derive the media type from the file name; then the media type, the suffix of
    the name, and the beginning of the file. The first reader is the default. Raises InvalidText for a known format that has no
    reader.
    """
    for reader in READERS:
        if reader.recognizes(content):
            return reader
    for signature, message in _FORMATS_WITHOUT_READER:
        if content.startswith(signature):
            raise InvalidText(message)
    media_type = media_type.partition(";")[0].strip().lower()
    for reader in READERS:
        if media_type in reader.media_types:
            return reader
    for reader in READERS:
        if name.lower().endswith(reader.suffixes):
            return reader
    return next((reader for reader in READERS if reader.resembles(content)), READERS[0])


def recorded_reader(name: str, version: int) -> TextReader:
    """Return the reader that a revision names. Raises UnknownReader if it is not registered."""
    for reader in (*READERS, *FORMER_READERS):
        if (reader.name, reader.version) == (name, version):
            return reader
    raise UnknownReader(f"{name} {version}")


def encodings() -> dict[str, str]:
    """Map each encoding that a user may declare to its label."""
    return {encoding: label for reader in READERS for encoding, label in reader.encodings.items()}


def encoding_label(encoding: str) -> str:
    """Return the name of an encoding on screens: UTF-8 for utf-8."""
    return short_label(encoding)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The result of `read_file`: what a revision or an extracted text stores. `encoding` may be empty."""

    document: ReadText
    reader: TextReader
    encoding: str


def read_file(
    content: bytes, *, media_type: str = "", name: str = "", encoding: str = "", confirm_encoding: bool = False
) -> ReadFile:
    """Choose a reader for a new file and read it.

    `media_type` and `name` are hints. `encoding` is what a user or an HTTP header declares, and may be empty. Raises InvalidText
    if the file cannot be read, and EncodingInDoubt if another encoding is more likely and `confirm_encoding` is False.
    """
    reader = reader_for(content, media_type=media_type, name=name)
    encoding = reader.encoding_of(content, encoding)
    reader.check(content, encoding, is_confirmed=confirm_encoding)
    return ReadFile(reader.read(content, encoding), reader, encoding)


def can_be_read(content: bytes, *, media_type: str = "", name: str = "") -> bool:
    """Return whether the file can be read as text, in the declared encoding or in at least one that a user may declare."""
    try:
        reader = reader_for(content, media_type=media_type, name=name)
    except InvalidText:
        return False
    for declared in ("", *reader.encodings):
        try:
            encoding = reader.encoding_of(content, declared)
            reader.check(content, encoding, is_confirmed=True)
        except InvalidText:
            continue
        try:
            reader.read(content, encoding)
        except UndecodableText:
            continue
        except InvalidText:
            if reader.libraries:  # the reason is not the encoding, and each attempt is a process
                return False
            continue
        return True
    return False


def media_types() -> list[str]:
    """Return the media types of all readers."""
    return [media_type for reader in READERS for media_type in reader.media_types]


def format_names() -> str:
    """Return the labels of all formats as text for a form: “Plain text”, “Plain text or PDF”, “Plain text, HTML, or PDF”."""
    *others, last = [reader.label for reader in READERS]
    return f"{', '.join(others)}, or {last}" if len(others) > 1 else " or ".join([*others, last])


def accept_attribute() -> str:
    """Return the `accept` attribute of a file input. It contains `text/*`, because the first reader is the default."""
    return ",".join([*(suffix for reader in READERS for suffix in reader.suffixes), *media_types(), "text/*"])
