"""The text around the quote of an item: in its library article, or in the newest copy of its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from factcheck.articles.models import Revision
from factcheck.articles.paragraphs import paragraphs
from factcheck.evidence.copies.models import PreservedText
from factcheck.evidence.copies.queries import copy_to_open, current_place
from factcheck.evidence.custody.files import is_copy_hidden
from factcheck.evidence.models import Evidence

AROUND = 6_000
"""Code points of the text before and after the quote that a board displays."""


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph; `marked` is the part of the quote in it."""

    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemText:
    """A part of the text that contains the quote. `whole_url`: the page with all of it.

    `has_quote`: whether the place of the quote is known. `is_cut`: whether the text is longer. `is_graphic`: it needs a warning.
    """

    paragraphs: tuple[TextParagraph, ...]
    has_quote: bool
    is_cut: bool
    is_graphic: bool
    whole_url: str
    whole_label: str
    language: str = ""


def item_text(row: Evidence) -> ItemText | None:
    """The text of a passage or of a copied page; None if there is no text. At most four queries."""
    if row.is_hidden:
        return None
    if row.revision is not None:
        text = Revision.objects.values_list("text", flat=True).get(pk=row.revision.pk)
        article = row.revision.article
        page = reverse("desk:article", args=[article.pk])
        url = f"{page}?revision={row.revision.number}&claim={row.claim_id}#passage-{row.pk}"
        label = f"Open revision {row.revision.number} of the article"
        return excerpt(
            text,
            row.start,
            row.end,
            is_graphic=row.is_graphic or article.is_graphic,
            url=url,
            label=label,
            language=article.language,
        )
    if not row.address or (copy := copy_to_open(row)) is None or copy.text_id is None or is_copy_hidden(copy):
        return None
    place = current_place(copy)
    text = PreservedText.objects.values_list("text", flat=True).get(pk=copy.text_id)
    start, end = (place.start, place.end) if place else (None, None)
    url = reverse("desk:copy", args=[copy.pk]) + "#quote"
    return excerpt(text, start, end, is_graphic=row.is_graphic, url=url, label=f"Open copy {copy.number}")


def excerpt(
    text: str, start: int | None, end: int | None, *, is_graphic: bool, url: str, label: str, language: str = ""
) -> ItemText:
    """The part of `text` around the code points `start` to `end`; its beginning if they are not known."""
    has_quote = start is not None and end is not None
    start, end = (start or 0, end or 0) if has_quote else (0, 0)
    first, last = _line_start(text, max(0, start - AROUND)), min(len(text), end + AROUND)
    found = []
    for paragraph in paragraphs(text[first:last])[0]:
        at = first + paragraph.start
        begin, stop = (min(max(offset - at, 0), len(paragraph.text)) for offset in (start, end))
        found.append(TextParagraph(paragraph.text[:begin], paragraph.text[begin:stop], paragraph.text[stop:]))
    is_cut = first > 0 or last < len(text)
    return ItemText(tuple(found), has_quote, is_cut, is_graphic, url, label, language)


def _line_start(text: str, at: int) -> int:
    """The start of the first line that begins at or after `at`, if it is near; otherwise `at`."""
    if at == 0:
        return 0
    newline = text.find("\n", at, at + 2_000)
    return at if newline < 0 else newline + 1
