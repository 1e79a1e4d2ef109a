"""Template tags for the parts of public pages: ratings with their question and their place on the scale, and marks of stance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.formats.titles import question
from factcheck.web.templatetags.parts import CONCLUSIONS, normalize_key, symbol

register = template.Library()
register.filter("question", question)

STANCES = {"supports": "Supports the claim", "contradicts": "Contradicts the claim", "context": "Context"}
SHORT_STANCES = {"supports": "For", "contradicts": "Against", "context": "Context"}
MOST_STEPS = 7
"""A scale with more steps is displayed with five."""


@register.simple_tag
def rated(label: str, conclusion: str, kind: str = "") -> SafeString:
    """A rating: the mark of the conclusion and the label. `kind` "retracted" replaces both.

    The color comes from the class that `hue` gives to the element or to a container.
    """
    if kind == "retracted":
        return format_html('<span class="rating is-retracted">{}<span>Retracted</span></span>', symbol("mark-retracted"))
    name, standard = CONCLUSIONS.get(normalize_key(conclusion), ("", ""))
    mark = symbol(f"mark-{name}") if name else ""
    return format_html(
        '<span class="rating is-{}">{}<span dir="auto">{}</span></span>', name or "unknown", mark, label or standard
    )


@register.simple_tag
def meter(verdict: Mapping[str, Any], ends: bool = True) -> SafeString:
    """The place of a rating between false and true; empty for a rating without a number.

    `verdict` is that of a document: `rating`, `number`, `worst`, and `best`. With `ends`, the ends are named below.
    """
    place = place_on_scale(verdict.get("number"), verdict.get("worst"), verdict.get("best"))
    if place is None:
        return SafeString("")
    step, steps = place
    label = f"Step {step} of {steps} between false and true"
    cells = format_html_join("", "<i{}></i>", ((SafeString(' class="is-on"') if n == step else "",) for n in range(1, steps + 1)))
    named = SafeString('<div class="meter-ends" aria-hidden="true"><span>False</span><span>True</span></div>') if ends else ""
    return format_html('<div class="meter" role="img" aria-label="{}">{}</div>{}', label, cells, named)


def place_on_scale(number: int | None, worst: int | None, best: int | None) -> tuple[int, int] | None:
    """(step, steps) of a number on a scale, from 1; None if it has no place."""
    if number is None or worst is None or best is None or not worst <= number <= best or worst == best:
        return None
    steps = best - worst + 1
    if steps <= MOST_STEPS:
        return number - worst + 1, steps
    return 1 + round((number - worst) / (best - worst) * 4), 5


@register.simple_tag
def stance_mark(stance: str, is_short: bool = False) -> SafeString:
    """▲ Supports the claim, ▼ Contradicts the claim, ● Context. The color comes from a class `is-supports` of a container."""
    words = (SHORT_STANCES if is_short else STANCES)[stance]
    return format_html('<span class="stance">{}<b>{}</b></span>', symbol(f"mark-{stance}"), words)


@register.simple_tag
def mark(name: str) -> SafeString:
    """The mark of a stance or a state without a word, such as "supports". The element needs other text."""
    return symbol(f"mark-{name}", "icon")
