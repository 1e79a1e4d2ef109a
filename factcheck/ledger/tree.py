"""The Merkle tree over the entries of the ledger (RFC 6962, section 2.1). Pure.

The leaf of an entry is its hash. The root of the tree over the first `size` entries is signed together with the head. A path of
about 20 hashes then proves that an entry is one of them, without any other entry. Only the standard library is needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

HASH_SIZE = 32
MAX_PATH = 64
"""More hashes than the path in a tree over 2⁶³ entries has."""


def leaf(entry_hash: str) -> bytes:
    """The leaf of an entry with this hash (64 hexadecimal digits)."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(entry_hash)).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The node above two nodes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Peaks:
    """The roots of the complete subtrees of a tree, from left to right. With them, entries are added without the earlier ones."""

    def __init__(self, size: int = 0, peaks: Iterable[str] = ()) -> None:
        self.size = size
        self._peaks = [bytes.fromhex(peak) for peak in peaks]
        if len(self._peaks) != size.bit_count() or any(len(peak) != HASH_SIZE for peak in self._peaks):
            raise ValueError("the number of peaks does not match the size of the tree")

    def add(self, entry_hash: str) -> None:
        """Add the next entry."""
        top, size = leaf(entry_hash), self.size
        while size & 1:
            top, size = node(self._peaks.pop(), top), size >> 1
        self._peaks.append(top)
        self.size += 1

    @property
    def hashes(self) -> list[str]:
        """The peaks, each with 64 hexadecimal digits."""
        return [peak.hex() for peak in self._peaks]

    @property
    def root(self) -> str:
        """The root of the tree, 64 hexadecimal digits. The root of an empty tree is the SHA-256 of no bytes."""
        if not self._peaks:
            return hashlib.sha256().hexdigest()
        top = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            top = node(peak, top)
        return top.hex()


class Tree:
    """All nodes of a tree, for paths. Takes 64 bytes of memory for each entry."""

    def __init__(self, entry_hashes: Iterable[str]) -> None:
        level = bytearray()
        for entry_hash in entry_hashes:
            level += leaf(entry_hash)
        self._levels = [level]
        while len(level) >= 2 * HASH_SIZE:
            level = self._above(level)
            self._levels.append(level)

    @property
    def size(self) -> int:
        return len(self._levels[0]) // HASH_SIZE

    def path(self, number: int, size: int) -> list[str]:
        """The path of entry `number` (from 1) in the tree over the first `size` entries, each hash with 64 hexadecimal digits."""
        if not 1 <= number <= size <= self.size:
            raise ValueError("the tree has no such entry")
        return [hashed.hex() for hashed in self._path(number - 1, 0, size)]

    def root(self, size: int) -> str:
        """The root of the tree over the first `size` entries (at least one)."""
        return self._hash(0, size).hex()

    @staticmethod
    def _above(level: bytearray) -> bytearray:
        pair, above = 2 * HASH_SIZE, bytearray()
        for at in range(0, len(level) - pair + 1, pair):
            above += hashlib.sha256(b"\x01" + level[at : at + pair]).digest()
        return above

    def _hash(self, start: int, end: int) -> bytes:
        """The hash of the subtree over the leaves from `start` to before `end`."""
        count = end - start
        height = count.bit_length() - 1
        if count == 1 << height:  # complete, because subtrees begin at multiples of their size
            at = (start >> height) * HASH_SIZE
            return bytes(self._levels[height][at : at + HASH_SIZE])
        middle = start + _largest_power_below(count)
        return node(self._hash(start, middle), self._hash(middle, end))

    def _path(self, index: int, start: int, end: int) -> Iterator[bytes]:
        """From the leaf upward."""
        if end - start == 1:
            return
        middle = start + _largest_power_below(end - start)
        if index < middle:
            yield from self._path(index, start, middle)
            yield self._hash(middle, end)
        else:
            yield from self._path(index, middle, end)
            yield self._hash(start, middle)


def root_of_path(entry_hash: str, number: int, size: int, path: Sequence[str]) -> str:
    """The root to which the path of entry `number` leads (RFC 9162, section 2.1.3.2), 64 hexadecimal digits.

    Raises ValueError if the path is malformed or has another length than in a tree over `size` entries.
    """
    if not 1 <= number <= size or len(path) > MAX_PATH:
        raise ValueError("the tree has no such entry, or the path is too long")
    index, last, current = number - 1, size - 1, leaf(entry_hash)
    for text in path:
        sibling = bytes.fromhex(text)
        if last == 0 or len(sibling) != HASH_SIZE:
            raise ValueError("the path is malformed")
        if index & 1 or index == last:
            current = node(sibling, current)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            current = node(current, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return current.hex()


def tree_message(number: int, digest: str, root: str, at: str, key: str) -> bytes:
    """The signed bytes of a root: of the tree over the first `number` entries, the last of which has the hash `digest`."""
    return f"factcheck ledger tree 1\n{number}\n{digest}\n{root}\n{at}\n{key}\n".encode()


def _largest_power_below(count: int) -> int:
    """The largest power of two that is less than `count` (at least 2)."""
    return 1 << ((count - 1).bit_length() - 1)
