"""Removes the transfer coding and the content codings of HTTP bodies (RFC 9110, RFC 9112), chunk by chunk. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.archive.fetching.codings import Decoding
from factcheck.archive.fetching.exchange import Failure, FetchFailed
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.web_archives.limits import InvalidWebArchive, WebArchiveLimits

_SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(;[^\r\n]*)?\r\n")
_SHORT_SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]{0,9}\r\n")
_MAX_LINE = 4_096
_MAX_CODINGS = 3


class Dechunker:
    """Removes the chunked transfer coding (RFC 9112, section 7.1). Bytes are passed to `feed` in pieces of any size.

    `is_complete` is whether the bytes so far are exactly one valid chunked body. After `is_invalid`, the rest is ignored.
    """

    def __init__(self) -> None:
        self._line = b""
        self._left = 0
        self._state = self._size_line
        self.is_invalid = False
        self.is_complete = False

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The decoded bytes of the next piece."""
        at = 0
        while at < len(piece) and not self.is_invalid:
            if self._left:
                end = min(len(piece), at + self._left)
                yield piece[at:end]
                self._left -= end - at
                at = end
            else:
                if self._state == self._size_line and not self._line:
                    content, at = _whole_chunks(piece, at)
                    if content:
                        yield content
                if at < len(piece):
                    at = self._read_line(piece, at)

    def _read_line(self, piece: bytes, at: int) -> int:
        end = piece.find(b"\n", at) + 1 or len(piece)
        self._line += piece[at:end]
        if len(self._line) > _MAX_LINE or self.is_complete:
            self.is_invalid, self.is_complete = True, False
        elif self._line.endswith(b"\n"):
            line, self._line = self._line, b""
            self._state(line)
        return end

    def _size_line(self, line: bytes) -> None:
        match = _SIZE_LINE.fullmatch(line)
        self.is_invalid = match is None
        self._left = int(match[1], 16) if match else 0
        self._state = self._chunk_end if self._left else self._trailer

    def _chunk_end(self, line: bytes) -> None:
        self.is_invalid = line != b"\r\n"
        self._state = self._size_line

    def _trailer(self, line: bytes) -> None:
        if line == b"\r\n":
            self.is_complete = True
        else:
            self.is_invalid = b":" not in line


def _whole_chunks(piece: bytes, at: int) -> tuple[bytes, int]:
    """The contents of the chunks that are complete in the piece from this offset on, and the offset after them."""
    found = []
    while (match := _SHORT_SIZE_LINE.match(piece, at)) and (size := int(match[1], 16)):
        start = match.end()
        end = start + size
        if not piece.startswith(b"\r\n", end):
            break
        found.append(piece[start:end])
        at = end + 2
    return b"".join(found), at


def dechunk(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The body without its chunked transfer coding. Raises InvalidWebArchive if the coding is malformed or incomplete."""
    decoder = Dechunker()
    for piece in pieces:
        yield from decoder.feed(piece)
    if not decoder.is_complete:
        raise InvalidWebArchive("A response in the file has a malformed transfer coding.")


def decode(pieces: Iterable[bytes], codings: tuple[str, ...], limits: WebArchiveLimits) -> Iterator[bytes]:
    """The body without its content codings, which are in the order in which they were applied, in lowercase.

    The codings are those of `fetching.codings`. Raises InvalidWebArchive for other codings, malformed or incomplete data, data
    after its end, more than `limits.decoded_size` bytes, and more than `limits.ratio` bytes for each byte of the body.
    """
    decoded_limits = FetchLimits(size=limits.decoded_size, ratio=limits.ratio, codings=_MAX_CODINGS)
    try:
        decoding, size = Decoding(",".join(codings), decoded_limits), 0
        for piece in pieces:
            for decoded in decoding.decode(piece):
                size += len(decoded)
                if size > limits.decoded_size:
                    raise _too_large(limits)
                yield decoded
        decoding.finish()
    except FetchFailed as error:
        if error.failure is Failure.TOO_LARGE:
            raise _too_large(limits) from None
        raise InvalidWebArchive(
            "A response in the file has a content coding that is unknown, malformed, or incomplete."
        ) from None


def _too_large(limits: WebArchiveLimits) -> InvalidWebArchive:
    size, ratio = f"{limits.decoded_size:,}", f"{limits.ratio:,}"
    return InvalidWebArchive(f"A payload in the file has more than {size} bytes, or expands to more than {ratio} times its size.")
