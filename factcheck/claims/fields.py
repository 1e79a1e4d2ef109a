"""The editable fields of actors, claims, and mentions, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

ACTOR = Fields(
    "actor",
    Field("name", max_length=200),
    Field("actor_kind", form_label="Kind"),
    Field("description", max_length=200, form_label="Office or role"),
    Field(
        "same_as",
        max_length=500,
        form_label="Identifying address",
        help_text="Such as an entry in Wikidata.",
        is_address=True,
    ),
    Field(
        "source",
        form_label="Source that it represents",
        help_text="For an outlet or institution that speaks itself: the name of a source.",
    ),
)

CLAIM = Fields(
    "claim",
    Field("statement", max_length=500, help_text="One sentence in neutral words that stands by itself."),
    Field("context", max_length=4000, help_text="What a reader must know to understand it."),
    Field("layer"),
    Field(
        "claimant",
        form_label="Who says it",
        help_text="A person or organization. In the outlet’s own voice it is the outlet.",
    ),
    Field("said_on", label="date said", control="said"),
    Field("said_precision", label="precision of the date", control="said"),
    Field("place", max_length=120),
    Field("types"),
    Field("topics", help_text="Separated by commas"),
)

MENTION = Fields(
    "mention",
    Field("mode", form_label="Presented as"),
    Field(
        "chain",
        form_label="Attribution chain",
        help_text="One name a line, outlet first, then who it quotes, then whom that person quotes.",
    ),
)
"""What people state about a mention. Its quoted text is selected, not typed."""

MAX_QUOTE_LENGTH = 10_000
"""Code points of one selected piece."""
MAX_TOPICS = 40
MAX_TOPIC_LENGTH = 60
"""Code points of one topic."""
MAX_SPANS = 20
"""Pieces of one mention."""
TOO_MANY_SPANS = f"A mention has at most {MAX_SPANS} pieces."
MAX_LINKS = 8
"""Actors in one attribution chain."""
TOO_MANY_LINKS = f"An attribution chain has at most {MAX_LINKS} links."
