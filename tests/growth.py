"""Measures how the processor time of a call grows with the size of its input, for tests of hostile input."""

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
MAX_RATIO = 8.0
"""Maximum ratio of the times for four times the input: linear growth gives 4, n log n about 4.5, and quadratic growth 16."""
NOISE = 0.02
"""Seconds added to the limit, because caches and the resolution of the clock dominate in very short calls."""


def seconds_for(call: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Processor time of this thread for one `call` in seconds: the minimum of several rounds, without garbage collection.

    Processor time excludes other processes on the machine, and the shortest round has the least interference.
    """
    return min(_time_once(call) for _ in range(rounds))


def assert_linear(call: Callable[[int], Any], size: int, *, within: float) -> None:
    """Assert that `call(4 * size)` takes less than `within` processor seconds, and not much more than four times `call(size)`.

    `call` receives the size and returns a function without arguments, so that creating the input is not measured. The large size
    is measured again, up to ROUNDS times, only if it is too slow, because one round within both limits is sufficient. The message
    of a failure contains both times.
    """
    small, measured = seconds_for(call(size), SMALL_ROUNDS), call(4 * size)
    large = math.inf
    for _ in range(ROUNDS):
        large = min(large, _time_once(measured))
        if large < min(MAX_RATIO * small + NOISE, within):
            return
    pytest.fail(f"{size:,} → {4 * size:,}: {small:.4f} s → {large:.4f} s of processor time")


def _time_once(call: Callable[[], Any]) -> float:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        start = time.thread_time()
        call()
        return time.thread_time() - start
    finally:
        if was_enabled:
            gc.enable()


def seeded_random(seed: int) -> Random:
    """A random generator with the same results in every run."""
    return Random(seed)  # noqa: S311  not used for secrets
