"""The editable fields of the newsroom, with their limits. Pure."""

from __future__ import annotations

from factcheck.web.fields import Field, Fields

MAX_CHECK_DAYS = 365
NOT_A_COLOR = "Enter a color as six hexadecimal digits, such as #0d3b36."

NEWSROOM = Fields(
    "newsroom",
    Field(
        "name",
        max_length=120,
        help_text="Readers see it on every page.",
    ),
    Field(
        "contact",
        max_length=254,
        form_label="Email address for readers",
        help_text="The “How we check” page asks readers to report errors to this address.",
        not_published="The “How we check” page has the current address.",
    ),
    Field(
        "brand_color",
        max_length=7,
        help_text=(
            "The band with your name at the top of public pages, such as #0d3b36. The text on it is white or black, whichever is"
            " easier to read."
        ),
        not_published="Public pages have the current color, and documents have none.",
    ),
    Field(
        "accent_color",
        max_length=7,
        help_text=(
            "Links and buttons on public pages, such as #0b5d56. It must be readable on light paper; dark mode uses a lighter"
            " shade of it. The colors of ratings never change."
        ),
        not_published="Public pages have the current color, and documents have none.",
    ),
    Field(
        "page_fetching",
        label="copies of web pages",
        help_text=(
            "A copy proves what a page said. But fetching it reveals to the website that your newsroom is interested in the page."
            " Each item of evidence can have its own setting."
        ),
        not_published="How copies are collected is an internal setting.",
    ),
    Field(
        "quote_surroundings",
        label="words around quotes",
        help_text=(
            "Up to 50 words before and after a quote in the preserved copy. They show readers the context, but they are a longer"
            " quotation of someone else’s text. Published checks do not change."
        ),
        not_published="Each published check has the words that were permitted when it was published.",
    ),
    Field(
        "check_days",
        label="days between two checks of an address",
        help_text=(
            "After this number of days, the pages of evidence are requested again and compared with their copies. Each request"
            " reveals to the website that your newsroom is interested in the page. If the field is empty, only items with their"
            " own interval are checked. Pages that are never fetched are never checked."
        ),
        not_published="How addresses are checked is an internal setting.",
    ),
)
"""An empty field falls back to its environment variable.

Gate levels have their own form and action in `verdicts`, and the logo in `publishing`.
"""


def unreadable_accent(color: str, contrast: float, proposal: str) -> str:
    """The error message for an accent color with too little contrast. `proposal` is the nearest color that is readable."""
    return (
        f"Text in {color} is hard to read on light paper: its contrast is {contrast:.1f} to 1, and at least 4.5 to 1 is needed."
        f" The nearest color that is readable is {proposal}."
    )
