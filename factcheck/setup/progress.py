"""Progress messages: one line for each step of the setup, updated during long steps."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_TERMINAL_INTERVAL = 0.5  # seconds between updates on a terminal
_LOG_INTERVAL = 10.0  # seconds between updates in a log file


def say(text: str) -> None:
    """Write one line to standard error. Standard output is reserved for the command."""
    clear = "\r\033[K" if sys.stderr.isatty() else ""  # clears the line of a step in progress
    print(f"{clear}{text}", file=sys.stderr, flush=True)


@contextmanager
def step(text: str, *, detail: Callable[[], str] = lambda: "") -> Iterator[None]:
    """Print *text* when the block starts, update the line while it runs, and print its duration in seconds at the end.

    *detail* returns a short description of the progress and is called for each update.
    """
    is_terminal = sys.stderr.isatty()
    start = time.monotonic()
    done = threading.Event()

    def update() -> None:
        while not done.wait(_TERMINAL_INTERVAL if is_terminal else _LOG_INTERVAL):
            line = f"{text} … {int(time.monotonic() - start)} s {detail()}".rstrip()
            if is_terminal:
                print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
            else:
                say(line)

    if is_terminal:
        print(f"{text} …", end="", file=sys.stderr, flush=True)
    else:
        say(f"{text} …")
    thread = threading.Thread(target=update, daemon=True)
    thread.start()
    is_finished = False
    try:
        yield
        is_finished = True
    finally:
        done.set()
        thread.join()
        seconds = time.monotonic() - start
        outcome = f"{seconds:.1f} s" if is_finished else "not finished"
        if is_terminal or seconds > 1 or not is_finished:
            say(f"{text} ({outcome})")
