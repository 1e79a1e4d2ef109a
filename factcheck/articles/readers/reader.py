"""What a reader is: it turns the bytes of a file into the canonical text of a revision. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from factcheck.articles.canonical import CanonicalText, InvalidText


class EncodingInDoubt(InvalidText):
    """The declared encoding may be wrong. The person chooses another one or confirms it."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about its article, by the names of the article's fields. It fills fields that the person left empty."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader makes of a file."""

    canonical: CanonicalText
    metadata: Metadata


class TextReader(ABC):
    """Reads the files of one format. A revision stores `name` and `version`, and the doctor reads its bytes again with them.

    `read` never changes what it returns for bytes that it has accepted. A reader that must is registered as a new version beside
    the old one. `check` may refuse more bytes at any time, because the doctor does not call it.
    """

    name: ClassVar[str]
    """At most 40 characters; stored, so it never changes."""
    version: ClassVar[int]
    label: ClassVar[str]
    """The format as forms and messages name it."""
    media_types: ClassVar[tuple[str, ...]]
    """Lower case, without parameters. The first one is stored with the bytes."""
    suffixes: ClassVar[tuple[str, ...]]
    """Ends of file names, with the dot, lower case."""
    encodings: ClassVar[Mapping[str, str]] = {}
    """Encodings that a person may declare, with their labels; empty if the format declares its own."""

    def recognizes(self, content: bytes) -> bool:
        """Whether the bytes have the signature of this format. It counts more than the declared media type."""
        return False

    def check(self, content: bytes, encoding: str, *, is_confirmed: bool) -> None:  # noqa: B027  (may accept everything)
        """Refuse bytes at import. `is_confirmed`: the person has confirmed the encoding.

        Raises InvalidText if the bytes have no sensible reading, EncodingInDoubt if they have a more likely one.
        """

    @abstractmethod
    def read(self, content: bytes, encoding: str) -> ReadText:
        """The text of the bytes. Raises InvalidText, never another exception. `encoding` is empty if the reader has none."""

    def media_type(self, encoding: str) -> str:
        """The media type that is stored with the bytes."""
        return f"{self.media_types[0]}; charset={encoding}" if self.encodings else self.media_types[0]
