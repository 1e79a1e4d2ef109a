"""The editable fields of verdicts and of the rating scale, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

VERDICT = Fields(
    "verdict",
    Field("rating", help_text="In brackets: the conclusion that the scale maps it to."),
    Field("conclusion", help_text="The fixed core, for readers and machines elsewhere."),
    Field("summary", max_length=500, help_text="One sentence that stands alone: what is so, and how it is known."),
    Field(
        "rationale",
        max_length=50_000,
        help_text=(
            "How the evidence leads to the verdict, and what speaks against it."
            " Markdown: **firm**, > quote, - list, [words](https://…)."
        ),
    ),
    Field("as_of", help_text="The day up to which you looked. Empty means today."),
)
"""The text of a version, in reading order. The versions are immutable: an edit saves another one."""

RATING = Fields(
    "rating",
    Field("name", max_length=60, help_text="What readers see as the verdict."),
    Field("conclusion", help_text="The fixed core that this rating maps to."),
    Field("number", help_text="Higher is truer. Leave it open where the rating cannot be placed, such as unproven."),
    Field("description", max_length=300, help_text="One sentence for the method page: when this rating is given."),
    Field("position", form_label="Order", help_text="Smaller numbers stand first."),
    Field(
        "is_active",
        label="in use",
        help_text="A rating that is not in use stays with the verdicts that have it and cannot be chosen for others.",
    ),
)

MOST_REVIEW_REASON = 4000
"""Code points of the reason for a review or for a move."""
MOST_WAIVER_REASON = 1000
"""Code points of a written exception to a line of the gate."""
