"""Locates Chromium, or installs Debian's package, because browser tests are never skipped."""

import os
import shutil
import subprocess
from pathlib import Path

from factcheck.setup.problem import SetupProblem
from factcheck.setup.progress import step

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_INSTALL_ADVICE = "Install Chromium (on Debian: apt-get install chromium), or set FACTCHECK_BROWSER to its path, then try again."


def find() -> Path:
    """The path of the browser. Raises SetupProblem if there is none."""
    if configured := os.environ.get("FACTCHECK_BROWSER"):
        if not os.access(configured, os.X_OK):
            raise SetupProblem(f"FACTCHECK_BROWSER must be the path of an executable file, not {configured!r}. {_INSTALL_ADVICE}")
        return Path(configured)
    for name in _NAMES:
        if program := shutil.which(name):
            return Path(program)
    raise SetupProblem(f"Chromium was not found. {_INSTALL_ADVICE}")


def ensure() -> Path:
    """The path of the browser. If it is missing and this is root on Debian, install it first. Raises SetupProblem."""
    try:
        return find()
    except SetupProblem:
        if os.environ.get("FACTCHECK_BROWSER") or os.geteuid() != 0 or shutil.which("apt-get") is None:
            raise
    install("chromium", "fonts-dejavu-core")  # without a font, pages have no text
    return find()


def install(*packages: str) -> None:
    """Install Debian *packages* as root. Waits for a concurrent installation. Raises SetupProblem if it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    for command, title in (
        (["apt-get", *wait, "update", "-q"], "Updating Debian's package list"),
        (["apt-get", *wait, "install", "-q", "-y", "--no-install-recommends", *packages], f"Installing {' and '.join(packages)}"),
    ):
        with step(title):
            process = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if process.returncode != 0:
            tail = "\n".join((process.stdout + process.stderr).strip().splitlines()[-5:])
            raise SetupProblem(f"{title} failed:\n{tail}\n{_INSTALL_ADVICE}")


def flags() -> list[str]:
    """Arguments with which Chromium runs headless on a server, without background network traffic, and also as root."""
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
