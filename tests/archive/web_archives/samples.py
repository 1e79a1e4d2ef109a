"""Exchanges, WARC files, and ZIP files for tests. Files are built by hand where the code under test reads them."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import IO, Any

from factcheck.archive.fetching.exchange import Exchange, Fetched
from factcheck.archive.web_archives.warc import Collector, write_warc

AT = datetime(2026, 11, 29, 9, 30, 15, 123456, tzinfo=UTC)
COLLECTOR = Collector("Factcheck/1.2.3", "The Daily Desk <desk@example.org>", "Factcheck/1.2.3 (+https://example.org/)")
HTML = b"<!DOCTYPE html><html><head><title>Budget</title></head><body><p>The budget grew.</p></body></html>\n"


def exchange(
    address: str = "https://example.org/page",
    body: bytes | IO[bytes] = HTML,
    *,
    status: int = 200,
    headers: Iterable[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    at: datetime = AT,
    **changes: Any,
) -> Exchange:
    file = io.BytesIO(body) if isinstance(body, bytes) else body
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(1 << 16):
        digest.update(piece)
        size += len(piece)
    pairs = tuple(headers)
    lines = [f"HTTP/1.1 {status} Reason", *(f"{name}: {value}" for name, value in pairs), "", ""]
    values: dict[str, Any] = {
        "address": address,
        "at": at,
        "ip": "192.0.2.7",
        "request": b"GET /page HTTP/1.1\r\nHost: example.org\r\nUser-Agent: Factcheck\r\n\r\n",
        "head": "\r\n".join(lines).encode("latin-1"),
        "status": status,
        "headers": pairs,
        "body": file,
        "body_sha256": digest.hexdigest(),
        "body_size": size,
    }
    return Exchange(**{**values, **changes})


def fetched(*exchanges: Exchange, payload: bytes = HTML) -> Fetched:
    return Fetched(
        exchanges=exchanges or (exchange(),),
        payload=io.BytesIO(payload),
        payload_sha256=hashlib.sha256(payload).hexdigest(),
        payload_size=len(payload),
        media_type="text/html",
        charset="utf-8",
    )


def redirected() -> Fetched:
    """A redirect from http to https, and the page."""
    first = exchange(
        "http://example.org/page", b"", status=301, headers=[("Location", "https://example.org/page"), ("Content-Length", "0")]
    )
    return fetched(first, exchange(at=AT + timedelta(seconds=1)))


def warc(result: Fetched | None = None) -> bytes:
    out = io.BytesIO()
    write_warc(result or redirected(), out, collector=COLLECTOR)
    return out.getvalue()


def record(
    kind: str = "response",
    block: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML,
    *,
    address: str = "https://example.org/page",
    version: bytes = b"WARC/1.1",
    date: str = "2026-11-29T09:30:15Z",
    extra: Iterable[tuple[str, str]] = (),
    length: str | None = None,
) -> bytes:
    """One record without gzip, composed by hand."""
    number = hashlib.sha256(kind.encode() + block + date.encode()).hexdigest()
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{number[:8]}-{number[8:12]}-4000-8000-{number[12:24]}>"),
        ("WARC-Date", date),
        *([("WARC-Target-URI", address)] if address else []),
        ("Content-Type", f"application/http; msgtype={kind}"),
        *extra,
        ("Content-Length", str(len(block)) if length is None else length),
    ]
    header = b"".join(f"{name}: {value}\r\n".encode() for name, value in fields)
    return version + b"\r\n" + header + b"\r\n" + block + b"\r\n\r\n"


def http(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """The block of a response."""
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode("latin-1") + body


def chunked(body: bytes, size: int = 7) -> bytes:
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def compressed(*records: bytes) -> bytes:
    """Each record as its own gzip member."""
    return b"".join(gzip.compress(item, mtime=0) for item in records)


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 11, 29, 0, 0, 0)), content, compression)
    return out.getvalue()
