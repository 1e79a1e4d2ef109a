"""Helpers for the tests of the reading desk: URLs and a valid form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.world import FIRST, World

QUOTE = "The scene was arranged"
AT = FIRST.index(QUOTE)


def address(world: World, name: str = "article", article: Any = None) -> str:
    return reverse(f"desk:{name}", args=[(article or world.first_article).pk])


def form_data(**fields: Any) -> dict[str, Any]:
    return {
        "revision": 1,
        "selection": [f"{AT}-{AT + len(QUOTE)} {QUOTE}"],
        "statement": "The scene was arranged.",
        "layer": "proposition",
        "claimant": "Mikhail Minister",
        "mode": "direct",
        "chain": "The Daily Example\r\nMikhail Minister",
        **fields,
    }
