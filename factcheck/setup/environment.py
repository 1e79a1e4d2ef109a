"""Makes sure that we run where every pinned package is installed, and moves there if not.

Runs before anything is installed, so it needs the standard library alone. Installing is guarded against a second start at
the same moment, and is begun again where it was interrupted.
"""

import fcntl
import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import say, step

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv"
RUN = ROOT / "requirements" / "run.txt"
DEVELOP = ROOT / "requirements" / "develop.txt"
_REQUIRED_BYTES = 500_000_000  # bytes that the packages and their download need
_ADVICE = (  # by what the output of an installer says
    (r"No space left|Disk quota", "The disk is full. Make room, then try again."),
    (
        r"Read-only file system|Permission denied",
        f"This account may not write there. Give it the right to write to {ROOT}, then try again.",
    ),
    (
        r"name resolution|NewConnectionError|Connection refused|unreachable|timed out|dns error|error sending request"
        r"|No matching distribution",
        "The package index could not be reached. Check the network or the proxy (HTTPS_PROXY, PIP_INDEX_URL), then try again;"
        " or install requirements/run.txt yourself and set FACTCHECK_NO_BOOTSTRAP=1.",
    ),
    (
        r"DO NOT MATCH THE HASHES|hash mismatch",
        "A download differs from the pinned one and was refused. Try again; if it stays, the index or a proxy alters files.",
    ),
)
_GUARD = "FACTCHECK_ENVIRONMENT_MADE"


def enter(arguments: Sequence[str]) -> None:
    """Return where the packages for `manage.py` with *arguments* are at hand; else install them and start again there.

    Stands aside where FACTCHECK_NO_BOOTSTRAP=1, and in any environment (a container, an active virtual environment) that
    already has every pinned package. Raises SetupProblem with what to do.
    """
    if os.environ.get("FACTCHECK_NO_BOOTSTRAP") == "1":
        return
    pins = lock_file_for(arguments)
    inside = Path(sys.prefix).resolve() == FOLDER.resolve()
    if not (inside and is_stamped(FOLDER, pins)):
        if not inside and has_packages(pins):
            return
        if os.environ.get(_GUARD) == file_digest(pins):
            raise SetupProblem(f"The environment in {FOLDER} does not hold what was installed there. Remove it, then try again.")
        install(FOLDER, pins)
        _restart(arguments, pins)
    os.environ.pop(_GUARD, None)


def lock_file_for(arguments: Sequence[str]) -> Path:
    """The lock file with the packages that `manage.py` with *arguments* needs: those for development, or for running alone."""
    return DEVELOP if arguments[1:2] in (["bootstrap"], ["test"]) else RUN


def install(folder: Path, pins: Path) -> None:
    """Make *folder* a virtual environment with the packages of the lock file *pins*, unless it is one already."""
    with pins.open("rb") as lock:  # locked itself, so that no file of ours has to lie about
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Waiting for another start to finish installing"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        if is_stamped(folder, pins) and _python_of(folder) is not None:
            return
        _check_disk_space(folder.parent)
        stamp = _stamp(folder)
        try:
            stamp.unlink(missing_ok=True)
            _create_environment(folder, lock.fileno())
            _install_packages(folder, pins, lock.fileno())
            kept = [RUN, DEVELOP] if pins == DEVELOP else [pins]
            stamp.write_text("".join(f"{file_digest(file)} {file.name}\n" for file in kept))
        except OSError as problem:
            raise SetupProblem(
                f"The environment could not be written to {folder}: {problem.strerror}. {_advice_for(str(problem))}"
            ) from problem


def is_stamped(folder: Path, pins: Path) -> bool:
    """Whether *folder* was finished with exactly the lock file *pins*."""
    try:
        return file_digest(pins) in _stamp(folder).read_text().split()
    except (OSError, UnicodeDecodeError):
        return False


def has_packages(pins: Path) -> bool:
    """Whether this interpreter has every package that *pins* names without a condition, in the pinned version."""
    installed = {
        _normalize_name(name): distribution.version
        for distribution in importlib.metadata.distributions()
        if (name := distribution.metadata["Name"])
    }
    return all(installed.get(name) == version for name, version in _pinned(pins).items())


def file_digest(file: Path) -> str:
    """SHA-256 of the bytes of *file*, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _pinned(pins: Path) -> dict[str, str]:
    lines = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(\s*;)?", pins.read_text(), re.MULTILINE)
    return {_normalize_name(name): version for name, version, condition in lines if not condition}


def _normalize_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _stamp(folder: Path) -> Path:
    return folder / "factcheck-packages"


def _python_of(folder: Path) -> Path | None:
    """The interpreter of *folder* where it works and is new enough."""
    python = folder / "bin" / "python"
    try:
        done = subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], capture_output=True)
    except OSError:
        return None
    return python if done.returncode == 0 else None


def _create_environment(folder: Path, lock: int) -> None:
    if _python_of(folder) is not None:
        return
    if folder.exists():
        say(f"The environment in {folder} is not usable; making it again")
        shutil.rmtree(folder)
    title = "Making the environment"
    if uv := shutil.which("uv"):
        _run([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, str(folder)], title, lock)
    elif _runs("import ensurepip"):
        _run([sys.executable, "-m", "venv", str(folder)], title, lock)
    elif _runs("import venv, pip; assert int(pip.__version__.split('.')[0]) >= 23"):
        _run([sys.executable, "-m", "venv", "--without-pip", str(folder)], title, lock)
    else:
        raise SetupProblem(
            f"{sys.executable} has neither venv nor pip. Install them (on Debian: apt-get install python3-venv), then try again."
        )


def _install_packages(folder: Path, pins: Path, lock: int) -> None:
    python = str(folder / "bin" / "python")
    wanted = ["--require-hashes", "--requirement", str(pins)]
    if uv := shutil.which("uv"):
        command = [uv, "pip", "install", "--python", python, *wanted]
    else:
        pip = [python, "-m", "pip"] if _runs("import pip", python) else [sys.executable, "-m", "pip", "--python", python]
        command = [*pip, "install", "--no-input", "--disable-pip-version-check", "--no-warn-script-location", *wanted]
    total = len(re.findall(r"^\S+==", pins.read_text(), re.MULTILINE))
    _run(command, f"Installing {total} packages" if total > 1 else "Installing the packages", lock, counted=total)


def _runs(code: str, python: str = sys.executable) -> bool:
    return subprocess.run([python, "-c", code], capture_output=True).returncode == 0


def _run(command: list[str], title: str, lock: int, *, counted: int = 0) -> None:
    """Run *command*, show how far it is; raises SetupProblem in words for the causes known, with the output kept.

    It inherits the descriptor *lock*, so that the lock outlives us where we are killed while it still writes.
    """
    descriptor, name = tempfile.mkstemp(prefix="factcheck-", suffix=".log")
    record = Path(name)

    def detail() -> str:
        fetched = len(re.findall(r"^Collecting ", record.read_text(errors="replace"), re.MULTILINE))
        return f"({min(fetched, counted)} of {counted} fetched)" if fetched else ""

    with open(descriptor, "wb") as output, step(title, detail=detail):
        environment = os.environ | {"PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, pass_fds=[lock]
        )
        try:
            status = child.wait()
        except BaseException:
            child.terminate()
            child.wait()
            raise
    text = record.read_text(errors="replace")
    if status != 0:
        tail = "\n".join(text.strip().splitlines()[-6:])
        raise SetupProblem(f"{title} did not succeed (all of it is in {record}):\n{tail}\n{_advice_for(text)}")
    record.unlink()


def _advice_for(text: str) -> str:
    """What to do about the trouble that the output *text* tells of."""
    for pattern, advice in _ADVICE:
        if re.search(pattern, text, re.IGNORECASE):
            return advice
    return "Put it right, then try again: what is done already is not done twice."


def _check_disk_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < _REQUIRED_BYTES:
        raise SetupProblem(
            f"{folder} has {free // 1_000_000} MB left; the packages need {_REQUIRED_BYTES // 1_000_000} MB. Make room, then try again."
        )


def _restart(arguments: Sequence[str], pins: Path) -> NoReturn:
    python = str(FOLDER / "bin" / "python")
    os.environ[_GUARD] = file_digest(pins)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, [python, str(ROOT / "manage.py"), *arguments[1:]])
