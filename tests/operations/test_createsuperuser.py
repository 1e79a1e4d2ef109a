"""`createsuperuser`, which administrators of Django sites try first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands

from tests.setup.commands import run_manage

SET_BY_THE_TESTS = ("DATABASE_URL", "FACTCHECK_OWNER_DATABASE_URL", "FACTCHECK_TESTING")


def test_command_names_the_command_that_adds_an_administrator() -> None:
    assert get_commands()["createsuperuser"] == "factcheck.operations"
    with pytest.raises(CommandError, match=r"manage\.py add_person EMAIL --name .* --role administrator"):
        call_command("createsuperuser")


@pytest.mark.parametrize("arguments", [[], ["--username", "admin", "--email", "a@b.example"], ["--noinput"]])
def test_command_fails_with_the_advice_whatever_its_arguments(arguments: list[str], tmp_path: Path) -> None:
    """It needs no database, so it starts none."""
    variables = {name: value for name, value in os.environ.items() if name not in SET_BY_THE_TESTS}
    variables |= {"FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1"}
    result = run_manage("createsuperuser", *arguments, environment=variables)
    assert result.returncode == 1
    assert result.stdout == ""
    assert "add_person EMAIL" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "postgres").exists()
