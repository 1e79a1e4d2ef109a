"""The index of WARC files in the format CDXJ, which WACZ requires. Pure."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from factcheck.archive.web_archives.warc_records import REVISIT, WarcRecord


def searchable_address(address: str) -> str:
    """The address in lowercase without its scheme, with the parts of its host in reverse order: `org,example,www)/path?query`.

    Addresses with other schemes are unchanged. Raises ValueError for a malformed host.
    """
    parts = urlsplit(address.lower())
    if parts.scheme not in ("http", "https"):
        return address
    host = parts.hostname or ""
    reversed_host = f"[{host}]" if ":" in host else ",".join(reversed(host.split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{reversed_host}{port}){parts.path or '/'}{query}"


def index_line(record: WarcRecord, filename: str, length: int) -> str:
    """The line for a response, a resource, or a revisit whose gzip member has `length` bytes. It ends with a line feed."""
    fields = {
        "url": record.address,
        "mime": "warc/revisit" if record.type == REVISIT else record.payload_type[0],
        "status": record.http.status if record.http else 200,
        "digest": record.payload_digest,
        "length": length,
        "offset": record.member,
        "filename": filename,
    }
    block = json.dumps({name: value for name, value in fields.items() if value != ""}, ensure_ascii=True)
    return f"{searchable_address(record.address)} {record.at:%Y%m%d%H%M%S} {block}\n"
