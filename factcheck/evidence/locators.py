"""Where evidence is: a passage of the library, a web page, or a file."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.articles.models import Revision
from factcheck.claims.anchoring import Selector


@dataclass(frozen=True, slots=True)
class PassageLocator:
    """Words of a library revision, in code points."""

    revision: Revision
    selector: Selector


@dataclass(frozen=True, slots=True)
class PageLocator:
    """A web address with the words quoted from it."""

    address: str
    quote: str


@dataclass(frozen=True, slots=True)
class FileLocator:
    """An uploaded file, stored byte for byte."""

    name: str
    media_type: str
    content: bytes
    quote: str = ""


Locator = PassageLocator | PageLocator | FileLocator
