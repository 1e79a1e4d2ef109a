"""Verifies an exported ledger and its signed heads without the application. Pure.

    python verifier.py EXPORT.jsonl
    python verifier.py EXPORT.jsonl --heads ledger-head.json [--key KEY_ID …]
    python verifier.py EXPORT.jsonl --earlier EARLIER.jsonl

This file needs only Python 3.11 and, for signatures, the package `cryptography`. Copy it to any machine. It exits with status 1
and names each difference if the export is not an intact chain, does not contain a signed head, or does not extend the earlier
export. It exits with status 2 if it cannot read a file. `docs/ledger.md` describes the formats. The application uses the same
functions.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
EXPORT_FORMAT = "factcheck-ledger/1"
HEADS_FORMAT = "factcheck-ledger-heads/1"
KEY_HELP = "Id of a signing key that you know from another source. Name the oldest one, and each one that replaced a lost key"
TRUSTED = (
    "Trusted without --key: {key}, the first key in the file. This proves nothing unless you know its id from another source."
)
MAX_DIFFERENCES = 20
"""Differences that are named. The others are counted."""
_CHAIN = ("previous", "hash")
_INVALID = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What files with other content raise while they are read."""


class Unreadable(Exception):
    """The file is not in the expected format."""


def canonical(value: Any) -> bytes:
    """The canonical bytes of a JSON value: sorted keys, no spaces, UTF-8 (the subset of RFC 8785 without floats)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def entry_hash(previous: str, body: Mapping[str, Any]) -> str:
    """The hash of an entry with the JSON values `body`, chained to the hash `previous`: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(canonical({"previous": previous, **body})).hexdigest()


@dataclass(frozen=True, slots=True)
class SavedHead:
    """A signed head: the ledger had `number` entries, and the last one had the hash `hash`, at the time `at` (ISO 8601, UTC)."""

    number: int
    hash: str
    at: str
    key: str
    signature: str

    def __post_init__(self) -> None:
        if type(self.number) is not int or not _are_texts(self.hash, self.at, self.key, self.signature):
            raise TypeError("a value of a head has the wrong type")


@dataclass(frozen=True, slots=True)
class SavedKey:
    """A public Ed25519 key (64 hexadecimal digits). `endorsed_by` is the id of the key that signed it, or empty."""

    id: str
    public_key: str
    endorsed_by: str = ""
    endorsement: str = ""

    def __post_init__(self) -> None:
        if not _are_texts(self.id, self.public_key, self.endorsed_by, self.endorsement):
            raise TypeError("a value of a key has the wrong type")
        bytes.fromhex(self.public_key)


def _are_texts(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def key_id(public_key: str) -> str:
    """The id of a key: the first 16 hexadecimal digits of the SHA-256 of its bytes."""
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def head_message(number: int, digest: str, at: str, key: str) -> bytes:
    """The signed bytes of a head."""
    return f"factcheck ledger head 1\n{number}\n{digest}\n{at}\n{key}\n".encode()


def key_message(public_key: str, endorsed_by: str) -> bytes:
    """The signed bytes with which one key endorses its successor."""
    return f"factcheck signing key 1\n{public_key}\n{endorsed_by}\n".encode()


def is_signed(public_key: str, signature: str, message: bytes) -> bool:
    """Whether `signature` (128 hexadecimal digits) is an Ed25519 signature (RFC 8032) of `message`."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return _is_signed_without_cryptography(public_key, signature, message)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_signed_without_cryptography(public_key: str, signature: str, message: bytes) -> bool:
    from factcheck.ledger.ed25519 import is_valid

    try:
        return is_valid(bytes.fromhex(public_key), bytes.fromhex(signature), message)
    except ValueError:
        return False


def read_entries(path: Path) -> Iterator[dict[str, Any]]:
    """The entries of an export, one at a time. Raises Unreadable, also at the end if entries are missing there."""
    header: dict[str, Any] = {}
    end: tuple[Any, Any] = (0, GENESIS)
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    value = json.loads(line)
                except _INVALID:
                    raise Unreadable(f"line {number} of {path} is not JSON") from None
                if not isinstance(value, dict):
                    raise Unreadable(f"line {number} of {path} is not an object")
                if number > 1:
                    if type(value.get("number")) is not int or not _are_texts(*(value.get(name) for name in _CHAIN)):
                        raise Unreadable(f"line {number} of {path} is not an entry")
                    end = (value["number"], value["hash"])
                    yield value
                elif value.get("format") == EXPORT_FORMAT:
                    header = value
                else:
                    break
    except UnicodeDecodeError:
        raise Unreadable(f"{path} is not a text in UTF-8") from None
    if not header:
        raise Unreadable(f"{path} is not an export of a ledger ({EXPORT_FORMAT})")
    if end != (header.get("entries"), header.get("head")):
        raise Unreadable(f"{path} is incomplete: it ends with entry {end[0]}, but had {header.get('entries')} entries")


def read_heads(path: Path) -> tuple[list[SavedHead], list[SavedKey]]:
    """The heads and the keys of a saved `/ledger-head.json`. Raises Unreadable."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["format"] == HEADS_FORMAT:
            return [SavedHead(**head) for head in values["heads"]], [SavedKey(**key) for key in values["keys"]]
    except _INVALID:
        pass
    raise Unreadable(f"{path} does not contain heads of a ledger ({HEADS_FORMAT})")


def body_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an entry that its hash covers."""
    return {name: value for name, value in entry.items() if name not in _CHAIN}


def first_break(entries: Iterable[Mapping[str, Any]]) -> tuple[int, str] | None:
    """Verify that the entries are numbered 1, 2, 3, … and that each hash covers its values and the previous hash.

    Returns the number and the description of the first error, or None. Every later entry depends on it, so there is only one.
    """
    expected, last = 1, GENESIS
    for entry in entries:
        if entry["number"] != expected:
            return expected, f"entry {expected} is missing"
        if entry["previous"] != last:
            return expected, f"entry {expected} does not continue entry {expected - 1}"
        if entry["hash"] != entry_hash(last, body_of(entry)):
            return expected, f"entry {expected} was changed after it was written"
        expected, last = expected + 1, entry["hash"]
    return None


def key_errors(keys: Iterable[SavedKey], trusted: Collection[str] = ()) -> Iterator[str]:
    """Verify the ids and the endorsements of keys, the oldest first.

    `trusted` are the ids of keys that are known from another source; without them, it is the first key. Every other key must be
    endorsed by an accepted one. That a key endorses a trusted one proves nothing, because anyone can endorse it.
    """
    accepted: dict[str, SavedKey] = {}
    roots = set(trusted)
    for key in keys:
        roots = roots or {key.id}
        if key.id != key_id(key.public_key):
            yield f"key {key.id} has the id of another key"
        elif key.id in roots or _is_endorsed(key, accepted):
            accepted[key.id] = key
        elif trusted:
            yield f"key {key.id} is neither one of the trusted keys nor endorsed by one"
        else:
            yield f"key {key.id} is not endorsed by an earlier key"
    for missing in sorted(roots - accepted.keys()):
        if trusted:
            yield f"key {missing} is not among the keys"


def _is_endorsed(key: SavedKey, by: Mapping[str, SavedKey]) -> bool:
    endorser = by.get(key.endorsed_by)
    message = key_message(key.public_key, key.endorsed_by)
    return endorser is not None and is_signed(endorser.public_key, key.endorsement, message)


def signature_errors(heads: Iterable[SavedHead], keys: Iterable[SavedKey]) -> Iterator[str]:
    """Verify the signature of each head."""
    by_id = {key.id: key for key in keys}
    for head in heads:
        key = by_id.get(head.key)
        if key is None:
            yield f"the head of entry {head.number} is signed with the unknown key {head.key}"
        elif not is_signed(key.public_key, head.signature, head_message(head.number, head.hash, head.at, head.key)):
            yield f"the signature of the head of entry {head.number} is invalid"


def head_errors(heads: Iterable[tuple[SavedHead, str | None]]) -> Iterator[str]:
    """Compare heads, in the order of their numbers, with the hash of the entry of this number, which is None if it is missing.

    A difference is located between two heads.
    """
    confirmed = 0
    for head, found in heads:
        if (found if head.number else GENESIS) == head.hash:
            confirmed = head.number
        elif found is None:
            yield f"entry {head.number}, signed on {head.at}, is missing: the end of the ledger was cut off"
        else:
            yield (
                f"entry {head.number} is not the one that was signed on {head.at}:"
                f" an entry from {confirmed + 1} to {head.number} was changed"
            )


def differences(earlier: Iterable[Mapping[str, Any]], later: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Name what differs between an earlier and a later state of one ledger. Both are in order; the later one may be longer.

    After a change, all later hashes differ; only entries whose values differ are named.
    """
    named = omitted = 0
    for old, new in zip_longest(earlier, later):
        if old is None:
            break
        for difference in _entry_differences(old, new):
            if named < MAX_DIFFERENCES:
                yield difference
                named += 1
            else:
                omitted += 1
    if omitted:
        yield f"and {omitted} more differences"


def _entry_differences(old: Mapping[str, Any], new: Mapping[str, Any] | None) -> Iterator[str]:
    if new is None:
        yield f"entry {old['number']} ({old.get('action')}) is missing"
        return
    for name in sorted(body_of(old).keys() | body_of(new).keys()):
        if old.get(name) != new.get(name):
            yield f"entry {old['number']}: {name} was {_short(old.get(name))} and is now {_short(new.get(name))}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:199] + "…"


def verify(
    entries: Callable[[], Iterable[Mapping[str, Any]]],
    *,
    heads: Path | None = None,
    earlier: Path | None = None,
    trusted: Collection[str] = (),
) -> list[str]:
    """All errors of a ledger, compared with saved heads and an earlier export. `entries` reads it from the beginning.

    The chain is verified in any case: a signed hash proves nothing about an entry that no longer has this hash.
    Raises Unreadable.
    """
    signed, keys = read_heads(heads) if heads else ([], [])
    numbers, hashes = {head.number for head in signed}, dict[int, str]()

    def read() -> Iterator[Mapping[str, Any]]:
        for entry in entries():
            if entry["number"] in numbers:
                hashes[entry["number"]] = entry["hash"]
            yield entry

    reading = read()
    found = first_break(reading)
    errors = [found[1]] if found else []
    for _ in reading:
        pass  # to the end, because `first_break` stops at the first error
    if heads:
        ordered = sorted(signed, key=lambda head: head.number)
        errors += [*key_errors(keys, trusted), *signature_errors(signed, keys)]
        errors += head_errors((head, hashes.get(head.number)) for head in ordered)
    if earlier:
        errors += differences(read_entries(earlier), entries())
    return errors


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="verifier.py", description="Verify an exported ledger.")
    parser.add_argument("export", type=Path, help="file written by `manage.py export_ledger`")
    parser.add_argument("--heads", type=Path, help="saved copy of /ledger-head.json")
    parser.add_argument("--earlier", type=Path, help="earlier export that this one must extend")
    parser.add_argument("--key", action="append", default=[], help=KEY_HELP)
    options = parser.parse_args(arguments)
    try:
        errors = verify(lambda: read_entries(options.export), heads=options.heads, earlier=options.earlier, trusted=options.key)
    except (Unreadable, OSError) as error:
        print(f"{error}", file=sys.stderr)
        return 2
    for found in errors:
        print(f"BROKEN {found}")
    if options.heads and not options.key and (keys := read_heads(options.heads)[1]):
        print(TRUSTED.format(key=keys[0].id))
    if not errors:
        print("The ledger is intact" + (" and contains all signed heads." if options.heads else "."))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
