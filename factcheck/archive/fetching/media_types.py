"""The media types of responses that are preserved. Pure."""

from __future__ import annotations

import re

UNKNOWN = "application/octet-stream"
"""The type of a response that declares none."""
PRESERVED = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "text/csv",
        "text/xml",
        "application/xml",
        "application/atom+xml",
        "application/rss+xml",
        "application/json",
        "application/ld+json",
        "application/geo+json",
        "application/pdf",
        "application/msword",
        "application/rtf",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/avif",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/webp",
    }
)
"""Pages, documents, tables, and raster images.

SVG is not in the table, because it can contain scripts. Archives, audio, and video are not, because nothing reads them here.
"""
SIGNATURE_SIZE = 1024
"""The number of bytes at the beginning of a body that `has_known_signature` needs."""
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,79}/[a-z0-9][a-z0-9.+_-]{0,79}")
_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([a-z0-9][a-z0-9._:+-]{0,39})""")
_BINARY = re.compile(
    rb"%PDF-|\x89PNG\r\n\x1a\n|GIF8[79]a|\xff\xd8\xff|RIFF....WEBP|II\*\x00|MM\x00\*|....ftypavi[fs]|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    rb"|\{\\rtf1",
    re.DOTALL,
)
_HTML = re.compile(rb"(\xef\xbb\xbf)?[ \t\r\n]*<(!doctype html|html|head|body|title|meta|\?xml)[\s>]", re.IGNORECASE)
_DOCUMENT_PARTS = (b"[Content_Types].xml", b"_rels/.rels", b"mimetypeapplication/vnd.oasis.opendocument.")


def declared_type(content_type: str) -> tuple[str, str]:
    """The media type and the charset in a Content-Type header, both in lowercase, or empty strings if they have no valid form."""
    kind, _, parameters = content_type.strip().lower()[:1000].partition(";")
    charset = _CHARSET.search(parameters)
    kind = kind.strip()
    return kind if _MEDIA_TYPE.fullmatch(kind) else "", charset[1] if charset else ""


def has_known_signature(start: bytes) -> bool:
    """Whether a body that begins with these bytes is a page, a document, or an image of a type that is preserved."""
    start = start[:SIGNATURE_SIZE]
    is_document = start.startswith(b"PK\x03\x04") and any(part in start for part in _DOCUMENT_PARTS)
    return is_document or _BINARY.match(start) is not None or _HTML.match(start) is not None
