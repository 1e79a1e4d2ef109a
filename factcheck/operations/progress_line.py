"""Displays the progress of a long command on standard error."""

from __future__ import annotations

import time
from typing import Any

REDRAW_SECONDS = 0.2
LINE_SECONDS = 5.0
"""Seconds between two lines if the output is not a terminal."""
_ERASE = "\r\x1b[K"


class ProgressLine:
    """One line that is replaced at each step on a terminal; otherwise, another line every few seconds."""

    def __init__(self, stream: Any, *, is_terminal: bool) -> None:
        self._stream, self._is_terminal = stream, is_terminal
        self._interval = REDRAW_SECONDS if is_terminal else LINE_SECONDS
        self._next = 0.0 if is_terminal else time.monotonic() + self._interval

    def show(self, text: str) -> None:
        """Display `text`, unless another text was displayed a short time ago."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._interval
        self._stream.write(f"{_ERASE}{text}" if self._is_terminal else f"{text}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Remove the line from a terminal, before other output."""
        if self._is_terminal:
            self._stream.write(_ERASE)
            self._stream.flush()
