"""Reads a WARC file forward, with or without gzip, within limits. Pure."""

from __future__ import annotations

import zlib

from factcheck.archive.addresses import CHUNK, Readable
from factcheck.archive.web_archives.limits import InvalidWebArchive, WebArchiveLimits, refuse_bomb

GZIP = b"\x1f\x8b"
_MAX_EMPTY_MEMBERS = 100


class ForwardReader:
    """The bytes of a file without gzip (RFC 1952), which are read forward from the start of a member.

    Other code may move the position of the file between two calls. All methods raise InvalidWebArchive for gzip data that is
    malformed or incomplete, and beyond `limits.total_size` and `limits.ratio`.
    """

    def __init__(self, file: Readable, limits: WebArchiveLimits, member: int = 0) -> None:
        self._file, self._limits = file, limits
        self._start, self._at = member, member
        file.seek(member)
        self.is_gzip = file.read(2) == GZIP
        self._raw = b""
        self._inflater: zlib._Decompress | None = None
        self._buffer, self._read = b"", 0
        self._member, self._member_read = member, 0
        self._expanded, self._empty_members = 0, 0
        self._may_have_more = False

    def position(self) -> tuple[int, int]:
        """Where the next byte is: the offset of its gzip member in the file, and the bytes before it in this member without gzip.

        Without gzip, and at the end of the file, this is the offset in the file, and 0.
        """
        if not self._fill():
            return self._at, 0
        return (self._member, self._member_read) if self.is_gzip else (self._start + self._member_read, 0)

    def read(self, size: int) -> bytes:
        """At least 1 and at most `size` bytes, or no bytes at the end of the file."""
        if not self._fill():
            return b""
        piece = self._buffer[self._read : self._read + size]
        self._read += len(piece)
        self._member_read += len(piece)
        return piece

    def read_line(self, limit: int) -> bytes:
        """The bytes up to and including the next line feed; fewer if the file ends or `limit` bytes contain none."""
        line = bytearray()
        while len(line) < limit and self._fill():
            end = self._buffer.find(b"\n", self._read) + 1
            line += self.read(min(limit - len(line), (end or len(self._buffer)) - self._read))
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def read_lines(self) -> bytes:
        """As many whole lines as are in memory; the piece of a line if it is longer; no bytes at the end of the file."""
        if not self._fill():
            return b""
        end = self._buffer.rfind(b"\n", self._read) + 1
        return self.read(end - self._read) if end else self.read_line(CHUNK)

    def unread(self, size: int) -> None:
        """Move back by so many of the bytes that the previous call returned from one piece of the file."""
        self._read -= size
        self._member_read -= size

    def skip(self, size: int) -> None:
        """Move forward. Raises InvalidWebArchive if the file ends before."""
        while size:
            piece = self.read(min(size, CHUNK))
            if not piece:
                raise InvalidWebArchive("The file is incomplete.")
            size -= len(piece)

    def has_more(self) -> bool:
        """Whether the file contains another byte."""
        return self._fill()

    def _fill(self) -> bool:
        """Whether at least one byte is in the buffer, which never contains the bytes of two members."""
        while self._read == len(self._buffer):
            self._buffer, self._read = self._next_member_bytes() if self.is_gzip else self._raw_bytes(), 0
            if not self._buffer:
                return False
            self._expanded += len(self._buffer)
            if self._expanded > self._limits.total_size:
                raise InvalidWebArchive(f"The file has more than {self._limits.total_size:,} bytes without compression.")
            refuse_bomb(self._expanded, self._at - self._start, self._limits.ratio)
            self._limits.refuse_slow()
        return True

    def _raw_bytes(self) -> bytes:
        self._file.seek(self._at)
        raw = self._file.read(CHUNK)
        self._at += len(raw)
        return raw

    def _next_member_bytes(self) -> bytes:
        while True:
            if not (self._raw or self._may_have_more):
                self._raw = self._raw_bytes()
                if not self._raw and self._inflater:
                    raise InvalidWebArchive("The compressed data in the file is incomplete.")
                if not self._raw:
                    return b""
            output = self._inflate(self._inflater or self._begin_member())
            if output:
                return output

    def _begin_member(self) -> zlib._Decompress:
        if self._member_read == 0:
            self._empty_members += 1
            if self._empty_members > _MAX_EMPTY_MEMBERS:
                raise InvalidWebArchive("The file contains many empty gzip members.")
        self._inflater = zlib.decompressobj(wbits=31)
        self._member, self._member_read = self._at - len(self._raw), 0
        return self._inflater

    def _inflate(self, inflater: zlib._Decompress) -> bytes:
        try:
            output = inflater.decompress(self._raw, CHUNK)
        except zlib.error:
            raise InvalidWebArchive("The compressed data in the file is malformed.") from None
        self._raw = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
        self._may_have_more = not inflater.eof and len(output) == CHUNK
        if inflater.eof:
            self._inflater = None
        return output
