"""Text and metadata of an HTML page. Runs only in the child process of `isolation`.

`trafilatura` finds the main text, but it leaves out parts of it: headlines above the text, captions, and paragraphs whose class
resembles that of an advertisement. So it only determines the place. The text is everything in the article around what it found,
or in the page if it has no `article` and no `main`, except for elements that usually contain something else and in which it found
nothing. Text that a browser does not display is removed first (`invisible`). White space in the page becomes one space; all
other characters are those of the page.
"""

from __future__ import annotations

import logging
from collections import Counter
from itertools import accumulate
from typing import Any

import trafilatura.utils
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from factcheck.articles.readers.extraction.blocks import NOT_TEXT, Blocks, TextBlock, joined
from factcheck.articles.readers.extraction.child import UnreadableFile
from factcheck.articles.readers.extraction.invisible import remove_invisible
from factcheck.articles.readers.extraction.page_metadata import metadata_of

logging.disable(logging.CRITICAL)

_MAX_ELEMENTS = 10_000
_MAX_LINKED = 0.8
"""The share of characters in links up to which a block outside of the main text belongs to it."""
NO_TEXT = "This page contains no text. If a script fills it in the browser, save the page there as PDF and import that."


def _keep_character(character: str) -> str:
    return "" if NOT_TEXT.match(character) else character


# The library removes all format characters, and with them the joiners that Persian, Hindi, and emoji are spelled with.
trafilatura.utils.return_printables_and_spaces = _keep_character  # type: ignore[assignment]


def extract(content: bytes) -> dict[str, Any]:
    """Return the text and the metadata of a page in UTF-8. Raises UnreadableFile if it has no text."""
    tree = _parse(content)
    metadata = metadata_of(tree)
    remove_invisible(tree)
    body = tree.find("body")
    page = Blocks(body if body is not None else tree)
    if not page.blocks:
        raise UnreadableFile(NO_TEXT)
    return {"text": joined(_main_blocks(page, _found_by_library(tree))), "metadata": metadata}


def _parse(content: bytes) -> HtmlElement:
    """Raises RecursionError if elements are nested more than 2,048 levels deep: the parser ignores the rest of such a page."""
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        raise UnreadableFile(NO_TEXT) from error
    for entry in parser.error_log:
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise RecursionError
        if entry.type == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError
    return tree


def _found_by_library(tree: HtmlElement) -> set[str]:
    """The keys of the blocks that the library considers the main text; empty if the page is so large that it takes seconds."""
    if sum(1 for _ in zip(tree.iter(), range(_MAX_ELEMENTS + 1), strict=False)) > _MAX_ELEMENTS:
        return set()
    document = bare_extraction(tree, fast=True, favor_recall=True, include_comments=False, include_tables=True)
    return {block.key for block in Blocks(document.body).blocks} if isinstance(document, Document) else set()


def _main_blocks(page: Blocks, found: set[str]) -> list[TextBlock]:
    """The blocks around those that were found, with the headline before them, and without what belongs to the site."""
    places = _found_places(page.blocks, found) or _declared_places(page)
    is_left_out = _left_out(page, places)
    first, end = _place_of_text(page, places[0], places[-1] + 1)
    first = next((n for n in range(first - 1, -1, -1) if page.blocks[n].is_headline and not page.blocks[n].is_page_part), first)
    return [
        block
        for number, block in enumerate(page.blocks[first:end], first)
        if not is_left_out[number]
        and (places[0] <= number <= places[-1] or not (block.is_page_part or block.linked > _MAX_LINKED * len(block.text)))
    ]


def _found_places(blocks: list[TextBlock], found: set[str]) -> list[int]:
    """The numbers of the blocks that were found, in ascending order.

    A headline that also occurs in a list of links says nothing about the place of the text, so blocks that occur once take
    precedence.
    """
    keys = [block.key for block in blocks]
    count = Counter(keys)
    selected = [number for number, block in enumerate(blocks) if keys[number] in found and not block.is_page_part]
    return [number for number in selected if count[keys[number]] == 1] or selected


def _declared_places(page: Blocks) -> list[int]:
    """The numbers of the blocks in the longest `main` or `article`, or in the page, without the elements that may be left out."""
    numbers = range(len(page.blocks))
    is_left_out = _left_out(page, [])
    for tag in ("main", "article"):
        spans = [range(span.first, span.end) for span in page.places if span.tag == tag]
        numbers = max(spans, key=len, default=numbers)
        if spans:
            break
    own = [number for number in numbers if not page.blocks[number].is_page_part]
    return [number for number in own if not is_left_out[number]] or own or list(numbers)


def _place_of_text(page: Blocks, first: int, end: int) -> tuple[int, int]:
    """The outermost `article` around these blocks, or `main`, or the page.

    Articles with the same class are a series, such as the entries of a live blog, of which the library may find only one. Pages
    without these elements often have the beginning and the notes of a text in elements of their own.
    """
    around = [span for span in page.places if span.first <= first and span.end >= end]
    articles = [span for span in around if span.tag == "article"]
    if articles:
        series = [span for span in page.places if (span.tag, span.name) == (articles[-1].tag, articles[-1].name)]
        return min(span.first for span in series), max(span.end for span in series)
    span = next((span for span in reversed(around) if span.tag == "main"), around[-1])
    return span.first, span.end


def _left_out(page: Blocks, places: list[int]) -> list[bool]:
    """For each block, whether it is in a doubtful element in which nothing was found."""
    size = len(page.blocks)
    is_place = [0] * size
    for number in places:
        is_place[number] = 1
    found_before = [0, *accumulate(is_place)]
    changes = [0] * (size + 1)
    for span in page.doubtful:
        if found_before[span.first] == found_before[span.end]:
            changes[span.first] += 1
            changes[span.end] -= 1
    return [depth > 0 for depth in accumulate(changes)][:size]
