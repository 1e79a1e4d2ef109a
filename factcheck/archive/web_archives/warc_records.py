"""Reads WARC files (ISO 28500:2017, versions 1.0 and 1.1), verifies their digests, and decodes their payloads. Pure.

warcio is not used here: its reader treats malformed compressed data as the end of a record and has no limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from factcheck.archive.addresses import CHUNK, Readable
from factcheck.archive.fetching.media_types import UNKNOWN
from factcheck.archive.web_archives.codings import Dechunker, dechunk, decode
from factcheck.archive.web_archives.gunzip import ForwardReader
from factcheck.archive.web_archives.http_head import HttpHead, read_content_type, read_head
from factcheck.archive.web_archives.labelled_digests import LabelledDigest, read_digest
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.warc_headers import malformed, read_fields, read_length, read_time, read_uri

REVISIT = "revisit"
_WITH_PAYLOAD = ("response", "resource", "conversion", "request")


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record whose block was read completely and agrees with its digests."""

    member: int
    """The offset in the file, in bytes, of the gzip member in which the record begins; without gzip, of the record."""
    skip: int
    """The bytes before the record in its gzip member, without gzip. 0 if each record has its own member."""
    end: tuple[int, int]
    """`member` and `skip` of the next record."""
    type: str
    id: str
    at: datetime
    """UTC."""
    address: str
    """An empty string for a record without an address."""
    block_size: int
    head_size: int
    """The bytes of the block before the payload."""
    block_type: str
    """The media type of the block."""
    http: HttpHead | None
    """The header of the response, or None if the block does not begin with one."""
    is_chunked: bool
    """Whether the payload of the response is in a complete chunked transfer coding, as its header claims."""
    is_segment: bool
    """Whether the payload continues in another record, or began in one."""
    is_truncated: bool
    """Whether the record declares that its block is not complete."""
    payload_digest: str
    """The declared digest as `algorithm:hexadecimal digits`, or an empty string. It is verified except for `revisit`."""
    verified: tuple[str, ...]
    """The algorithms of the digests that were compared with the block and with the payload, and agreed."""
    unverified: tuple[str, ...]
    """The declared digests that could not be compared."""

    @property
    def payload_type(self) -> tuple[str, str]:
        """The media type and the charset of the payload, in lowercase; the charset may be an empty string."""
        return (self.http.media_type, self.http.charset) if self.http else read_content_type(self.block_type)


def read_records(file: Readable, limits: WebArchiveLimits = DEFAULT_LIMITS) -> Iterator[WarcRecord]:
    """The records of a WARC file, in order, each after it was verified. Blocks are read in pieces and not kept.

    Raises InvalidWebArchive for a file that is malformed, incomplete, or beyond a limit, and if a block or a payload differs from
    its digest. The caller may use the file between two records.
    """
    reader, count, headers = ForwardReader(file, limits), 0, 0
    position = reader.position()
    while True:
        record, header_size = _read_record(reader, position, limits)
        count, headers = count + 1, headers + header_size
        if count > limits.records:
            raise InvalidWebArchive(f"The file has more than {limits.records:,} records.")
        if headers > limits.headers_size:
            raise InvalidWebArchive(f"The headers in the file have more than {limits.headers_size:,} bytes.")
        yield record
        position = record.end
        if not reader.has_more():
            return


def open_payload(file: Readable, record: WarcRecord, limits: WebArchiveLimits = DEFAULT_LIMITS) -> Iterator[bytes]:
    """The payload of a response, a resource, or a conversion in pieces, without transfer coding and content codings.

    Raises InvalidWebArchive if the record has no payload in this file, if a coding is unknown or malformed, and beyond limits.
    """
    if record.type not in _WITH_PAYLOAD[:3] or record.is_segment:
        raise InvalidWebArchive("The content of this record is not in this file as a whole.")
    if record.type == "response" and record.http is None:
        raise InvalidWebArchive("The record contains no HTTP response.")
    reader = ForwardReader(file, limits, record.member)
    reader.skip(record.skip)
    read_fields(reader, limits)
    reader.skip(record.head_size)
    body = _pieces(reader, record.block_size - record.head_size)
    return decode(dechunk(body) if record.is_chunked else body, record.http.content_codings if record.http else (), limits)


def _read_record(reader: ForwardReader, position: tuple[int, int], limits: WebArchiveLimits) -> tuple[WarcRecord, int]:
    fields, size = read_fields(reader, limits)
    kind, block_size = fields["warc-type"].lower(), read_length(fields["content-length"])
    address = read_uri(fields.get("warc-target-uri", ""))
    block = _Block(reader, kind, address, block_size, fields, limits)
    if reader.read_line(2) + reader.read_line(2) != b"\r\n\r\n":
        raise malformed("a record does not end with two empty lines")
    end = reader.position()
    payload = read_digest(fields.get("warc-payload-digest", ""))
    record = WarcRecord(
        member=position[0],
        skip=position[1],
        end=end,
        type=kind,
        id=read_uri(fields["warc-record-id"]),
        at=read_time(fields["warc-date"]),
        address=address,
        block_size=block_size,
        head_size=len(block.head),
        block_type=fields.get("content-type", UNKNOWN),
        http=block.http,
        is_chunked=block.is_chunked,
        is_segment="warc-segment-number" in fields or kind == "continuation",
        is_truncated="warc-truncated" in fields,
        payload_digest=payload.label if payload else "",
        verified=tuple(block.verified),
        unverified=tuple(block.unverified),
    )
    return record, size + len(block.head)


def _pieces(reader: ForwardReader, size: int) -> Iterator[bytes]:
    while size:
        piece = reader.read(min(size, CHUNK))
        if not piece:
            raise malformed("a record is incomplete")
        size -= len(piece)
        yield piece


class _Block:
    """The block of a record, which is read and compared with its digests."""

    def __init__(
        self, reader: ForwardReader, kind: str, address: str, size: int, fields: dict[str, str], limits: WebArchiveLimits
    ) -> None:
        self.verified: list[str] = []
        self.unverified: list[str] = []
        is_http = kind in ("response", REVISIT, "request") and address.lower().startswith(("http:", "https:")) and size
        self.head = _read_head(reader, size, limits) if is_http else b""
        self.http = read_head(self.head) if kind != "request" else None
        block, payload = (self._declared(fields, name) for name in ("warc-block-digest", "warc-payload-digest"))
        if kind not in _WITH_PAYLOAD or "warc-segment-number" in fields:
            payload = None  # of another record, or of several
        dechunker = Dechunker() if self.http and self.http.claims_chunks else None
        whole, body, decoded = (digest.new() if digest else None for digest in (block, payload, payload))
        _update(whole, self.head)
        for piece in _pieces(reader, size - len(self.head)):
            _update(whole, piece)
            _update(body, piece)
            for plain in dechunker.feed(piece) if dechunker else ():
                _update(decoded, plain)
        self.is_chunked = dechunker is not None and dechunker.is_complete
        self._compare(block, whole, None, "The content")
        self._compare(payload, body, decoded if self.is_chunked else None, "The payload")

    def _declared(self, fields: dict[str, str], name: str) -> LabelledDigest | None:
        text = fields.get(name, "")
        digest = read_digest(text)
        if text and digest is None:
            self.unverified.append(text[:100])
        return digest

    def _compare(self, declared: LabelledDigest | None, computed: Any, decoded: Any, name: str) -> None:
        """Many tools include the chunks in the digest of the payload; the standard excludes them. Both are accepted."""
        if declared is None or computed is None:
            return
        if declared.value not in (computed.digest(), decoded.digest() if decoded else b""):
            raise InvalidWebArchive(
                f"{name} of a record in the file differs from its digest {declared.label}. The file was damaged or changed."
            )
        self.verified.append(declared.algorithm)


def _update(digest: Any, piece: bytes) -> None:
    if digest is not None:
        digest.update(piece)


def _read_head(reader: ForwardReader, size: int, limits: WebArchiveLimits) -> bytes:
    """The header of an HTTP message with its empty line; all of a block that ends before."""
    head = bytearray()
    while len(head) < size:
        line = reader.read_line(min(size, limits.header_size + 1) - len(head))
        head += line
        if len(head) > limits.header_size:
            raise malformed(f"the header of an HTTP message has more than {limits.header_size:,} bytes")
        if line in (b"\r\n", b"\n"):
            break
        if not line:
            raise malformed("a record is incomplete")
    return bytes(head)
