"""The types of pictures that can be displayed, and whether a file contains nothing else. Pure."""

from __future__ import annotations

from dataclasses import replace

from factcheck.archive.addresses import Readable
from factcheck.archive.web_archives.gunzip import ForwardReader
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits

_PNG = b"\x89PNG\r\n\x1a\n"
_MAX_BLOCKS = 200_000
_MAX_SMALL_BLOCKS = 400_000
"""Blocks of GIF, which have at most 255 bytes."""
_MAX_FILL = 65_536
"""Bytes that fill the space between the segments of JPEG. Few programs write any."""
_STANDALONE = range(0xD0, 0xD9)
"""Markers of JPEG without a length."""


def picture_type(start: bytes) -> str:
    """The media type of a PNG, JPEG, GIF, or WebP file that begins with these bytes, otherwise an empty string."""
    if start.startswith(_PNG):
        return "image/png"
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if start.startswith(b"RIFF") and start[8:12] == b"WEBP" else ""


def is_complete(file: Readable, media_type: str, size: int, limits: WebArchiveLimits = DEFAULT_LIMITS) -> bool:
    """Whether the structure of the picture ends exactly at the end of the file of `size` bytes.

    The pixels are not decoded. Of JPEG, only the segments before the pixels and the last marker are checked.
    """
    reader = _Reader(file, size, limits)
    walk = {"image/png": _png, "image/jpeg": _jpeg, "image/gif": _gif, "image/webp": _webp}[media_type]
    try:
        return walk(reader) and reader.at == size
    except InvalidWebArchive:
        return False


class _Reader:
    """Reads forward and counts the bytes. Raises InvalidWebArchive at the end of the file."""

    def __init__(self, file: Readable, size: int, limits: WebArchiveLimits) -> None:
        self._reader = ForwardReader(file, replace(limits, total_size=size))
        self.file, self.at, self.size = file, 0, size

    def take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            piece = self._reader.read(size - len(taken))
            if not piece:
                raise InvalidWebArchive("The picture is incomplete.")
            taken += piece
        self.at += size
        return taken

    def skip(self, size: int) -> None:
        self._reader.skip(size)
        self.at += size


def _png(reader: _Reader) -> bool:
    """Chunks with a length, a type, and a checksum, from IHDR to IEND (ISO/IEC 15948)."""
    reader.skip(len(_PNG))
    for number in range(_MAX_BLOCKS):
        length, kind = int.from_bytes(reader.take(4), "big"), reader.take(4)
        if number == 0 and kind != b"IHDR":
            return False
        reader.skip(length + 4)
        if kind == b"IEND":
            return True
    return False


def _gif(reader: _Reader) -> bool:
    """The header, then extensions and images as sequences of small blocks, and a trailer (GIF89a)."""
    reader.skip(10)
    reader.skip(2 + _color_table(reader.take(1)[0]))
    small_blocks = 0
    while small_blocks < _MAX_SMALL_BLOCKS:
        introducer = reader.take(1)
        if introducer == b";":
            return True
        if introducer == b"!":
            reader.skip(1)
        elif introducer == b",":
            reader.skip(8)
            reader.skip(_color_table(reader.take(1)[0]) + 1)
        else:
            return False
        while (length := reader.take(1)[0]) and small_blocks < _MAX_SMALL_BLOCKS:
            reader.skip(length)
            small_blocks += 1
        small_blocks += 1
    return False


def _color_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(reader: _Reader) -> bool:
    """One RIFF chunk, padded to an even size."""
    reader.skip(4)
    length = int.from_bytes(reader.take(4), "little")
    reader.skip(length + length % 2)
    return True


def _jpeg(reader: _Reader) -> bool:
    """Segments with a length up to the first scan, and the marker EOI at the end of the file (ISO/IEC 10918-1)."""
    reader.skip(2)
    fill = 0
    for _ in range(_MAX_BLOCKS):
        marker = reader.take(2)
        while marker == b"\xff\xff":  # fill bytes
            marker = b"\xff" + reader.take(1)
            fill += 1
            if fill > _MAX_FILL:
                return False
        if marker[0] != 0xFF or marker[1] in _STANDALONE:
            return False
        length = int.from_bytes(reader.take(2), "big")
        reader.skip(max(0, length - 2))
        if marker[1] == 0xDA:
            left = reader.size - reader.at
            reader.skip(max(0, left - 2))
            return left >= 2 and reader.take(2) == b"\xff\xd9"
    return False
