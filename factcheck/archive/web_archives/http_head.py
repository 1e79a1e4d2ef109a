"""The header of an HTTP response in a WARC record. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.archive.fetching.media_types import UNKNOWN, declared_type

_STATUS = re.compile(rb"HTTP/[0-9](?:\.[0-9])? ([0-9]{3})(?: [^\r\n]*)?")
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_TRANSFER_CODING = re.compile(rb"(?im)^transfer-encoding(?=[ \t]{0,9}:)")


@dataclass(frozen=True, slots=True)
class HttpHead:
    """The values of a response header that the display and the search for a page need."""

    status: int
    media_type: str
    """In lowercase, without parameters; `application/octet-stream` if the response declares none."""
    charset: str
    """The declared charset in lowercase, or an empty string."""
    location: str
    """The address of a redirect as the server sent it, or an empty string."""
    content_codings: tuple[str, ...]
    """In the order in which they were applied, in lowercase."""
    claims_chunks: bool
    """Whether the last transfer coding is `chunked`."""


def read_head(head: bytes) -> HttpHead | None:
    """The header that ends with an empty line, or None if it is not the header of an HTTP/1 or HTTP/2 response.

    Lines end with CRLF or LF. Lines that are not header fields are ignored, as browsers do.
    """
    first, *lines = head.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")
    status = _STATUS.fullmatch(first)
    if status is None:
        return None
    fields = _fields(lines)
    media_type, charset = read_content_type(next(iter(fields.get(b"content-type", [])), ""))
    transfer = _tokens(fields.get(b"transfer-encoding", []))
    return HttpHead(
        status=int(status[1]),
        media_type=media_type,
        charset=charset,
        location=next(iter(fields.get(b"location", [])), ""),
        content_codings=_tokens(fields.get(b"content-encoding", [])),
        claims_chunks=bool(transfer) and transfer[-1] == "chunked",
    )


def read_content_type(value: str) -> tuple[str, str]:
    """The media type (`application/octet-stream` if it is malformed) and the charset or an empty string, both in lowercase."""
    media_type, charset = declared_type(value)
    return media_type or UNKNOWN, charset


def rename_transfer_coding(head: bytes) -> bytes:
    """The header of a response for a body whose transfer coding was removed: `Transfer-Encoding` gets the prefix `X-Orig-`.

    With the original name, a body that looks like a chunk would be decoded again, and readers would differ about its content.
    """
    return _TRANSFER_CODING.sub(lambda match: b"X-Orig-" + match[0], head)


def _fields(lines: list[bytes]) -> dict[bytes, list[str]]:
    found: dict[bytes, list[str]] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        name = name.rstrip(b" \t").lower()
        if colon and _TOKEN.fullmatch(name):
            found.setdefault(name, []).append(value.strip(b" \t\r").decode("latin-1"))
    return found


def _tokens(values: list[str]) -> tuple[str, ...]:
    return tuple(token for value in values for item in value.split(",") if (token := item.strip().lower()))
