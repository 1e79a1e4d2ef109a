"""The interface of the storage backends: Django's storage interface, limited to names that are written once and never deleted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage

from factcheck.archive.addresses import Readable


class WriteOnceStorage(Storage):
    """Stores bytes under names (`archive.addresses.name_of`). All methods raise OSError if the storage fails.

    `open`, `size`, and `exists` are those of Django. `open` returns a binary file that can be read more than once, and raises
    FileNotFoundError for a missing name.
    """

    @property
    @abstractmethod
    def description(self) -> str:
        """Where the bytes are, for operators. It contains no credentials."""

    @abstractmethod
    def has_marker(self) -> bool:
        """Whether this store was in use before. A folder whose file system is not mounted has no marker."""

    @abstractmethod
    def initialize(self) -> None:
        """Create the store if necessary, and mark it."""

    @abstractmethod
    def write_once(self, name: str, content: Readable) -> bool:
        """Store the bytes durably, unless the name exists. Returns whether they were written.

        Raises OSError if their hash is not the one in `name`.
        """

    @abstractmethod
    def replace_damaged(self, name: str, content: Readable) -> str:
        """Store the bytes in place of damaged ones. Returns the name under which the damaged ones were kept."""

    @abstractmethod
    def flush(self, name: str) -> None:
        """Make the name itself durable, if another process may just have written it."""

    @abstractmethod
    def names(self) -> Iterator[str]:
        """All names in the store in order, except the marker, files that are being written, and replaced ones."""

    @abstractmethod
    def replaced_names(self) -> Iterator[str]:
        """The names under which damaged bytes were kept."""

    @abstractmethod
    def free_bytes(self) -> int | None:
        """The free space, or None if it is unknown. Raises OSError if the folder is not writable or the service not available."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name  # the same name has the same bytes

    def _save(self, name: str, content: File[Any]) -> str:
        self.write_once(name, content)
        return name

    def delete(self, name: str) -> None:
        raise PermissionError("Captures are never deleted.")
