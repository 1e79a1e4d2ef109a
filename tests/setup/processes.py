"""Looking at processes and waiting for what they do."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def using(folder: Path) -> list[str]:
    """The command lines of all processes that were started for the data in *folder*.

    A name is relative to where the process stands: another run of the tests has a folder of the same name elsewhere.
    """
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            variables = dict(line.partition(b"=")[::2] for line in (process / "environ").read_bytes().split(b"\0"))
            data = variables.get(b"FACTCHECK_DATA", b"").decode()
            if data and (process / "cwd").readlink() / data == folder:
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if command:  # a zombie has none
                    found.append(f"{process.name} {command}")
        except OSError:
            continue
    return found


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in _after_name(pid)[0]


def parent_of(pid: int) -> int:
    return int(_after_name(pid)[1])


def _after_name(pid: int) -> list[str]:
    """The fields of proc(5)'s stat behind the name, which may hold anything: the state first, then the parent."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def eventually(happens: Callable[[], bool], seconds: float = 20.0) -> bool:
    limit = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True
