"""Packages WARC files as WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/). Pure."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any

from factcheck.archive.addresses import CHUNK, Readable, size_of
from factcheck.archive.web_archives.cdxj import index_line
from factcheck.archive.web_archives.labelled_digests import sha256_label
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.responses import ResponseIndex, index_responses

MEDIA_TYPE = "application/wacz"
WACZ_VERSION = "1.1.1"
MANIFEST, MANIFEST_DIGEST, PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of all members, so that the same input gives the same bytes."""
_UNIX = 3
_REGULAR_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class WaczPage:
    """A page in the list of pages."""

    address: str
    at: datetime
    """UTC."""
    title: str = ""


def write_wacz(
    out: IO[bytes],
    warcs: Sequence[Readable],
    *,
    pages: Sequence[WaczPage],
    software: str,
    title: str = "",
    limits: WebArchiveLimits = DEFAULT_LIMITS,
) -> None:
    """Write a WACZ with WARC files, their index, a list of pages, and a manifest with SHA-256 hashes.

    The WARC files are copied unchanged as `archive/data.warc.gz`, `archive/data-2.warc.gz`, and so on, or with `.warc` if they
    are not compressed. The first page is the main page. `created` is the time of the newest record: the bytes depend only on the
    arguments. Files are read in pieces and rewound.

    Raises InvalidWebArchive if a WARC file is malformed, differs from its digests, or was not compressed record by record;
    ValueError if there is no page, or none of the files contains a response for a page.
    """
    index = index_responses(warcs, limits)
    if not pages or any(index.find(page.address) is None for page in pages):
        raise ValueError("there is no page, or the WARC files contain no response for a page")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        resources = [_add(package, f"archive/{name}", file) for name, file in zip(_names(warcs), warcs, strict=True)]
        resources.append(_add(package, "indexes/index.cdx", io.BytesIO(_index(index, warcs))))
        resources.append(_add(package, PAGES, io.BytesIO(_page_list(pages))))
        manifest = _manifest(resources, index, pages, software, title)
        _add(package, MANIFEST, io.BytesIO(manifest))
        digest = {"path": MANIFEST, "hash": sha256_label(hashlib.sha256(manifest).hexdigest())}
        _add(package, MANIFEST_DIGEST, io.BytesIO(_json(digest)))


def first_warc(wacz: IO[bytes]) -> str:
    """The path of the first WARC file in a WACZ that `write_wacz` wrote. The file is rewound."""
    with zipfile.ZipFile(wacz) as package:
        name = package.namelist()[0]
    wacz.seek(0)
    return name


def is_compressed(warc: Readable) -> bool:
    """Whether a WARC file is compressed, by its first bytes. The file is rewound."""
    warc.seek(0)
    start = warc.read(2)
    warc.seek(0)
    return start == b"\x1f\x8b"


def _names(warcs: Sequence[Readable]) -> list[str]:
    names = []
    for number, file in enumerate(warcs, 1):
        suffix = ".warc.gz" if is_compressed(file) else ".warc"
        names.append(f"data{suffix}" if number == 1 else f"data-{number}{suffix}")
    return names


def _add(package: zipfile.ZipFile, path: str, file: Readable) -> dict[str, Any]:
    """Copy a file into the package. Returns its entry in the manifest."""
    member = zipfile.ZipInfo(path, _TIME)
    member.create_system, member.external_attr, member.file_size = _UNIX, _REGULAR_FILE, size_of(file)
    digest, size = hashlib.sha256(), 0
    with package.open(member, "w") as target:
        while piece := file.read(CHUNK):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    file.seek(0)
    return {"name": path.rpartition("/")[2], "path": path, "hash": sha256_label(digest.hexdigest()), "bytes": size}


def _index(index: ResponseIndex, warcs: Sequence[Readable]) -> bytes:
    names = dict(zip(map(id, warcs), _names(warcs), strict=True))
    lines = []
    for response in index.responses:
        record = response.record
        if record.skip or record.end[1]:
            raise InvalidWebArchive("The WARC file cannot be indexed, because its records are not compressed one by one.")
        try:
            lines.append(index_line(record, names[id(response.file)], record.end[0] - record.member).encode())
        except ValueError:
            raise InvalidWebArchive("The WARC file contains a malformed address.") from None
    return b"".join(sorted(lines))


def _page_list(pages: Sequence[WaczPage]) -> bytes:
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for page in pages:
        title = {"title": page.title} if page.title else {}
        lines.append({"url": page.address, "ts": _timestamp(page.at), **title})
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def _manifest(
    resources: list[dict[str, Any]], index: ResponseIndex, pages: Sequence[WaczPage], software: str, title: str
) -> bytes:
    return _json(
        {
            "profile": "data-package",
            "wacz_version": WACZ_VERSION,
            **({"title": title} if title else {}),
            "software": software,
            "created": _timestamp(max(response.record.at for response in index.responses)),
            "mainPageUrl": pages[0].address,
            "mainPageDate": _timestamp(pages[0].at),
            "resources": resources,
        }
    )


def _timestamp(at: datetime) -> str:
    """RFC 3339, in UTC, with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
