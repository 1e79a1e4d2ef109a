"""`manage.py bench` measures all operations and writes the measurements to a file. The measured values are not tested."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcheck.setup.environment import ROOT
from tests.database import superuser_url

ROW, INSERT = "a bare view of one row", "a bare insert"
BASELINES = {
    ROW: ROW,
    INSERT: INSERT,
    "the desk: 450 words, 50 claims": ROW,
    "save a claim": INSERT,
    "attach evidence": INSERT,
    "a move: submit": INSERT,
    "the queue of 10,000: first page": ROW,
    "the queue of 10,000: page 40": ROW,
    "a claim with 1 item of evidence": ROW,
    "a claim with 200 items of evidence": ROW,
    "the public page": ROW,
}
COPY_BASELINES = {
    "collect a page of 1 MB": "write and sync 1 MB",
    "extract the text of a page of 1 MB": "start a process",
    "verify 200 MB": "sha256sum",
    "find a quote in 1 MB": "compare 1 MB",
    "find out that 1 MB lacks a quote": "compare 1 MB",
}
NUMBERS = {"median_ms": float, "p95_ms": float, "ratio": float, "queries": int, "bytes": int}


@pytest.mark.timeout(300)
def test_each_operation_is_measured_with_its_baseline(django_db_setup: Any, tmp_path: Path) -> None:
    file = tmp_path / "measurements.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DJANGO_", "PYTEST_"))}
    process = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "bench", "--rounds", "2", "--json", str(file)],
        env=environment
        | {
            "FACTCHECK_OWNER_DATABASE_URL": superuser_url(),
            "FACTCHECK_DATA": str(tmp_path),
            "FACTCHECK_NO_BOOTSTRAP": "1",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    assert "person_invited" not in process.stdout + process.stderr
    measurements = json.loads(file.read_text())
    assert {row["name"]: row["baseline"] for row in measurements} == BASELINES
    assert len(measurements) == len(BASELINES)
    for row in measurements:
        assert row.keys() == {"name", "baseline", *NUMBERS}
        assert {name: type(row[name]) for name in NUMBERS} == NUMBERS
        assert 0 < row["median_ms"] <= row["p95_ms"]
        assert row["ratio"] > 0
        assert row["queries"] > 0 or row["name"] == "the public page"
        assert row["bytes"] > 0 or row["baseline"] == INSERT


@pytest.mark.timeout(300)
def test_copies_are_measured(django_db_setup: Any, tmp_path: Path) -> None:
    file = tmp_path / "measurements.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DJANGO_", "PYTEST_"))}
    process = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "bench", "--captures", "--rounds", "2", "--json", str(file)],
        env=environment
        | {
            "FACTCHECK_DATA": str(tmp_path),
            "FACTCHECK_NO_BOOTSTRAP": "1",
            "FACTCHECK_OWNER_DATABASE_URL": superuser_url(),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    rows = json.loads(file.read_text())
    assert {row["name"]: row["baseline"] for row in rows} == COPY_BASELINES
    assert all(0 < row["median_ms"] <= row["p95_ms"] and row["ratio"] > 0 for row in rows)
    is_fast = all(
        row["median_ms"] <= (row["limit_ms"] or row["median_ms"]) and row["ratio"] <= (row["limit_ratio"] or row["ratio"])
        for row in rows
    )
    assert process.returncode == (0 if is_fast else 1), process.stdout + process.stderr


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_doctor_accepts_and_measures_a_generated_ledger(django_db_setup: Any, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DJANGO_", "PYTEST_"))}
    process = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "bench", "--ledger", "50"],
        env=environment
        | {
            "FACTCHECK_DATA": str(tmp_path),
            "FACTCHECK_NO_BOOTSTRAP": "1",
            "FACTCHECK_OWNER_DATABASE_URL": superuser_url(),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    assert "All invariants hold." in process.stderr
    found = re.search(r"^(\d+) entries: ([\d.]+) s, (\d+) MB at most$", process.stdout, re.MULTILINE)
    assert found, process.stdout
    assert int(found[1]) > 50
    assert float(found[2]) > 0
    assert 20 < int(found[3]) < 300
