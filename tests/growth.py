"""How the processor time of a call grows with the size of its input. Shared by the tests of hostile input."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

ROUNDS = 3
SMALL_ROUNDS = 2
STEEPEST = 8.0
"""Largest ratio of times accepted for four times the input: linear growth gives 4, n log n about 4.5, quadratic growth 16."""
NOISE = 0.02
"""Seconds added to the limit, because caches and the clock's resolution matter more than the algorithm in a very short call."""


def seconds_for(call: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Processor seconds of this thread for one `call`: the smallest of several rounds, without the garbage collector.

    Other processes on the machine do not count towards processor time, and the smallest round is the least disturbed one.
    """
    return min(_round(call) for _ in range(rounds))


def assert_linear(call: Callable[[int], Any], size: int, *, within: float) -> None:
    """`call(4 * size)` takes less than `within` processor seconds and at most about four times as long as `call(size)`.

    `call` receives the size and returns a function without arguments, so that making the input is not measured. The large
    size is measured again, up to ROUNDS times, only while it looks too slow: one round within both limits proves the same.
    Raises AssertionError with both times.
    """
    small, measured = seconds_for(call(size), SMALL_ROUNDS), call(4 * size)
    large = math.inf
    for _ in range(ROUNDS):
        large = min(large, _round(measured))
        if large < min(STEEPEST * small + NOISE, within):
            return
    pytest.fail(f"{size:,} → {4 * size:,}: {small:.4f} s → {large:.4f} s of processor time")


def _round(call: Callable[[], Any]) -> float:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        began = time.thread_time()
        call()
        return time.thread_time() - began
    finally:
        if was_enabled:
            gc.enable()


def chance(seed: int) -> Random:
    """Random choices that are the same in every run."""
    return Random(seed)  # noqa: S311  no secret is made of it
