"""Sentences of the evidence board. Pure."""

from __future__ import annotations

STANCE_UNKNOWN = "Choose supports, contradicts, or context."
ALREADY_THERE = "The item is already there. Nothing was changed."


KNOWN = {
    "before": "known before the claim",
    "same_day": "known on the day of the claim",
    "after": "known after the claim",
    "unclear": "unclear if known before the claim",
}
"""`evidence.timing.Timing` → a short label below the date of an item; it has none if the timing is unknown."""


def moved(number: int, stance: str, label: str, before: str) -> str:
    """The message after item `number` was moved. `label`, `before`: its set now and before the move, or empty."""
    if label:
        return f"[{number}] moved to “{stance},” set {label}."
    if before:
        return f"[{number}] moved to “{stance},” out of set {before}."
    return f"[{number}] moved to “{stance}.”"


def number_of_items(items: int) -> str:
    """What the context has: “2 items”. It does not decide the claim, so its origins are not counted."""
    return f"{items or 'no'} item{'' if items in (0, 1) else 's'}"


def items_and_origins(items: int, origins: int, parties: int) -> str:
    """What a side has: “4 items, 2 independent origins”. `parties`: origins that are parties to the dispute."""
    counted = number_of_items(items)
    if not items:
        return counted
    if origins:
        return f"{counted}, {origins} independent origin{'' if origins == 1 else 's'}"
    return f"{counted}, no independent origin" if parties else f"{counted}, no source named"


def short_counts(items: int, origins: int, parties: int) -> str:
    """The same as `items_and_origins` in a narrow place, after the name of the side: “4, 2 origins”."""
    if not items:
        return "none"
    if origins:
        return f"{items}, {origins} origin{'' if origins == 1 else 's'}"
    return f"{items}, parties only" if parties else f"{items}, no source"


def about_origins(origins: int, parties: int, unnamed: int) -> str:
    """A sentence about the origins of a side. `unnamed`: items that name no source. Empty if the side has no item."""
    if not origins + parties + unnamed:
        return ""
    if not parties and origins:
        of_all = {1: "The only origin is", 2: "Both origins are"}.get(origins, f"All {origins} origins are")
        sentence = f"{of_all} independent of the parties"
    elif parties and not origins:
        sentence = "Only from a party to the dispute" if parties == 1 else f"Only from {parties} parties to the dispute"
    elif origins:
        sentence = f"{origins} origin{' is' if origins == 1 else 's are'} independent, {parties} {_parties(parties)}"
    else:
        return "No source is named"
    if unnamed:
        sentence += f"; {unnamed} item{' names' if unnamed == 1 else 's name'} no source"
    return sentence


def _parties(number: int) -> str:
    return "is a party to the dispute" if number == 1 else "are parties to the dispute"


def of_searches(searches: int, unsuccessful: int) -> str:
    """The number of logged searches: “2, one without result”."""
    if not searches:
        return "none logged"
    if not unsuccessful:
        return f"{searches}, {'with a result' if searches == 1 else 'all with results'}"
    if searches == unsuccessful:
        return "1, without result" if searches == 1 else f"{searches}, all without result"
    return f"{searches}, {'one' if unsuccessful == 1 else unsuccessful} without result"
