"""The registry of readers and the choice of a reader for a file. Pure."""

from __future__ import annotations

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers.plain import PlainReader, short_label
from factcheck.articles.readers.reader import EncodingInDoubt, Metadata, ReadText, TextReader

__all__ = [
    "EncodingInDoubt",
    "Metadata",
    "ReadText",
    "TextReader",
    "UnknownReader",
    "accept_attribute",
    "can_be_read",
    "default_encoding",
    "encoding_label",
    "encodings",
    "format_names",
    "media_types",
    "reader_for",
    "recorded_reader",
]

READERS: tuple[TextReader, ...] = (PlainReader(),)
"""The readers for new files. The first one is the default for files that no other reader accepts."""

FORMER_READERS: tuple[TextReader, ...] = ()
"""Former versions of readers. They read only the files of revisions that name them."""

_FORMATS_WITHOUT_READER = (
    (b"%PDF-", "This is a PDF file. Copy its text, or save it as plain text, and import that."),
    (b"{\\rtf", "This is an RTF file. Save it as plain text and import that."),
    (b"PK\x03\x04", "This is a Word, OpenDocument, or ZIP file. Save it as plain text and import that."),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "This is a file in an older Microsoft Office format. Save it as plain text and import that.",
    ),
    (b"\x1f\x8b", "This is a compressed file. Extract it and import its contents."),
    (b"\x89PNG\r\n\x1a\n", "This is an image. Only text can be imported."),
    (b"\xff\xd8\xff", "This is an image. Only text can be imported."),
)
"""Signatures of known formats, with the error message that applies until a reader recognizes the format."""


class UnknownReader(LookupError):
    """No reader of this name and version is registered."""


def reader_for(content: bytes, *, media_type: str = "", name: str = "") -> TextReader:
    """Return the reader for a new file.

    The signature takes precedence, because browsers derive the media type from the file name; then the media type, then the
    suffix of the name. The first reader is the default. Raises InvalidText for a known format that has no reader.
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
    return READERS[0]


def recorded_reader(name: str, version: int) -> TextReader:
    """Return the reader that a revision names. Raises UnknownReader if it is not registered."""
    for reader in (*READERS, *FORMER_READERS):
        if (reader.name, reader.version) == (name, version):
            return reader
    raise UnknownReader(f"{name} {version}")


def encodings() -> dict[str, str]:
    """Map each encoding that a user may declare to its label."""
    return {encoding: label for reader in READERS for encoding, label in reader.encodings.items()}


def default_encoding() -> str:
    """Return the encoding of a file if the user declares none."""
    return next(iter(encodings()))


def encoding_label(encoding: str) -> str:
    """Return the name of an encoding on screens: UTF-8 for utf-8."""
    return short_label(encoding)


def can_be_read(content: bytes, *, media_type: str = "", name: str = "") -> bool:
    """Return whether the file can be read as text in at least one of the encodings that a user may declare."""
    try:
        reader = reader_for(content, media_type=media_type, name=name)
    except InvalidText:
        return False
    return any(_is_readable(reader, content, encoding) for encoding in reader.encodings or [""])


def _is_readable(reader: TextReader, content: bytes, encoding: str) -> bool:
    try:
        reader.check(content, encoding, is_confirmed=True)
        reader.read(content, encoding)
    except InvalidText:
        return False
    return True


def media_types() -> list[str]:
    """Return the media types of all readers."""
    return [media_type for reader in READERS for media_type in reader.media_types]


def format_names() -> str:
    """Return the labels of all formats as text for a form: “Plain text”, “Plain text or Word”."""
    first, *others = [reader.label for reader in READERS]
    return " or ".join([", ".join([first, *others[:-1]]), *others[-1:]])


def accept_attribute() -> str:
    """Return the `accept` attribute of a file input. It contains `text/*`, because the first reader is the default."""
    return ",".join([*(suffix for reader in READERS for suffix in reader.suffixes), *media_types(), "text/*"])
