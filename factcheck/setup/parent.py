"""Stops a child process when its parent process has ended, even if the parent was killed."""

import os
import signal
import threading
import time

VARIABLE = "FACTCHECK_PARENT"
_POLL_SECONDS = 0.5


def exit_with_parent() -> None:
    """Monitor the parent process whose id is in the environment, and send SIGTERM to this process when it has ended.

    Without an id in the environment, do nothing.
    """
    if expected := os.environ.pop(VARIABLE, ""):
        threading.Thread(target=_watch, args=[int(expected)], daemon=True, name="parent").start()


def _watch(expected: int) -> None:
    while os.getppid() == expected:
        time.sleep(_POLL_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
