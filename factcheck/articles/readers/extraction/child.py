"""The child process of `isolation`: it extracts the text of one file within its limits.

The first line of the standard input is JSON: `{"path": [...], "readable": [...], "module": "…", "limits": {...}}`. The bytes
of the file follow. The standard output is JSON: `{"text": "...", "metadata": {...}}`, `{"refused": "..."}` with a sentence for
the user, or `{"failed": "memory"}`. Everything else, such as a signal or an incomplete output, means that the child crashed.

The child imports its libraries before it applies the limits. From then on, it opens no connection, starts no process, and opens
only files in the folders under `readable`, which contain modules and their data.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import sys
from contextlib import nullcontext, suppress
from typing import Any, NoReturn

_FORBIDDEN = ("socket.", "subprocess.", "os.", "pty.", "ftplib.", "http.", "urllib.", "smtplib.", "shutil.", "ctypes.dlopen")
_HARMLESS = frozenset({"os.listdir", "os.scandir", "os.fwalk", "os.walk", "os.add_dll_directory", "os.putenv", "os.unsetenv"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


class UnreadableFile(Exception):
    """The file cannot be read. The message is a sentence for the user."""


class Forbidden(RuntimeError):
    """The library tried to open a connection or a file, or to start a process."""


def main() -> None:
    job = json.loads(sys.stdin.buffer.readline())
    sys.path[:] = job["path"]
    content = sys.stdin.buffer.read()
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not damage the result
    module = importlib.import_module(job["module"])
    gc.disable()
    _apply(job["limits"], readable=tuple(job["readable"]))
    result = _result(module.extract, content)
    output.write(json.dumps(result).encode())
    output.flush()
    os._exit(0)  # no finalizers: the memory of the process is released at once


def _result(extract: Any, content: bytes) -> dict[str, Any]:
    try:
        return dict(extract(content))
    except MemoryError:
        return {"failed": "memory"}
    except RecursionError:
        return {"failed": "depth"}
    except Exception as error:
        if type(error).__name__ == UnreadableFile.__name__:  # this module is `__main__` here and has its own name in the others
            return {"refused": str(error)}
        return {"failed": "forbidden" if type(error).__name__ == Forbidden.__name__ else "crash"}


def _apply(limits: dict[str, int], readable: tuple[str, ...]) -> None:
    """Apply the limits: memory in bytes, processor time and real time in seconds, and no new processes or files."""
    sys.dont_write_bytecode = True
    signal.alarm(limits["seconds"])  # if the parent process is gone
    for name, value in (
        ("RLIMIT_AS", limits["memory"]),
        ("RLIMIT_CPU", limits["processor_seconds"]),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        with suppress(ValueError, OSError) if sys.platform == "darwin" else nullcontext():  # macOS does not support all limits
            _limit(getattr(resource, name), value)
    library_roots = tuple(root.rstrip(os.sep) + os.sep for root in readable)

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            name = os.fsdecode(path) if isinstance(path, str | bytes) else ""
            if not name.startswith(library_roots) or (flags or 0) & _WRITES:
                _forbid(event)
        elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
            _forbid(event)

    sys.addaudithook(audit)


def _limit(name: int, value: int) -> None:
    """Apply a limit, or the one of the operator if that is lower."""
    hard = resource.getrlimit(name)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(name, (value, value))


def _forbid(event: str) -> NoReturn:
    raise Forbidden(event)


if __name__ == "__main__":
    main()
