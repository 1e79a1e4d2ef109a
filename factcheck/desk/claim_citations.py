"""Links from the citations in a text to the evidence on the page of its claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from django.urls import reverse

from factcheck.evidence.models import Evidence


class ClaimCitations(Mapping[int, str]):
    """The URL of each item on the page of its claim, by number. Runs one query, when the first citation is rendered."""

    def __init__(self, claim_id: int) -> None:
        self._claim_id = claim_id

    @cached_property
    def _urls(self) -> dict[int, str]:
        page = reverse("desk:claim", args=[self._claim_id])
        rows = Evidence.objects.filter(claim=self._claim_id).values_list("number", "pk")
        return {number: f"{page}#evidence-{pk}" for number, pk in rows}

    def __getitem__(self, number: int) -> str:
        return self._urls[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._urls)

    def __len__(self) -> int:
        return len(self._urls)
