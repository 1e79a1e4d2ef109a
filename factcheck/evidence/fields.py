"""The editable fields of evidence and of the search log, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import MAX_URL_LENGTH, Field, Fields

MAX_QUOTE_LENGTH = 10_000
"""Maximum length of the quote from a page or a file in code points."""
QUOTE_LABEL = "Quote that bears on the claim"

VERIFICATION_IS_INTERNAL = "Verification notes can name confidential sources and methods."

EVIDENCE = Fields(
    "evidence",
    Field("stance", form_label="Stance toward the claim"),
    Field("closeness", label="kind"),
    Field(
        "title",
        max_length=300,
        help_text="The title of the page, report, or recording. A passage has the title of its article if you leave it empty.",
    ),
    Field(
        "source",
        form_label="Source (publisher)",
        help_text="Who published it. If you leave it empty, the source with this web address or the article’s outlet is used.",
    ),
    Field(
        "origin",
        form_label="Original source",
        help_text="If the source only repeats another source, enter that source. Items with the same original source count once.",
    ),
    Field("author", max_length=200, help_text="As named in the item. Do not enter a source who must not be named."),
    Field("published_on", label="date published"),
    Field("accessed_on", label="date accessed", help_text="The day on which you read the page. For a new web page, today."),
    Field("note", max_length=4000, form_label="Why it bears on the claim", is_multiline=True),
    Field(
        "available_since",
        help_text="When it became known. Readers see whether that was before or after the claim was made.",
    ),
    Field("available_precision", control="available_since"),
    Field("event_on", label="date of the event", help_text="When what the item shows or describes happened. Readers see it."),
    Field("event_precision", label="precision of the date of the event", control="event_on"),
    Field(
        "evidence_set",
        max_length=20,
        help_text="Give items that are sufficient only together the same short name, such as A.",
    ),
    Field(
        "is_graphic",
        label="content warning",
        form_label="Show a warning before this item",
        help_text="Use it for material that shows or describes violence or death. Readers see the warning, too.",
    ),
    Field("locator", max_length=200, form_label="Location", help_text="Page, minute, or table within the source."),
    Field(
        "source_check",
        max_length=4000,
        label="verification of the source",
        help_text="Who made it, when and where, and how you know.",
        is_multiline=True,
        not_published=VERIFICATION_IS_INTERNAL,
    ),
    Field(
        "technical_check",
        max_length=4000,
        label="technical verification",
        help_text="Such as reverse image search, metadata, and geolocation, with the results.",
        is_multiline=True,
        not_published=VERIFICATION_IS_INTERNAL,
    ),
    Field(
        "content_check",
        max_length=4000,
        label="verification of the content",
        help_text="Whether what it shows or says is plausible, and agrees with other evidence.",
        is_multiline=True,
        not_published=VERIFICATION_IS_INTERNAL,
    ),
    Field(
        "protection",
        label="protected details",
        help_text="Readers see this reason. Nothing else is removed: leave out each detail that they must not see.",
    ),
    Field(
        "protection_note",
        max_length=1000,
        label="note on the protection",
        help_text="Only the newsroom sees it. Do not name a source who must not be named.",
        is_multiline=True,
        not_published="It is an internal note. Readers see the reason.",
    ),
)
"""The fields that every item has. The quote and where it was found are in QUOTATION."""

VERIFICATION = ("source_check", "technical_check", "content_check")
"""The names of the verification notes. They are never published."""

QUOTATION = Fields(
    "evidence",
    Field("address", max_length=MAX_URL_LENGTH, label="web address", is_address=True),
    Field("exact", label="quote", max_length=MAX_QUOTE_LENGTH, form_label=QUOTE_LABEL, is_multiline=True),
    Field(
        "fetching",
        label="copy of the page",
        help_text="Fetching a page reveals to its website that your newsroom is interested in it.",
        not_published="How a copy is collected is an internal setting.",
    ),
    Field(
        "may_show_surroundings",
        label="words around the quote",
        form_label="Publish the words around the quote",
        help_text="Readers see up to 50 words before and after the quote in the preserved copy, at the next publication.",
    ),
)
"""What an item quotes, and from where. The kind of the item decides which can be corrected (`actions.change_evidence`)."""

SEARCH = Fields(
    "search",
    Field("sought", form_label="Looking for evidence that"),
    Field("place", max_length=300, form_label="Where", help_text="Archive, search engine, or person asked."),
    Field("terms", max_length=500, label="search terms"),
    Field("searched_on", label="date"),
    Field("is_found", label="result"),
    Field("note", max_length=2000, is_multiline=True),
)

ADDRESS_OF_PAGES_ONLY = "Only a web page has an address. Withdraw this item and attach the page."
PASSAGE_IS_SELECTED = "The quote of a passage is part of its article. Select another passage instead."
OTHER_ARTICLE = "Select a passage of the same article. To quote another article, withdraw this item and attach a new one."
NO_ADDRESS = "Enter the address of the page."
SURROUNDINGS_OF_PAGES_ONLY = "Only a web page has a copy with words around its quote."
OF_PAGES_ONLY = {"fetching": ADDRESS_OF_PAGES_ONLY, "may_show_surroundings": SURROUNDINGS_OF_PAGES_ONLY}
"""The fields that only web pages have → the error message for other items."""
UNKNOWN_FETCHING = "Choose one of the settings."
NO_QUOTE = "Quote the part of the page that bears on the claim."
FILE_TOO_LARGE = "The file is {size} bytes; the limit is {limit}."
"""Format string. `static/js/upload.js` inserts `{size}` before the upload."""


def file_too_large(size: int, limit: int) -> str:
    """Return the error message for a file of `size` bytes."""
    return FILE_TOO_LARGE.format(size=f"{size:,}", limit=f"{limit:,}")
