"""Adversarial input of the maximum size takes little time in each pure function, and the time grows linearly."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatchcase
from functools import cache

import pytest

from tests.growth import seconds_for
from tests.hostile import INPUTS, HostileInput
from tests.hostile_exempt import EXEMPT
from tests.test_project import ROOT, tracked

LARGE = 1_000_000
SECONDS, SECONDS_OF_LARGE = 0.1, 1.0
"""Maximum processor time on the reference machine; the second for inputs of at least LARGE."""
MAX_RATIO = 3.0
"""Maximum ratio of the times for the whole and for half of the input: linear growth gives 2, and quadratic growth 4."""
NOISE = 0.05
"""Share of the time limit that is added to the limit on growth, because caches and memory dominate in very short calls."""
CALIBRATION_SECONDS = 0.005
"""Processor time of `calibrate` on the reference machine when it is idle."""
ATTEMPTS = 4


def calibrate() -> int:
    total, text = 0, "adversarial " * 20
    for number in range(60_000):
        total += len(text[number % 200 :]) & number
    return total


def slowness() -> float:
    """How much slower this machine is now than the reference machine; at least 1."""
    return max(1.0, seconds_for(calibrate) / CALIBRATION_SECONDS)


@pytest.mark.slow
@pytest.mark.parametrize("item", INPUTS, ids=str)
def test_hostile_input_is_cheap(item: HostileInput) -> None:
    limit = SECONDS_OF_LARGE if item.size >= LARGE else SECONDS
    half, whole = item.create(item.size // 2), item.create(item.size)
    measured = []
    for _ in range(ATTEMPTS):
        slow = slowness()
        small, large = seconds_for(half, 1), seconds_for(whole, 1)
        measured.append((round(small, 4), round(large, 4), round(slow, 2)))
        least_small, least_large = (min(pair[at] for pair in measured) for at in (0, 1))
        if least_large < limit * slow and least_large < MAX_RATIO * least_small + NOISE * limit:
            return
    pytest.fail(f"{item.size // 2:,} and {item.size:,}: (seconds, seconds, slowness) {measured}, limit {limit}")


@cache
def pure_functions() -> frozenset[str]:
    """Public functions and methods of pure modules with a parameter whose type contains `str` or `bytes`."""
    found = set()
    for path in tracked("factcheck/*.py"):
        tree = ast.parse(path.read_text())
        if not re.search(r"\bPure\b", ast.get_docstring(tree) or ""):
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in tree.body:
            members = [(f"{node.name}.", member) for member in node.body] if isinstance(node, ast.ClassDef) else [("", node)]
            for prefix, function in members:
                if isinstance(function, ast.FunctionDef) and takes_text(function) and not is_private(prefix + function.name):
                    found.add(f"{module}:{prefix}{function.name}")
    return frozenset(found)


def is_private(name: str) -> bool:
    return any(part.startswith("_") for part in name.split("."))


def takes_text(function: ast.FunctionDef) -> bool:
    arguments = function.args
    parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    types = [ast.unparse(item.annotation) for item in parameters if item is not None and item.annotation]
    return any(re.search(r"\b(str|bytes)\b", kind) for kind in types)


def test_each_pure_function_that_takes_text_has_hostile_input_or_an_exemption() -> None:
    registered = {item.function for item in INPUTS}
    missing = [
        name for name in sorted(pure_functions() - registered) if not any(fnmatchcase(name, pattern) for pattern in EXEMPT)
    ]
    assert missing == []


def test_no_function_is_both_registered_and_exempt() -> None:
    registered = {item.function for item in INPUTS}
    assert [name for name in sorted(registered) if any(fnmatchcase(name, pattern) for pattern in EXEMPT)] == []


def test_each_exemption_is_in_use() -> None:
    unused = [pattern for pattern in EXEMPT if not any(fnmatchcase(name, pattern) for name in pure_functions())]
    assert unused == []
