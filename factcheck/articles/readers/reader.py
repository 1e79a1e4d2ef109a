"""The interface of readers, which convert the bytes of a file to the canonical text of a revision. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import ClassVar

from factcheck.articles.canonical import CanonicalText, InvalidText
from factcheck.articles.readers.metadata import Metadata


class EncodingInDoubt(InvalidText):
    """The declared encoding may be wrong. The user selects another one or confirms it."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """The result of reading a file."""

    canonical: CanonicalText
    metadata: Metadata


@cache
def installed_version(package: str) -> str:
    """Return the version of an installed package, or an empty string."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


class TextReader(ABC):
    """Reads the files of one format.

    A revision stores the `name` and `version` of its reader, so that the doctor can read the original bytes again. The result of
    `read` must never change for bytes that were accepted once; a change requires a new version, and the previous version moves
    to `FORMER_READERS`. `check` may become stricter at any time, because it runs only at import.
    """

    name: ClassVar[str]
    """At most 40 characters. Stored with revisions, so it must never change."""
    version: ClassVar[int]
    label: ClassVar[str]
    """Name of the format in forms and messages."""
    media_types: ClassVar[tuple[str, ...]]
    """Lower case, without parameters. The first one is stored with the bytes."""
    suffixes: ClassVar[tuple[str, ...]]
    """Suffixes of file names in lower case, with the dot."""
    encodings: ClassVar[Mapping[str, str]] = {}
    """Encodings that a user may declare, with their labels; empty if the format defines its encoding."""

    def recognizes(self, content: bytes) -> bool:
        """Return whether the bytes have the signature of this format, which takes precedence over the media type."""
        return False

    libraries: ClassVar[Mapping[str, str]] = {}
    """Names and versions of the packages that determine the result. They are a part of the version of the reader."""

    def resembles(self, content: bytes) -> bool:
        """Return whether the bytes look like this format. It counts only if neither the media type nor the name says more."""
        return False

    def missing_libraries(self) -> list[str]:
        """Return the `libraries` that are not installed in exactly this version, such as `pypdf 7.1.1`."""
        return [f"{name} {version}" for name, version in self.libraries.items() if installed_version(name) != version]

    def encoding_of(self, content: bytes, declared: str) -> str:
        """Return the encoding to store and to pass to `read`; empty if the reader has no `encodings`.

        `declared` is the encoding that a user or a protocol declares, or empty. Raises InvalidText if there is none.
        """
        return declared if self.encodings else ""

    def check(self, content: bytes, encoding: str, *, is_confirmed: bool) -> None:  # noqa: B027  (may accept everything)
        """Validate bytes at import. `is_confirmed` is True if the user confirmed the encoding.

        Raises InvalidText if the bytes cannot be valid text, and EncodingInDoubt if another encoding is more likely.
        """

    @abstractmethod
    def read(self, content: bytes, encoding: str) -> ReadText:
        """Return the text of the bytes. Raises only InvalidText. `encoding` is empty if the reader has no `encodings`."""

    def read_again(self, content: bytes, encoding: str) -> ReadText:
        """Return the same as `read` for bytes that were accepted, even if it takes longer than an import may take."""
        return self.read(content, encoding)

    def media_type(self, encoding: str) -> str:
        """Return the media type to store with the bytes."""
        return f"{self.media_types[0]}; charset={encoding}" if self.encodings else self.media_types[0]
