"""The rating of a check as an answer: the question that it answers, its place between false and true, and its changes. Pure."""

from __future__ import annotations

_QUESTIONS = {"proposition": "Is it so?", "utterance": "Was it said?", "report": "Reported correctly?"}
NOT_ON_SCALE = "not rated true or false"
"""The text for a rating without a place on the scale."""
MOST_STEPS = 7
"""A scale with more steps is displayed with five."""


def question(layer: str) -> str:
    """The question that a rating of a claim in this layer answers. A rating alone could be read as that of another statement."""
    return _QUESTIONS.get(layer, _QUESTIONS["proposition"])


def change_words(kind: str, correction_kind: str = "") -> str:
    """What the newest correction made of a publication of this kind, before a date; empty for a first publication."""
    if kind == "first":
        return ""
    if kind == "retracted":
        return "retracted on"
    return "new check on" if correction_kind == "new_check" else "corrected on"


def place_on_scale(number: int | None, worst: int | None, best: int | None) -> tuple[int, int] | None:
    """(step, steps) of a number on a scale, from 1; None if it has no place."""
    if number is None or worst is None or best is None or not worst <= number <= best or worst == best:
        return None
    steps = best - worst + 1
    if steps <= MOST_STEPS:
        return number - worst + 1, steps
    return 1 + round((number - worst) / (best - worst) * 4), 5
