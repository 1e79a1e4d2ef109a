"""The words for the layers of a claim, as staff screens display them."""

from __future__ import annotations

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

LAYERS = {
    "utterance": ("said?", "Was it said?"),
    "proposition": ("so?", "Is it so?"),
    "report": ("reported?", "Was it reported correctly?"),
}
"""The word for each layer, and the question that it abbreviates."""


@cache
def layer_word(kind: str) -> SafeString:
    """The word with the underline of its marks in a text; and the name of the layer for screen readers."""
    word, question = LAYERS[kind]
    return format_html(
        '<span class="layer-word is-{}" title="{}: {}">{}<span class="sr-only"> ({})</span></span>',
        *(kind, kind, question, word, kind),
    )


@cache
def layer_legend(kind: str) -> SafeString:
    """The word beside the name of its layer, for people who see it."""
    return format_html('<span class="layer-word is-{}" aria-hidden="true">{}</span>', kind, LAYERS[kind][0])
