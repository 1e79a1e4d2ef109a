"""Recognizes the format of a file by its bytes, and files that are valid in two formats. Pure."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

from factcheck.archive.addresses import CHUNK, Readable, size_of
from factcheck.archive.fetching.media_types import UNKNOWN
from factcheck.archive.web_archives import pictures, wacz, warc, zip_members
from factcheck.archive.web_archives.gunzip import GZIP
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, WebArchiveLimits
from factcheck.archive.web_archives.mhtml import is_mhtml

_START = 64 * 1024
"""Bytes at the beginning that identify text formats."""
_NEAR_START = 1024
"""Bytes in which some programs search for `%PDF-`, and browsers for HTML."""
_ZIP_END = re.compile(rb"(?=PK\x05\x06[\s\S]{16}([\s\S]{2}))")
_ZIP_END_SIZE = 22
_ZIP_END_AREA = _ZIP_END_SIZE + 0xFFFF
_HTML_NEAR_START = re.compile(rb"(?i)<(!doctype\s+html|html|head|body|script|iframe|svg)[\s>/]")
_MARKUP = re.compile(
    r"\s*(?:<\?[^>]{0,2000}>\s*|<!--[\s\S]{0,8000}?-->\s*|<!doctype(?P<doctype>[^>]{0,2000})>\s*)?(?=<)", re.IGNORECASE
)
_ELEMENT = re.compile(r"<([a-z][a-z0-9:-]*)[\s>/]", re.IGNORECASE)
_ELEMENTS = (
    *("html", "head", "body", "title", "meta", "link", "base", "style", "script", "div", "p", "span", "a", "article", "section"),
    *("main", "header", "footer", "nav", "table", "ul", "ol", "h1", "h2", "h3", "img", "br", "center", "font", "b", "i", "form"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_OTHER_TEXT = (b"{\\rtf", b"%!PS", b"#!")
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ALSO_ZIP = "The file is also a ZIP file."
TWO_FORMATS = "The file is valid in two formats."
UNRECOGNIZED = "Factcheck does not recognize the format of the file."
UNCERTAIN_PICTURE = "The picture is incomplete, or other data follows it."


class CopyKind(StrEnum):
    """The format of a file that a person provides."""

    WACZ = "wacz"
    WARC = "warc"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    OPAQUE = "opaque"
    """A file that is preserved but neither displayed nor read."""


@dataclass(frozen=True, slots=True)
class Recognized:
    kind: CopyKind
    media_type: str
    charset: str = ""
    """The encoding of HTML and text if the bytes determine it, otherwise an empty string."""
    reason: str = ""
    """Why the file is OPAQUE: a sentence for staff."""


def recognize(file: Readable, limits: WebArchiveLimits = DEFAULT_LIMITS) -> Recognized:
    """The format of a file, which is read completely if it is text. Neither its name nor a declared type matters.

    A file that is valid in two formats, or contains other data after its end, is OPAQUE. ZIP files are returned as WACZ: whether
    they are one is the decision of `open_wacz`.
    """
    size = size_of(file)
    file.seek(0)
    start = file.read(_START)
    found = _by_signature(file, start, size, limits)
    may_be_zip = found.kind not in (CopyKind.WACZ, CopyKind.OPAQUE) or found.reason == UNRECOGNIZED
    if may_be_zip and _ends_like_zip(file, size):
        return _opaque(ALSO_ZIP)
    return found


def _opaque(reason: str) -> Recognized:
    return Recognized(CopyKind.OPAQUE, UNKNOWN, reason=reason)


def _by_signature(file: Readable, start: bytes, size: int, limits: WebArchiveLimits) -> Recognized:
    if not start:
        return _opaque("The file is empty.")
    if start.startswith(zip_members.SIGNATURE):
        return Recognized(CopyKind.WACZ, wacz.MEDIA_TYPE)
    if start.startswith(b"WARC/") or _inflated(start).startswith(b"WARC/"):
        return Recognized(CopyKind.WARC, warc.MEDIA_TYPE)
    near = start[:_NEAR_START]
    is_pdf, picture = near.startswith(b"%PDF-"), pictures.picture_type(start)
    if is_pdf or picture:
        if _HTML_NEAR_START.search(near) or (picture and b"%PDF-" in near):
            return _opaque(TWO_FORMATS)
        if picture and not pictures.is_complete(file, picture, size, limits):
            return _opaque(UNCERTAIN_PICTURE)
        return Recognized(CopyKind.PICTURE, picture) if picture else Recognized(CopyKind.PDF, "application/pdf")
    return _text_format(file, start)


def _inflated(start: bytes) -> bytes:
    if not start.startswith(GZIP):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(start, 16)
    except zlib.error:
        return b""


def _text_format(file: Readable, start: bytes) -> Recognized:
    charset = next((name for mark, name in _BYTE_ORDER_MARKS if start.startswith(mark)), "")
    is_text, is_utf_8 = _scan(file, charset)
    if b"%PDF-" in start[:_NEAR_START]:
        return _opaque(TWO_FORMATS)
    if not is_text:
        return _opaque(UNRECOGNIZED)
    if start.startswith(_OTHER_TEXT):
        return _opaque("Factcheck does not read files of this format.")
    if is_mhtml(start):
        return Recognized(CopyKind.MHTML, "multipart/related")
    decoded = start.decode(charset or ("utf-8" if is_utf_8 else "latin-1"), "replace")
    root = _root_element(decoded)
    if root == "svg":
        return _opaque("The file is an SVG file, which can contain scripts.")
    if root:
        declares_xml = decoded.lstrip("\ufeff").startswith("<?xml")
        return Recognized(CopyKind.HTML, "application/xhtml+xml" if declares_xml else "text/html", charset)
    return Recognized(CopyKind.TEXT, "text/plain", charset or ("utf-8" if is_utf_8 else ""))


def _root_element(text: str) -> str:
    """`html` or `svg` if the text is a document of this format, otherwise an empty string."""
    at, text = 0, text.lstrip("\ufeff")
    while (match := _MARKUP.match(text, at)) and match.end() > at:
        if match["doctype"] is not None:
            return {"html": "html", "svg": "svg"}.get(next(iter(match["doctype"].lower().split()), ""), "")
        at = match.end()
    element = _ELEMENT.match(text, at)
    name = element[1].lower().rpartition(":")[2] if element else ""
    return "svg" if name == "svg" else "html" if name in _ELEMENTS else ""


def _scan(file: Readable, charset: str) -> tuple[bool, bool]:
    """Whether the file is text, without control characters that text does not contain, and whether it is UTF-8."""
    decoder = codecs.getincrementaldecoder(charset or "utf-8")()
    is_utf_8 = True
    file.seek(0)
    while True:
        piece = file.read(CHUNK)
        try:
            decoded = decoder.decode(piece, final=not piece) if is_utf_8 else ""
        except UnicodeDecodeError:
            if charset:
                return False, False
            is_utf_8, decoded = False, ""
        if _CONTROLS.search(decoded.encode("utf-8", "surrogatepass") if charset else piece):
            return False, False
        if not piece:
            return True, is_utf_8


def _ends_like_zip(file: Readable, size: int) -> bool:
    """Whether the end is that of the directory of a ZIP file, whose comment reaches to the end of the file."""
    area_at = max(0, size - _ZIP_END_AREA)
    file.seek(area_at)
    area = file.read(_ZIP_END_AREA)
    return any(
        match.start() + _ZIP_END_SIZE + int.from_bytes(match[1], "little") == len(area) for match in _ZIP_END.finditer(area)
    )
