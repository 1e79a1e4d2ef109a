"""Patterns that make a long password easy to guess. Pure. The time is proportional to the length of the password."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

LEAST_DIFFERENT = 5
LONGEST_PERIOD = 4
SHORTEST_RUN = 4
ROWS = (
    "`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiopü", "asdfghjklöä", "azertyuiop", "qsdfghjklm",
    "yxcvbnm", "abcdefghijklmnopqrstuvwxyz", "0123456789", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
)  # fmt: skip
_NEXT = {pair for row in ROWS for pair in pairwise(row)} | {pair for row in ROWS for pair in pairwise(row[::-1])}


def is_repetitive(password: str) -> bool:
    """Whether the password has few different characters, or repeats a group of at most LONGEST_PERIOD characters."""
    text = password.casefold()
    if len(set(text)) < LEAST_DIFFERENT:
        return True
    return any(text == (text[:period] * len(text))[: len(text)] for period in range(1, LONGEST_PERIOD + 1))


def without_runs(password: str) -> str:
    """The characters that belong to no run of at least SHORTEST_RUN neighboring keys or letters of the alphabet."""
    text = password.casefold()
    rest, run = [], list(text[:1])
    for before, after in pairwise(text):
        if (before, after) not in _NEXT:
            rest += run if len(run) < SHORTEST_RUN else []
            run = []
        run.append(after)
    rest += run if len(run) < SHORTEST_RUN else []
    return "".join(rest)


def without_names(password: str, names: Iterable[str]) -> str:
    """The letters and digits of the password besides `names`, in lower case, and without the spaces in either."""
    text = _letters(password)
    for name in sorted(map(_letters, names), key=len, reverse=True):
        if len(name) >= SHORTEST_RUN:
            text = text.replace(name, "")
    return text


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())
