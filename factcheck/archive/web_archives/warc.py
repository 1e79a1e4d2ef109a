"""Writes what an address returned as a WARC 1.1 file (ISO 28500:2017). Pure."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import uuid
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from typing import IO, Any

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factcheck.archive.addresses import CHUNK, Readable
from factcheck.archive.fetching.exchange import Exchange, Fetched
from factcheck.archive.web_archives.http_head import rename_transfer_coding
from factcheck.archive.web_archives.labelled_digests import sha256_label
from factcheck.archive.web_archives.warc_headers import written_time

MEDIA_TYPE = "application/warc"
"""The media type of a WARC file, which is compressed record by record."""
VERSION = "WARC/1.1"
STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
ROBOTS = "ignore; robots.txt is not requested, because a person selects each page"
"""The policy of a collector that preserves single pages at the request of a person."""
_NOTE = "The transfer coding of each response was removed, and its header Transfer-Encoding is named X-Orig-Transfer-Encoding."
_IDS = uuid.UUID("4b3b1a52-7f0e-5b0c-9a41-7d7c3f7e2d10")
"""The namespace of record ids."""
_ADDRESS = re.compile(r"https?://[!-~]+")
_WHITE_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Collector:
    """Who collected and with what, for the `warcinfo` record. White space and control characters become single spaces."""

    software: str
    """The name and version, as in `Factcheck/1.0`."""
    operator: str
    """The newsroom and its contact address."""
    user_agent: str
    robots: str = ROBOTS


def write_warc(fetched: Fetched, out: IO[bytes], *, collector: Collector) -> None:
    """Write a `warcinfo` record and, for each exchange, a request and a response, each compressed as its own gzip member.

    The file is complete by itself: no record is a `revisit` of a payload in another file. The bytes depend only on the arguments
    and the version of zlib: record ids are derived from the contents, so a repeated job writes the same file. Bodies are read
    twice, in pieces, and rewound.

    Raises ValueError for an exchange that is inconsistent (address, IP address, time, or a body that differs from its SHA-256 or
    its size), before anything of its request or response is written.
    """
    writer = _Writer(out, collector, fetched)
    writer.write_info()
    for exchange in fetched.exchanges:
        writer.write_exchange(exchange)


class _Writer:
    def __init__(self, out: IO[bytes], collector: Collector, fetched: Fetched) -> None:
        self._writer = _PlainWriter(out, gzip=True, warc_version=VERSION)
        self._at = fetched.exchanges[0].at
        fields = {
            "software": f"{collector.software} warcio/{version('warcio')}",
            "format": "WARC File Format 1.1",
            "conformsTo": STANDARD,
            "operator": collector.operator,
            "http-header-user-agent": collector.user_agent,
            "robots": collector.robots,
            "description": _NOTE,
        }
        lines = (f"{name}: {_WHITE_SPACE.sub(' ', value).strip()}\r\n" for name, value in fields.items() if value.strip())
        self._info = "".join(lines).encode()
        digests = [f"{exchange.address} {written_time(exchange.at)} {exchange.body_sha256}" for exchange in fetched.exchanges]
        self._file_id = uuid.uuid5(_IDS, "\n".join([hashlib.sha256(self._info).hexdigest(), *digests]))
        self._count = 0

    def write_info(self) -> None:
        record_id = self._file_id.urn
        headers = [("WARC-Type", "warcinfo"), ("WARC-Record-ID", f"<{record_id}>"), ("WARC-Date", written_time(self._at))]
        headers.append(("WARC-Block-Digest", sha256_label(hashlib.sha256(self._info).hexdigest())))
        self._write("warcinfo", headers, "application/warc-fields", BytesIO(self._info), len(self._info))

    def write_exchange(self, exchange: Exchange) -> None:
        """The request, then the response."""
        self._count += 1
        request_id, response_id = (uuid.uuid5(self._file_id, f"{kind} {self._count}").urn for kind in ("request", "response"))
        head = rename_transfer_coding(exchange.head)
        digest, size = _digests(exchange, head)
        common = _common(exchange, self._file_id.urn)
        request = [
            ("WARC-Type", "request"),
            ("WARC-Record-ID", f"<{request_id}>"),
            *common,
            ("WARC-Concurrent-To", f"<{response_id}>"),
            ("WARC-Block-Digest", sha256_label(hashlib.sha256(exchange.request).hexdigest())),
        ]
        response = [
            ("WARC-Type", "response"),
            ("WARC-Record-ID", f"<{response_id}>"),
            *common,
            ("WARC-Concurrent-To", f"<{request_id}>"),
            ("WARC-Payload-Digest", sha256_label(exchange.body_sha256)),
            ("WARC-Block-Digest", sha256_label(digest)),
        ]
        self._write("request", request, "application/http;msgtype=request", BytesIO(exchange.request), len(exchange.request))
        self._write("response", response, "application/http;msgtype=response", _Joined(head, exchange.body), size)
        exchange.body.seek(0)

    def _write(self, kind: str, headers: list[tuple[str, str]], media_type: str, block: Any, size: int) -> None:
        """Pass the block to warcio as a whole: a header that it has parsed would be written with other bytes."""
        record = ArcWarcRecord("warc", kind, StatusAndHeaders("", headers, protocol=VERSION), block, None, media_type, size)
        self._writer.write_record(record)


class _PlainWriter(WARCWriter):
    def ensure_digest(self, record: ArcWarcRecord, block: bool = True, payload: bool = True) -> None:
        """Add no digest: the headers already contain them, as SHA-256 instead of SHA-1."""


class _Joined:
    """Reads the header of a response and then its body."""

    def __init__(self, head: bytes, body: Readable) -> None:
        self._head, self._body = BytesIO(head), body
        body.seek(0)

    def read(self, size: int) -> bytes:
        return self._head.read(size) or self._body.read(size)


def _common(exchange: Exchange, info_id: str) -> list[tuple[str, str]]:
    return [
        ("WARC-Target-URI", _checked_address(exchange.address)),
        ("WARC-Date", written_time(exchange.at)),
        ("WARC-IP-Address", ipaddress.ip_address(exchange.ip).compressed),
        ("WARC-Warcinfo-ID", f"<{info_id}>"),
    ]


def _checked_address(address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise ValueError("the address is not an absolute URL of printable ASCII characters")
    return address


def _digests(exchange: Exchange, head: bytes) -> tuple[str, int]:
    """SHA-256 and size of the block. Raises ValueError if the body differs from the values of the exchange."""
    block, body, size = hashlib.sha256(head), hashlib.sha256(), 0
    exchange.body.seek(0)
    while piece := exchange.body.read(CHUNK):
        block.update(piece)
        body.update(piece)
        size += len(piece)
    exchange.body.seek(0)
    if (body.hexdigest(), size) != (exchange.body_sha256, exchange.body_size):
        raise ValueError("the body differs from its SHA-256 or its size")
    return block.hexdigest(), len(head) + size
