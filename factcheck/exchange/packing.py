"""Writes the package of a claim to a file: streamed, verified while it is read, and with the same bytes for the same record."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import factcheck
from factcheck.archive.addresses import CHUNK, Readable, size_of
from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.archive.web_archives import warc
from factcheck.archive.web_archives.limits import InvalidWebArchive
from factcheck.archive.web_archives.wacz import first_warc, is_compressed
from factcheck.claims.models import Claim
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.packaging import package
from factcheck.evidence.custody.files import InternalFile, require_shown_bytes
from factcheck.evidence.custody.models import Takedown
from factcheck.evidence.models import Evidence
from factcheck.exchange.custody import custody
from factcheck.exchange.extract import ledger_extract
from factcheck.exchange.index_page import index_page, readme
from factcheck.exchange.item_titles import item_title
from factcheck.exchange.layout import (
    BAG_DECLARATION,
    BAG_INFO,
    CLAIM_FILE,
    CUSTODY_FILE,
    DECLARATION,
    LEDGER_FILE,
    MANIFEST,
    PAGE,
    PAYLOAD,
    README,
    TAG_MANIFEST,
    TEXT_KINDS,
    TOOLS,
    capture_path,
    copy_path,
    folder_name,
    manifest_line,
)
from factcheck.exchange.record import ExportedRecord, claim_record, model_of
from factcheck.exchange.verification.documents import problem_of
from factcheck.ledger.snapshot import snapshot
from factcheck.web.errors import NotAllowed, Refused

HIDDEN_FILE = "A file (capture {capture}) is hidden by a takedown, so it was left out."
RECORD_OF_OTHERS = "The record of the newsroom from which the claim was imported (capture {capture}) is part of no package."
_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of all members, so that the same record gives the same bytes."""
_UNIX = 3
_REGULAR_FILE = 0o100644 << 16
_TOOLS = (
    "__init__.py",
    "ledger/__init__.py",
    "ledger/ed25519.py",
    "ledger/tree.py",
    "ledger/verifier.py",
    "exchange/__init__.py",
    "exchange/layout.py",
    "exchange/verification/__init__.py",
    "exchange/verification/bag.py",
    "exchange/verification/command.py",
    "exchange/verification/contents.py",
    "exchange/verification/documents.py",
    "exchange/verification/entries.py",
    "exchange/verification/members.py",
    "exchange/verification/report.py",
    "exchange/verification/rows.py",
)
"""The modules of the stand-alone verifier, relative to the package `factcheck`."""


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """What is known about a package after it was written.

    `left_out` has a sentence for each thing that was left out (`claim_record`). `items` are the ids of the items in it, and
    `takedowns` those of the takedowns that were in force when the rows were read.
    """

    left_out: list[str]
    items: frozenset[int]
    takedowns: frozenset[int]


class BagWriter:
    """Writes files to a bag in a ZIP file, without compression. Hashes are computed while the files are written.

    If the block raises an exception, the file is empty afterward.
    """

    def __init__(self, out: IO[bytes], folder: str) -> None:
        self._out = out
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_STORED)
        self._folder = folder
        self._hashes: dict[str, str] = {}
        self._payload_size = 0

    def __enter__(self) -> BagWriter:
        return self

    def __exit__(self, kind: object, *error: object) -> None:
        self._zip.close()
        if kind is not None:
            self._out.seek(0)
            self._out.truncate()

    def add(self, path: str, content: bytes | Readable) -> None:
        """Add a file. Its path is relative to the folder of the bag."""
        file: Readable = io.BytesIO(content) if isinstance(content, bytes) else content
        member = zipfile.ZipInfo(f"{self._folder}/{path}", _TIME)
        member.create_system, member.external_attr, member.file_size = _UNIX, _REGULAR_FILE, size_of(file)
        digest = hashlib.sha256()
        with self._zip.open(member, "w") as target:
            while piece := file.read(CHUNK):
                digest.update(piece)
                target.write(piece)
        self._hashes[path] = digest.hexdigest()
        if path.startswith(PAYLOAD):
            self._payload_size += member.file_size

    def has(self, path: str) -> bool:
        return path in self._hashes

    def add_manifests(self, information: dict[str, str]) -> None:
        """Write the manifests, at the end. `information` are the fields of `bag-info.txt`."""
        payload = {path: digest for path, digest in self._hashes.items() if path.startswith(PAYLOAD)}
        oxum = {"Payload-Oxum": f"{self._payload_size}.{len(payload)}"}
        self.add(BAG_DECLARATION, DECLARATION)
        self.add(BAG_INFO, "".join(f"{name}: {value}\n" for name, value in {**information, **oxum}.items()).encode())
        self.add(MANIFEST, _manifest(payload))
        self.add(TAG_MANIFEST, _manifest({path: digest for path, digest in self._hashes.items() if path not in payload}))


def write_package(
    claim: Claim,
    out: IO[bytes],
    *,
    without_items: Collection[int] = (),
    protected_items: Collection[int] = (),
    with_originals: bool = True,
) -> WrittenPackage:
    """Write the package of a claim to an empty file.

    The database is read as a snapshot. Stored bytes are compared with their hashes before they are written. Raises DamagedCapture
    and StoreUnavailable; the file is then empty.
    """
    with snapshot():
        record = claim_record(claim, without_items=without_items, protected_items=protected_items)
        extract = ledger_extract(record)
        document = record.document({entry["entry"]["person"] for entry in extract["entries"] if "entry" in entry} - {None})
        held = custody(record, extract)
        takedowns = takedowns_in_force()
    with BagWriter(out, folder_name(claim.pk)) as bag:
        _add_texts(bag, record)
        _add_bytes(bag, record, with_originals=with_originals)
        for path, value in ((CLAIM_FILE, document), (LEDGER_FILE, extract), (CUSTODY_FILE, held)):
            bag.add(path, _json(path, value))
        for name in _TOOLS:
            bag.add(f"{TOOLS}factcheck/{name}", _source(name))
        bag.add(f"{TOOLS}verifier.py", _source("exchange/verifier.py"))
        titles = {row["id"]: item_title(row["values"], record.rows) for row in record.of(Evidence)}
        bag.add(PAGE, index_page(document, extract, held, titles).encode())
        bag.add(README, readme(document).encode())
        bag.add_manifests(_bag_information(document))
    return WrittenPackage(record.left_out, frozenset(record.by_id(Evidence)), takedowns)


def takedowns_in_force() -> frozenset[int]:
    """The ids of all takedowns in force, also those of other claims: their items can have the same bytes."""
    return frozenset(Takedown.objects.in_force().values_list("pk", flat=True))


def _add_texts(bag: BagWriter, record: ExportedRecord) -> None:
    for kind in TEXT_KINDS:
        stored: Any = model_of(kind)._default_manager
        for row in record.rows.get(kind, []):
            if not bag.has(row["text_file"]):
                (text,) = stored.values_list("text").get(pk=row["id"])
                bag.add(row["text_file"], text.encode())


def _add_bytes(bag: BagWriter, record: ExportedRecord, *, with_originals: bool) -> None:
    """Add the bytes of all captures. A WARC file is in the WACZ files of its copies; it is not added twice."""
    rows = record.by_id(Capture)
    files: dict[int, list[dict[str, str]]] = defaultdict(list)
    own = [row["id"] for row in record.of(EvidenceCopy)]
    copies = EvidenceCopy.objects.filter(pk__in=own).select_related("capture__parent", "text", "evidence").defer("text__text")
    for copy in copies.order_by("evidence__number", "number"):
        archive = copy.capture.parent
        if archive is None or archive.media_type != warc.MEDIA_TYPE or copy.collected_at is None or _why_left_out(archive.pk):
            continue
        path = copy_path(copy.evidence.number, copy.number)
        try:
            with package(copy) as file:
                member = first_warc(file)
                bag.add(path, file)
        except (InvalidWebArchive, ValueError):  # kept as it was collected, although it cannot be packaged
            continue
        files[archive.pk].append({"path": path, "member": member})
    originals = {row["values"]["original_id"] for row in record.rows.get("revision", [])}
    for pk, row in rows.items():
        if pk in originals and not with_originals:
            record.left_out.append(f"The original file of an article (capture {pk}) was left out by choice.")
        elif pk not in files and (reason := _why_left_out(pk)):
            record.left_out.append(reason.format(capture=pk))
        elif pk not in files:
            files[pk].append({"path": _add_capture(bag, row["values"]["sha256"], row["values"]["media_type"])})
        row["files"] = files[pk]


def _add_capture(bag: BagWriter, sha256: str, media_type: str) -> str:
    """Add stored bytes, unless they are there already. Returns their path."""
    with read_capture(Capture(sha256=sha256)) as stored:
        path = capture_path(sha256, media_type, is_compressed=is_compressed(stored))
        if not bag.has(path):
            bag.add(path, stored)
    return path


def _why_left_out(capture: int) -> str:
    """A sentence if the bytes of a capture must not leave, otherwise an empty text."""
    try:
        require_shown_bytes(Capture.objects.select_related("parent").get(pk=capture))
    except InternalFile:
        return RECORD_OF_OTHERS
    except NotAllowed:
        return HIDDEN_FILE
    return ""


def _bag_information(document: dict[str, Any]) -> dict[str, str]:
    name = " ".join(str(document["newsroom"]["name"]).split())
    return {
        "Source-Organization": name,
        "External-Identifier": folder_name(document["claim"]),
        "Bag-Software-Agent": document["software"],
        "BagIt-Profile-Version": document["format"],
    }


def _manifest(hashes: dict[str, str]) -> bytes:
    return "".join(manifest_line(hashes[path], path) for path in sorted(hashes)).encode()


def _source(name: str) -> bytes:
    return (Path(factcheck.__file__).parent / name).read_bytes()


def _json(path: str, value: dict[str, Any]) -> bytes:
    content = json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
    if problem := problem_of(path, content):
        raise Refused(f"The package would be larger than its verifier reads: {problem}", next_step="Leave out items of evidence.")
    return content
