"""The rating of a check as an answer: the question that it answers, and its place between false and true. Pure."""

from __future__ import annotations

_QUESTIONS = {"proposition": "Is it so?", "utterance": "Was it said?", "report": "Reported correctly?"}
MOST_STEPS = 7
"""A scale with more steps is displayed with five."""


def question(layer: str) -> str:
    """The question that a rating of a claim in this layer answers. A rating alone could be read as that of another statement."""
    return _QUESTIONS.get(layer, _QUESTIONS["proposition"])


def place_on_scale(number: int | None, worst: int | None, best: int | None) -> tuple[int, int] | None:
    """(step, steps) of a number on a scale, from 1; None if it has no place."""
    if number is None or worst is None or best is None or not worst <= number <= best or worst == best:
        return None
    steps = best - worst + 1
    if steps <= MOST_STEPS:
        return number - worst + 1, steps
    return 1 + round((number - worst) / (best - worst) * 4), 5
