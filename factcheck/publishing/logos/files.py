"""Reads uploaded logos in the limited process, and validates what it returns."""

from __future__ import annotations

import base64
import struct
import zlib
from binascii import Error as InvalidBase64
from dataclasses import dataclass

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers.isolation import ReaderBusy, ReadingStopped, run_limited
from factcheck.evidence.fields import file_too_large
from factcheck.publishing.logos import limits
from factcheck.web.errors import Invalid

CHILD = "factcheck.publishing.logos.decoding"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A PNG file that contains nothing but a picture. The size is in pixels."""

    content: bytes
    width: int
    height: int


def read_logo(content: bytes) -> LogoFile:
    """The plain PNG file of an uploaded picture. Raises Invalid(file) with a sentence that says what to change."""
    if not content:
        raise Invalid({"file": "The file is empty."})
    if len(content) > limits.MAX_BYTES:
        raise Invalid({"file": file_too_large(len(content), limits.MAX_BYTES)})
    try:
        encoded = run_limited(CHILD, content).get("png")
    except ReaderBusy as error:
        raise Invalid({"file": str(error)}) from error
    except ReadingStopped as error:
        raise Invalid({"file": limits.NOT_READ}) from error
    except InvalidText as error:
        raise Invalid({"file": str(error)}) from error
    try:
        return plain_png(base64.b64decode(encoded or "", validate=True))
    except (InvalidBase64, TypeError, ValueError) as error:
        raise Invalid({"file": limits.DAMAGED}) from error


def plain_png(content: bytes) -> LogoFile:
    """The file with its size, if it is a PNG file with the chunks of a picture alone. Raises ValueError for any other."""
    if not content.startswith(_SIGNATURE) or len(content) > limits.MAX_STORED_BYTES:
        raise ValueError("not a PNG file, or too large")
    place, names = len(_SIGNATURE), []
    while place < len(content):
        if place + 12 > len(content):
            raise ValueError("an incomplete chunk")
        length, name = struct.unpack_from(">I4s", content, place)
        data = content[place + 4 : place + 8 + length]
        if name not in _CHUNKS or content[place + 8 + length : place + 12 + length] != struct.pack(">I", zlib.crc32(data)):
            raise ValueError("an unknown or damaged chunk")
        names.append(name)
        place += 12 + length
    if names[:1] != [b"IHDR"] or names[-1:] != [b"IEND"] or names.count(b"IEND") != 1:
        raise ValueError("no complete picture")
    width, height = struct.unpack_from(">II", content, len(_SIGNATURE) + 8)
    if not (limits.MIN_SIDE <= min(width, height) <= limits.STORED_SIDE and max(width, height) <= limits.MAX_SIDE):
        raise ValueError("not a size of a stored logo")
    return LogoFile(content, width, height)
