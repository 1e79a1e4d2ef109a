"""Verifies a package of another newsroom and stores its bytes, before the transaction that adds its rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from factcheck.accounts.models import Person
from factcheck.archive.actions import Readable, StoredBytes, store_bytes
from factcheck.archive.addresses import digest_of
from factcheck.archive.web_archives.limits import InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.zip_members import ZipMembers
from factcheck.articles.canonical import MAX_BYTES
from factcheck.articles.readers import UnknownReader, recorded_reader
from factcheck.evidence.copies.reading import ReadCopy, read_body
from factcheck.exchange.layout import CLAIM_FILE, LEDGER_FILE
from factcheck.exchange.preview import first_entry_of
from factcheck.exchange.verification.bag import read_all
from factcheck.exchange.verification.command import first_key, verify_package
from factcheck.exchange.verification.contents import ZipContents
from factcheck.exchange.verification.members import opened_member
from factcheck.exchange.verification.report import Report, UnreadablePackage, shortened
from factcheck.web.errors import Invalid

NO_PACKAGE = "This is no package of Factcheck, or it was changed. {reason}"
LIMITS = WebArchiveLimits(members=20_000, total_size=4 << 30, directory_size=8 << 20)


@dataclass(slots=True)
class IncomingPackage:
    """A verified package whose bytes are stored. `captures` are by the id of their row in the package."""

    report: Report
    package: StoredBytes
    record: StoredBytes
    ledger: StoredBytes
    key: str
    first_entry: str
    captures: dict[int, StoredBytes] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Path → canonical text."""
    reproducible: set[int] = field(default_factory=set)
    """Ids of revisions whose text a reader of this installation reads from the original bytes."""
    read: dict[int, ReadCopy] = field(default_factory=dict)
    """Capture → the text of a copy, extracted by a reader of this installation."""
    text_bytes: dict[int, StoredBytes] = field(default_factory=dict)
    """Revision → its text, stored as the original of a revision that is not reproducible."""

    def rows(self, kind: str) -> dict[int, dict[str, Any]]:
        """The rows of a kind by their id in the package."""
        return {row["id"]: row for row in self.report.claim["rows"].get(kind, [])}


def verified_report(file: IO[bytes], *, trusted: Collection[str]) -> Report:
    """Verify a package as a whole. Nothing is stored. Raises Invalid(file) with the exact reasons if anything is broken."""
    try:
        ZipMembers(file, LIMITS)
        report = verify_package(ZipContents(file), trusted=trusted)
    except InvalidWebArchive as error:
        raise Invalid({"file": NO_PACKAGE.format(reason=error)}) from error
    except UnreadablePackage as error:
        raise Invalid({"file": str(error)}) from error
    if report.errors:
        raise Invalid({"file": [f"The package was not imported: {line}." for line in shortened(report.errors)[:10]]})
    return report


def receive(file: IO[bytes], *, person: Person, trusted: Collection[str], is_command: bool) -> IncomingPackage:
    """Verify a package as a whole, then store its bytes. Raises Invalid(file), QuotaExceeded, and StoreUnavailable."""
    report, contents = verified_report(file, trusted=trusted), ZipContents(file)
    uploader = None if is_command else person

    def store(content: bytes | Readable) -> StoredBytes:
        return store_bytes(content, uploaded_by=uploader)

    incoming = IncomingPackage(
        report=report,
        package=StoredBytes(*digest_of(file)),
        record=store(contents.open(CLAIM_FILE)),
        ledger=store(contents.open(LEDGER_FILE)),
        key=first_key(report),
        first_entry=first_entry_of(report),
    )
    _store_captures(incoming, contents, store)
    _read_texts(incoming, contents, store)
    return incoming


def _store_captures(incoming: IncomingPackage, contents: ZipContents, store: Any) -> None:
    for pk, row in incoming.rows("capture").items():
        for each in row["files"][:1]:
            member = "member" in each
            with opened_member(contents, each["path"], each["member"]) if member else contents.open(each["path"]) as file:
                stored = store(file)
            if stored.sha256 != row["values"]["sha256"]:  # the file was changed since it was verified
                raise Invalid({"file": f"The bytes of capture {pk} changed while they were read."})
            incoming.captures[pk] = stored


def _read_texts(incoming: IncomingPackage, contents: ZipContents, store: Any) -> None:
    for row in incoming.rows("revision").values():
        incoming.texts[row["text_file"]] = read_all(contents, row["text_file"], MAX_BYTES).decode()
    encodings = {row["values"]["capture_id"]: row["values"]["encoding"] for row in incoming.rows("preservedtext").values()}
    captures = incoming.rows("capture")
    for copy in incoming.rows("evidencecopy").values():
        body = copy["values"]["capture_id"]
        if body in incoming.captures and body not in incoming.read:
            with contents.open(captures[body]["files"][0]["path"]) as file:
                media_type, charset = captures[body]["values"]["media_type"], encodings.get(body, "")
                incoming.read[body] = read_body(file, media_type=media_type, charset=charset).copy
    for pk, row in incoming.rows("revision").items():
        text = incoming.texts[row["text_file"]]
        if _is_reproducible(row["values"], incoming.rows("capture"), contents, text):
            incoming.reproducible.add(pk)
        else:
            incoming.text_bytes[pk] = store(text.encode())


def _is_reproducible(values: Mapping[str, Any], captures: Mapping[int, Any], contents: ZipContents, text: str) -> bool:
    files = captures[values["original_id"]]["files"]
    if not files or contents.size(files[0]["path"]) > MAX_BYTES:
        return False
    try:
        reader = recorded_reader(values["reader"] or "plain", values["reader_version"] or 1)
        if reader.missing_libraries():
            return False
        content = read_all(contents, files[0]["path"], MAX_BYTES)
        return reader.read_again(content, values["encoding"]).canonical.text == text
    except (UnknownReader, ValueError, LookupError):
        return False
