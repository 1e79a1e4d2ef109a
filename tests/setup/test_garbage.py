"""Garbage is not collected while a process imports its modules, but afterward."""

from __future__ import annotations

import os
from pathlib import Path

from tests.setup.commands import run_manage

PROGRAM = "import gc; print(gc.isenabled(), gc.get_freeze_count() > 100_000)"


def test_command_collects_garbage_except_its_modules(tmp_path: Path) -> None:
    removed = ("FACTCHECK_", "DJANGO_", "PYTEST_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(removed)}
    environment |= {"FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1"}
    for name in ("DATABASE_URL", "FACTCHECK_OWNER_DATABASE_URL"):
        environment[name] = os.environ[name]
    process = run_manage("shell", "-v", "0", "-c", PROGRAM, environment=environment)
    assert (process.stdout, process.stderr, process.returncode) == ("True True\n", "", 0)
