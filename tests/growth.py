"""How the processor time of a call grows with the size of its input. Shared by the tests of hostile input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from random import Random
from typing import Any

ROUNDS = 3
STEEPEST = 8.0
"""Largest ratio of times accepted for four times the input: linear growth gives 4, n log n about 4.5, quadratic growth 16."""
NOISE = 0.02
"""Seconds added to the limit, because caches and the clock's resolution matter more than the algorithm in a very short call."""


def seconds_for(call: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Processor seconds of this thread for one `call`: the smallest of several rounds, without the garbage collector.

    Other processes on the machine do not count towards processor time, and the smallest round is the least disturbed one.
    """
    taken = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        try:
            began = time.thread_time()
            call()
            taken.append(time.thread_time() - began)
        finally:
            gc.enable()
    return min(taken)


def assert_linear(call: Callable[[int], Any], size: int, *, within: float) -> None:
    """`call(4 * size)` takes less than `within` processor seconds and at most about four times as long as `call(size)`.

    `call` receives the size and returns a function without arguments, so that making the input is not measured.
    Raises AssertionError with both times.
    """
    small, large = seconds_for(call(size)), seconds_for(call(4 * size))
    growth = f"{size:,} → {4 * size:,}: {small:.4f} s → {large:.4f} s of processor time"
    assert large < STEEPEST * small + NOISE, growth
    assert large < within, growth


def chance(seed: int) -> Random:
    """Random choices that are the same in every run."""
    return Random(seed)  # noqa: S311  no secret is made of it
