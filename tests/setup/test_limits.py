"""Which limits each command of `manage.py` has for its waits on the database."""

from collections.abc import Iterator

import pytest

from factcheck.setup import limits


@pytest.fixture(autouse=True)
def declared_as_before() -> Iterator[None]:
    before = limits.current()
    yield
    limits.declare(before)


@pytest.mark.parametrize("name", ["migrate", "doctor", "shell", "a command that nobody knows"])
def test_statement_of_a_command_takes_as_long_as_it_needs(name: str) -> None:
    limits.declare_command(name)
    assert limits.current().statement == 0
    assert limits.current().kind == "command"


def test_examination_may_keep_its_snapshot_while_it_reads_files() -> None:
    limits.declare_command("doctor")
    assert "-c idle_in_transaction_session_timeout=0s" in limits.current().parameters({})["options"]


def test_worker_waits_longer_than_a_web_process_and_not_for_ever() -> None:
    limits.declare_command("worker")
    worker = limits.current()
    for name in ("connect", "lock", "statement", "idle"):
        assert getattr(worker, name) > getattr(limits.WEB, name) > 0


def test_development_server_is_a_web_process() -> None:
    limits.declare_command("runserver")
    assert limits.current() is limits.WEB


def test_parameters_of_the_operator_win() -> None:
    given = {"connect_timeout": 7, "options": "-c lock_timeout=5s", "host": "db.example"}
    parameters = limits.WEB.parameters(given)
    assert (parameters["connect_timeout"], parameters["host"]) == (7, "db.example")
    assert parameters["options"].endswith("-c lock_timeout=5s")  # the server takes the last of two
