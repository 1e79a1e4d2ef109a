"""The embedded server: start, sharing between processes, crashes, recovery, and stop."""

import locale
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.setup import postgres, roles
from factcheck.setup.binaries import find_binaries
from factcheck.setup.postgres import running
from factcheck.setup.problem import SetupProblem
from factcheck.setup.server import Server, _locale_flags
from tests.setup.processes import eventually, is_alive

ROOT = Path(postgres.__file__).parents[2]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new cluster. Copying it is faster than creating one for each test."""
    folder = tmp_path_factory.mktemp("pristine")
    with running(folder, durable=False):
        pass
    return folder


@pytest.fixture
def data(tmp_path: Path, pristine: Path) -> Iterator[Path]:
    shutil.copytree(pristine / "postgres" / "cluster", tmp_path / "postgres" / "cluster")
    yield tmp_path
    postgres.stop(tmp_path)


def pid_of(data: Path) -> int:
    return int((data / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0])


def crash(data: Path) -> int:
    """Kill the server of *data*, which simulates a power failure. Returns its process id."""
    pid = pid_of(data)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not is_alive(pid))
    return pid


def write_note(url: str) -> None:
    with psycopg.connect(url, user=roles.OWNER) as connection:
        connection.execute("create table notes as select 'a note' as text")


def read_notes(url: str) -> list[tuple[str]]:
    with psycopg.connect(url, user=roles.OWNER) as connection:
        return connection.execute("select text from notes").fetchall()


def start_process(data: Path, code: str) -> subprocess.Popen[str]:
    """Start another process that executes `code` in a `running` block."""
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom factcheck.setup.postgres import running\n"
        f"with running(Path({str(data)!r})) as url:\n    {code}\n"
    )
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_last_user_stops_the_server(data: Path) -> None:
    with running(data) as first:
        pid = pid_of(data)
        with running(data) as second:
            assert second == first == postgres.database_url(data)
        assert Server(data, durable=True).accepts_connections()
    assert eventually(lambda: not is_alive(pid), 5)
    assert not Server(data, durable=True).accepts_connections()


def test_data_persists_between_starts(data: Path) -> None:
    with running(data) as url:
        write_note(url)
    with running(data) as url:
        assert read_notes(url) == [("a note",)]


def test_server_has_no_network_port_and_private_directories(data: Path) -> None:
    with running(data) as url, psycopg.connect(url) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        assert connection.execute("show data_checksums").fetchone() == ("on",)
        assert connection.execute("show fsync").fetchone() == ("on",)
        server = Server(data, durable=True)
        assert [stat.S_IMODE(path.stat().st_mode) for path in (server.socket, server.cluster)] == [0o700, 0o700]


def test_case_and_order_of_letters_do_not_depend_on_the_machine(data: Path) -> None:
    with running(data) as url, psycopg.connect(url) as connection:
        assert connection.execute("select upper('жß'), 'Ä' ilike 'ä', 'Z' < 'a'").fetchone() == ("Жß", True, True)


def test_all_databases_have_the_character_classes_of_unicode(data: Path) -> None:
    with running(data) as url, psycopg.connect(url, user=roles.SUPERUSER, autocommit=True) as connection:
        connection.execute("create database another")
        connection.execute("create database a_clone template another strategy file_copy")
        rows = connection.execute("select datname, datcollate, datctype from pg_database order by 1").fetchall()
        names = ("a_clone", "another", "factcheck", "postgres", "template0", "template1")
        assert rows == [(name, "C", "C.UTF-8") for name in names]
        assert connection.execute("select to_tsvector('simple', '«ж»')").fetchone() == ("'ж':1",)


@pytest.mark.parametrize(
    ("version", "installed", "flags"),
    [
        (18, {"C.UTF-8"}, ["--locale=C", "--lc-ctype=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]),
        (
            17,
            {"UTF-8", "en_US.UTF-8"},
            ["--locale=C", "--lc-ctype=UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ),
        (15, {"C.UTF-8"}, ["--locale=C", "--lc-ctype=C.UTF-8"]),
        (15, set(), ["--locale=C"]),
    ],
)
def test_cluster_is_created_with_an_installed_locale(
    version: int, installed: set[str], flags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def setlocale(category: int, name: str | None = None) -> str:
        if name not in {None, "C", *installed}:
            raise locale.Error("unsupported locale setting")
        return name or "C"

    monkeypatch.setattr(locale, "setlocale", setlocale)
    assert _locale_flags(version) == flags


def test_concurrent_processes_share_one_server(data: Path) -> None:
    both = []
    for _ in range(2):
        code = "import psycopg; print(psycopg.connect(url).execute('select pg_postmaster_start_time()').fetchone(), flush=True)"
        both.append(start_process(data, f"{code}; time.sleep(1)"))
    start_times = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert start_times[0] == start_times[1] != ""
    assert not Server(data, durable=True).accepts_connections()


def test_next_start_recovers_from_a_crash(data: Path) -> None:
    with running(data) as url:
        write_note(url)
        crash(data)
    with running(data) as url:
        assert read_notes(url) == [("a note",)]


def test_next_start_waits_for_a_session_that_outlives_its_killed_server(data: Path) -> None:
    with running(data) as url:
        write_note(url)
        with psycopg.connect(url) as connection:
            session = connection.info.backend_pid
            os.kill(session, signal.SIGSTOP)  # so that it does not exit when its server has ended
            crash(data)
            timer = threading.Timer(1.5, os.kill, (session, signal.SIGCONT))
            timer.start()
    with running(data) as url:
        assert timer.finished.is_set()
        assert read_notes(url) == [("a note",)]


def test_server_that_crashes_while_in_use_is_restarted(data: Path) -> None:
    with running(data) as url:
        write_note(url)
        crash(data)
        messages: list[str] = []
        postgres.restart_if_down(data, say=messages.append)
        postgres.restart_if_down(data, say=messages.append)
        assert read_notes(url) == [("a note",)]
        assert len(messages) == 1


def test_pid_file_with_the_id_of_another_process_does_not_prevent_a_start(data: Path) -> None:
    with running(data) as url:
        write_note(url)
        crash(data)
    file = Server(data, durable=True).pid_file
    unrelated = subprocess.Popen(["sleep", "60"])
    try:
        lines = file.read_text().splitlines()
        file.write_text("\n".join([str(unrelated.pid), *lines[1:]]) + "\n")
        with running(data) as url:
            assert read_notes(url) == [("a note",)]
        assert unrelated.poll() is None
    finally:
        unrelated.kill()
        unrelated.wait()


@pytest.mark.parametrize("content", ["", "12", "no number\n"])
def test_truncated_pid_file_does_not_prevent_a_start(data: Path, content: str) -> None:
    with running(data) as url:
        write_note(url)
        crash(data)
    Server(data, durable=True).pid_file.write_text(content)
    with running(data) as url:
        assert read_notes(url) == [("a note",)]


def test_killed_process_no_longer_counts_as_a_user(data: Path) -> None:
    killed = start_process(data, "print('in', flush=True); time.sleep(60)")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "in\n"
    killed.kill()
    killed.communicate()
    assert Server(data, durable=True).accepts_connections()
    with running(data):
        pass
    assert not Server(data, durable=True).accepts_connections()


def test_interrupted_creation_of_a_cluster_is_repeated(tmp_path: Path) -> None:
    partial = tmp_path / "postgres" / "cluster.new"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text("18\n")
    with running(tmp_path) as url:
        write_note(url)
    assert not partial.exists()


def test_cluster_of_another_version_is_refused_with_advice(data: Path) -> None:
    with running(data):
        pass
    (data / "postgres" / "cluster" / "PG_VERSION").write_text("13\n")
    with pytest.raises(SetupProblem, match=r"was created by PostgreSQL 13.*Set PG_BINDIR"), running(data):
        pass


def test_failed_start_is_reported_with_the_log_of_the_server(data: Path) -> None:
    with running(data):
        pass
    with (data / "postgres" / "cluster" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(SetupProblem, match=r"did not start(?s:.*)no_such_setting"), running(data):
        pass


def test_socket_is_in_another_directory_if_the_path_is_too_long(data: Path) -> None:
    nested = data / ("Deep" * 20) / ("Deeper" * 10)
    server = Server(nested, durable=True)
    assert len(str(server.socket)) < 90
    with running(nested) as url:
        write_note(url)
        assert read_notes(url) == [("a note",)]
    assert not server.socket.exists()


def test_symbolic_link_instead_of_the_socket_directory_is_refused(data: Path) -> None:
    Server(data, durable=True).socket.symlink_to(data)
    with pytest.raises(SetupProblem, match="is not a folder that belongs to you"), running(data):
        pass


def test_data_of_a_crashed_server_for_tests_is_deleted(data: Path) -> None:
    with running(data, durable=False) as url:
        write_note(url)
        crash(data)
    with running(data, durable=False) as url, pytest.raises(psycopg.errors.UndefinedTable):
        read_notes(url)


@pytest.mark.parametrize("value", ["/no/such/folder", "/etc/hostname"])
def test_pg_bindir_that_is_no_folder_is_reported(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BINDIR", value)
    with pytest.raises(SetupProblem, match=f"^PG_BINDIR must be the folder of the programs of PostgreSQL, not '{value}'$"):
        find_binaries()
