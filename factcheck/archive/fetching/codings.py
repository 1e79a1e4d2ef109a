"""Decodes content codings in pieces of bounded size, within limits. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from factcheck.archive.fetching.failures import incomplete, invalid_coding, suspicious_compression, too_large, unknown_coding
from factcheck.archive.fetching.limits import FetchLimits

try:
    import brotli
except ImportError:  # it is a dependency of WhiteNoise, not of this module
    brotli = None

ACCEPTED = "gzip, deflate"
"""The codings that requests ask for. Every program that reads WARC files can decode them, which is not true of Brotli."""
_PIECE = 1 << 16
_MAX_MEMBERS = 1000
"""Gzip files that follow each other in one body."""
_GZIP, _ZLIB, _RAW = 31, 15, -15
"""Window bits, with which zlib selects the format."""


class _Decoder(Protocol):
    @property
    def is_complete(self) -> bool: ...

    def decode(self, data: bytes) -> Iterator[bytes]: ...


class _Inflate:
    """Decodes gzip (RFC 1952), zlib (RFC 1950), and raw deflate data, which some servers send instead of zlib data."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._inflate = zlib.decompressobj(_GZIP) if is_gzip else None
        self._start = b""
        self._members = 1

    @property
    def is_complete(self) -> bool:
        return self._inflate is not None and self._inflate.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            data = self._start = self._start + data
            if len(data) < 2:
                return
            has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(_ZLIB if has_header else _RAW)
        while True:
            if self._inflate.eof:
                data = data.lstrip(b"\0")  # padding
                if not data:
                    return
                self._begin_member()
            try:
                piece = self._inflate.decompress(data, _PIECE)
            except zlib.error:
                raise invalid_coding() from None
            data = self._inflate.unconsumed_tail or self._inflate.unused_data
            if piece:
                yield piece
            if not data and len(piece) < _PIECE:
                return

    def _begin_member(self) -> None:
        self._members += 1
        if not self._is_gzip:
            raise invalid_coding()
        if self._members > _MAX_MEMBERS:
            raise suspicious_compression()
        self._inflate = zlib.decompressobj(_GZIP)


class _Brotli:
    """Decodes Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._decompressor = brotli.Decompressor()

    @property
    def is_complete(self) -> bool:
        return bool(self._decompressor.is_finished())

    def decode(self, data: bytes) -> Iterator[bytes]:
        if not data:
            return
        while True:
            if self.is_complete:
                raise invalid_coding()  # data after the end
            try:
                piece = self._decompressor.process(data, output_buffer_limit=_PIECE)
            except brotli.error:
                raise invalid_coding() from None
            if piece:
                yield piece
            elif self._decompressor.can_accept_more_data():  # not before: it is also true while output is pending
                return
            if self.is_complete:
                return
            data = b""


class Decoding:
    """Decodes a body with the codings of its Content-Encoding header. All methods raise FetchFailed.

    Each layer may produce at most `limits.size` bytes, and at most `limits.ratio` times the received bytes.
    """

    def __init__(self, content_encoding: str, limits: FetchLimits) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        codings = [name for name in names if name not in ("", "identity")]
        if len(codings) > limits.codings:
            raise unknown_coding()
        self._decoders = [_decoder(name) for name in reversed(codings)]
        self._limits = limits
        self._received = 0
        self._produced = [0] * len(self._decoders)

    @property
    def is_needed(self) -> bool:
        """Whether the body has a coding."""
        return bool(self._decoders)

    def decode(self, data: bytes) -> Iterator[bytes]:
        """The decoded bytes of the next received ones, in pieces."""
        self._received += len(data)
        return self._decode(data, self._decoders, 0)

    def finish(self) -> None:
        """Raise FetchFailed if the coded data is incomplete. An empty body is complete."""
        if self._received and not all(decoder.is_complete for decoder in self._decoders):
            raise incomplete()

    def _decode(self, data: bytes, decoders: Sequence[_Decoder], layer: int) -> Iterator[bytes]:
        if layer == len(decoders):
            yield data
            return
        for piece in decoders[layer].decode(data):
            self._produced[layer] += len(piece)
            if self._produced[layer] > self._limits.size:
                raise too_large(self._limits.size)
            if self._produced[layer] > max(self._limits.ratio_floor, self._limits.ratio * self._received):
                raise suspicious_compression()
            yield from self._decode(piece, decoders, layer + 1)


def _decoder(name: str) -> _Decoder:
    if name in ("gzip", "x-gzip"):
        return _Inflate(is_gzip=True)
    if name == "deflate":
        return _Inflate(is_gzip=False)
    if name == "br" and brotli is not None:
        return _Brotli()
    raise unknown_coding()
