"""The header of a WARC record (ISO 28500:2017, clauses 4 and 5). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from factcheck.archive.web_archives.gunzip import ForwardReader
from factcheck.archive.web_archives.limits import InvalidWebArchive, WebArchiveLimits

VERSIONS = (b"WARC/1.0", b"WARC/1.1")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LENGTH = re.compile(r"[0-9]{1,15}", re.ASCII)
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?Z", re.ASCII)
_UNIQUE = (
    "warc-type",
    "warc-record-id",
    "warc-date",
    "content-length",
    "content-type",
    "warc-target-uri",
    "warc-block-digest",
    "warc-payload-digest",
)
"""The fields that the readers use and that must not be repeated."""


def malformed(reason: str) -> InvalidWebArchive:
    return InvalidWebArchive(f"The file is not a valid WARC file: {reason}.")


def read_fields(reader: ForwardReader, limits: WebArchiveLimits) -> tuple[dict[str, str], int]:
    """The fields of the next record, with names in lowercase, and the size of the header in bytes.

    The first value of a repeated field counts. Raises InvalidWebArchive for a header that is malformed, incomplete, or too large.
    """
    version = reader.read_line(64)
    size, lines = len(version), list[bytes]()
    if version.rstrip(b"\r\n") not in VERSIONS or not version.endswith(b"\r\n"):
        raise malformed("a record does not begin with a supported version")
    while True:
        line = reader.read_line(limits.header_size - size + 1)
        size += len(line)
        if size > limits.header_size:
            raise malformed(f"the header of a record has more than {limits.header_size:,} bytes")
        if not line.endswith(b"\r\n"):
            raise malformed("the header of a record is incomplete")
        if line == b"\r\n":
            return _fields(lines), size
        lines.append(line[:-2])


def _fields(lines: Iterable[bytes]) -> dict[str, str]:
    fields: list[tuple[str, list[str]]] = []
    for raw in lines:
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            raise malformed("the header of a record is not UTF-8") from None
        if line.startswith((" ", "\t")) and fields:
            fields[-1][1].append(line.strip(" \t"))
            continue
        name, colon, value = line.partition(":")
        if not colon or not _NAME.fullmatch(name):
            raise malformed("the header of a record contains a line that is not a field")
        fields.append((name.lower(), [value.strip(" \t")]))
    found: dict[str, str] = {}
    for name, values in fields:
        if name in found and name in _UNIQUE:
            raise malformed(f"the header of a record contains the field {name} more than once")
        found.setdefault(name, " ".join(values))
    for name in _UNIQUE[:4]:
        if not found.get(name):
            raise malformed(f"a record has no field {name}")
    return found


def read_length(text: str) -> int:
    """A number of bytes. Raises InvalidWebArchive if it is not a decimal number of at most 15 digits."""
    if not _LENGTH.fullmatch(text):
        raise malformed("the length of a record is not a number")
    return int(text)


def read_time(text: str) -> datetime:
    """A date with time in UTC (WARC-Date), in microseconds: further digits are cut. Raises InvalidWebArchive if malformed."""
    match = _DATE.fullmatch(text)
    try:
        if match:
            at = datetime.fromisoformat(match[1]).replace(tzinfo=UTC)
            return at.replace(microsecond=int((match[2] or "")[:6].ljust(6, "0")))
    except ValueError:  # a month, a day, or an hour that does not exist
        pass
    raise malformed("the date of a record is malformed")


def written_time(at: datetime) -> str:
    """A time as WARC-Date with microseconds, in UTC. Raises ValueError for a time without an offset."""
    if at.tzinfo is None:
        raise ValueError("the time has no offset")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_uri(text: str) -> str:
    """An address without the angle brackets that version 1.0 requires. Raises InvalidWebArchive for white space."""
    uri = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if any(character <= " " or character == "\x7f" for character in uri):
        raise malformed("an address contains spaces or control characters")
    return uri
