"""`manage.py backup` and `manage.py restore`, in separate processes and databases."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

import factcheck
from factcheck.setup import roles
from tests.operations.newsrooms import SeparateNewsroom, migrated_template, separate_newsroom
from tests.setup.processes import eventually, parent_of
from tests.upgrade.test_upgrade import NEWSROOM

pytestmark = [pytest.mark.timeout(600), pytest.mark.usefixtures("django_db_setup")]

LOAD = "from factcheck.demonstration import load; load('a long enough password', print)"
PASSPHRASE = {"FACTCHECK_BACKUP_PASSPHRASE": "correct horse battery"}
WRITE = """
from factcheck.accounts.models import Person
from factcheck.articles.actions import import_article
from factcheck.articles.actions import add_source
checker = Person.objects.get(email="checker@demo.example")
source = add_source(person=checker, name="Stream", source_kind="outlet")
for number in range(100_000):
    article = import_article(person=checker, outlet=source, title=f"Text {number}", content=f"Streamed text {number}.".encode())
    print(number, flush=True)
"""


SIGN_IN = """
from django.test import Client
from factcheck.accounts.models import Person
Client().force_login(Person.objects.get(email="checker@demo.example"))
"""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeparateNewsroom]:
    """A newsroom with the demonstration data. Tests clone it, so nothing may connect to it afterward."""
    with separate_newsroom(tmp_path_factory.mktemp("loaded"), like=migrated_template()) as newsroom:
        newsroom.succeed("shell", "-v", "0", "-c", LOAD)
        yield newsroom


@pytest.fixture
def newsroom(loaded: SeparateNewsroom, tmp_path: Path) -> Iterator[SeparateNewsroom]:
    with separate_newsroom(tmp_path / "newsroom", like=loaded.name, files=loaded.folder) as newsroom:
        yield newsroom


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[SeparateNewsroom]:
    """An empty database and an empty data folder, as on a new machine."""
    with separate_newsroom(tmp_path / "empty") as newsroom:
        yield newsroom


@pytest.fixture(scope="module")
def backup(loaded: SeparateNewsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the loaded newsroom."""
    folder = tmp_path_factory.mktemp("backup")
    with separate_newsroom(folder / "newsroom", like=loaded.name, files=loaded.folder) as newsroom:
        newsroom.succeed("backup", str(folder / "newsroom.tar"))
    return folder / "newsroom.tar"


@pytest.fixture(scope="module")
def large_backup(loaded: SeparateNewsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup whose restore takes seconds."""
    folder = tmp_path_factory.mktemp("large")
    with separate_newsroom(folder / "newsroom", like=loaded.name, files=loaded.folder) as newsroom:
        newsroom.query(
            "INSERT INTO django_cache (cache_key, value, expires)"
            " SELECT i::text, repeat(md5(i::text), 50), now() FROM generate_series(1, 30000) i"
        )
        newsroom.succeed("backup", str(folder / "newsroom.tar"))
    return folder / "newsroom.tar"


def manifest_of(backup: Path) -> dict[str, object]:
    with tarfile.open(backup) as archive:
        content = archive.extractfile("manifest.json")
        assert content
        values: dict[str, object] = json.load(content)
        return values


def add_source(newsroom: SeparateNewsroom, name: str) -> None:
    program = (
        "from factcheck.accounts.models import Person; from factcheck.articles.actions import add_source;"
        f"add_source(person=Person.objects.get(email='checker@demo.example'), name={name!r}, source_kind='outlet')"
    )
    newsroom.succeed("shell", "-v", "0", "-c", program)


def test_restored_newsroom_has_all_data_and_passes_the_doctor(
    newsroom: SeparateNewsroom, empty: SeparateNewsroom, tmp_path: Path
) -> None:
    newsroom.succeed("shell", "-v", "0", "-c", SIGN_IN)
    newsroom.query(
        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('open', '', now() + interval '1 day')"
    )
    assert newsroom.query("SELECT count(*) FROM accounts_staffsession WHERE person_id IS NOT NULL") == [(1,)]
    output = newsroom.succeed("backup", str(tmp_path / "a.tar.gz"), "--compress")
    assert f"ledger entry {newsroom.head()[0]}" in output
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o777 == 0o600
    assert newsroom.query("SELECT backup_at IS NOT NULL FROM web_servicestate") == [(True,)]
    output = empty.succeed("restore", str(tmp_path / "a.tar.gz"))
    assert "All invariants hold." in output
    assert "everyone signs in again" in output
    assert (empty.head(), empty.captures()) == (newsroom.head(), newsroom.captures())
    for table in ("django_session", "accounts_staffsession"):
        assert empty.query(f"SELECT count(*) FROM {table}") == [(0,)]
    tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i', 'S') ORDER BY 1"
    triggers = "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
    for statement in (tables, triggers):
        assert empty.query(statement) == newsroom.query(statement)
    # A backup of the restored newsroom does not contain notes of the restore, and can be restored, too.
    empty.succeed("backup", str(tmp_path / "b.tar"))
    empty.succeed("restore", str(tmp_path / "b.tar"), "--yes-replace", empty.name)
    assert empty.head() == newsroom.head()


def test_backup_and_restore_during_writes_lose_no_acknowledged_write(
    newsroom: SeparateNewsroom, empty: SeparateNewsroom, tmp_path: Path
) -> None:
    with newsroom.start("shell", "-v", "0", "-c", WRITE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        acknowledged = [writer.stdout.readline() for _ in range(10)]
        newsroom.succeed("backup", str(tmp_path / "a.tar"))
        writer.kill()
        later = [line for line in writer.stdout.read().splitlines() if line.isdigit()]
    assert len(later) > 0, "nothing was written during the backup"
    assert "All invariants hold." in empty.succeed("restore", str(tmp_path / "a.tar"))
    titles = {title for (title,) in empty.query("SELECT title FROM articles_article")}
    assert {f"Text {number.strip()}" for number in acknowledged} <= titles


def test_restore_replaces_data_only_after_confirmation_and_keeps_it(newsroom: SeparateNewsroom, backup: Path) -> None:
    add_source(newsroom, "After the backup")
    head = newsroom.head()
    for arguments in ([], ["--replace"], ["--yes-replace", "factcheck"]):
        process = newsroom.manage("restore", str(backup), *arguments)
        assert process.returncode == 1
        assert "Nothing was changed." in process.stderr
        assert newsroom.head() == head
    output = newsroom.succeed("restore", str(backup), "--yes-replace", newsroom.name)
    assert f"the database {newsroom.name}: ledger entry {head[0]}" in output
    assert "The backup lacks the last 1 of these entries." in output
    assert newsroom.head()[0] == head[0] - 1
    assert newsroom.query("SELECT number FROM factcheck_before_restore.ledger_head") == [(head[0],)]
    with psycopg.connect(newsroom.url(roles.RUNTIME)) as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute("SELECT number FROM factcheck_before_restore.ledger_head")
    process = newsroom.manage("restore", str(backup), "--yes-replace", newsroom.name)
    assert "factcheck_before_restore would be overwritten" in process.stderr
    newsroom.succeed("restore", str(backup), "--yes-replace", newsroom.name, "--discard-former")
    assert newsroom.query("SELECT number FROM factcheck_before_restore.ledger_head") == [(head[0] - 1,)]


def test_restore_is_refused_while_other_programs_are_connected(newsroom: SeparateNewsroom, backup: Path) -> None:
    head = newsroom.head()
    with psycopg.connect(newsroom.url(roles.RUNTIME), application_name="factcheck web") as session:
        session.execute("SELECT 1")
        process = newsroom.manage("restore", str(backup), "--yes-replace", newsroom.name)
    assert process.returncode == 1
    assert "Other programs are connected to the database: factcheck web." in process.stderr
    assert newsroom.head() == head
    assert newsroom.query("SELECT to_regnamespace('factcheck_before_restore')") == [(None,)]


def test_session_that_connects_during_the_restore_sees_only_complete_data(newsroom: SeparateNewsroom, backup: Path) -> None:
    add_source(newsroom, "After the backup")
    before = newsroom.head()[0]
    with newsroom.start("restore", str(backup), "--yes-replace", newsroom.name, stderr=subprocess.PIPE) as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith("Replacing the database"):
                break
        seen = set()
        while process.poll() is None and before - 1 not in seen:
            seen.add(newsroom.head()[0])
        process.stderr.read()
    assert seen <= {before, before - 1}


@pytest.mark.parametrize(
    "stage", ["Verifying the backup", "Storing the captures", "Replacing the database", "Migrating", "Checking"]
)
def test_killed_restore_leaves_the_previous_or_the_complete_data(stage: str, newsroom: SeparateNewsroom, backup: Path) -> None:
    add_source(newsroom, "After the backup")
    before = newsroom.head()[0]
    with newsroom.start("restore", str(backup), "--yes-replace", newsroom.name, stderr=subprocess.PIPE) as process:
        assert process.stderr
        for line in process.stderr:
            if line.startswith(stage):
                process.send_signal(signal.SIGKILL)
                break
    is_replaced = stage in ("Migrating", "Checking")
    assert eventually(lambda: sessions(newsroom) == 0)  # psql notices that its input has ended
    assert newsroom.head()[0] == before - is_replaced
    former = newsroom.query("SELECT to_regnamespace('factcheck_before_restore') IS NOT NULL")
    assert former == [(is_replaced,)]
    if is_replaced:
        assert newsroom.query("SELECT number FROM factcheck_before_restore.ledger_head") == [(before,)]
        process_again = newsroom.manage("restore", str(backup), "--yes-replace", newsroom.name)
        assert process_again.returncode == 1
        assert ("was interrupted after it replaced the database" in process_again.stderr) == (stage == "Migrating")
        assert "contains the data that an earlier restore replaced" in process_again.stderr
        assert newsroom.query("SELECT number FROM factcheck_before_restore.ledger_head") == [(before,)]
    else:
        assert "All invariants hold." in newsroom.succeed("restore", str(backup), "--yes-replace", newsroom.name)
        assert newsroom.head()[0] == before - 1


def sessions(newsroom: SeparateNewsroom) -> int:
    with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres") as server:
        row = server.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [newsroom.name]).fetchone()
    assert row
    return int(row[0])


def child(pid: int, name: str) -> int | None:
    """The id of the child process of `pid` with this name that handles the dump, not one that only reports its version."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, *arguments = (process / "cmdline").read_bytes().decode().split("\0")
            if Path(command).name == name and "--file=-" in arguments and parent_of(int(process.name)) == pid:
                return int(process.name)
        except OSError:
            continue
    return None


@pytest.mark.parametrize("killed", ["manage.py", "psql", "pg_restore"])
def test_restore_that_is_killed_while_the_dump_is_loaded_changes_nothing(
    killed: str, newsroom: SeparateNewsroom, large_backup: Path
) -> None:
    """The program that runs the transaction is suspended, so the restore is certainly in its middle when a process is killed."""
    head = newsroom.head()
    with newsroom.start("restore", str(large_backup), "--yes-replace", newsroom.name, stderr=subprocess.PIPE) as process:
        psql: int | None = None
        while psql is None and process.poll() is None:
            psql = child(process.pid, "psql")
        assert psql
        os.kill(psql, signal.SIGSTOP)
        try:
            # The dump is larger than a pipe, so pg_restore waits for psql.
            assert eventually(lambda: child(process.pid, "pg_restore") is not None, 5)
            victim = {"manage.py": process.pid, "psql": psql, "pg_restore": child(process.pid, "pg_restore")}[killed]
            assert victim
            os.kill(victim, signal.SIGKILL)
        finally:
            with suppress(ProcessLookupError):
                os.kill(psql, signal.SIGCONT)
        assert process.wait(60) != 0
    assert eventually(lambda: sessions(newsroom) == 0)
    assert newsroom.head() == head
    assert newsroom.query("SELECT to_regnamespace('factcheck_before_restore')") == [(None,)]


def changed(
    backup: Path, target: Path, change: Callable[[str, bytes], tuple[str, bytes] | None], *extra: tarfile.TarInfo
) -> Path:
    """Copy a backup. `change` gets each member and returns its new name and content, or None to leave it out."""
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content
            if kept := change(member.name, content.read()):
                info = tarfile.TarInfo(kept[0])
                info.size = len(kept[1])
                new.addfile(info, io.BytesIO(kept[1]))
        for info in extra:
            new.addfile(info)
    return target


def link(name: str, target: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, target
    return info


def flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


DAMAGES: dict[str, tuple[Callable[[str, bytes], tuple[str, bytes] | None], list[tarfile.TarInfo], str]] = {
    "dump": (lambda n, c: (n, flipped(c) if n == "database.dump" else c), [], "The dump of the database was changed."),
    "capture": (lambda n, c: (n, flipped(c) if n.startswith("captures/") else c), [], "was changed."),
    "missing captures": (lambda n, c: None if n.startswith("captures/") else (n, c), [], "The captures differ"),
    "missing manifest": (lambda n, c: None if n == "manifest.json" else (n, c), [], "it has no manifest."),
    "manifest": (lambda n, c: (n, c.replace(b'"count"', b'"cuont"')), [], "The manifest cannot be read."),
    "time": (lambda n, c: (n, re.sub(rb'"snapshot_at": "[^"]+"', b'"snapshot_at": "soon"', c)), [], "invalid values"),
    "path": (lambda n, c: ("../" + n if n == "database.dump" else n, c), [], "'../database.dump', which is not part"),
    "link": (lambda n, c: (n, c), [link("captures/" + "0" * 64, "/etc/passwd")], "which is not part of a backup"),
    "marker": (lambda n, c: (n, b"factcheck-backup 2\n" if n == "factcheck-backup" else c), [], "its format is newer"),
    "newer version": (
        lambda n, c: (n, c.replace(f'"{factcheck.__version__}"'.encode(), b'"99.0"')),
        [],
        "newer version of Factcheck",
    ),
    "unknown migration": (
        lambda n, c: (n, c.replace(b"0008_service_state", b"9999_future")),
        [],
        "the migration web.9999_future",
    ),
    "newer server": (lambda n, c: (n, re.sub(rb'"server_version": \d+', b'"server_version": 990001', c)), [], "PostgreSQL 99"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_or_foreign_backup_is_refused_before_anything_is_changed(
    damage: str, backup: Path, empty: SeparateNewsroom, tmp_path: Path
) -> None:
    change, extra, message = DAMAGES[damage]
    process = empty.manage("restore", str(changed(backup, tmp_path / "damaged.tar", change, *extra)))
    assert process.returncode == 1
    assert message in process.stderr
    assert "Traceback" not in process.stderr
    assert "Nothing was changed." in process.stderr
    assert (empty.captures(), empty.query("SELECT to_regclass('ledger_head')")) == (set(), [(None,)])


@pytest.mark.parametrize("size", [0, 1, 600, 20_000])
def test_truncated_backup_is_refused(size: int, backup: Path, empty: SeparateNewsroom, tmp_path: Path) -> None:
    (tmp_path / "cut.tar").write_bytes(backup.read_bytes()[:size])
    process = empty.manage("restore", str(tmp_path / "cut.tar"))
    assert process.returncode == 1
    assert "Nothing was changed." in process.stderr
    assert "Traceback" not in process.stderr


def test_backup_is_not_overwritten_and_interrupted_ones_are_reported(newsroom: SeparateNewsroom, tmp_path: Path) -> None:
    target = tmp_path / "a.tar"
    target.write_text("precious")
    process = newsroom.manage("backup", str(target))
    assert (process.returncode, target.read_text()) == (1, "precious")
    assert "--force" in process.stderr
    with newsroom.start("backup", str(tmp_path / "b.tar"), stderr=subprocess.PIPE) as killed:
        assert killed.stderr
        for line in killed.stderr:
            if line.startswith("Writing the captures"):
                killed.kill()
                break
    assert not (tmp_path / "b.tar").exists()
    process = newsroom.manage("backup", str(tmp_path / "b.tar"))
    assert process.returncode == 0, process.stderr
    assert "is left over from a backup that was interrupted" in process.stderr
    newsroom.succeed("backup", str(target), "--force")
    assert manifest_of(target)["product"] == "factcheck"


def test_damaged_capture_stops_the_backup_unless_it_is_accepted(newsroom: SeparateNewsroom, tmp_path: Path) -> None:
    file = next(iter((newsroom.folder / "captures").glob("*/*/*")))
    file.chmod(0o600)
    file.write_bytes(flipped(file.read_bytes()))
    process = newsroom.manage("backup", str(tmp_path / "a.tar"))
    assert process.returncode == 1
    assert file.name in process.stderr
    assert list(tmp_path.glob("*.tar*")) == list(tmp_path.glob(".a.tar*")) == []
    newsroom.succeed("backup", str(tmp_path / "a.tar"), "--accept-damaged")
    captures = manifest_of(tmp_path / "a.tar")["captures"]
    assert isinstance(captures, dict)
    assert captures["damaged"] == [file.name]


def test_unavailable_storage_is_no_damage_that_can_be_accepted(newsroom: SeparateNewsroom, tmp_path: Path) -> None:
    captures = newsroom.folder / "captures"
    for is_mount_point_left in (False, True):
        captures.rename(newsroom.folder / "elsewhere")
        if is_mount_point_left:
            captures.mkdir()
        process = newsroom.manage("backup", str(tmp_path / "a.tar"), "--accept-damaged")
        assert process.returncode == 1
        assert f"The stored files in the folder {captures} cannot be read" in process.stderr
        assert list(tmp_path.glob("*.tar*")) == list(tmp_path.glob(".a.tar*")) == []
        if is_mount_point_left:
            captures.rmdir()
        (newsroom.folder / "elsewhere").rename(captures)


def test_restore_does_not_fill_a_folder_that_is_not_mounted(newsroom: SeparateNewsroom, backup: Path) -> None:
    head, captures = newsroom.head(), newsroom.captures()
    (newsroom.folder / "captures").rename(newsroom.folder / "elsewhere")
    (newsroom.folder / "captures").mkdir()
    replace = ("restore", str(backup), "--yes-replace", newsroom.name)
    process = newsroom.manage(*replace)
    assert process.returncode == 1
    assert "may not be mounted. If the files are lost, add --new-storage. The database was not changed." in process.stderr
    assert (newsroom.captures(), newsroom.head()) == (set(), head)
    newsroom.succeed(*replace, "--new-storage")
    assert newsroom.captures() == captures


def test_restore_explains_that_nothing_can_be_stored(backup: Path, empty: SeparateNewsroom) -> None:
    (empty.folder / "captures").mkdir(parents=True)
    (empty.folder / "captures" / ".incoming").write_text("a file where a folder should be")
    process = empty.manage("restore", str(backup))
    assert process.returncode == 1
    assert f"Files cannot be stored in the folder {empty.folder / 'captures'}: " in process.stderr
    assert process.stderr.rstrip().endswith("The database was not changed.")
    assert "Traceback" not in process.stderr
    assert empty.query("SELECT to_regclass('ledger_head')") == [(None,)]


def test_restored_violation_is_reported_as_restored(newsroom: SeparateNewsroom, empty: SeparateNewsroom, tmp_path: Path) -> None:
    with psycopg.connect(newsroom.url("none"), autocommit=True) as session:
        session.execute("SET session_replication_role = replica")
        session.execute("UPDATE claims_claim SET statement = 'Another.'")
    newsroom.succeed("backup", str(tmp_path / "a.tar"))
    process = empty.manage("restore", str(tmp_path / "a.tar"))
    assert process.returncode == 1
    assert process.stderr.rstrip().endswith("The data was restored, but it violates invariants; see above.")
    assert empty.head() == newsroom.head()


def test_keys_are_encrypted_and_restored_and_the_former_key_is_kept(
    newsroom: SeparateNewsroom, empty: SeparateNewsroom, tmp_path: Path
) -> None:
    secret = (newsroom.folder / "secret-key").read_text()
    newsroom.variables |= PASSPHRASE
    newsroom.succeed("backup", str(tmp_path / "a.tar"), "--keys", str(tmp_path / "a.keys"))
    assert secret.encode() not in (tmp_path / "a.keys").read_bytes() + (tmp_path / "a.tar").read_bytes()
    process = empty.manage("restore", str(tmp_path / "a.tar"))
    assert process.returncode == 0, process.stderr
    assert "The key secret-key of the backup is missing: everyone has to sign in again" in process.stderr
    own = (empty.folder / "secret-key").read_text()
    empty.variables["FACTCHECK_BACKUP_PASSPHRASE"] = "the wrong passphrase"
    process = empty.manage("restore", "--only-keys", "--keys", str(tmp_path / "a.keys"))
    assert process.returncode == 1
    assert "the passphrase is wrong, or the file is damaged" in process.stderr
    empty.variables |= PASSPHRASE
    assert "Restored keys: secret-key, signing-key." in empty.succeed(
        "restore", "--only-keys", "--keys", str(tmp_path / "a.keys")
    )
    files = {name: (empty.folder / name).read_text() for name in ("secret-key", "secret-key.before-restore")}
    assert files == {"secret-key": secret, "secret-key.before-restore": own}
    assert (empty.folder / "secret-key").stat().st_mode & 0o777 == 0o600
    process = empty.manage("restore", str(tmp_path / "a.tar"), "--yes-replace", empty.name)
    assert process.returncode == 0, process.stderr
    assert "is missing" not in process.stderr


def test_passphrase_is_required_and_long(newsroom: SeparateNewsroom, tmp_path: Path) -> None:
    for variables in ({}, {"FACTCHECK_BACKUP_PASSPHRASE": "short"}):
        newsroom.variables |= variables
        process = newsroom.manage("backup", str(tmp_path / "a.tar"), "--keys", str(tmp_path / "a.keys"))
        assert process.returncode == 1
        assert "passphrase" in process.stderr
        assert not (tmp_path / "a.tar").exists()


def test_backup_of_a_newsroom_of_version_0_1_is_restored_and_migrated(
    tmp_path: Path, empty: SeparateNewsroom, loaded: SeparateNewsroom
) -> None:
    """The data was not migrated before the backup, so the restore migrates it."""
    with separate_newsroom(tmp_path / "old") as old:
        with psycopg.connect(old.url(roles.OWNER), autocommit=True) as session:
            session.execute((NEWSROOM / "newsroom.sql").read_bytes())
        old.variables["FACTCHECK_CAPTURES"] = str(NEWSROOM / "captures")
        old.succeed("backup", str(tmp_path / "old.tar"))
        head = old.head()
    assert "0008_service_state" not in str(manifest_of(tmp_path / "old.tar")["migrations"])
    assert "All invariants hold." in empty.succeed("restore", str(tmp_path / "old.tar"))
    # The migrations add entries to those of the backup.
    assert empty.query("SELECT hash FROM ledger_entry WHERE number = %s", [head[0]]) == [(head[1],)]
    assert empty.query("SELECT count(*) FROM django_migrations WHERE name = '0008_service_state'") == [(1,)]


def test_missing_client_programs_are_reported_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from factcheck.setup import binaries
    from factcheck.setup.problem import SetupProblem

    with pytest.raises(
        SetupProblem, match=r"^The database server is PostgreSQL 99, but pg_dump.*has version \d+.*Install the client programs"
    ):
        binaries.find_client_programs(99)


def test_two_migrations_at_once_both_succeed(tmp_path: Path) -> None:
    with separate_newsroom(tmp_path) as newsroom:
        processes = [newsroom.start("migrate", stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        outputs = [process.communicate(timeout=300) for process in processes]
        assert [process.returncode for process in processes] == [0, 0], outputs
        assert sum("Another process is migrating this database" in errors for _, errors in outputs) == 1
        assert newsroom.manage("migrate", "--check").returncode == 0
