"""Locators of evidence: a passage of an article, a web page, words in a preserved copy, or an uploaded file."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.archive.actions import Readable, StoredBytes
from factcheck.articles.models import Revision
from factcheck.claims.anchoring import Selector
from factcheck.evidence.copies.models import EvidenceCopy


@dataclass(frozen=True, slots=True)
class PassageLocator:
    """A quote from a revision of an article."""

    revision: Revision
    selector: Selector


@dataclass(frozen=True, slots=True)
class PageLocator:
    """A web page and a quote from it. `fetching` is a value of ItemFetching."""

    address: str
    quote: str
    fetching: str = ""


@dataclass(frozen=True, slots=True)
class FileLocator:
    """An uploaded file, which is stored byte for byte, and an optional quote from it. A large file is not read into memory.

    `media_type` is what the client declares (`media_types.declared_media_type`).
    """

    name: str
    media_type: str
    content: bytes | Readable
    quote: str = ""


@dataclass(frozen=True, slots=True)
class StoredFileLocator:
    """An uploaded file whose bytes are stored, and an optional quote from it."""

    name: str
    media_type: str
    stored: StoredBytes
    quote: str


@dataclass(frozen=True, slots=True)
class CopyLocator:
    """Words in the text of a preserved copy. The new item has the address and the bytes of the copy."""

    copy: EvidenceCopy
    words: Selector


Locator = PassageLocator | PageLocator | FileLocator | CopyLocator
"""What an interface submits."""
StoredLocator = PassageLocator | PageLocator | StoredFileLocator | CopyLocator
"""A locator after the bytes of a file are stored."""
