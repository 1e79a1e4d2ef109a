"""The editable fields of articles and sources, with their limits. Pure."""

from __future__ import annotations

from factcheck.archive.fields import MAX_FILE_NAME
from factcheck.articles.canonical import MAX_BYTES
from factcheck.web.fields import MAX_URL_LENGTH, Field, Fields

ARTICLE = Fields(
    "article",
    Field("title", max_length=300),
    Field("outlet", control="outlet_name", help_text="Choose a source, or enter a name to add one."),
    Field(
        "author",
        max_length=200,
        not_published="A check is about claims. It names the outlet and the people that it quotes, not the reporter.",
    ),
    Field("published_on"),
    Field("address", max_length=MAX_URL_LENGTH, form_label="Web address", is_address=True),
    Field(
        "language",
        max_length=35,
        help_text="A language tag (BCP 47) such as en, uk, ru, or pt-BR.",
    ),
    Field(
        "is_graphic",
        label="content warning",
        form_label="Show a warning before this text",
        help_text="Use it for descriptions of violence or death.",
    ),
)

SOURCE = Fields(
    "source",
    Field("name", max_length=200),
    Field(
        "other_names",
        form_label="Other names",
        help_text="One name per line, such as an abbreviation or a former name. Entering one of them refers to this source.",
        not_published="Other names only help to find the source. Readers see its name.",
    ),
    Field("address", max_length=500, form_label="Web address", is_address=True),
    Field("country", max_length=80),
    Field("source_kind", form_label="Kind"),
    Field(
        "interest",
        max_length=300,
        help_text="One sentence about what the source has at stake in general. Readers see it.",
    ),
)

NAME_TOO_LONG = f"The file name is longer than {MAX_FILE_NAME} characters. Rename the file and try again."


def file_too_large(size: int) -> str:
    """Return the error message for an imported file of `size` bytes."""
    return f"The file is {size:,} bytes; the limit is {MAX_BYTES:,}."
