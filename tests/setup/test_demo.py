"""`manage.py demo`: prepare it twice, serve it, stop it, kill it, and serve it again."""

import json
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

# Each call of `manage` can take up to 150 seconds on a busy machine, and each test has several.
pytestmark = pytest.mark.timeout(600)
PASSWORD = re.compile(r"Password of all four accounts: (\S+)")
FIRST_PASSWORD: dict[Path, str] = {}
"""The password that the first preparation of a folder printed."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A prepared data folder for all tests of this module, without running processes."""
    folder = tmp_path_factory.mktemp("newsroom")
    FIRST_PASSWORD[folder] = prepare_demo(folder)
    yield folder
    postgres.stop(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **variables: str) -> dict[str, str]:
    # FACTCHECK_DATA is a relative path here, so the working directory of each call is the parent folder.
    removed = ("FACTCHECK_", "DJANGO_", "DATABASE_URL", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(removed)} | {
        "FACTCHECK_DATA": folder.name,
        "FACTCHECK_NO_BOOTSTRAP": "1",
        **variables,
    }


def manage(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(
        command, env=environment(folder, **variables), cwd=folder.parent, capture_output=True, text=True, timeout=150
    )


def prepare_demo(folder: Path) -> str:
    """Prepare the demo and return the printed password."""
    process = manage(folder, "demo", "--no-serve")
    assert process.returncode == 0, process.stderr
    assert "{" not in process.stdout + process.stderr  # security events
    match = PASSWORD.search(process.stdout)
    assert match, process.stdout
    return match[1]


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
        assert eventually(lambda: "Press Ctrl-C to stop" in self.output.read_text() or self.process.poll() is not None, 90)
        assert self.process.poll() is None, self.output.read_text()

    def responds(self) -> bool:
        try:
            with urllib.request.urlopen(self.page, timeout=10) as response:  # noqa: S310
                return bool(response.status == 200)
        except OSError:
            return False

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=40)


def test_repeated_preparation_preserves_data_and_password(folder: Path) -> None:
    count = number_of_entries(folder)
    assert int(count) > 10
    assert prepare_demo(folder) == FIRST_PASSWORD[folder]
    assert number_of_entries(folder) == count
    assert using(folder) == []


def test_security_events_of_the_first_start_are_in_the_log_of_the_web_server(folder: Path) -> None:
    lines = [json.loads(line) for line in (folder / "web.log").read_text().splitlines() if line.startswith("{")]
    assert [line["details"] for line in lines if line["kind"] == "person_invited"] == [
        {"role": role} for role in ("checker", "checker", "editor", "administrator")
    ]


def test_other_commands_print_security_events(folder: Path) -> None:
    process = manage(folder, "make_token", "checker@demo.example")
    assert process.returncode == 0, process.stderr
    assert json.loads(process.stderr)["kind"] == "token_issued"


def number_of_entries(folder: Path) -> str:
    """The number of ledger entries."""
    program = "from factcheck.ledger.models import Entry; print(Entry.objects.count())"
    return manage(folder, "shell", "-v", "0", "-c", program).stdout.strip()


def test_secrets_are_readable_only_by_their_owner(folder: Path) -> None:
    modes = {name: (folder / name).stat().st_mode & 0o777 for name in ("demo-password", "secret-key")}
    assert modes == {"demo-password": 0o600, "secret-key": 0o600}


@pytest.mark.parametrize("password", ["too short", "aaaaaaaaaaaaaa", "factcheck-demo"])
def test_password_that_is_easy_to_guess_changes_nothing(folder: Path, password: str) -> None:
    process = manage(folder, "demo", "--no-serve", FACTCHECK_DEMO_PASSWORD=password)
    assert process.returncode != 0
    assert "FACTCHECK_DEMO_PASSWORD must be harder to guess: This password" in process.stderr
    assert "Traceback" not in process.stderr
    assert prepare_demo(folder) == FIRST_PASSWORD[folder]


def test_changed_password_in_the_environment_changes_the_accounts(folder: Path) -> None:
    password = "chosen by the newsroom"
    assert manage(folder, "demo", "--no-serve", FACTCHECK_DEMO_PASSWORD=password).stdout.count(password) == 1
    program = (
        "from factcheck.accounts.models import Person; people = Person.objects.filter(email__endswith='@demo.example')\n"
        f"print(sorted(person.email for person in people if person.check_password({password!r})))"
    )
    assert manage(folder, "shell", "-v", "0", "-c", program).stdout.strip() == str(sorted(ACCOUNTS))


def test_other_commands_start_and_stop_the_database(folder: Path) -> None:
    process = manage(folder, "showmigrations", "accounts")
    assert process.returncode == 0, process.stderr
    assert "[X] 0001_initial" in process.stdout
    assert using(folder) == []


def test_ctrl_c_stops_all_processes(folder: Path, port: int) -> None:
    demo = Demo(folder, port)
    assert demo.responds()
    assert manage(folder, "showmigrations", "accounts").returncode == 0
    assert demo.responds()  # the other command did not stop the database
    second = manage(folder, "demo", "--port", str(port + 1))
    assert second.returncode == 1
    assert "is already running" in second.stderr
    demo.stop(signal.SIGINT)
    assert using(folder) == []
    assert "Traceback" not in demo.output.read_text()


def test_killed_worker_and_database_are_restarted(folder: Path, port: int) -> None:
    demo = Demo(folder, port)
    (worker,) = [int(line.split()[0]) for line in using(folder) if line.endswith("worker ")]
    os.kill(worker, signal.SIGKILL)
    os.kill(int((folder / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert eventually(lambda: "The worker was killed by signal 9 and will be restarted" in demo.output.read_text())
    assert eventually(lambda: "The database server has stopped and will be restarted" in demo.output.read_text())
    assert eventually(demo.responds)
    demo.stop(signal.SIGTERM)
    assert using(folder) == []


def test_repeated_failures_of_the_database_do_not_stop_the_demo(folder: Path, port: int) -> None:
    """The worker fails together with the database each time. More than three failures of its own would stop the demo."""
    demo = Demo(folder, port)
    for number in range(1, 6):
        (worker,) = [int(line.split()[0]) for line in using(folder) if line.endswith("worker ")]
        os.kill(int((folder / "postgres" / "cluster" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        os.kill(worker, signal.SIGKILL)
        restarted = "The database server has stopped and will be restarted"
        assert eventually(lambda: demo.output.read_text().count(restarted) == number, 60)  # noqa: B023
        assert eventually(lambda: demo.output.read_text().count("The worker was killed by signal 9") == number, 60)  # noqa: B023
        assert eventually(demo.responds)
        assert demo.process.poll() is None
    demo.stop(signal.SIGTERM)
    assert using(folder) == []


def test_killed_web_server_stops_all_processes_with_a_message(folder: Path, port: int) -> None:
    demo = Demo(folder, port)
    servers = [int(line.split()[0]) for line in using(folder) if "gunicorn" in line]
    (web,) = [pid for pid in servers if parent_of(pid) == demo.process.pid]
    os.kill(web, signal.SIGKILL)
    assert demo.process.wait(timeout=40) == 1
    assert "The web server was killed by signal 9, so all processes were stopped" in demo.output.read_text()
    assert eventually(lambda: using(folder) == [])


def test_children_of_a_killed_demo_exit_and_it_can_start_again(folder: Path, port: int) -> None:
    Demo(folder, port).stop(signal.SIGKILL)
    demo = Demo(folder, port)  # immediately, while processes of the first one are still exiting
    assert demo.responds()
    demo.stop(signal.SIGKILL)
    assert eventually(lambda: using(folder) == [])


def test_port_in_use_is_reported_with_advice(port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(SetupProblem, match=f"Port {port} .* is in use.*--port {port + 1}"):
            network.ensure_port_is_free("127.0.0.1", port, patience=0.1)
    network.ensure_port_is_free("127.0.0.1", port)


def test_host_of_another_machine_is_refused(port: int) -> None:
    with pytest.raises(SetupProblem, match="Choose others with --host and --port"):
        network.ensure_port_is_free("192.0.2.1", port, patience=0.1)
