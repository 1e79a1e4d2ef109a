"""Buffers for request bodies and responses that count their bytes, and store large ones in temporary files without a name."""

from __future__ import annotations

import tempfile
from collections import Counter
from threading import Lock
from typing import IO, Any, Protocol

from waitress.buffers import OverflowableBuffer, TempfileBasedBuffer

from factcheck.setup.serving.limits import ServingLimits


class BufferSpaceExhausted(Exception):
    """The buffers of this process, or those of one client, have reached their size limit."""


class HasClient(Protocol):
    client: str


class BufferSpace:
    """Counts the bytes in all buffers of the process, in memory and in temporary files."""

    def __init__(self, limits: ServingLimits) -> None:
        self.limits = limits
        self.memory = 0
        self.disk = 0
        self._disk_of: Counter[str] = Counter()
        self._lock = Lock()

    def add(self, client: str, memory: int, disk: int) -> None:
        """Change the counts. Raises BufferSpaceExhausted, without a change, if the files would become too large."""
        with self._lock:
            of_client = self._disk_of[client] + disk
            if disk > 0 and (self.disk + disk > self.limits.max_disk or of_client > self.limits.max_disk_of_client):
                raise BufferSpaceExhausted
            self.memory += memory
            self.disk += disk
            if of_client:
                self._disk_of[client] = of_client
            else:
                self._disk_of.pop(client, None)

    @property
    def is_memory_full(self) -> bool:
        return self.memory > self.limits.max_memory


class CountedBuffer(OverflowableBuffer):
    """A buffer of bytes. It moves to a temporary file when it reaches `overflow` bytes or the memory for buffers is full.

    Its bytes count for the client that `owner` has when the first ones arrive.
    """

    buf: Any = None
    strbuf: bytes = b""

    def __init__(self, space: BufferSpace, overflow: int, owner: HasClient) -> None:
        super().__init__(overflow)
        self.space = space
        self.owner = owner
        self.client = owner.client
        self.counted_memory = 0
        self.counted_disk = 0

    @property
    def is_unused(self) -> bool:
        return not (self.counted_memory or self.counted_disk)

    def append(self, data: bytes) -> None:
        size = len(data)
        is_large = self.overflowed or self.counted_memory + size >= self.overflow or self.space.is_memory_full
        if is_large and not self.overflowed:
            self._count(-self.counted_memory, self.counted_memory)
            self._set_large_buffer()
        self._count(0 if is_large else size, size if is_large else 0)
        super().append(data)

    def _set_large_buffer(self) -> None:
        large = NamelessFileBuffer(self.space.limits, self.buf)
        if self.buf is not None:
            self.buf.close()
        elif self.strbuf:
            large.append(self.strbuf)
            self.strbuf = b""
        self.buf, self.overflowed = large, True

    def _count(self, memory: int, disk: int) -> None:
        if self.is_unused:
            self.client = self.owner.client
        self.space.add(self.client, memory, disk)
        self.counted_memory += memory
        self.counted_disk += disk

    def close(self) -> None:
        super().close()
        self.buf, self.strbuf = None, b""
        self._count(-self.counted_memory, -self.counted_disk)


class NamelessFileBuffer(TempfileBasedBuffer):
    """A buffer in a temporary file that the system removes when the process ends."""

    def __init__(self, limits: ServingLimits, from_buffer: Any) -> None:
        self.folder = limits.folder
        super().__init__(from_buffer)

    def newfile(self) -> IO[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return tempfile.TemporaryFile("w+b", dir=self.folder)
