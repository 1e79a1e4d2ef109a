"""Template tags for the parts of public pages: ratings with their question and their place on the scale, and marks of stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from factcheck.public.reading import Item, events, evidence_sides, is_from_party, items_by_number, method_parts, origin_of
from factcheck.publishing.answers import NOT_ON_SCALE, change_words, place_on_scale, question
from factcheck.publishing.related import RelatedCheck
from factcheck.web.citations import plain_text_as_html
from factcheck.web.markdown import render_blocks
from factcheck.web.templatetags.parts import CONCLUSIONS, STANCE_PHRASES, normalize_key, symbol
from factcheck.web.typography import isolated

register = template.Library()
register.filter("question", question)
register.filter("change_words", change_words)
register.filter("evidence_sides", evidence_sides)
register.filter("events", events)
register.filter("method_parts", method_parts)

STANCES = {"supports": "Supports the claim", "contradicts": "Contradicts the claim", "context": "Context"}
SHORT_STANCES = {"supports": "For", "contradicts": "Against", "context": "Context"}


@register.simple_tag
def rated(label: str, conclusion: str, kind: str = "") -> SafeString:
    """A rating: the mark of the conclusion and the label. `kind` "retracted" replaces both.

    The color comes from the class that `hue` gives to the element or to a container.
    """
    return _rated(label, conclusion, kind)


@lru_cache(maxsize=256, typed=True)  # a text that is escaped differs in its type
def _rated(label: str, conclusion: str, kind: str) -> SafeString:
    if kind == "retracted":
        return format_html('<span class="rating is-retracted">{}<span>Retracted</span></span>', symbol("mark-retracted"))
    name, standard = CONCLUSIONS.get(normalize_key(conclusion), ("", ""))
    mark = symbol(f"mark-{name}") if name else ""
    return format_html(
        '<span class="rating is-{}">{}<span dir="auto">{}</span></span>', name or "unknown", mark, label or standard
    )


@register.simple_tag
def meter(verdict: Mapping[str, Any], ends: bool = True) -> SafeString:
    """The place of a rating between false and true, or a text for a rating without a number.

    `verdict` is that of a document: `rating`, `number`, `worst`, and `best`. With `ends`, the ends are named below.
    """
    place = place_on_scale(verdict.get("number"), verdict.get("worst"), verdict.get("best"))
    if place is None:
        return format_html('<p class="small quiet">{}</p>', NOT_ON_SCALE)
    return _meter(*place, ends)


@lru_cache(maxsize=128)
def _meter(step: int, steps: int, ends: bool) -> SafeString:
    label = f"Step {step} of {steps} between false and true"
    cells = format_html_join("", "<i{}></i>", ((SafeString(' class="is-on"') if n == step else "",) for n in range(1, steps + 1)))
    named = SafeString('<div class="meter-ends" aria-hidden="true"><span>False</span><span>True</span></div>') if ends else ""
    return format_html('<div class="meter" role="img" aria-label="{}">{}</div>{}', label, cells, named)


@register.filter
def changed(document: Mapping[str, Any]) -> str:
    """What the newest correction made of a document; see `change_words`."""
    corrections = document["corrections"]
    return change_words(document["kind"], corrections[0]["kind"] if corrections else "")


@register.simple_tag
def headed(headline: str, statement: str) -> SafeString:
    """The headline of a check. A document that predates headlines has its claim in place of it, labeled as a claim."""
    if headline:
        return format_html("<bdi>{}</bdi>", headline)
    return format_html('<span class="quiet">Claim:</span> <bdi>{}</bdi>', statement)


@register.simple_tag
def stance_mark(stance: str, is_short: bool = False) -> SafeString:
    """▲ Supports the claim, ▼ Contradicts the claim, ● Context. The color comes from a class `is-supports` of a container."""
    words = (SHORT_STANCES if is_short else STANCES)[stance]
    return format_html('<span class="stance">{}<b>{}</b></span>', symbol(f"mark-{stance}"), words)


@register.simple_tag
def mark(name: str) -> SafeString:
    """The mark of a stance or a state without a word, such as "supports". The element needs other text."""
    return symbol(f"mark-{name}", "icon")


register.filter("stance_phrase", lambda stance: STANCE_PHRASES.get(stance, stance))
_LINK = r'<a href="#evidence-([0-9]{1,3})"(?: rel="[a-z ]*")?>\[?([0-9]{1,3})\]?</a>'
_CITATION = re.compile(_LINK)
_CITATIONS = re.compile(rf"\[({_LINK}(?:, ?{_LINK})+)\]")
_REFERENCE = r'<a class="ref[^>]*><span>[0-9]+</span></a>'
_REFERENCES = re.compile(rf"[ \n]({_REFERENCE})((?:{_REFERENCE})*)([.,;:]?)")
_SHORT_WORD = 16
"""A longer word, with the references after it, can be wider than the screen of a phone if it must not be broken."""
_LAST_WORD = re.compile(r"[^\s<>&;\[\]]+\Z")
_TOGETHER = 3
"""The number of references after the first that stay on its line."""


@register.simple_tag
def reference(item: Item) -> SafeString:
    """The number of an item of evidence as a link to the item."""
    stance = str(item["stance"])
    label = f"Evidence {item['number']}, {stance}: {name_of(item)}"
    number = item["number"]
    return format_html('<a class="ref is-{0}" href="#evidence-{1}" aria-label="{2}"><span>{1}</span></a>', stance, number, label)


def name_of(item: Item) -> str:
    """Who published an item: the name of its source, or else of its origin, or its title."""
    if item.get("hidden_at"):
        return "hidden item"
    return str((item.get("source") or {}).get("name") or origin_of(item) or item.get("title") or "source not named")


register.filter("name_of", name_of)


@register.filter
def note_of(item: Item) -> str:
    """What a reader must know about the origin of a cited item: that it is from a party, or from where it comes."""
    if item.get("hidden_at"):
        return ""
    if is_from_party(item):
        return "party to the dispute"
    origin = origin_of(item)
    return f"origin: {isolated(origin)}" if origin not in ("", name_of(item)) else ""


@register.filter
def summary_with_references(document: Mapping[str, Any]) -> SafeString:
    """The summary with a link for each cited item."""
    items = items_by_number(document)
    urls = {number: f"#evidence-{number}" for number in items}
    return _with_references(plain_text_as_html(document["verdict"]["summary"], urls), items)


@register.filter
def rationale_blocks(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The blocks of the rationale: `html`, and `notes`, the items that the block cites."""
    items = items_by_number(document)
    urls = tuple((number, f"#evidence-{number}") for number in sorted(items))
    return [
        {"html": _with_references(html, items), "notes": [items[number] for number in numbers if number in items]}
        for html, numbers in render_blocks(document["verdict"]["rationale"], urls)
    ]


def _with_references(html: str, items: Mapping[int, Item]) -> SafeString:
    """The safe HTML with each citation as a numbered link of its own, which stays with the word before it."""

    def link(match: re.Match[str]) -> str:
        number = int(match[1])
        return str(reference(items[number])) if match[1] == match[2] and number in items else match[0]

    without_brackets = _CITATIONS.sub(lambda match: re.sub(r"(?<=</a>), ?", "", match[1]), html)
    linked = _CITATION.sub(link, without_brackets)
    return mark_safe("".join(_kept_together(linked)))  # noqa: S308  the HTML is safe, as are links


def _kept_together(html: str) -> Iterator[str]:
    """The HTML in which references stay with the end of the word before them, and punctuation with the last reference.

    A short word is not broken. After a longer one, and in a script without spaces, the space does not break.
    """
    at = 0
    for match in _REFERENCES.finditer(html):
        first, others, mark = match.groups()
        start = max(at, match.start() - _SHORT_WORD - 1)
        found = _LAST_WORD.search(html[start : match.start()])
        word = found[0] if found else ""
        if len(word) > _SHORT_WORD or any(east_asian_width(character) in "WF" for character in word):
            word = ""
        yield html[at : match.start() - len(word)]
        yield f'<span class="ref-word">{word} {first}' if word else f'<span class="ref-word">\u00a0{first}'
        if others.count("<a ") <= _TOGETHER:
            yield f"{others}{mark}</span>"
        else:
            *middle, last = re.findall(_REFERENCE, others)
            yield f'</span>{"".join(middle)}<span class="ref-word">{last}{mark}</span>'
        at = match.end()
    yield html[at:]


@register.filter
def of_rank(related: Iterable[RelatedCheck] | None, rank: int) -> list[RelatedCheck]:
    """The related checks of one rank; see `RelatedCheck`."""
    return [row for row in related or () if row.rank == rank]
