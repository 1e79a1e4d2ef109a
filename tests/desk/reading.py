"""Helpers for the tests of the reading desk: URLs and a valid form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.world import FIRST, World

QUOTE = "The scene was arranged"
AT = FIRST.index(QUOTE)


def address(world: World, name: str = "article", article: Any = None) -> str:
    return reverse(f"desk:{name}", args=[(article or world.first_article).pk])


def new_person(field: str, name: str, number: int = 0) -> dict[str, str]:
    """The answer that `name` in `field` is a new person, if no actor has this name yet."""
    return {f"{field}_asked_{number}": name, f"{field}_as_{number}": "+person"}


def form_data(**fields: Any) -> dict[str, Any]:
    return {
        "revision": 1,
        "selection": [f"{AT}-{AT + len(QUOTE)} {QUOTE}"],
        "statement": "The scene was arranged.",
        "layer": "proposition",
        "claimant": "Mikhail Minister",
        "mode": "direct",
        "chain": "The Daily Example\r\nMikhail Minister",
        **new_person("claimant", "Mikhail Minister"),
        **new_person("chain", "Mikhail Minister"),
        **fields,
    }
