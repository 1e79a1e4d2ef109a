"""The embedded server: started, shared, crashed, recovered, stopped."""

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

from factcheck.setup import postgres
from factcheck.setup.postgres import running
from factcheck.setup.problem import SetupProblem
from factcheck.setup.server import Server, _locale_flags
from tests.setup.processes import eventually, is_alive

ROOT = Path(postgres.__file__).parents[2]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster as it is made, to be copied: quicker than making each anew."""
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
    """Kill the server over *data*, as a power cut of its own would; returns the number it had."""
    pid = pid_of(data)
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not is_alive(pid))
    return pid


def note(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("create table notes as select 'kept' as words")


def notes(url: str) -> list[tuple[str]]:
    with psycopg.connect(url) as connection:
        return connection.execute("select words from notes").fetchall()


def starter(data: Path, code: str) -> subprocess.Popen[str]:
    """Another process inside a `running` block."""
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom factcheck.setup.postgres import running\n"
        f"with running(Path({str(data)!r})) as url:\n    {code}\n"
    )
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_server_ends_with_its_last_user(data: Path) -> None:
    with running(data) as first:
        pid = pid_of(data)
        with running(data) as second:
            assert second == first == postgres.database_url(data)
        assert Server(data, durable=True).answers()
    assert eventually(lambda: not is_alive(pid), 5)
    assert not Server(data, durable=True).answers()


def test_second_start_finds_the_data_of_the_first(data: Path) -> None:
    with running(data) as url:
        note(url)
    with running(data) as url:
        assert notes(url) == [("kept",)]


def test_only_the_owner_can_reach_the_server_and_nobody_by_network(data: Path) -> None:
    with running(data) as url, psycopg.connect(url) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        assert connection.execute("show data_checksums").fetchone() == ("on",)
        assert connection.execute("show fsync").fetchone() == ("on",)
        server = Server(data, durable=True)
        assert [stat.S_IMODE(path.stat().st_mode) for path in (server.socket, server.cluster)] == [0o700, 0o700]


def test_letters_have_the_same_case_and_order_on_every_machine(data: Path) -> None:
    with running(data) as url, psycopg.connect(url) as connection:
        assert connection.execute("select upper('жß'), 'Ä' ilike 'ä', 'Z' < 'a'").fetchone() == ("Жß", True, True)


def test_every_database_has_the_character_classes_of_unicode(data: Path) -> None:
    with running(data) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create database another")
        connection.execute("create database a_clone template another strategy file_copy")
        found = connection.execute("select datname, datcollate, datctype from pg_database order by 1").fetchall()
        names = ("a_clone", "another", "factcheck", "postgres", "template0", "template1")
        assert found == [(name, "C", "C.UTF-8") for name in names]
        assert connection.execute("select to_tsvector('simple', '«ж»')").fetchone() == ("'ж':1",)


@pytest.mark.parametrize(
    ("version", "known", "flags"),
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
def test_cluster_is_made_with_a_locale_that_the_machine_has(
    version: int, known: set[str], flags: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def setlocale(category: int, name: str | None = None) -> str:
        if name not in {None, "C", *known}:
            raise locale.Error("unsupported locale setting")
        return name or "C"

    monkeypatch.setattr(locale, "setlocale", setlocale)
    assert _locale_flags(version) == flags


def test_two_starters_at_once_meet_one_server(data: Path) -> None:
    both = []
    for _ in range(2):
        code = "import psycopg; print(psycopg.connect(url).execute('select pg_postmaster_start_time()').fetchone(), flush=True)"
        both.append(starter(data, f"{code}; time.sleep(1)"))
    answers = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert answers[0] == answers[1] != ""
    assert not Server(data, durable=True).answers()


def test_next_start_recovers_after_the_server_was_killed(data: Path) -> None:
    with running(data) as url:
        note(url)
        crash(data)
    with running(data) as url:
        assert notes(url) == [("kept",)]


def test_next_start_waits_for_a_session_that_outlives_its_killed_server(data: Path) -> None:
    with running(data) as url:
        note(url)
        with psycopg.connect(url) as connection:
            session = connection.info.backend_pid
            os.kill(session, signal.SIGSTOP)  # it cannot notice the end of its server
            crash(data)
            later = threading.Timer(1.5, os.kill, (session, signal.SIGCONT))
            later.start()
    with running(data) as url:
        assert later.finished.is_set()
        assert notes(url) == [("kept",)]


def test_server_killed_under_its_user_is_brought_back(data: Path) -> None:
    with running(data) as url:
        note(url)
        crash(data)
        said: list[str] = []
        postgres.restart_if_down(data, say=said.append)
        postgres.restart_if_down(data, say=said.append)
        assert notes(url) == [("kept",)]
        assert len(said) == 1


def test_number_of_a_killed_server_that_another_process_has_now_is_no_obstacle(data: Path) -> None:
    with running(data) as url:
        note(url)
        crash(data)
    file = Server(data, durable=True).pid_file
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lines = file.read_text().splitlines()
        file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        with running(data) as url:
            assert notes(url) == [("kept",)]
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("remains", ["", "12", "no number\n"])
def test_pid_file_cut_off_in_the_crash_is_no_obstacle(data: Path, remains: str) -> None:
    with running(data) as url:
        note(url)
        crash(data)
    Server(data, durable=True).pid_file.write_text(remains)
    with running(data) as url:
        assert notes(url) == [("kept",)]


def test_killed_user_does_not_keep_the_server_alive_for_ever(data: Path) -> None:
    killed = starter(data, "print('in', flush=True); time.sleep(60)")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "in\n"
    killed.kill()
    killed.communicate()
    assert Server(data, durable=True).answers()
    with running(data):
        pass
    assert not Server(data, durable=True).answers()


def test_making_of_a_cluster_that_was_interrupted_is_begun_again(tmp_path: Path) -> None:
    half = tmp_path / "postgres" / "cluster.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with running(tmp_path) as url:
        note(url)
    assert not half.exists()


def test_cluster_of_another_version_is_refused_with_the_way_out(data: Path) -> None:
    with running(data):
        pass
    (data / "postgres" / "cluster" / "PG_VERSION").write_text("13\n")
    with pytest.raises(SetupProblem, match=r"was made by PostgreSQL 13.*Set PG_BINDIR"), running(data):
        pass


def test_start_that_fails_says_what_the_server_said(data: Path) -> None:
    with running(data):
        pass
    with (data / "postgres" / "cluster" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(SetupProblem, match=r"did not start(?s:.*)no_such_setting"), running(data):
        pass


def test_server_of_a_folder_with_a_long_name_has_its_socket_elsewhere(data: Path) -> None:
    deep = data / ("Deep" * 20) / ("Deeper" * 10)
    server = Server(deep, durable=True)
    assert len(str(server.socket)) < 90
    with running(deep) as url:
        note(url)
        assert notes(url) == [("kept",)]
    assert not server.socket.exists()


def test_folder_of_somebody_else_in_the_place_of_the_socket_is_refused(data: Path) -> None:
    Server(data, durable=True).socket.symlink_to(data)
    with pytest.raises(SetupProblem, match="is not a folder of yours"), running(data):
        pass


def test_server_for_tests_that_crashed_is_made_afresh(data: Path) -> None:
    with running(data, durable=False) as url:
        note(url)
        crash(data)
    with running(data, durable=False) as url, pytest.raises(psycopg.errors.UndefinedTable):
        notes(url)
