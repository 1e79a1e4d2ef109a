"""WACZ files that are composed by hand."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import Any

from tests.archive.web_archives.samples import warc, zipped

PAGES = (
    b'{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n'
    b'{"url": "https://example.org/page", "ts": "2026-11-29T09:30:16Z", "title": "Budget", "text": "The budget"}\n'
)
INDEX = b'org,example)/page 20261129093016 {"url": "https://example.org/page"}\n'


def sha256(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def manifest(files: dict[str, bytes], **changes: Any) -> bytes:
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": sha256(content), "bytes": len(content)}
        for name, content in files.items()
    ]
    return json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources, **changes}).encode()


def files(**more: bytes) -> dict[str, bytes]:
    found = {"archive/data.warc.gz": warc(), "indexes/index.cdx": INDEX, "pages/pages.jsonl": PAGES}
    return found | {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}


def package(
    content: dict[str, bytes] | None = None,
    *,
    compression: int = zipfile.ZIP_STORED,
    unlisted: dict[str, bytes] | None = None,
    description: bytes | None = None,
    digest: bytes | None = None,
    **changes: Any,
) -> bytes:
    listed = files() if content is None else content
    described = manifest(listed, **changes) if description is None else description
    if digest is None:
        digest = json.dumps({"path": "datapackage.json", "hash": sha256(described)}).encode()
    extra = {"datapackage.json": described} | ({"datapackage-digest.json": digest} if digest else {})
    return zipped(listed | (unlisted or {}) | extra, compression)
