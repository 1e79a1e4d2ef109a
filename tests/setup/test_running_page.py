"""The table of settings in docs/running.md says exactly what the code reads."""

import re

from factcheck.setup.environment import ROOT

# Notes from one process of ours to the next, which nobody sets by hand.
INTERNAL = {"FACTCHECK_ENVIRONMENT_MADE", "FACTCHECK_PARENT"}


def test_every_variable_is_in_the_table_and_every_row_is_a_variable() -> None:
    page = (ROOT / "docs" / "running.md").read_text()
    rows = re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "factcheck").rglob("*.py")]
    read = set(re.findall(r'"(FACTCHECK_[A-Z_]+|DATABASE_URL|PG_BINDIR)"', "\n".join(file.read_text() for file in files)))
    assert sorted(rows) == sorted(read - INTERNAL)
