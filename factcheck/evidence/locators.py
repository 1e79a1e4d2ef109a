"""Locators of evidence: a passage of an article, a web page, words in a preserved copy, or an uploaded file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    """A web page and a quote from it. `fetching` is a value of ItemFetching.

    `may_show_surroundings`: readers may see the words around the quote in the preserved copy.
    """

    address: str
    quote: str
    fetching: str = ""
    may_show_surroundings: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of an item, without empty ones."""
        fields = {"fetching": self.fetching, "may_show_surroundings": self.may_show_surroundings}
        return {"address": self.address, "exact": self.quote, **{name: value for name, value in fields.items() if value}}


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
