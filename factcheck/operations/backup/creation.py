"""Writes a backup: the dump of one snapshot of the database, then every capture that the snapshot names."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.db import connection, transaction

import factcheck
from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.archive.store import captures_storage, is_available
from factcheck.operations.backup import state
from factcheck.operations.backup.connections import arguments_and_environment
from factcheck.operations.backup.container import CHUNK, ArchiveWriter, verified
from factcheck.operations.backup.manifest import CaptureSummary, DamagedBackup, Manifest, Stored
from factcheck.setup.binaries import find_client_programs
from factcheck.setup.durable import flush_folder, link
from factcheck.web.errors import Refused

_IN_MEMORY = 4 << 20  # bytes of a capture; a larger one goes through a temporary file
_MAX_DAMAGED = 20
"""Maximum number of damaged captures that a message lists."""


class BackupProblem(Exception):
    """The backup was not written. The message is one or more sentences."""


def write_backup(
    target: Path,
    *,
    keys: Mapping[str, str],
    is_compressed: bool,
    accept_damaged: bool,
    replace: bool,
    say: Callable[[str], None],
) -> Manifest:
    """Write a backup to *target* and verify it by reading it again. Returns its manifest.

    `keys` has the fingerprints of the keys. The file gets its name only when it is complete. Raises BackupProblem, or OSError if
    the disk is full, and leaves no file behind.
    """
    with _new_file(target, replace=replace) as file:
        written = _write(file, target.parent, keys=keys, is_compressed=is_compressed, accept_damaged=accept_damaged, say=say)
        file.flush()
        os.fsync(file.fileno())
        say("Verifying the backup")
        if hasattr(os, "posix_fadvise"):  # not on macOS
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # read from the disk, not from memory
        file.seek(0)
        try:
            if verified(file) != written:
                raise DamagedBackup("The manifest was changed.")
        except DamagedBackup as damage:
            raise BackupProblem(f"The backup differs from what was written. The disk may be defective. {damage}") from damage
    return written


def write_file(target: Path, content: bytes, *, replace: bool) -> None:
    """Write a small file in the same way: readable only by its owner, flushed, and under its name only when complete."""
    with _new_file(target, replace=replace) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def unfinished_files(target: Path) -> list[Path]:
    """Files of backups with this name that were interrupted."""
    return sorted(target.parent.glob(f".{target.name}.*.unfinished"))


@contextmanager
def _new_file(target: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    if target.exists() and not replace:
        raise BackupProblem(f"{target} exists. Choose another name, or replace the file with --force.")
    temporary = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}.unfinished"
    try:
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise BackupProblem(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "r+b") as file:
            yield file
        if replace:
            os.replace(temporary, target)
        else:
            if not link(temporary, target):  # another process has created the file meanwhile
                raise BackupProblem(f"{target} exists. Choose another name, or replace the file with --force.")
            temporary.unlink(missing_ok=True)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(target.parent)


def _write(
    file: IO[bytes],
    folder: Path,
    *,
    keys: Mapping[str, str],
    is_compressed: bool,
    accept_damaged: bool,
    say: Callable[[str], None],
) -> Manifest:
    started_at = state.utc_now()
    programs = find_client_programs(server_version() // 10_000)
    archive = ArchiveWriter(file, is_compressed=is_compressed)
    with _snapshot() as snapshot:
        snapshot_at = state.utc_now()
        if not state.has_table("django_migrations"):
            raise BackupProblem("The database has no tables, so there is nothing to back up. Run: manage.py migrate")
        say("Writing the dump of the database")
        dump = _add_dump(archive, programs, snapshot, folder)
        say("Writing the captures")
        damaged = _add_captures(archive, folder)
        if damaged and not accept_damaged:
            listed = ", ".join(damaged[:_MAX_DAMAGED]) + (" and more" if len(damaged) > _MAX_DAMAGED else "")
            raise BackupProblem(
                f"The bytes of {len(damaged)} stored files are missing or damaged: {listed}. Repair them from an earlier backup"
                " (manage.py doctor names the captures), or write the backup without them with --accept-damaged."
            )
        manifest = Manifest(
            version=factcheck.__version__,
            backup_id=str(uuid.uuid4()),
            started_at=started_at,
            snapshot_at=snapshot_at,
            finished_at=state.utc_now(),
            database_name=str(connection.settings_dict["NAME"]),
            server_version=server_version(),
            dump=dump,
            captures=CaptureSummary(archive.captures.count, archive.captures.size, archive.captures.sha256, damaged),
            ledger=state.ledger_head(),
            migrations=state.applied_migrations(),
            counts=state.counts(),
            keys=keys,
        )
    archive.finish(manifest)
    return manifest


def server_version() -> int:
    """The version of the database server, such as 180006."""
    return int(state.fetch("SHOW server_version_num")[0][0])


@contextmanager
def _snapshot() -> Iterator[str]:
    """A read-only transaction. Yields the id of its snapshot, which `pg_dump` uses, too."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def _add_dump(archive: ArchiveWriter, programs: Path, snapshot: str, folder: Path) -> Stored:
    target, environment = arguments_and_environment()
    options = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--snapshot={snapshot}", *target]
    with tempfile.TemporaryFile(dir=folder) as dump, tempfile.TemporaryFile() as messages:
        process = subprocess.run(
            [str(programs / "pg_dump"), *options], stdin=subprocess.DEVNULL, stdout=dump, stderr=messages, env=environment
        )
        if process.returncode != 0:
            messages.seek(0)
            text = messages.read(4000).decode(errors="replace").strip()
            raise BackupProblem(f"The database could not be dumped:\n{text}")
        size = dump.seek(0, os.SEEK_END)
        dump.seek(0)
        digest = hashlib.sha256()
        while chunk := dump.read(CHUNK):
            digest.update(chunk)
        dump.seek(0)
        archive.add_dump(dump, size)
    return Stored(size, digest.hexdigest())


def _add_captures(archive: ArchiveWriter, folder: Path) -> list[str]:
    """Add every capture of the snapshot, one at a time. Returns the hashes of those whose bytes are missing or damaged.

    *folder* is for temporary files. Raises BackupProblem if the store is not available: that is no damage that can be accepted.
    """
    damaged = []
    if not state.has_table("archive_capture"):
        return []
    with connection.connection.cursor(name="captures") as cursor:
        cursor.execute('SELECT sha256 FROM archive_capture GROUP BY sha256 ORDER BY sha256 COLLATE "C"')
        for (sha256,) in cursor:
            with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder)) as content:
                digest, size = hashlib.sha256(), 0
                for chunk in _chunks(sha256):
                    content.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                if digest.hexdigest() != sha256:
                    damaged.append(sha256)
                    continue
                content.seek(0)
                archive.add_capture(sha256, size, content)
    return damaged


def _chunks(sha256: str) -> Iterator[bytes]:
    """The bytes of a capture, or nothing if they are missing, damaged, or on a part of the disk that cannot be read."""
    try:
        yield from read_capture(Capture(sha256=sha256))
    except Refused as refused:
        storage = captures_storage()
        if not is_available(storage):
            cause = refused.__cause__ or "its file system may not be mounted"
            raise BackupProblem(f"The stored files in {storage.description} cannot be read: {cause}.") from refused
