"""`manage.py bench` measures every act and says so in its file. What it measures is no question for a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcheck.setup.environment import ROOT

ROW, INSERT = "a bare view of one row", "a bare insert"
YARDSTICKS = {
    ROW: ROW,
    INSERT: INSERT,
    "the desk: 450 words, 50 claims": ROW,
    "save a claim": INSERT,
    "attach evidence": INSERT,
    "a move: submit": INSERT,
    "the queue of 10,000: first page": ROW,
    "the queue of 10,000: page 40": ROW,
    "the public page": ROW,
}
NUMBERS = {"median_ms": float, "p95_ms": float, "ratio": float, "queries": int, "bytes": int}


@pytest.mark.timeout(300)
def test_each_act_is_measured_beside_its_yardstick(django_db_setup: Any, tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DJANGO_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "bench", "--rounds", "2", "--json", str(file)],
        env=kept | {"FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(file.read_text())
    assert {figure["name"]: figure["yardstick"] for figure in figures} == YARDSTICKS
    assert len(figures) == len(YARDSTICKS)
    for figure in figures:
        assert figure.keys() == {"name", "yardstick", *NUMBERS}
        assert {name: type(figure[name]) for name in NUMBERS} == NUMBERS
        assert 0 < figure["median_ms"] <= figure["p95_ms"]
        assert figure["ratio"] > 0
        assert figure["queries"] > 0 or figure["name"] == "the public page"
        assert figure["bytes"] > 0 or figure["yardstick"] == INSERT
