"""Lets a child end when the process that started it is gone, also where that one was killed and could tell nobody."""

import os
import signal
import threading
import time

VARIABLE = "FACTCHECK_PARENT"
_POLL_SECONDS = 0.5  # seconds between two looks


def exit_with_parent() -> None:
    """Watch the parent named in the environment; where it is gone, ask ourselves to stop. Without a name, do nothing."""
    if expected := os.environ.pop(VARIABLE, ""):
        threading.Thread(target=_watch, args=[int(expected)], daemon=True, name="parent").start()


def _watch(expected: int) -> None:
    while os.getppid() == expected:
        time.sleep(_POLL_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
