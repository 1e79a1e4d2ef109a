"""Text and metadata of a PDF file. Runs only in the child process of `isolation`.

The text has the lines of the pages, and a blank line between pages. Scripts, attachments, and images are not read.
"""

from __future__ import annotations

import io
import logging
from typing import Any

from pypdf import PdfReader, overwrite_configuration
from pypdf.errors import LimitReachedError, PyPdfError

from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.articles.readers.extraction.blocks import NOT_TEXT
from factcheck.articles.readers.extraction.child import UnreadableFile

logging.disable(logging.CRITICAL)

MAX_PAGES = 5_000
_MAX_DECOMPRESSED = 40_000_000
"""Bytes of one stream after decompression."""

ENCRYPTED = "This PDF is protected with a password. Remove the password, or copy its text and import that."
NO_TEXT = "This PDF contains no text. It may contain only pictures of pages: use text recognition (OCR) first."
DAMAGED = "This PDF is damaged, so its text cannot be read. Open it in a PDF viewer, save it again, and import that file."
TOO_MANY_PAGES = f"This PDF has more than {MAX_PAGES:,} pages. Save a part of it as a new file and import that."
TOO_LARGE = "This PDF exceeds the limits for decompressed contents. Copy its text and import that."


def extract(content: bytes) -> dict[str, Any]:
    """Return the text and the metadata. Raises UnreadableFile if the file is protected, damaged, too large, or has no text."""
    overwrite_configuration(
        jbig2dec_binary=None,
        zlib_maximum_output_length=_MAX_DECOMPRESSED,
        lzw_maximum_output_length=_MAX_DECOMPRESSED,
        run_length_maximum_output_length=_MAX_DECOMPRESSED,
        array_based_stream_maximum_output_length=_MAX_DECOMPRESSED,
        page_tree_maximum_entries=2 * MAX_PAGES,
    )
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(ENCRYPTED)
        text, metadata = _text_of(reader), _metadata_of(reader)
    except (UnreadableFile, MemoryError, RecursionError):
        raise
    except LimitReachedError as error:
        raise UnreadableFile(TOO_LARGE) from error
    except PyPdfError as error:
        raise UnreadableFile(DAMAGED) from error
    if not text:
        raise UnreadableFile(NO_TEXT)
    return {"text": text, "metadata": metadata}


def _text_of(reader: PdfReader) -> str:
    try:
        count = len(reader.pages)
    except LimitReachedError as error:
        raise UnreadableFile(TOO_MANY_PAGES) from error
    if count > MAX_PAGES:
        raise UnreadableFile(TOO_MANY_PAGES)
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        lines = NOT_TEXT.sub("", page.extract_text()).splitlines()
        pages.append("\n".join(" ".join(line.split()) for line in lines).strip())
        length += len(pages[-1])
        if length > MAX_CODE_POINTS:
            raise UnreadableFile(f"The text has more than {MAX_CODE_POINTS:,} characters.")
    return "\n\n".join(filter(None, pages))


def _metadata_of(reader: PdfReader) -> dict[str, str]:
    """Title, author, and language. The date of the file is not that of the publication."""
    try:
        information = reader.metadata
        language = reader.root_object.get("/Lang")
        return {
            "title": str((information and information.title) or ""),
            "author": str((information and information.author) or ""),
            "language": str(language.get_object() if language is not None else ""),
        }
    except (MemoryError, RecursionError):
        raise
    except Exception:  # the text does not depend on the metadata, which damaged files often lack
        return {}
