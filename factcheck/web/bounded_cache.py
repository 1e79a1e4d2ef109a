"""A cache in the memory of one process whose size in bytes is limited."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
ENTRY_BYTES = 200
"""The approximate size of an entry without its value."""


class BoundedCache(Generic[Key, Value]):
    """Values by key. What was used least recently is removed first. Threads can share it."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._size = 0
        self._entries: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            found = self._entries.get(key)
            if found is None:
                return None
            self._entries.move_to_end(key)
            return found[0]

    def add(self, key: Key, value: Value, size: int) -> None:
        """Keep the value, which has `size` bytes, unless it would fill a quarter of the cache."""
        size += ENTRY_BYTES
        if size > self._most_bytes // 4:
            return
        with self._lock:
            if earlier := self._entries.pop(key, None):
                self._size -= earlier[1]
            self._entries[key] = (value, size)
            self._size += size
            while self._size > self._most_bytes:
                self._size -= self._entries.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._size = 0

    @property
    def size(self) -> int:
        """Bytes, approximately."""
        return self._size

    def __len__(self) -> int:
        return len(self._entries)
