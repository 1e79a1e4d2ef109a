"""Runs the extraction of a text in a child process with limits on memory, time, and output.

Parsers of HTML, PDF, and DOCX are large libraries, partly in C, and their input is hostile. A child process exists for one file
(decision 44). It has no environment of the parent: its locale, its time zone, and its hash seed are always the same.
This module imports neither Django nor the libraries.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from factcheck.articles.canonical import InvalidText

_ROOT = Path(__file__).parents[3]
_CHILD = Path(__file__).parent / "extraction" / "child.py"
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.defpath, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """The limits of one child process."""

    memory: int = 768 << 20
    """Address space in bytes."""
    processor_seconds: int = 10
    seconds: int = 20
    output: int = 12_000_000
    """Bytes of the result: 1,000,000 code points that JSON escapes as two surrogates, or less."""


LIMITS = ProcessLimits()
LIMITS_FOR_READING_AGAIN = ProcessLimits(processor_seconds=100, seconds=200)
"""For bytes that were accepted within LIMITS, perhaps on a faster machine."""
_SLOTS = threading.BoundedSemaphore(2)
"""Child processes that a process runs at the same time."""
_SECONDS_FOR_SLOT = 15

TOO_MUCH_MEMORY = "Reading this file takes too much memory. Save its text as plain text and import that."
TOO_MUCH_TIME = "Reading this file takes too long. Save its text as plain text and import that."
TOO_DEEP = "The elements of this file are nested too deeply. Save its text as plain text and import that."
CRASHED = "This file cannot be read: it is damaged, or not a file of this format."
BUSY = "Too many files are being read at this moment. Try again in a minute."


class ReadingStopped(InvalidText):
    """The extraction did not finish: it exceeded a limit or crashed. It says nothing about the text that another run returned."""


class ReaderBusy(ReadingStopped):
    """This process reads too many files, or the machine has no memory for another process. The file was not looked at."""


def extract(module: str, content: bytes, *, limits: ProcessLimits = LIMITS) -> dict[str, Any]:
    """Return the result of `extract(content)` in this module: a dict with `text` and `metadata`, both untrusted.

    Raises the exceptions of `run_limited`.
    """
    result = run_limited(module, content, limits=limits)
    if isinstance(result.get("text"), str) and isinstance(result.get("metadata"), dict):
        return result
    raise ReadingStopped(CRASHED)


def run_limited(module: str, content: bytes, *, limits: ProcessLimits = LIMITS) -> dict[str, Any]:
    """Return the result of `extract(content)` in this module, an untrusted dict with JSON values.

    Raises InvalidText if the file cannot be read, its subclass ReadingStopped if it exceeded a limit or the child crashed, and
    ReaderBusy if there was no child for it within some seconds.
    """
    if not _SLOTS.acquire(timeout=_SECONDS_FOR_SLOT):
        raise ReaderBusy(BUSY)
    try:
        output, status = _run(module, content, limits)
    finally:
        _SLOTS.release()
    return _result(output, status)


def _run(module: str, content: bytes, limits: ProcessLimits) -> tuple[bytes, int]:
    """Return the output, at most one byte longer than the limit, and the exit status, which is negative for a signal."""
    folders = _import_path()
    readable = [folder for folder in folders if folder not in (str(_ROOT), os.getcwd())]  # these may contain data and keys
    job = {"path": folders, "readable": readable, "module": module, "limits": asdict(limits)}
    try:
        process = subprocess.Popen(
            [sys.executable, "-S", "-s", "-P", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:  # not enough memory, or too many processes
        raise ReaderBusy(BUSY) from error
    pipe, process.stdin = process.stdin, None  # only the feeder closes it
    timer = threading.Timer(limits.seconds, _kill, [process])
    feeder = threading.Thread(target=_feed, args=[pipe, json.dumps(job).encode() + b"\n", content], daemon=True)
    timer.start()
    feeder.start()
    try:
        with process:
            assert process.stdout is not None  # noqa: S101  (for mypy)
            output = process.stdout.read(limits.output + 1)
            if len(output) > limits.output:
                _kill(process)
            status = process.wait()
    finally:
        _kill(process)
        timer.cancel()
        timer.join()
        feeder.join()
    return output, status


def _import_path() -> list[str]:
    """The folders from which this process imports modules, as absolute paths. The first one contains this package."""
    return list(dict.fromkeys([str(_ROOT), *(os.path.abspath(entry) for entry in sys.path)]))


def _feed(pipe: IO[bytes] | None, *parts: bytes) -> None:
    with suppress(OSError):  # the child has ended
        assert pipe is not None  # noqa: S101  (for mypy)
        with pipe:
            for part in parts:
                pipe.write(part)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError):
            process.kill()


def _result(output: bytes, status: int) -> dict[str, Any]:
    if -status in (signal.SIGKILL, signal.SIGXCPU, signal.SIGALRM):
        raise ReadingStopped(TOO_MUCH_TIME)
    try:
        result = json.loads(output) if status == 0 else {}
    except ValueError:
        result = {}
    if not isinstance(result, dict):
        result = {}
    if isinstance(refused := result.get("refused"), str):
        raise InvalidText(refused)
    failed = result.get("failed")
    if not result or failed is not None:
        stopped = {"memory": TOO_MUCH_MEMORY, "depth": TOO_DEEP}
        raise ReadingStopped(stopped.get(failed, CRASHED) if isinstance(failed, str) else CRASHED)
    return result
