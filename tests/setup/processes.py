"""Helpers that inspect processes and wait for conditions."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def using(folder: Path) -> list[str]:
    """The ids and command lines of all processes with *folder* as their FACTCHECK_DATA.

    A relative FACTCHECK_DATA is resolved in the working directory of the process, because concurrent test runs have folders with
    the same name.
    """
    processes = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            variables = dict(line.partition(b"=")[::2] for line in (process / "environ").read_bytes().split(b"\0"))
            data = variables.get(b"FACTCHECK_DATA", b"").decode()
            if data and (process / "cwd").readlink() / data == folder:
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if command:  # a zombie process has no command line
                    processes.append(f"{process.name} {command}")
        except OSError:
            continue
    return processes


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in _stat_fields(pid)[0]


def parent_of(pid: int) -> int:
    return int(_stat_fields(pid)[1])


def descendants_of(pid: int) -> list[int]:
    """The ids of the children of a process, their children, and so on."""
    children: dict[int, list[int]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            children.setdefault(parent_of(int(process.name)), []).append(int(process.name))
        except OSError:
            continue
    found = [pid]
    for parent in found:
        found += children.get(parent, [])
    return found[1:]


def command_of(pid: int) -> str:
    """The command line of a process, or an empty string if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _stat_fields(pid: int) -> list[str]:
    """The fields of `/proc/<pid>/stat` after the name, which can contain any character: state, parent, … (proc(5))."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def eventually(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Wait until the condition is true. Returns False after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
