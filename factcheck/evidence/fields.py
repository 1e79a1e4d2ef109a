"""The editable fields of evidence and of the search log, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

EVIDENCE = Fields(
    "evidence",
    Field("stance", form_label="What it does to the claim"),
    Field("closeness", label="kind"),
    Field(
        "source",
        help_text="Who published it. A new name is added. Empty: the source at this address, or the article’s outlet.",
    ),
    Field(
        "origin",
        form_label="Goes back to",
        help_text="Where the source has it from, if it only passes it on. Several items with one origin count once.",
    ),
    Field("note", max_length=4000, form_label="Why it bears on the claim"),
    Field("available_since", form_label="Public since"),
    Field("available_precision", control="available_since"),
    Field(
        "evidence_set",
        max_length=20,
        help_text="Give items that are sufficient only together the same short name, such as A.",
    ),
    Field("locator", max_length=200, form_label="Where in it", help_text="Page, minute, table."),
)
"""What people state about an item. Where it was quoted from never changes."""

SEARCH = Fields(
    "search",
    Field("sought", form_label="Looked for evidence that"),
    Field("place", max_length=300, form_label="Where", help_text="Archive, search engine, person asked."),
    Field("terms", max_length=500, form_label="With which words"),
    Field("searched_on", form_label="When"),
    Field("is_found", label="something was found", form_label="Result"),
    Field("note", max_length=2000),
)

MAX_QUOTE_LENGTH = 10_000
"""Code points of the quote from a page or a file."""
QUOTE_LABEL = "The words that bear on the claim"
NO_QUOTE = "Quote the words of the page that bear on the claim."
FILE_TOO_LARGE = "The file has {size} bytes; at most {most} can be attached."
"""`static/js/upload.js` fills in `{size}` before the file is sent."""


def file_too_large(size: int, most: int) -> str:
    """The error message for a file of `size` bytes."""
    return FILE_TOO_LARGE.format(size=f"{size:,}", most=f"{most:,}")
