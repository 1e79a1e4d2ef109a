"""The manifest of a backup: what the archive contains, with hashes. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

FORMAT = 1
MARKER = b"factcheck-backup 1\n"
"""Content of the first member of the archive."""


class DamagedBackup(Exception):
    """The archive is incomplete, was changed, or is not a backup. The message is a sentence."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The size in bytes and the SHA-256 (64 hex digits) of one member of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CaptureSummary:
    """All captures together. `sha256` covers the lines `<sha256> <size>\\n` of all captures, in the order of their hashes.

    `damaged` lists the hashes of captures whose bytes were missing or changed when the backup was written.
    """

    count: int
    size: int
    sha256: str
    damaged: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LedgerHead:
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`started_at` and `finished_at` are UTC. `snapshot_at` is the time of the database snapshot, in UTC.

    `migrations` maps the label of each app to the names of its applied migrations. `keys` maps the name of each key file to a
    fingerprint that does not reveal the key.
    """

    version: str
    backup_id: str
    started_at: str
    snapshot_at: str
    finished_at: str
    database_name: str
    server_version: int
    dump: Stored
    captures: CaptureSummary
    ledger: LedgerHead
    migrations: Mapping[str, Sequence[str]]
    counts: Mapping[str, int]
    keys: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT
    product: str = "factcheck"

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"

    @property
    def server_major(self) -> int:
        """Major version of the PostgreSQL server."""
        return self.server_version // 10_000

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Raises DamagedBackup if the content is not a manifest of this format."""
        try:
            values = json.loads(content)
            if values["product"] != "factcheck" or values["format"] != FORMAT:
                raise DamagedBackup("The manifest has an unknown format. A newer version of Factcheck may have written it.")
            manifest = cls(
                **{
                    **values,
                    "dump": Stored(**values["dump"]),
                    "captures": CaptureSummary(**values["captures"]),
                    "ledger": LedgerHead(**values["ledger"]),
                }
            )
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedBackup("The manifest cannot be read.") from error
        if not _is_plausible(manifest):
            raise DamagedBackup("The manifest contains invalid values.")
        return manifest


def _is_plausible(manifest: Manifest) -> bool:
    """Whether values that are compared, counted, or printed have the right types and formats."""
    sizes = [manifest.dump.size, manifest.captures.count, manifest.captures.size, manifest.ledger.number, manifest.server_version]
    hashes = [manifest.dump.sha256, manifest.captures.sha256, manifest.ledger.hash, *manifest.captures.damaged]
    times = [manifest.started_at, manifest.snapshot_at, manifest.finished_at]
    return (
        all(type(size) is int and size >= 0 for size in sizes + list(manifest.counts.values()))
        and all(isinstance(text, str) and re.fullmatch(r"[0-9a-f]{64}", text) for text in hashes)
        and all(_is_time(time) for time in times)
        and parsed_version(manifest.version) is not None
        and isinstance(manifest.backup_id, str)
        and re.fullmatch(r"[0-9a-f-]{36}", manifest.backup_id) is not None
        and all(_is_name(text) for names in manifest.migrations.items() for text in (names[0], *names[1]))
        and all(_is_name(name) and _is_name(value) for name, value in manifest.keys.items())
        and isinstance(manifest.database_name, str)
        and manifest.database_name.isprintable()
    )


def _is_time(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).utcoffset() is not None
    except (TypeError, ValueError):
        return False


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[\w.-]{1,200}", value) is not None


def parsed_version(version: Any) -> tuple[int, ...] | None:
    """The numbers of a version such as `0.1.0`, or None. A suffix such as `.dev1` is ignored."""
    match = re.match(r"\d{1,6}(\.\d{1,6})*", version) if isinstance(version, str) and len(version) < 50 else None
    return tuple(int(number) for number in match[0].split(".")) if match else None
