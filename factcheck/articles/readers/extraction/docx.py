"""Text and metadata of a Word file (DOCX, ISO/IEC 29500). Runs only in the child process of `isolation`.

`mammoth` converts the document to HTML. Only the XML parts are decompressed: neither macros, nor embedded files, nor images.
Nothing that is linked is read.
"""

from __future__ import annotations

import io
import logging
from typing import Any
from zipfile import BadZipFile, ZipFile

import mammoth
from lxml import etree
from lxml.html import document_fromstring

from factcheck.articles.readers.extraction.blocks import Blocks, joined
from factcheck.articles.readers.extraction.child import UnreadableFile

logging.disable(logging.CRITICAL)

MAX_ENTRIES = 10_000
MAX_XML = 20_000_000
"""Bytes of all XML parts after decompression."""
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"

NO_TEXT = "This Word file contains no text."
DAMAGED = "This Word file is damaged, so its text cannot be read. Open it in Word, save it again, and import that file."
TOO_LARGE = "This Word file is too large after decompression. Save it as plain text and import that."
HAS_ENTITIES = "This Word file contains a document type declaration, which is not allowed. Open it in Word and save it again."


def extract(content: bytes) -> dict[str, Any]:
    """Return the text and the metadata. Raises UnreadableFile if the file is damaged, too large, or has no text."""
    try:
        parts = _xml_parts(content)
        html = mammoth.convert_to_html(
            io.BytesIO(content),
            convert_image=mammoth.images.img_element(lambda image: {}),
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
    except (UnreadableFile, MemoryError, RecursionError):
        raise
    except Exception as error:  # mammoth raises errors of all kinds for damaged files
        raise UnreadableFile(DAMAGED) from error
    text = _text_of(html) if html.strip() else ""
    if not text:
        raise UnreadableFile(NO_TEXT)
    return {"text": text, "metadata": _metadata_of(parts.get(_CORE, b""))}


def _xml_parts(content: bytes) -> dict[str, bytes]:
    """Return the XML parts by name after all of them were checked."""
    try:
        archive = ZipFile(io.BytesIO(content))
    except BadZipFile as error:
        raise UnreadableFile(DAMAGED) from error
    entries = archive.infolist()
    xml = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in xml) > MAX_XML:
        raise UnreadableFile(TOO_LARGE)
    parts: dict[str, bytes] = {}
    for entry in xml:
        if entry.flag_bits & 1:
            raise UnreadableFile(DAMAGED)
        part = archive.read(entry)  # at most `file_size` bytes: zipfile stops there
        if b"<!DOCTYPE" in part.replace(b"\0", b""):
            raise UnreadableFile(HAS_ENTITIES)
        parts[entry.filename] = part
    return parts


def _text_of(html: str) -> str:
    tree = document_fromstring(html.encode(), parser=etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for link in list(tree.iter("a")):
        # mammoth adds numbers and arrows of notes, which would interrupt a quote
        if _is_note_link(link) and (parent := link.getparent()) is not None:
            _remove(parent, link)
    return joined(Blocks(tree.find("body")).blocks)


def _is_note_link(link: Any) -> bool:
    id_, target = link.get("id") or "", link.get("href") or ""
    return id_.startswith(("footnote-ref-", "endnote-ref-")) or target.startswith(("#footnote-ref-", "#endnote-ref-"))


def _remove(parent: Any, link: Any) -> None:
    """Remove a link, and keep the text after it."""
    if link.tail:
        previous = link.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + link.tail
        else:
            parent.text = (parent.text or "") + link.tail
    parent.remove(link)


def _metadata_of(core: bytes) -> dict[str, str]:
    """Title, author, and language. The date of the file is not that of the publication."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(core, parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    return {name: root.findtext(f"{_DC}{key}") or "" for name, key in _PROPERTIES.items()}


_PROPERTIES = {"title": "title", "author": "creator", "language": "language"}
