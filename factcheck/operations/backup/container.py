"""The tar archive of a backup: written in one pass, and read in one pass. Neither holds a whole member in memory.

The members are, in this order: a marker with the format, the dump of the database, the captures in the order of their hashes,
and the manifest.
"""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import zlib
from collections.abc import Iterator
from typing import IO

from factcheck.operations.backup.manifest import MARKER, DamagedBackup, Manifest

CHUNK = 1 << 20
_MARKER, _DUMP, _MANIFEST = "factcheck-backup", "database.dump", "manifest.json"
_CAPTURE = re.compile(r"captures/([0-9a-f]{64})")
_READ_ERRORS = (tarfile.TarError, zlib.error, EOFError, ValueError, OverflowError)
"""What the standard library raises for a damaged archive."""
_MAX_MANIFEST = 64 << 20  # bytes


class CaptureDigest:
    """Count, total size, and hash of captures that are added in the order of their hashes."""

    def __init__(self) -> None:
        self.count = self.size = 0
        self._digest = hashlib.sha256()

    def add(self, sha256: str, size: int) -> None:
        self.count += 1
        self.size += size
        self._digest.update(f"{sha256} {size}\n".encode())

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class ArchiveWriter:
    """Writes the members of a backup to an open file. Call `add_dump`, `add_capture` in order, `finish`."""

    def __init__(self, file: IO[bytes], *, is_compressed: bool) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w|gz" if is_compressed else "w|")  # noqa: SIM115  (`finish` closes it)
        self.captures = CaptureDigest()
        self._add(_MARKER, len(MARKER), io.BytesIO(MARKER))

    def add_dump(self, file: IO[bytes], size: int) -> None:
        self._add(_DUMP, size, file)

    def add_capture(self, sha256: str, size: int, file: IO[bytes]) -> None:
        self._add(f"captures/{sha256}", size, file)
        self.captures.add(sha256, size)

    def finish(self, manifest: Manifest) -> None:
        content = manifest.to_json()
        self._add(_MANIFEST, len(content), io.BytesIO(content))
        self._tar.close()

    def _add(self, name: str, size: int, file: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o400
        self._tar.addfile(member, file)
        vars(self._tar)["members"].clear()  # otherwise, they stay in memory


class Member:
    """One member of an archive that is being read. Its content can be read once, before the next member."""

    def __init__(self, name: str, size: int, content: IO[bytes]) -> None:
        self.name, self.size, self._content = name, size, content
        match = _CAPTURE.fullmatch(name)
        self.capture = match[1] if match else ""
        self.is_dump = name == _DUMP
        self.sha256 = ""

    def chunks(self) -> Iterator[bytes]:
        """The content in chunks of at most 1 MiB. Sets `sha256` at the end. Raises DamagedBackup if it is truncated."""
        digest, remaining = hashlib.sha256(), self.size
        while remaining:
            try:
                chunk = self._content.read(min(CHUNK, remaining))
            except _READ_ERRORS as error:
                raise DamagedBackup(f"The archive ends in the middle of {self.name}, or it is damaged there.") from error
            if not chunk:
                raise DamagedBackup(f"The archive ends in the middle of {self.name}.")
            digest.update(chunk)
            remaining -= len(chunk)
            yield chunk
        self.sha256 = digest.hexdigest()

    def skip(self) -> None:
        for _ in self.chunks():
            pass


def members(file: IO[bytes]) -> Iterator[Member]:
    """The members of an open, seekable file, in order. Raises DamagedBackup for other files, and for unexpected members.

    Names are only compared, and never used as paths.
    """
    is_compressed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r|gz" if is_compressed else "r|") as tar:
            while (entry := tar.next()) is not None:
                vars(tar)["members"].clear()  # otherwise, they stay in memory
                content = tar.extractfile(entry) if entry.type in tarfile.REGULAR_TYPES and not entry.issparse() else None
                if content is None or not (entry.name in (_MARKER, _DUMP, _MANIFEST) or _CAPTURE.fullmatch(entry.name)):
                    raise DamagedBackup(f"The archive contains {entry.name!r}, which is not part of a backup.")
                yield Member(entry.name, entry.size, content)
    except _READ_ERRORS as error:
        raise DamagedBackup("The file is not a backup, or it is damaged.") from error


def verified(file: IO[bytes]) -> Manifest:
    """Read the whole archive and compare every member with the manifest. Returns the manifest, or raises DamagedBackup."""
    dump, digest, previous, manifest = None, CaptureDigest(), "", None
    for number, member in enumerate(members(file)):
        if number == 0:
            if member.name != _MARKER or member.size != len(MARKER) or b"".join(member.chunks()) != MARKER:
                raise DamagedBackup("The file is not a backup of Factcheck, or its format is newer than this version.")
        elif manifest is not None:
            raise DamagedBackup(f"The archive contains {member.name} after the manifest.")
        elif number == 1:
            if not member.is_dump:
                raise DamagedBackup("The archive does not begin with the dump of the database.")
            member.skip()
            dump = member
        elif member.capture:
            member.skip()
            if member.sha256 != member.capture:
                raise DamagedBackup(f"The capture {member.capture} was changed.")
            if member.capture <= previous:
                raise DamagedBackup("The captures are not in order.")
            previous = member.capture
            digest.add(member.capture, member.size)
        elif member.name == _MANIFEST and member.size <= _MAX_MANIFEST:
            manifest = Manifest.from_json(b"".join(member.chunks()))
        else:
            raise DamagedBackup(f"The archive contains {member.name} in the wrong place.")
    if dump is None or manifest is None:
        raise DamagedBackup("The archive is incomplete: it has no manifest.")
    if (manifest.dump.size, manifest.dump.sha256) != (dump.size, dump.sha256):
        raise DamagedBackup("The dump of the database was changed.")
    captures = manifest.captures
    if (captures.count, captures.size, captures.sha256) != (digest.count, digest.size, digest.sha256):
        raise DamagedBackup("The captures differ from those in the manifest.")
    return manifest
