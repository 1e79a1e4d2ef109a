"""`manage.py bench --attack` measures a reader during each attack. The measured values are not tested."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcheck.operations.bench.reader import Resistance
from factcheck.setup.environment import ROOT
from tests.database import superuser_url

STATUSES = {
    "an earlier version, with a rewritten rationale": "200",
    "a text of 1,000,000 dots": "200",
    "a quote in a text of regional indicators": "422",
    "a rationale of Markdown tables": "200",
    "a search for hyphens": "200",
    "a search for words with hyphens": "200",
    "bursts of 100 requests": "200",
    "1,100 unread responses": "1",
    "slow headers": "1",
    "slow bodies": "1",
}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_each_attack_is_measured(django_db_setup: Any, tmp_path: Path) -> None:
    file = tmp_path / "attacks.json"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DJANGO_", "PYTEST_"))}
    process = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "bench", "--attack", "--rounds", "5", "--json", str(file)],
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
    for row in rows:
        row["outcomes"].pop("503", None)  # a burst of one client may exceed its part of the queue
    assert {row["name"]: list(row["outcomes"]) for row in rows} == {name: [status] for name, status in STATUSES.items()}
    assert [row["failed"] for row in rows] == [0] * len(STATUSES)
    assert process.returncode == (0 if all(row["is_within_limit"] for row in rows) else 1), process.stdout + process.stderr
    assert all(0 < row["normal_ms"] < 30_000 and 0 < row["attacked_ms"] < 30_000 for row in rows)
    assert all(row["outcomes"]["1"] == 200 for row in rows if row["name"].startswith("slow"))
    assert all(row["outcomes"]["1"] > 1100 for row in rows if row["name"].endswith("unread responses"))


@pytest.mark.parametrize(
    ("normal", "attacked", "expected"), [(5.0, 50.0, True), (5.0, 50.1, False), (30.0, 90.0, True), (30.0, 90.1, False)]
)
def test_limit_is_three_times_the_normal_value_or_50_ms(normal: float, attacked: float, expected: bool) -> None:
    assert Resistance("attack", normal, attacked, 0, {}).is_within_limit is expected
