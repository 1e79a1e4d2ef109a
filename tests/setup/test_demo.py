"""`manage.py demo` as a person uses it: prepared twice, served, stopped, killed, served again."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.operations.management.commands.demo import ACCOUNTS
from factcheck.setup import network, postgres
from factcheck.setup.environment import ROOT
from factcheck.setup.problem import SetupProblem
from tests.setup.processes import eventually, parent_of, using

# Each call of `manage` may take 150 seconds where others work too, and each test makes several.
pytestmark = pytest.mark.timeout(600)
PASSWORD = re.compile(r"Password of all four: (\S+)")
FIRST_PASSWORD: dict[Path, str] = {}
"""What the first preparation of a folder printed."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One data folder for all of these: prepared, and nothing running over it."""
    folder = tmp_path_factory.mktemp("newsroom")
    FIRST_PASSWORD[folder] = prepared(folder)
    yield folder
    postgres.stop(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    # The folder is given as a person may type it, so each call stands beside it.
    ours = ("FACTCHECK_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "FACTCHECK_DATA": folder.name,
        "FACTCHECK_NO_BOOTSTRAP": "1",
        **more,
    }


def manage(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(
        command, env=environment(folder, **more), cwd=folder.parent, capture_output=True, text=True, timeout=150
    )


def prepared(folder: Path, **more: str) -> str:
    done = manage(folder, "demo", "--no-serve", **more)
    assert done.returncode == 0, done.stderr
    found = PASSWORD.search(done.stdout)
    assert found, done.stdout
    return found[1]


class Demo:
    """A running `manage.py demo`."""

    def __init__(self, folder: Path, port: int) -> None:
        self.page = f"http://127.0.0.1:{port}/health/"
        self.output = folder / "demo.out"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), "demo", "--port", str(port)],
                env=environment(folder),
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd=folder.parent,
            )
        assert eventually(lambda: "Ctrl-C stops it" in self.output.read_text() or self.process.poll() is not None, 90)
        assert self.process.poll() is None, self.output.read_text()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.page, timeout=10) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            return False

    def end(self, by: signal.Signals) -> int:
        self.process.send_signal(by)
        return self.process.wait(timeout=40)


def test_preparing_again_keeps_data_and_password_and_makes_nothing_anew(folder: Path) -> None:
    made = entries(folder)
    assert int(made) > 10
    assert prepared(folder) == FIRST_PASSWORD[folder]
    assert entries(folder) == made
    assert using(folder) == []


def entries(folder: Path) -> str:
    """How many acts the ledger of the newsroom has."""
    program = "from factcheck.ledger.models import Entry; print(Entry.objects.count())"
    return manage(folder, "shell", "-v", "0", "-c", program).stdout.strip()


def test_secrets_are_for_their_owner_alone(folder: Path) -> None:
    modes = {name: (folder / name).stat().st_mode & 0o777 for name in ("demo-password", "secret-key")}
    assert modes == {"demo-password": 0o600, "secret-key": 0o600}


def test_password_is_taken_from_the_environment_and_a_changed_one_counts(folder: Path) -> None:
    given = "chosen by the newsroom"
    assert manage(folder, "demo", "--no-serve", FACTCHECK_DEMO_PASSWORD=given).stdout.count(given) == 1
    program = (
        "from factcheck.accounts.models import Person; people = Person.objects.filter(email__endswith='@demo.example')\n"
        f"print(sorted(person.email for person in people if person.check_password({given!r})))"
    )
    assert manage(folder, "shell", "-v", "0", "-c", program).stdout.strip() == str(sorted(ACCOUNTS))


def test_other_commands_bring_their_database_along_and_leave_nothing_running(folder: Path) -> None:
    done = manage(folder, "showmigrations", "accounts")
    assert done.returncode == 0, done.stderr
    assert "[X] 0001_initial" in done.stdout
    assert using(folder) == []


def test_web_and_worker_run_until_ctrl_c_and_leave_no_process(folder: Path, port: int) -> None:
    demo = Demo(folder, port)
    assert demo.answers()
    assert manage(folder, "showmigrations", "accounts").returncode == 0
    assert demo.answers()  # the other command did not take the database with it
    second = manage(folder, "demo", "--port", str(port + 1))
    assert second.returncode == 1
    assert "is running already" in second.stderr
    demo.end(signal.SIGINT)
    assert using(folder) == []
    assert "Traceback" not in demo.output.read_text()


def test_fallen_worker_and_database_are_brought_back(folder: Path, port: int) -> None:
    demo = Demo(folder, port)
    (worker,) = [int(line.split()[0]) for line in using(folder) if line.endswith("worker ")]
    os.kill(worker, signal.SIGKILL)
    os.kill(int((folder / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert eventually(lambda: "The worker was ended by signal 9; starting it again" in demo.output.read_text())
    assert eventually(lambda: "The database server is gone; starting it again" in demo.output.read_text())
    assert eventually(demo.answers)
    demo.end(signal.SIGTERM)
    assert using(folder) == []


def test_fallen_web_server_ends_everything_and_says_so(folder: Path, port: int) -> None:
    demo = Demo(folder, port)
    servers = [int(line.split()[0]) for line in using(folder) if "gunicorn" in line]
    (web,) = [pid for pid in servers if parent_of(pid) == demo.process.pid]
    os.kill(web, signal.SIGKILL)
    assert demo.process.wait(timeout=40) == 1
    assert "The web server was ended by signal 9, so everything was stopped" in demo.output.read_text()
    assert eventually(lambda: using(folder) == [])


def test_killed_demo_takes_its_children_along_and_starts_again(folder: Path, port: int) -> None:
    Demo(folder, port).end(signal.SIGKILL)
    demo = Demo(folder, port)  # at once, while what was left behind is still leaving
    assert demo.answers()
    demo.end(signal.SIGKILL)
    assert eventually(lambda: using(folder) == [])


def test_taken_port_is_named_with_the_way_out(port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(SetupProblem, match=f"Port {port} .* is used by another program.*--port {port + 1}"):
            network.ensure_port_is_free("127.0.0.1", port, patience=0.1)
    network.ensure_port_is_free("127.0.0.1", port)


def test_host_that_is_not_ours_is_refused(port: int) -> None:
    with pytest.raises(SetupProblem, match="Choose others with --host and --port"):
        network.ensure_port_is_free("192.0.2.1", port, patience=0.1)
