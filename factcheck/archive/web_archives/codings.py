"""Removes the transfer coding and the content codings of HTTP bodies (RFC 9110, RFC 9112), chunk by chunk. Pure."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli

from factcheck.archive.addresses import CHUNK
from factcheck.archive.web_archives.limits import InvalidWebArchive, WebArchiveLimits, refuse_bomb

_SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(;[^\r\n]*)?\r\n")
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


def dechunk(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The body without its chunked transfer coding. Raises InvalidWebArchive if the coding is malformed or incomplete."""
    decoder = Dechunker()
    for piece in pieces:
        yield from decoder.feed(piece)
    if not decoder.is_complete:
        raise InvalidWebArchive("A response in the file has a malformed transfer coding.")


def decode(pieces: Iterable[bytes], codings: tuple[str, ...], limits: WebArchiveLimits) -> Iterator[bytes]:
    """The body without its content codings, which are in the order in which they were applied, in lowercase.

    gzip, deflate (with and without a zlib header), and br are supported. Raises InvalidWebArchive for other codings, malformed or
    incomplete data, trailing bytes, and more than `limits.decoded_size` bytes or `limits.ratio` in all codings together.
    """
    codings = tuple(coding for coding in codings if coding != "identity")
    if len(codings) > _MAX_CODINGS:
        raise InvalidWebArchive(f"A response in the file has more than {_MAX_CODINGS} content codings.")
    received = _Counter()
    stream: Iterator[bytes] = received.count(pieces)
    for coding in reversed(codings):
        stream = _bounded(_decoder(coding)(stream), received, limits)
    return _bounded(stream, received, limits)


class _Counter:
    def __init__(self) -> None:
        self.size = 0

    def count(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.size += len(piece)
            yield piece


def _bounded(pieces: Iterable[bytes], received: _Counter, limits: WebArchiveLimits) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limits.decoded_size:
            raise InvalidWebArchive(f"A payload in the file has more than {limits.decoded_size:,} bytes.")
        refuse_bomb(size, received.size, limits.ratio)
        yield piece


def _decoder(coding: str) -> Callable[[Iterator[bytes]], Iterator[bytes]]:
    match coding:
        case "gzip" | "x-gzip":
            return _gzip
        case "deflate":
            return _deflate
        case "br":
            return _brotli
    raise InvalidWebArchive("A response in the file has a content coding that Factcheck cannot decode.")


def _malformed() -> InvalidWebArchive:
    return InvalidWebArchive("A response in the file has a malformed or incomplete content coding.")


def _gzip(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Members may follow each other (RFC 1952, section 2.2). An empty body stays empty."""
    inflater = None
    for piece in pieces:
        while piece:
            inflater = inflater or zlib.decompressobj(wbits=31)
            yield from _inflate(inflater, piece)
            piece = inflater.unused_data
            if inflater.eof:
                inflater = None
    if inflater:
        raise _malformed()


def _deflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """RFC 9110 requires the zlib format; some servers send DEFLATE without its header."""
    inflater, start = None, b""
    for piece in pieces:
        if inflater is None:
            start += piece
            if len(start) < 2:
                continue
            has_header = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
            inflater, piece = zlib.decompressobj(wbits=15 if has_header else -15), start
        elif inflater.eof:
            raise _malformed()
        yield from _inflate(inflater, piece)
        if inflater.unused_data:
            raise _malformed()
    if start and not (inflater and inflater.eof):
        raise _malformed()


def _inflate(inflater: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    while True:
        try:
            output = inflater.decompress(piece, CHUNK)
        except zlib.error:
            raise _malformed() from None
        if output:
            yield output
        piece = inflater.unconsumed_tail
        if inflater.eof or not (piece or len(output) == CHUNK):
            return


def _brotli(pieces: Iterator[bytes]) -> Iterator[bytes]:
    decompressor, is_empty = brotli.Decompressor(), True
    for piece in pieces:
        is_empty = is_empty and not piece
        while True:
            try:
                output = decompressor.process(piece, output_buffer_limit=CHUNK)
            except brotli.error:
                raise _malformed() from None
            if output:
                yield output
            if decompressor.is_finished() or (decompressor.can_accept_more_data() and not output):
                break
            piece = b""
    if not (is_empty or decompressor.is_finished()):
        raise _malformed()
