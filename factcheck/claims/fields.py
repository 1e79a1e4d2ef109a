"""The editable fields of actors, claims, and mentions, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

ACTOR = Fields(
    "actor",
    Field("name", max_length=200),
    Field(
        "other_names",
        form_label="Other names",
        help_text="One name per line, such as an abbreviation or a former name. Entering one of them refers to this actor.",
        not_published="Other names only help to find the actor. Readers see its name.",
    ),
    Field("actor_kind", form_label="Kind"),
    Field("description", max_length=200, form_label="Office or role"),
    Field(
        "same_as",
        max_length=500,
        form_label="Identifying web address",
        help_text="For example, an entry in Wikidata.",
        is_address=True,
    ),
    Field(
        "source",
        form_label="Represents source",
        help_text="For an outlet or institution that makes statements itself: the name of its source.",
        not_published="The link to a source is internal. Readers see the name and the identifying address.",
    ),
)

CLAIM = Fields(
    "claim",
    Field(
        "statement",
        max_length=500,
        help_text="One neutral sentence that can be understood on its own.",
        is_multiline=True,
        is_identifying=True,
    ),
    Field("context", max_length=4000, help_text="Background that readers need to understand the claim.", is_multiline=True),
    Field("layer"),
    Field(
        "claimant",
        form_label="Claimant",
        help_text="The person or organization that makes the claim. For a claim in the outlet’s own voice, the outlet.",
    ),
    Field("said_on", label="date of claim", control="said"),
    Field("said_precision", label="precision of the date", control="said"),
    Field("place", max_length=120),
    Field("types"),
    Field("topics", help_text="Separate topics with commas.", is_identifying=True),
)

MENTION = Fields(
    "mention",
    Field("mode", form_label="Presented as"),
    Field(
        "chain",
        form_label="Attribution chain",
        help_text="One name per line: the outlet first, then the person it quotes, then the person quoted by that person.",
    ),
)
"""The quoted text of a mention is not in this list, because it is a selection in the article."""

PARTY = Fields(
    "party",
    Field(
        "interest",
        max_length=300,
        form_label="Interest in this claim",
        help_text="One sentence, such as “Its units held the town and are accused.” Readers see it.",
    ),
)
"""The source or actor of a party never changes: withdraw the party and name another one."""

MAX_QUOTE_LENGTH = 10_000
"""Maximum length of one selected passage in code points."""
MAX_TOPICS = 40
MAX_TOPIC_LENGTH = 60
"""Maximum length of one topic in code points."""
MAX_SPANS = 20
"""Maximum number of passages in one mention."""
OVERLAPPING_SPANS = "Two of the selected passages overlap. Send each passage once."
TOO_MANY_SPANS = f"A mention can have at most {MAX_SPANS} passages."
MAX_LINKS = 8
"""Maximum number of actors in one attribution chain."""
TOO_MANY_LINKS = f"An attribution chain can have at most {MAX_LINKS} names."
