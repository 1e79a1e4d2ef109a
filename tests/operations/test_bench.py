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

from factcheck.operations.bench.comparison import slower_than
from factcheck.setup.environment import ROOT
from tests.database import superuser_url

ROW, INSERT = "a bare view of one row", "a bare insert"
PAGES = {
    "the desk: 411 words, 5 claims",
    "the desk: 450 words, 50 claims",
    "select a claim",
    "the desk: another article each time",
    "select another claim each time",
    "another claim each time",
    "the library: first page",
    "the library: page 150",
    "the claims: first page",
    "the claims: page 150",
    "the queue of 10,000: first page",
    "the queue of 10,000: page 150",
    "search: a rare word",
    "search: a common word",
    "search: two common words",
    "search: other words each time",
    "the library: a rare word",
    "the library: a common word",
    "the nearest claims",
    "choose a claim for a mention",
    "the sources",
    "the import page",
    "a claim with 1 item of evidence",
    "a claim with 200 items of evidence",
    "the board with 200 items of evidence",
    "the history of a claim",
    "the public check",
    "the public front page",
    "the desk: 50,000 words, 500 mentions",
    "the desk: 50,000 words, 5,000 mentions",
}
WRITES = {"save a claim", "save as the screen does", "attach evidence", "a move: submit"}
COPY_BASELINES = {
    "collect a page of 1 MB": "write and sync 1 MB",
    "extract the text of a page of 1 MB": "start a process",
    "verify 200 MB": "sha256sum",
    "export a package of 200 MB": "sha256sum",
    "verify a package of 200 MB": "sha256sum",
    "find a quote in 1 MB": "compare 1 MB",
    "find out that 1 MB lacks a quote": "compare 1 MB",
}


def bench(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DJANGO_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "bench", *arguments],
        env=environment
        | {
            "FACTCHECK_OWNER_DATABASE_URL": superuser_url(),
            "FACTCHECK_DATA": str(folder),
            "FACTCHECK_NO_BOOTSTRAP": "1",
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.mark.timeout(400)
def test_each_operation_is_measured_with_its_baseline_and_compared(django_db_setup: Any, tmp_path: Path) -> None:
    file, earlier_file = tmp_path / "measurements.json", tmp_path / "earlier.json"
    earlier = {"name": "save a claim", "size": 200, "clients": 2, "ratio": 0.01, "queries": 1000}
    earlier_file.write_text(json.dumps([earlier]))
    arguments = ["--size", "200", "--clients", "2", "--rounds", "1", "--seconds", "0"]
    process = bench(tmp_path, *arguments, "--json", str(file), "--against", str(earlier_file))
    assert process.returncode == 0, process.stdout + process.stderr
    assert "person_invited" not in process.stdout + process.stderr
    rows = json.loads(file.read_text())
    assert {row["name"]: row["baseline"] for row in rows} == dict.fromkeys(PAGES, ROW) | dict.fromkeys(WRITES, INSERT)
    assert len(rows) == len(PAGES | WRITES)
    for row in rows:
        assert row["clients"] == (1 if row["name"] == "a move: submit" or "50,000" in row["name"] else 2)
        assert row["size"] == 200
        assert 0 < row["median_ms"] <= row["p95_ms"]
        assert 0 < row["low"] <= row["ratio"] <= row["high"]
        assert row["per_second"] > 0
        assert row["queries"] > 0
        assert row["bytes"] > 0 or row["baseline"] == INSERT
        assert bool(row["worst_node"]) == (row["baseline"] == ROW)
        assert f"{row['name']:<42} {row['clients']:>7}" in process.stdout
    assert any(row["app_ms"] > 0 for row in rows)
    *_, heading, slower = process.stdout.splitlines()
    assert heading == "Slower than in the earlier run:"
    assert re.fullmatch(r"save a claim, 200 rows, 2 clients: 0.01 → [0-9.]+ times the baseline", slower)


def test_lines_that_got_slower_or_execute_more_statements_are_listed() -> None:
    def row(name: str, ratio: float, queries: int) -> dict[str, Any]:
        return {"name": name, "size": 1000, "clients": 1, "ratio": ratio, "queries": queries}

    earlier = [row("a", 4.0, 3), row("b", 4.0, 3), row("c", 4.0, 3), row("gone", 1.0, 1)]
    now = [row("a", 4.9, 3), row("b", 5.1, 3), row("c", 3.0, 4), row("new", 9.0, 9)]
    assert slower_than(earlier, now) == [
        "b, 1,000 rows, 1 client: 4.0 → 5.1 times the baseline",
        "c, 1,000 rows, 1 client: 3 → 4 statements",
    ]


@pytest.mark.timeout(300)
def test_copies_are_measured(django_db_setup: Any, tmp_path: Path) -> None:
    file = tmp_path / "measurements.json"
    process = bench(tmp_path, "--captures", "--rounds", "2", "--json", str(file))
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
    process = bench(tmp_path, "--ledger", "50")
    assert process.returncode == 0, process.stdout + process.stderr
    assert "All invariants hold." in process.stderr
    found = re.search(r"^(\d+) entries: ([\d.]+) s, (\d+) MB at most$", process.stdout, re.MULTILINE)
    assert found, process.stdout
    assert int(found[1]) > 50
    assert float(found[2]) > 0
    assert 20 < int(found[3]) < 300


@pytest.mark.slow
@pytest.mark.timeout(700)
def test_statements_and_calls_of_a_page_are_counted(django_db_setup: Any, tmp_path: Path) -> None:
    process = bench(tmp_path, "--profile", "--size", "200", "--only", "the cla")
    assert process.returncode == 0, process.stdout + process.stderr
    found = re.findall(r"^(the \S.*?) +(\d+) +(\d+) +([\d.]+) +([\d.]+) +(\d+)$", process.stdout, re.MULTILINE)
    assert {name for name, *_ in found} == {"the claims: first page", "the claims: page 150"}
    for _, statements, calls, app, templates, size in found:
        assert 2 <= int(statements) <= 4
        assert 3_000 < int(calls) < 20_000
        assert 0 < float(templates) < float(app)
        assert int(size) > 10_000


GROWING = {
    # No index finds the few claims that have no verdict.
    "the claims without a verdict": {"claims_claim", "verdicts_verdict"},
    # The index of the sitemap names all of its parts.
    "readers: the sitemap": {"publishing_publication", "Sort"},
}
"""Pages that read all rows of these tables, which are none of the hot ones."""


@pytest.mark.slow
@pytest.mark.timeout(700)
def test_plans_of_pages_do_not_grow_with_the_newsroom(django_db_setup: Any, tmp_path: Path) -> None:
    """Each page reads few rows of each table, whose rows it finds by an index, and sorts few of them."""
    process = bench(tmp_path, "--plans", "--size", "20000")
    lines = [line for line in process.stdout.splitlines() if not line.endswith("…")]
    names = {line for line in lines if not line.startswith(" ")}
    assert names >= PAGES - {line for line in PAGES if "50,000" in line}
    assert len(names) >= 60, process.stdout + process.stderr
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        name = name if line.startswith(" ") else line
        if line.startswith(" ") and not any(table in line for table in GROWING.get(name, ())):
            found.setdefault(name, []).append(line.strip())
    assert found == {}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_memory_of_the_web_server_is_measured_and_limited(django_db_setup: Any, tmp_path: Path) -> None:
    process = bench(tmp_path, "--memory", "400", "--size", "500")
    found = re.findall(r"^ *([\d,]+) requests: ([\d.]+) MB$", process.stdout, re.MULTILINE)
    assert (found[0][0], found[-1][0]) == ("0", "400"), process.stdout + process.stderr
    # So few requests do not fill all caches, so only the limit for an idle server applies.
    assert float(found[0][1]) < 250
    assert float(found[-1][1]) < 400
