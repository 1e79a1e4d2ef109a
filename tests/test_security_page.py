"""The table in docs/security.md is complete, and what it refers to exists."""

from __future__ import annotations

import re
from collections import Counter

from tests.test_project import ROOT

PAGE = (ROOT / "docs/security.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (met|not applicable|not met) \| (.+) \|$", re.MULTILINE)
REQUIREMENTS = {"1": 70, "2": 183}
"""The number of requirements of each level in version 5.0.0 of the standard."""


def test_table_has_every_requirement_once() -> None:
    rows = ROW.findall(PAGE)
    assert len({number for number, *_ in rows}) == len(rows)
    assert Counter(level for _, level, *_ in rows) == REQUIREMENTS


def test_every_requirement_of_level_1_is_met() -> None:
    assert [number for number, level, status, _ in ROW.findall(PAGE) if (level, status) == ("1", "not met")] == []


def test_named_files_exist() -> None:
    names = re.findall(r"`((?:factcheck|docs|templates|tests|requirements)/[\w./-]*|pyproject\.toml|tsconfig\.json)`", PAGE)
    assert len(names) > 40
    assert sorted({name for name in names if not (ROOT / name).exists()}) == []


def test_linked_sections_exist() -> None:
    sections = {heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", PAGE, re.MULTILINE)}
    assert sorted(set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) - sections) == []


def test_named_variables_are_settings() -> None:
    settings = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/running.md").read_text(), re.MULTILINE))
    assert sorted(set(re.findall(r"`(FACTCHECK_[A-Z0-9_]+)(?:=\S*)?`", PAGE)) - settings) == []
