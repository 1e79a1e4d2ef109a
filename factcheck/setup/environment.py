"""Ensures that all pinned packages are available: installs them into `.venv` and restarts `manage.py` there if necessary.

This module runs before any package is installed, so it uses only the standard library. A lock protects the installation from a
concurrent start, and an interrupted installation is repeated.
"""

import fcntl
import hashlib
import importlib.metadata
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from factcheck.setup import certificates
from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import say, step

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv"
RUN = ROOT / "requirements" / "run.txt"
DEVELOP = ROOT / "requirements" / "develop.txt"
_REQUIRED_BYTES = 500_000_000  # disk space for the packages and their download
_ADVICE = (  # (pattern in the output of the installer, advice)
    (r"No space left|Disk quota", "The disk is full. Free some space, then try again."),
    (
        r"Read-only file system|Permission denied",
        f"This account has no write permission there. Allow it to write to {ROOT}, then try again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|UnknownIssuer",
        "The certificate of the package index is not trusted. If your network has its own certificate authority, set"
        " SSL_CERT_FILE to its certificates (a PEM file), then try again.",
    ),
    (
        r"name resolution|NewConnectionError|Connection refused|unreachable|timed out|dns error|error sending request"
        r"|No matching distribution",
        "The package index cannot be reached. Check the network or the proxy (HTTPS_PROXY, PIP_INDEX_URL), then try again; or"
        " install requirements/run.txt yourself and set FACTCHECK_NO_BOOTSTRAP=1.",
    ),
    (
        r"DO NOT MATCH THE HASHES|hash mismatch",
        "A downloaded file does not match its pinned hash and was rejected. Try again. If the error persists, the index or a"
        " proxy alters files.",
    ),
)
_GUARD = "FACTCHECK_ENVIRONMENT_MADE"


def ensure_packages(arguments: Sequence[str]) -> None:
    """Return if the packages for `manage.py` with *arguments* are available. Otherwise, install them and restart in `.venv`.

    Does nothing with FACTCHECK_NO_BOOTSTRAP=1, or in an environment (a container, an active virtual environment) that already has
    all pinned packages. Raises SetupProblem, with advice, if the installation fails.
    """
    choice = os.environ.get("FACTCHECK_NO_BOOTSTRAP", "")
    if choice not in ("", "0", "1"):
        raise SetupProblem(f"FACTCHECK_NO_BOOTSTRAP must be 1 or 0, not {choice!r}")
    if choice == "1":
        return
    pins = lock_file_for(arguments)
    inside = Path(sys.prefix).resolve() == FOLDER.resolve()
    if not (inside and is_stamped(FOLDER, pins)):
        if not inside and has_packages(pins):
            return
        if os.environ.get(_GUARD) == file_digest(pins):
            raise SetupProblem(f"Installed packages are missing from the environment {FOLDER}. Remove it, then try again.")
        install(FOLDER, pins)
        _restart(arguments, pins)
    os.environ.pop(_GUARD, None)


def lock_file_for(arguments: Sequence[str]) -> Path:
    """The lock file for `manage.py` with *arguments*: the packages for development, or only those for running Factcheck."""
    return DEVELOP if arguments[1:2] in (["bootstrap"], ["test"]) else RUN


def install(folder: Path, pins: Path) -> None:
    """Create the virtual environment *folder* with the packages of the lock file *pins*, unless it already exists.

    Raises SetupProblem, with advice, if this fails.
    """
    certificates.check()
    with pins.open("rb") as lock:  # the lock file of the packages is also the file to lock, so no extra file is needed
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Waiting for another process to finish the installation"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        if is_stamped(folder, pins) and _python_of(folder) is not None:
            return
        _check_disk_space(folder.parent)
        wanted, verified = _requirements(pins), _verified(folder)
        try:
            _stamp(folder).unlink(missing_ok=True)
            changed = [name for name, digest in wanted.items() if verified.get(name) != digest]
            if _create_environment(folder, lock.fileno()) or not _remove_packages(folder, changed, lock.fileno()):
                verified = {}
            verified = {name: digest for name, digest in verified.items() if name not in changed}
            _write_stamp(folder, verified, [])
            _install_packages(folder, pins, lock.fileno())
            _write_stamp(folder, verified | wanted, [RUN, DEVELOP] if pins == DEVELOP else [pins])
        except OSError as error:
            raise SetupProblem(
                f"The environment cannot be written to {folder}: {error.strerror}. {_advice_for(str(error))}"
            ) from error


def is_stamped(folder: Path, pins: Path) -> bool:
    """Whether the packages of exactly the lock file *pins* were completely installed into *folder*."""
    try:
        return file_digest(pins) in _stamp(folder).read_text().split()
    except (OSError, UnicodeDecodeError):
        return False


def has_packages(pins: Path) -> bool:
    """Whether this interpreter has all packages that *pins* lists without a condition, in the pinned versions."""
    installed = {
        _normalize_name(name): distribution.version
        for distribution in importlib.metadata.distributions()
        if (name := distribution.metadata["Name"])
    }
    return all(installed.get(name) == version for name, version in _pinned(pins).items())


def file_digest(file: Path) -> str:
    """SHA-256 of *file*, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _pinned(pins: Path) -> dict[str, str]:
    lines = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)(\s*;)?", pins.read_text(), re.MULTILINE)
    return {_normalize_name(name): version for name, version, condition in lines if not condition}


def _requirements(pins: Path) -> dict[str, str]:
    """The digest of the lines in *pins* with the versions and the hashes of each package, by its name."""
    lines: dict[str, str] = {}
    for line in pins.read_text().replace("\\\n", " ").splitlines():
        if name := re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line):
            lines[_normalize_name(name[0])] = f"{lines.get(_normalize_name(name[0]), '')}{' '.join(line.split())}\n"
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in lines.items()}


def _verified(folder: Path) -> dict[str, str]:
    """The digests of the requirements with which the packages in *folder* were installed, by the name of the package."""
    try:
        lines = [line.split(" package ") for line in _stamp(folder).read_text().splitlines()]
    except (OSError, UnicodeDecodeError):
        return {}
    return {parts[1]: parts[0] for parts in lines if len(parts) == 2}


def _write_stamp(folder: Path, requirements: Mapping[str, str], locks: Sequence[Path]) -> None:
    """Note which requirements, and which complete lock files, the packages in *folder* meet."""
    lines = [f"{file_digest(file)} {file.name}\n" for file in locks]
    lines += [f"{digest} package {name}\n" for name, digest in requirements.items()]
    _stamp(folder).write_text("".join(lines))


def _normalize_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _stamp(folder: Path) -> Path:
    return folder / "factcheck-packages"


def _python_of(folder: Path) -> Path | None:
    """The interpreter of *folder*, or None if it does not run or is too old."""
    python = folder / "bin" / "python"
    try:
        process = subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], capture_output=True)
    except OSError:
        return None
    return python if process.returncode == 0 else None


def _create_environment(folder: Path, lock: int) -> bool:
    """Create the virtual environment. Returns False if it exists and works."""
    if _python_of(folder) is not None:
        return False
    if folder.exists():
        say(f"The environment {folder} does not work and will be created again")
        shutil.rmtree(folder)
    title = "Creating the virtual environment"
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
    return True


def _installer(folder: Path, operation: str) -> list[str]:
    """The beginning of the command with which uv, or else pip, executes *operation* in *folder*."""
    python = str(folder / "bin" / "python")
    if uv := shutil.which("uv"):
        return [uv, "pip", operation, "--python", python]
    pip = [python, "-m", "pip"] if _runs("import pip", python) else [sys.executable, "-m", "pip", "--python", python]
    return [*pip, operation, "--no-input", "--disable-pip-version-check"] + ["--yes"] * (operation == "uninstall")


def _remove_packages(folder: Path, names: Sequence[str], lock: int) -> bool:
    """Remove packages whose requirement has changed. Returns False if the environment had to be created again.

    uv and pip verify the hashes of downloads only. They keep an installed package of the pinned version, whatever its hash was.
    """
    if not names:
        return True
    try:
        _run([*_installer(folder, "uninstall"), *names], "Removing outdated packages", lock)
    except SetupProblem:  # an interrupted installation left an incomplete package
        say(f"The packages in {folder} are incomplete. The environment will be created again")
        shutil.rmtree(folder)
        _create_environment(folder, lock)
        return False
    return True


def _install_packages(folder: Path, pins: Path, lock: int) -> None:
    command = [*_installer(folder, "install"), "--require-hashes", "--requirement", str(pins)]
    total = len(re.findall(r"^\S+==", pins.read_text(), re.MULTILINE))
    _run(command, f"Installing {total} packages" if total > 1 else "Installing the packages", lock, total=total)


def _runs(code: str, python: str = sys.executable) -> bool:
    return subprocess.run([python, "-c", code], capture_output=True).returncode == 0


def _run(command: list[str], title: str, lock: int, *, total: int = 0) -> None:
    """Run *command* and display its progress. Raises SetupProblem, with advice, if it fails; its output is then in a file.

    The process inherits the descriptor *lock*. If this process is killed, the lock remains until the command has ended.
    """
    descriptor, name = tempfile.mkstemp(prefix="factcheck-", suffix=".log")
    log = Path(name)

    def detail() -> str:
        fetched = len(re.findall(r"^Collecting ", log.read_text(errors="replace"), re.MULTILINE))
        return f"({min(fetched, total)} of {total} downloaded)" if fetched else ""

    with open(descriptor, "wb") as output, step(title, detail=detail):
        environment = {**certificate_variables(os.environ), **os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, pass_fds=[lock]
        )
        try:
            status = child.wait()
        except BaseException:
            child.terminate()
            child.wait()
            raise
    text = log.read_text(errors="replace")
    if status != 0:
        tail = "\n".join(text.strip().splitlines()[-6:])
        raise SetupProblem(f"{title} failed (full log: {log}):\n{tail}\n{_advice_for(text)}")
    log.unlink()


def certificate_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Variables that make uv and pip trust the certificates in SSL_CERT_FILE, or else those of the operating system.

    By default, uv and older versions of pip trust only the certificates that come with them, and so no private authority.
    """
    if file := environment.get("SSL_CERT_FILE"):
        return {"PIP_CERT": file}  # uv reads SSL_CERT_FILE itself
    system = ssl.get_default_verify_paths().cafile
    if not system or "SSL_CERT_DIR" in environment:
        return {}
    return {"UV_SYSTEM_CERTS": "true", "REQUESTS_CA_BUNDLE": system}  # a certificate in the configuration of pip has precedence


def _advice_for(text: str) -> str:
    """Advice for the error in the output *text*."""
    for pattern, advice in _ADVICE:
        if re.search(pattern, text, re.IGNORECASE):
            return advice
    return "Correct the problem, then try again. The installation continues where it failed."


def _check_disk_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < _REQUIRED_BYTES:
        raise SetupProblem(
            f"{folder} has {free // 1_000_000} MB of free space, but the packages need {_REQUIRED_BYTES // 1_000_000} MB."
            " Free some space, then try again."
        )


def _restart(arguments: Sequence[str], pins: Path) -> NoReturn:
    python = str(FOLDER / "bin" / "python")
    os.environ[_GUARD] = file_digest(pins)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(python, [python, str(ROOT / "manage.py"), *arguments[1:]])
