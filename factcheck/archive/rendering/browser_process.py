"""A Chromium process for one page: in its own sandbox, without a network, with limits on time and memory.

The page is hostile. If this process runs as root, the browser runs as the user `nobody`, because Chromium has no sandbox as root.
This module does not import Django.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

NOBODY = 65_534
_PREFIX = "factcheck-browser-"
_ABANDONED = 3600
"""Age in seconds of a folder whose process must have been killed: a picture takes less than a minute."""
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    # Each name is unknown, and what would be requested without a name goes to a proxy that does not exist.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
)
# The shell connects the pipes to the file descriptors 3 and 4, from which Chromium reads commands and to which it writes results.
_WITH_PIPES = 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1'


@dataclass(frozen=True, slots=True)
class BrowserProcess:
    """`commands` and `results` are unbuffered pipes; messages end with a null byte."""

    process: subprocess.Popen[bytes]
    commands: IO[bytes]
    results: IO[bytes]

    def memory(self) -> int:
        """Resident bytes of the browser and its child processes, or 0 if it has ended."""
        return sum(_resident(pid) for pid in _descendants(self.process.pid))


@contextmanager
def browser_process(path: str) -> Iterator[BrowserProcess]:
    """Run the browser at this path with an empty profile. It and its files are removed at the end. Raises OSError."""
    is_root = os.geteuid() == 0
    _remove_abandoned_folders()
    folder = tempfile.mkdtemp(prefix=_PREFIX)
    try:
        if is_root:
            os.chown(folder, NOBODY, NOBODY)
        process = subprocess.Popen(
            ["/bin/sh", "-c", _WITH_PIPES, "sh", path, *_FLAGS, f"--user-data-dir={folder}/profile"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd="/",
            env={"HOME": folder, "LC_ALL": "C.UTF-8", "PATH": os.defpath, "TMPDIR": folder, "TZ": "UTC"},
            user=NOBODY if is_root else None,
            group=NOBODY if is_root else None,
            extra_groups=[] if is_root else None,
            start_new_session=True,
        )
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  (for mypy)
        try:
            with process.stdin, process.stdout:
                yield BrowserProcess(process, process.stdin, process.stdout)
        finally:
            _end(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned_folders() -> None:
    """Remove the profiles of browsers whose parent was killed. They ended with it, because their pipes were closed."""
    oldest = time.time() - _ABANDONED
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.lstat().st_mtime < oldest and folder.lstat().st_uid in (os.geteuid(), NOBODY):
                shutil.rmtree(folder, ignore_errors=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the browser and all of its child processes, some of which have process groups of their own."""
    started = _descendants(process.pid)
    for pid in started:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}/exe").exists() for pid in started[1:]) and time.monotonic() < deadline:
        time.sleep(0.01)  # they still write to the folder


def _descendants(pid: int) -> list[int]:
    """The process and its descendants."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
