"""The Merkle tree over entries, and signatures verified without the package `cryptography`."""

from __future__ import annotations

import hashlib
import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from factcheck.ledger.ed25519 import is_valid
from factcheck.ledger.tree import Peaks, Tree, leaf, node, root_of_path

HASHES = [hashlib.sha256(b"%d" % number).hexdigest() for number in range(70)]
RFC_8032_KEY = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
RFC_8032_SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def definition(hashes: list[str]) -> bytes:
    """The recursive definition in RFC 6962, section 2.1."""
    if len(hashes) == 1:
        return leaf(hashes[0])
    middle = 1
    while middle * 2 < len(hashes):
        middle *= 2
    return node(definition(hashes[:middle]), definition(hashes[middle:]))


def test_roots_and_paths_follow_the_standard() -> None:
    tree, peaks = Tree(HASHES), Peaks()
    for size in range(1, len(HASHES) + 1):
        peaks.add(HASHES[size - 1])
        assert peaks.root == tree.root(size) == definition(HASHES[:size]).hex()
        assert Peaks(size, peaks.hashes).root == peaks.root
        for number in range(1, size + 1):
            assert root_of_path(HASHES[number - 1], number, size, tree.path(number, size)) == peaks.root


@pytest.mark.parametrize("size", [1, 2, 7, 64, 70])
def test_path_proves_only_its_own_entry(size: int) -> None:
    tree = Tree(HASHES[:size])
    number = (size + 1) // 2
    path, root = tree.path(number, size), tree.root(size)
    assert root_of_path(HASHES[number], number, size, path) != root
    for changed in [path[1:], [*path, HASHES[0]]]:
        if changed != path:
            with pytest.raises(ValueError, match="path"):
                root_of_path(HASHES[number - 1], number, size, changed)
    for at in range(len(path)):
        assert root_of_path(HASHES[number - 1], number, size, [*path[:at], HASHES[0], *path[at + 1 :]]) != root


@pytest.mark.parametrize("path", [["00"], ["zz" * 32], ["00" * 32] * 100])
def test_malformed_paths_are_refused(path: list[str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        root_of_path(HASHES[0], 1, 2, path)


def test_peaks_have_to_match_the_size() -> None:
    with pytest.raises(ValueError, match="peaks"):
        Peaks(3, [HASHES[0]])


def test_signature_of_the_standard() -> None:
    assert is_valid(RFC_8032_KEY, RFC_8032_SIGNATURE, b"\x72")
    assert not is_valid(RFC_8032_KEY, RFC_8032_SIGNATURE, b"\x73")


def test_signatures_agree_with_cryptography() -> None:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    order = 2**252 + 27742317777372353535851937790883648493
    for size in range(0, 300, 30):
        message = os.urandom(size)
        signature = private.sign(message)
        assert is_valid(public, signature, message)
        for at in (0, 31, 32, 63):
            changed = bytearray(signature)
            changed[at] ^= 1
            assert not is_valid(public, bytes(changed), message)
        scalar = int.from_bytes(signature[32:], "little") + order
        assert not is_valid(public, signature[:32] + scalar.to_bytes(32, "little"), message)
    assert not is_valid(public, signature[:63], message)
    assert not is_valid(b"\xff" * 32, signature, message)
