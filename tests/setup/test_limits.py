"""The database limits of each kind of process."""

from collections.abc import Iterator

import pytest

from factcheck.setup import limits


@pytest.fixture(autouse=True)
def restore_limits() -> Iterator[None]:
    before = limits.current()
    yield
    limits.declare(before)


@pytest.mark.parametrize("name", ["migrate", "doctor", "shell", "an unknown command"])
def test_statements_of_commands_have_no_limit(name: str) -> None:
    limits.declare_command(name)
    assert limits.current().statement == 0
    assert limits.current().kind == "command"


def test_transaction_of_doctor_has_no_idle_limit() -> None:
    limits.declare_command("doctor")
    assert "-c idle_in_transaction_session_timeout=0s" in limits.current().parameters({})["options"]


def test_limits_of_the_worker_are_finite_and_longer_than_those_of_a_web_process() -> None:
    limits.declare_command("worker")
    worker = limits.current()
    for name in ("connect", "lock", "statement", "idle"):
        assert getattr(worker, name) > getattr(limits.WEB, name) > 0


def test_development_server_is_a_web_process() -> None:
    limits.declare_command("runserver")
    assert limits.current() is limits.WEB


def test_parameters_of_the_operator_take_precedence() -> None:
    configured = {"connect_timeout": 7, "options": "-c lock_timeout=5s", "host": "db.example"}
    parameters = limits.WEB.parameters(configured)
    assert (parameters["connect_timeout"], parameters["host"]) == (7, "db.example")
    assert parameters["options"].endswith("-c lock_timeout=5s")  # the server uses the last of two values
