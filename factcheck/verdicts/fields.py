"""The editable fields of verdicts and of the rating scale, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

VERDICT = Fields(
    "verdict",
    Field("rating", help_text="Choosing a rating sets the conclusion."),
    Field("conclusion", help_text="One of four fixed conclusions. If it differs from that of the rating, the gate reports it."),
    Field(
        "headline",
        max_length=160,
        help_text=(
            "One true sentence, without a period at the end. Readers see it first, and it is what they share: state what is the"
            " case, and do not repeat a false claim as if it were true."
        ),
    ),
    Field(
        "summary",
        max_length=500,
        help_text="One sentence that makes sense on its own: the finding, and how you know.",
        is_multiline=True,
    ),
    Field(
        "rationale",
        max_length=50_000,
        help_text=(
            "How the evidence leads to the verdict, and what counts against it."
            " Cite evidence by its number: [2] or [2, 3]. Markdown: **bold**, > quote, - list, [text](https://…)."
        ),
        is_multiline=True,
    ),
    Field("as_of", help_text="The date up to which you searched. Defaults to today."),
)
"""The text of a verdict version, in reading order. Versions are immutable: an edit saves another version."""

RATING = Fields(
    "rating",
    Field("name", max_length=60, help_text="Readers see this as the verdict."),
    Field("conclusion", help_text="The fixed conclusion that this rating maps to."),
    Field(
        "number",
        help_text=(
            "Numbers rise from refuted to supported. Leave it empty if the rating has no place on the scale, such as Unproven."
        ),
    ),
    Field("description", max_length=300, help_text="One sentence for the public “How we check” page: when this rating applies."),
    Field(
        "position",
        form_label="Order",
        help_text="Ratings are listed from the lowest number to the highest.",
        not_published="The position only orders the scale on internal screens.",
    ),
    Field(
        "is_active",
        label="in use",
        help_text="A rating that is not in use stays on existing verdicts but cannot be chosen for new ones.",
        not_published="Whether the rating can be chosen now does not affect checks that already have it.",
    ),
)

MAX_REVIEW_REASON = 4000
"""Maximum length of the reason for a review or a move, in code points."""
MAX_WAIVER_REASON = 1000
"""Maximum length of a written exception to a line of the gate, in code points."""
