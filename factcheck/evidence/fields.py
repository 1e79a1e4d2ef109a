"""The editable fields of evidence and of the search log, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

EVIDENCE = Fields(
    "evidence",
    Field("stance", form_label="Stance toward the claim"),
    Field("closeness", label="kind"),
    Field(
        "source",
        help_text="Who published it. If you leave it empty, the source with this web address or the article’s outlet is used.",
    ),
    Field(
        "origin",
        form_label="Original source",
        help_text="If the source only repeats another source, enter that source. Items with the same original source count once.",
    ),
    Field("note", max_length=4000, form_label="Why it bears on the claim", is_multiline=True),
    Field("available_since"),
    Field("available_precision", control="available_since"),
    Field(
        "evidence_set",
        max_length=20,
        help_text="Give items that are sufficient only together the same short name, such as A.",
    ),
    Field("locator", max_length=200, form_label="Location", help_text="Page, minute, or table within the source."),
)
"""The quote and its locator are not in this list, because they never change."""

SEARCH = Fields(
    "search",
    Field("sought", form_label="Looking for evidence that"),
    Field("place", max_length=300, form_label="Where", help_text="Archive, search engine, or person asked."),
    Field("terms", max_length=500, label="search terms"),
    Field("searched_on", label="date"),
    Field("is_found", label="result"),
    Field("note", max_length=2000, is_multiline=True),
)

MAX_QUOTE_LENGTH = 10_000
"""Maximum length of the quote from a page or a file in code points."""
QUOTE_LABEL = "Quote that bears on the claim"
NO_QUOTE = "Quote the part of the page that bears on the claim."
FILE_TOO_LARGE = "The file is {size} bytes; the limit is {limit}."
"""Format string. `static/js/upload.js` inserts `{size}` before the upload."""


def file_too_large(size: int, limit: int) -> str:
    """Return the error message for a file of `size` bytes."""
    return FILE_TOO_LARGE.format(size=f"{size:,}", limit=f"{limit:,}")
