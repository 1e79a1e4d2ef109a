"""Verifies and opens WACZ files (version 1) that other people made. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import IO, Any

from factcheck.archive.addresses import Readable
from factcheck.archive.web_archives.labelled_digests import LabelledDigest, read_digest
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, NotWacz, WebArchiveLimits
from factcheck.archive.web_archives.responses import ArchivedResponse, ResponseIndex, index_responses
from factcheck.archive.web_archives.wacz import MANIFEST, MANIFEST_DIGEST, PAGES, WaczPage
from factcheck.archive.web_archives.zip_members import ZipMembers

_STRONG = ("sha256", "sha384", "sha512")
_SUFFIXES = (".warc", ".warc.gz")
MAX_ADDRESS, MAX_TITLE = 4_096, 500
"""Code points of an address, and of a title, which is cut."""


@dataclass(frozen=True, slots=True)
class WaczContents:
    """A WACZ all of whose hashes agree."""

    pages: tuple[WaczPage, ...]
    main_page: str
    """The address of the main page: the one that the manifest names, otherwise the first in the list; may be empty."""
    has_list: bool
    """Whether the file contains a list of pages. The standard requires it; without it, `pages` are those in the WARC files."""
    index: ResponseIndex
    hashes: int
    """The number of files whose hash agrees with the manifest."""
    has_manifest_hash: bool
    """Whether the file contains a hash of its manifest, which agrees."""
    is_signed: bool
    """Whether the file contains a signature, which was not verified."""

    def find(self, page: WaczPage) -> ArchivedResponse:
        """The response with the payload of a page. Raises InvalidWebArchive if the file does not contain it."""
        found = self.index.find(page.address, page.at)
        if found is None:
            raise InvalidWebArchive("The file contains no response for the page.")
        return self.index.final(found)


def open_wacz(file: Readable, *, scratch: Callable[[], IO[bytes]], limits: WebArchiveLimits = DEFAULT_LIMITS) -> WaczContents:
    """Verify a WACZ, and then read its WARC files and its list of pages. The file has to stay open.

    All hashes of the manifest, and the hash of the manifest itself if it is present, are compared before anything else is read. A
    file without an entry in the manifest is refused. `scratch` creates the temporary files for compressed WARC files; the caller
    closes them. Raises InvalidWebArchive, and its subclass NotWacz for another ZIP file.
    """
    members = ZipMembers(file, limits)
    if MANIFEST not in members.names:
        raise NotWacz("The file is a ZIP file, but not a WACZ file.")
    content = _small_file(members, MANIFEST, limits)
    manifest = _json_object(content, MANIFEST)
    has_manifest_hash, is_signed = _check_manifest_hash(members, content, limits)
    if not str(manifest.get("wacz_version", "")).startswith("1."):
        raise InvalidWebArchive("The file is not a WACZ file of version 1.")
    resources = _resources(manifest, members)
    warcs: list[Readable] = []
    for name, digest in resources.items():
        is_warc = name.startswith("archive/")
        if is_warc and not name.endswith(_SUFFIXES):
            raise InvalidWebArchive("The folder archive of the WACZ file contains another file than WARC files.")
        window = members.window(name) if is_warc else None
        copy = scratch() if is_warc and window is None else None
        _check_hash(name, digest, members.read(name), copy)
        if is_warc:
            warcs += [item for item in (window, copy) if item is not None]
    if not warcs:
        raise InvalidWebArchive("The WACZ file contains no WARC file.")
    has_list = PAGES in resources
    index = index_responses(warcs, limits)
    pages = tuple(_pages(_lines(members.read(PAGES), limits), limits)) if has_list else pages_in(index)
    main = str(manifest.get("mainPageUrl") or manifest.get("mainPageURL") or "")
    return WaczContents(
        pages=pages,
        main_page=main if any(page.address == main for page in pages) else next((page.address for page in pages), ""),
        has_list=has_list,
        index=index,
        hashes=len(resources),
        has_manifest_hash=has_manifest_hash,
        is_signed=is_signed,
    )


def pages_in(index: ResponseIndex) -> tuple[WaczPage, ...]:
    """The HTML pages in WARC files, without titles, at most `limits.pages`."""
    found = (WaczPage(item.record.address, item.record.at) for item in index.responses if item.is_page)
    return tuple(islice(found, index.limits.pages))


def _small_file(members: ZipMembers, name: str, limits: WebArchiveLimits) -> bytes:
    if members.size(name) > limits.manifest_size:
        raise InvalidWebArchive(f"The file {name} in the WACZ file has more than {limits.manifest_size:,} bytes.")
    return b"".join(members.read(name))


def _json_object(content: bytes, name: str) -> dict[str, Any]:
    """A JSON object without repeated names: readers that take the first and the last value would differ."""
    try:
        value = json.loads(content, object_pairs_hook=_without_duplicates)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise InvalidWebArchive(f"The file {name} in the WACZ file is not valid.")
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated name")
    return found


def _check_manifest_hash(members: ZipMembers, manifest: bytes, limits: WebArchiveLimits) -> tuple[bool, bool]:
    """Whether a hash of the manifest and a signature are present."""
    if MANIFEST_DIGEST not in members.names:
        return False, False
    declared = _json_object(_small_file(members, MANIFEST_DIGEST, limits), MANIFEST_DIGEST)
    digest = _strong(declared.get("hash"))
    if declared.get("path") != MANIFEST or digest is None:
        raise InvalidWebArchive(f"The file {MANIFEST_DIGEST} in the WACZ file is not valid.")
    _check_hash(MANIFEST, digest, [manifest], None)
    return True, "signedData" in declared


def _strong(text: Any) -> LabelledDigest | None:
    digest = read_digest(text) if isinstance(text, str) else None
    return digest if digest and digest.algorithm in _STRONG else None


def _resources(manifest: dict[str, Any], members: ZipMembers) -> dict[str, LabelledDigest]:
    """The hash of each file except the manifest and its hash. Each of these files has exactly one entry."""
    found: dict[str, LabelledDigest] = {}
    entries = manifest.get("resources")
    for entry in entries if isinstance(entries, list) else []:
        path = entry.get("path") if isinstance(entry, dict) else None
        digest = _strong(entry.get("hash")) if isinstance(path, str) else None
        if not isinstance(path, str) or digest is None or path in found or path in (MANIFEST, MANIFEST_DIGEST):
            raise InvalidWebArchive("The manifest of the WACZ file contains an entry without a path or SHA-256, or repeats one.")
        if path not in members.names or entry.get("bytes", members.size(path)) != members.size(path):
            raise InvalidWebArchive("The manifest of the WACZ file lists a file that is missing or has another size.")
        found[path] = digest
    if set(members.names) - set(found) - {MANIFEST, MANIFEST_DIGEST}:
        raise InvalidWebArchive("The WACZ file contains a file that its manifest does not list.")
    return found


def _check_hash(name: str, declared: LabelledDigest, pieces: Iterable[bytes], copy: IO[bytes] | None) -> None:
    digest = hashlib.new(declared.algorithm)
    for piece in pieces:
        digest.update(piece)
        if copy is not None:
            copy.write(piece)
    if digest.digest() != declared.value:
        raise InvalidWebArchive(f"The content of {name} in the WACZ file differs from its hash.")


def _lines(pieces: Iterator[bytes], limits: WebArchiveLimits) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
        if len(rest) > limits.manifest_size:
            raise InvalidWebArchive("The list of pages in the WACZ file contains a very long line.")
    yield rest


def _pages(lines: Iterator[bytes], limits: WebArchiveLimits) -> Iterator[WaczPage]:
    count = 0
    for line in lines:
        if not line.strip():
            continue
        entry = _json_object(line, PAGES)
        if "format" in entry and "url" not in entry:
            continue
        count += 1
        if count > limits.pages:
            raise InvalidWebArchive(f"The WACZ file lists more than {limits.pages:,} pages.")
        address, title, at = entry.get("url"), entry.get("title"), _time(entry.get("ts"))
        if not isinstance(address, str) or not 0 < len(address) <= MAX_ADDRESS or at is None:
            raise InvalidWebArchive("The list of pages in the WACZ file contains a page without an address or a time.")
        yield WaczPage(address, at, title[:MAX_TITLE] if isinstance(title, str) else "")


def _time(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None
