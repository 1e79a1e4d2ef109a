"""One line per step of the set-up, with a sign of life while a step takes long."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_TICK = 0.5  # seconds between two looks at the clock on a terminal
_LOG_INTERVAL = 10.0  # seconds between two signs of life where output goes to a file


def say(text: str) -> None:
    """Write one line to standard error, so that standard output stays the command's own."""
    clear = "\r\033[K" if sys.stderr.isatty() else ""  # the unfinished line of a step under way
    print(f"{clear}{text}", file=sys.stderr, flush=True)


@contextmanager
def step(text: str, *, detail: Callable[[], str] = lambda: "") -> Iterator[None]:
    """Announce *text*, show that it goes on, and close the line with the seconds it took.

    *detail* is asked for a few words on how far the step is, each time the sign of life is shown.
    """
    terminal = sys.stderr.isatty()
    began = time.monotonic()
    done = threading.Event()

    def show() -> None:
        while not done.wait(_TICK if terminal else _LOG_INTERVAL):
            seconds = int(time.monotonic() - began)
            words = f"{text} … {seconds} s {detail()}".rstrip()
            if terminal:
                print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)
            else:
                say(words)

    if terminal:
        print(f"{text} …", end="", file=sys.stderr, flush=True)
    else:
        say(f"{text} …")
    thread = threading.Thread(target=show, daemon=True)
    thread.start()
    finished = False
    try:
        yield
        finished = True
    finally:
        done.set()
        thread.join()
        seconds = time.monotonic() - began
        outcome = f"{seconds:.1f} s" if finished else "not finished"
        if terminal or seconds > 1 or not finished:
            say(f"{text} ({outcome})")
