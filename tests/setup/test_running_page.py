"""The table of settings in docs/running.md lists exactly the environment variables that the code reads."""

import re

from factcheck.setup.environment import ROOT
from factcheck.setup.secret_files import SECRETS

# Set by one process for the next one, never by an operator.
INTERNAL = {"FACTCHECK_ENVIRONMENT_MADE", "FACTCHECK_PARENT"}


def test_table_lists_exactly_the_variables_that_the_code_reads() -> None:
    document = (ROOT / "docs" / "running.md").read_text()
    rows = re.findall(r"^\| `([A-Z_]+)` \|", document, re.MULTILINE)
    files = {*(ROOT / "tests").rglob("*.py"), *(ROOT / "factcheck").rglob("*.py")}
    files.remove(ROOT / "tests" / "setup" / "test_settings.py")  # it has misspelled names
    text = "\n".join(file.read_text() for file in files)
    read = set(re.findall(r'"(FACTCHECK_[A-Z_]*[A-Z]|DATABASE_URL|DATABASE_REPLICA_URL|PG_BINDIR|SSL_CERT_FILE)"', text))
    in_files = {f"{name}_FILE" for name in SECRETS}  # described above the table
    assert sorted(rows) == sorted(read - INTERNAL - in_files)
