"""Restores a verified backup.

The database is replaced in one transaction: the live schema gets another name, and the dump is loaded into a new one. Until that
transaction is committed, other sessions see only the live data, and if it is interrupted at any point, nothing has changed.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

import factcheck
from factcheck.accounts.models import StaffSession
from factcheck.archive.actions import restore_bytes
from factcheck.archive.store import captures_storage
from factcheck.archive.temporary import temporary_file
from factcheck.operations import migration_lock
from factcheck.operations.backup import state
from factcheck.operations.backup.connections import arguments_and_environment
from factcheck.operations.backup.container import CHUNK, members, verified
from factcheck.operations.backup.creation import server_version
from factcheck.operations.backup.manifest import DamagedBackup, Manifest, parsed_version
from factcheck.setup.binaries import find_client_programs
from factcheck.web.errors import Refused

_DATABASE_UNCHANGED = "The database was not changed."
_MAX_MESSAGE = 4000  # bytes of the output of psql that an error message repeats


SESSION_TABLES = ("django_session", StaffSession._meta.db_table)
"""The tables of sessions, of earlier versions and of this one."""


class RestoreProblem(Exception):
    """Nothing was replaced, unless the message says so. The message is one or more sentences."""


def examined(file: IO[bytes]) -> Manifest:
    """Verify the whole archive, and that this version can restore it. Returns the manifest. Raises RestoreProblem.

    Changes nothing.
    """
    try:
        manifest = verified(file)
    except DamagedBackup as damage:
        raise RestoreProblem(f"{damage} Nothing was changed.") from damage
    ours = parsed_version(factcheck.__version__) or ()
    newer = [f"version {manifest.version}"] if (parsed_version(manifest.version) or ()) > ours else []
    newer += [f"the migration {name}" for name in _unknown_migrations(manifest)]
    if newer:
        raise RestoreProblem(
            f"The backup was written by a newer version of Factcheck ({newer[0]}), but this is {factcheck.__version__}. Install"
            " that version, then restore. Nothing was changed."
        )
    major = server_version() // 10_000
    if manifest.server_major > major:
        raise RestoreProblem(
            f"The backup was written on PostgreSQL {manifest.server_major}, but this server is PostgreSQL {major}. Use a server"
            f" of version {manifest.server_major} or newer. Nothing was changed."
        )
    return manifest


def _unknown_migrations(manifest: Manifest) -> list[str]:
    loader = MigrationLoader(connection=None)
    known = set(loader.disk_migrations)
    for (app, _), migration in loader.disk_migrations.items():
        known |= {(app, replaced[1]) for replaced in migration.replaces}
    return [f"{app}.{name}" for app, names in manifest.migrations.items() for name in names if (app, name) not in known]


def store_captures(file: IO[bytes], *, accept_new_store: bool) -> int:
    """Store all captures of the archive, one at a time. Existing ones are not overwritten. Returns their number.

    Each capture is verified again, in case the file has changed since it was examined. Raises RestoreProblem, also if the store
    has no captures although the database that will be replaced has some, unless *accept_new_store* is true.
    """
    is_expected_empty = accept_new_store or not state.has_captures()
    number = 0
    file.seek(0)
    for member in members(file):
        if member.capture:
            with temporary_file() as content:
                for chunk in member.chunks():
                    content.write(chunk)
                if member.sha256 != member.capture:
                    raise RestoreProblem(f"The capture {member.capture} changed while it was read. {_DATABASE_UNCHANGED}")
                try:
                    restore_bytes(content, is_expected_empty=lambda: is_expected_empty)
                except Refused as refused:
                    raise RestoreProblem(f"{_storage_problem(refused)} {_DATABASE_UNCHANGED}") from refused
            number += 1
    return number


def _storage_problem(refused: Refused) -> str:
    storage = captures_storage()
    if refused.__cause__:
        return f"Files cannot be stored in {storage.description}: {refused.__cause__}."
    return (
        f"Nothing is stored in {storage.description}, but the database refers to stored files. Its file system may not be"
        " mounted. If the files are lost, add --new-storage."
    )


def replace_database(file: IO[bytes], manifest: Manifest, folder: Path, *, discard_former: bool) -> str:
    """Replace the data in one transaction. Returns the time of the restore, in UTC. Raises RestoreProblem.

    The previous data stays in the schema `factcheck_before_restore`. All sessions of the restored data are removed, so everyone
    signs in again. *folder* is for a temporary file.
    """
    at = state.utc_now()
    comment = state.restoration_comment(manifest.backup_id, manifest.snapshot_at, at, is_complete=False)
    programs = find_client_programs(server_version() // 10_000)
    has_tables = state.number_of_tables() > 0
    before = _beginning(has_tables=has_tables, discard_former=discard_former, at=at)
    after = _end(comment)
    connection.close()  # its session would count as another user of the database
    with tempfile.TemporaryFile(dir=folder) as dump:
        _extract_dump(file, manifest, dump)
        _load(programs, dump, before, after)
    last = state.last_restoration()
    if last is None or (last.backup_id, last.at) != (manifest.backup_id, at):
        raise RestoreProblem("The database does not contain the restored data. Its previous data is unchanged.")
    return at


def _extract_dump(file: IO[bytes], manifest: Manifest, output: IO[bytes]) -> None:
    file.seek(0)
    for member in members(file):
        if member.is_dump:
            for chunk in member.chunks():
                output.write(chunk)
            if member.sha256 != manifest.dump.sha256:
                raise RestoreProblem("The dump changed while it was read. Nothing was replaced.")
            output.seek(0)
            return
    raise RestoreProblem("The dump disappeared while the archive was read. Nothing was replaced.")


def _beginning(*, has_tables: bool, discard_former: bool, at: str) -> bytes:
    """SQL that begins the transaction, locks out all other sessions, and makes room for the new schema."""
    former = sql.Identifier(state.FORMER)
    steps: list[sql.Composable] = [
        sql.SQL("BEGIN;"),
        sql.SQL(
            "DO $$ DECLARE others text; BEGIN"
            " IF NOT pg_try_advisory_xact_lock({key}) THEN RAISE EXCEPTION 'Another process migrates or restores this database.';"
            " END IF;"
            # The columns of a session of another role are NULL, except for its role.
            " SELECT string_agg(DISTINCT coalesce(nullif(application_name, ''), usename, 'unknown'), ', ') INTO others"
            " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL;"
            " IF others IS NOT NULL THEN RAISE EXCEPTION"
            " 'Other programs are connected to the database: %. Stop the web server, the workers, and other commands.', others;"
            " END IF; END $$;"
        ).format(key=sql.Literal(migration_lock.KEY)),
    ]
    if discard_former:
        steps.append(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE;").format(former))
    if has_tables:
        # A session that connects now waits, and then sees the restored tables.
        steps.append(
            sql.SQL(
                "DO $$ DECLARE name text; BEGIN FOR name IN SELECT relname FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
                " LOOP EXECUTE format('LOCK TABLE public.%I IN ACCESS EXCLUSIVE MODE', name); END LOOP; END $$;"
            )
        )
        steps.append(sql.SQL("ALTER SCHEMA public RENAME TO {};").format(former))
        # The tables keep their privileges, so no role except the owner may use the schema.
        steps.append(
            sql.SQL(
                "DO $$ DECLARE role text; BEGIN FOR role IN"
                " SELECT CASE item.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(item.grantee)) END"
                " FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) item"
                " WHERE n.nspname = {name} AND item.grantee <> n.nspowner"
                " LOOP EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %s', {name}, role); END LOOP; END $$;"
            ).format(name=sql.Literal(state.FORMER))
        )
        note = f"Factcheck: the data before the restore at {at}. Nothing uses it."
        steps.append(sql.SQL("COMMENT ON SCHEMA {} IS {};").format(former, sql.Literal(note)))
    else:
        steps.append(sql.SQL("DROP SCHEMA IF EXISTS public;"))
    steps += [sql.SQL("CREATE SCHEMA public;"), sql.SQL("GRANT USAGE ON SCHEMA public TO PUBLIC;")]
    return _text(steps)


def _end(comment: str) -> bytes:
    """SQL that completes the restored schema and commits. It is sent only after the whole dump was loaded without an error."""
    return _text(
        [
            *(
                # A backup of an earlier version lacks one of the tables.
                sql.SQL("DO $$ BEGIN IF to_regclass({name}) IS NOT NULL THEN DELETE FROM {table}; END IF; END $$;").format(
                    name=sql.Literal(f"public.{table}"), table=sql.Identifier("public", table)
                )
                for table in SESSION_TABLES
            ),
            sql.SQL("COMMENT ON SCHEMA public IS {};").format(sql.Literal(comment)),
            sql.SQL("COMMIT;"),
        ]
    )


def _text(steps: list[sql.Composable]) -> bytes:
    connection.ensure_connection()
    return b"".join(step.as_bytes(connection.connection) + b"\n" for step in steps)


def _load(programs: Path, dump: IO[bytes], before: bytes, after: bytes) -> None:
    """Run `before`, the dump, and `after` in one session of psql, which stops at the first error.

    This process relays the statements. If it is killed, psql reaches the end of its input without COMMIT, and the server rolls
    the transaction back.
    """
    target, environment = arguments_and_environment()
    options = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", "--exit-on-error", "--file=-"]
    with tempfile.TemporaryFile() as messages:
        session = subprocess.Popen(
            [str(programs / "psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-", *target],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=messages,
            env=environment,
        )
        script = subprocess.Popen(
            [str(programs / "pg_restore"), *options], stdin=dump, stdout=subprocess.PIPE, stderr=messages, env=environment
        )
        try:
            _relay(session, script, before, after)
        except BrokenPipeError:
            pass  # psql has ended after an error
        finally:
            script.kill()
            script.wait()
            if session.stdin and not session.stdin.closed:
                _close(session.stdin)
            session.wait()
            if script.stdout:
                script.stdout.close()
        if session.returncode != 0 or script.returncode != 0:
            messages.seek(0)
            raise RestoreProblem(f"{_readable(messages.read(_MAX_MESSAGE))}\nThe data in the database was not changed.")


def _relay(session: subprocess.Popen[bytes], script: subprocess.Popen[bytes], before: bytes, after: bytes) -> None:
    if session.stdin is None or not isinstance(script.stdout, io.BufferedReader):
        raise RuntimeError("the programs were started without pipes")
    session.stdin.write(before)
    session.stdin.flush()
    while chunk := script.stdout.read1(CHUNK):
        session.stdin.write(chunk)
    if script.wait() == 0:
        session.stdin.write(after)
        session.stdin.flush()


def _close(pipe: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        pipe.close()


def _readable(output: bytes) -> str:
    """The output of psql without the position in the script. A message of our own statements is returned alone."""
    lines = output.decode(errors="replace").strip().splitlines()
    for line in lines:
        _, mark, message = line.partition("ERROR:  ")
        if mark and message.startswith(("Other programs", "Another process")):
            return message
    return "The dump could not be loaded:\n" + "\n".join(lines[:12])
