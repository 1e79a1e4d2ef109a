"""Finds Chromium, or installs Debian's package: browser tests are never skipped for want of a browser."""

import os
import shutil
import subprocess
from pathlib import Path

from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import step

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_INSTALL_ADVICE = (
    "Install Chromium (on Debian: apt-get install chromium), or set FACTCHECK_BROWSER to its program, then try again."
)


def find() -> Path:
    """The browser's program. Raises SetupProblem where there is none."""
    if named := os.environ.get("FACTCHECK_BROWSER"):
        if not os.access(named, os.X_OK):
            raise SetupProblem(f"FACTCHECK_BROWSER names {named}, which is no program. {_INSTALL_ADVICE}")
        return Path(named)
    for name in _NAMES:
        if program := shutil.which(name):
            return Path(program)
    raise SetupProblem(f"No Chromium was found. {_INSTALL_ADVICE}")


def ensure() -> Path:
    """The browser's program, installed first where it is missing and we may. Raises SetupProblem."""
    try:
        return find()
    except SetupProblem:
        if os.environ.get("FACTCHECK_BROWSER") or os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise
    install("chromium", "fonts-dejavu-core")  # without a font a page has no text
    return find()


def install(*packages: str) -> None:
    """Install Debian's *packages* as root, waiting for another installation to finish. Raises SetupProblem."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    for command, title in (
        (["apt-get", *wait, "update", "-q"], "Reading the list of Debian's packages"),
        (["apt-get", *wait, "install", "-q", "-y", "--no-install-recommends", *packages], f"Installing {' and '.join(packages)}"),
    ):
        with step(title):
            done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
            raise SetupProblem(f"{title} did not succeed:\n{tail}\n{_INSTALL_ADVICE}")


def flags() -> list[str]:
    """Arguments under which Chromium runs headless on a server, says nothing to anybody outside, and works for root."""
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ]
    return ["--no-sandbox", *quiet] if os.geteuid() == 0 else quiet
