"""Validation of citations against the items of a claim."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.evidence.models import Evidence
from factcheck.web.citations import in_brackets
from factcheck.web.errors import Invalid


def require_known_numbers(claim_id: int, **cited: Iterable[int]) -> None:
    """Raise Invalid for each field that cites a number that no item of the claim has. `cited` maps fields to cited numbers.

    Withdrawn items are known: the evidence gate reports them. Runs one query, or none if nothing is cited.
    """
    wanted = {field: list(numbers) for field, numbers in cited.items()}
    if not any(wanted.values()):
        return
    known = sorted(Evidence.objects.filter(claim=claim_id).values_list("number", flat=True))
    errors = {
        field: unknown_number(unknown, known)
        for field, numbers in wanted.items()
        if (unknown := [number for number in numbers if number not in known])
    }
    if errors:
        raise Invalid(errors)


def unknown_number(unknown: list[int], known: list[int]) -> str:
    """The error message for cited numbers that no item has."""
    missing = f"No evidence item has the number {in_brackets(unknown, 'or')}."
    if not known:
        return f"{missing} This claim has no evidence yet."
    numbered = "The only item of this claim is" if len(known) == 1 else "The items of this claim are numbered"
    return f"{missing} {numbered} {in_brackets(known)}."
