"""A wrong value in the environment ends a command with one sentence that names the variable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.setup.environment import ROOT

WRONG = {
    "FACTCHECK_COOLING_OFF_DAYS": ["-1", "a week", "366", "7.5", "٧"],
    "FACTCHECK_EMAIL_PORT": ["smtp", "0", "65536"],
    "FACTCHECK_STATEMENT_TIMEOUT": ["0", "soon"],
    "FACTCHECK_HTTPS": ["maybe"],
    "FACTCHECK_PUBLIC_URL": ["checks.example.org"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_command_says_which_value_is_wrong_without_a_traceback(name: str, value: str, tmp_path: Path) -> None:
    given = {variable: text for variable, text in os.environ.items() if not variable.startswith("FACTCHECK_")}
    given |= {"FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1", name: value}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check"], env=given, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{name} must be ")
    assert done.stderr.count("\n") == 1
