"""The invariants of stored bytes, for `manage.py doctor`. All of them read one file at a time, in chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from factcheck.archive import store
from factcheck.archive.addresses import sha256_in
from factcheck.archive.faults import StoreUnavailable
from factcheck.archive.models import Capture
from factcheck.archive.store import BytesState, captures_storage
from factcheck.ledger.invariants import Invariant, Listing

_BATCH = 1000
_MAX_LINES = 100


def _bytes_are_intact() -> Iterator[str]:
    storage, last, state = captures_storage(), "", BytesState.INTACT
    failures = 0
    captures = Capture.objects.order_by("sha256", "id").values_list("id", "sha256", "name")
    for pk, sha256, name in captures.iterator(chunk_size=_BATCH):
        try:
            state = state if sha256 == last else store.state_of(sha256, storage)
        except StoreUnavailable as error:
            failures += 1
            yield f"the bytes of capture {pk} ({name or sha256[:12]}) cannot be read: {error.__cause__}"
            if failures > 20:
                return
            continue
        last = sha256
        if state is not BytesState.INTACT:
            yield f"the bytes of capture {pk} ({name or sha256[:12]}) are {state.value}"


def _unknown_files() -> Iterator[str]:
    """Files without a capture. Most belong to requests that were refused after their bytes had been stored."""
    try:
        yield from _shortened(_names_without_capture(captures_storage().names()))
    except OSError as error:
        yield f"the storage cannot be read: {error}"


def _names_without_capture(names: Iterator[str]) -> Iterator[str]:
    while batch := list(islice(names, _BATCH)):
        hashes = {sha256 for name in batch if (sha256 := sha256_in(name))}
        known = set(Capture.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
        yield from (name for name in batch if sha256_in(name) not in known)


def _replaced_files() -> Iterator[str]:
    try:
        yield from _shortened(captures_storage().replaced_names())
    except OSError as error:
        yield f"the storage cannot be read: {error}"


def _shortened(lines: Iterable[str]) -> Iterator[str]:
    rest = iter(lines)
    yield from islice(rest, _MAX_LINES)
    if more := sum(1 for _ in rest):
        yield f"and {more:,} more"


INVARIANTS = [Invariant("the bytes of all stored files are intact", _bytes_are_intact)]
LISTINGS = [
    Listing("stored files that belong to no capture, for example because the request was refused afterward", _unknown_files),
    Listing("damaged files that were replaced when the same bytes were stored again", _replaced_files),
]
