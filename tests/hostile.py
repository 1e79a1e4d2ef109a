"""Adversarial inputs, at their maximum sizes, for the pure functions that read external text. Used by `tests/test_hostile.py`.

Add an entry for each new public function of a pure module that takes text or bytes, or an exemption in `hostile_exempt.py`.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from factcheck.archive.fetching import codings as response_codings
from factcheck.archive.fetching import media_types, retry_after, targets
from factcheck.archive.fetching.exchange import FetchFailed
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.web_archives import (
    cdxj,
    codings,
    http_head,
    labelled_digests,
    limits,
    mhtml,
    mime_bodies,
    pictures,
    provided,
    responses,
    wacz_reading,
    warc_headers,
    warc_records,
)
from factcheck.articles import canonical, language, paragraphs, recognition
from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.articles.readers import byte_order, can_be_read, extracting, page_encoding, plain, preview, read_file, reader_for
from factcheck.articles.readers.metadata import metadata_from
from factcheck.claims import (
    alignment,
    anchoring,
    dates,
    excerpts,
    graphemes,
    placement,
    quotation,
    segments,
    selectors,
    sentences,
    variants,
)
from factcheck.claims.fields import MAX_QUOTE_LENGTH
from factcheck.claims.segments import Mark
from factcheck.desk.claim.wording import compare_wordings
from factcheck.desk.text_comparison import compare_texts
from factcheck.evidence.availability.comparison import compare_pages, contains_quote
from factcheck.evidence.copies.fields import MAX_COPY_ADDRESS
from factcheck.evidence.copies.quote_search import search_quote
from factcheck.evidence.copies.same_page import is_same_page
from factcheck.evidence.media_types import declared_media_type
from factcheck.evidence.replies import contact_details
from factcheck.merging.plan import renamed_sets
from factcheck.publishing import document, shared_words, slugs, stamp_order, surroundings
from factcheck.publishing import excerpts as published_excerpts
from factcheck.publishing.annotated import marks
from factcheck.setup import secret_links
from factcheck.web import characters, citations, difference, name_identity, sequences, typography

Call = Callable[[], object]
FLAG, MARK, JOINED, CONJUNCT = "\U0001f1e6", "\u0301", "👩\u200d", "क\u094d"
DOTS, BLANK_LINES, SHORT_LINES = ".", "xa\n\n", "x\n"
RATIONALE, NAME, TITLE, URL, NOTE = 50_000, 200, 300, 2_000, 4_000
MULTIPART, MAX_MENTIONS = 20, 500
HEAD = 65_536
HEADER, FILE = 64 * 1024, 1_000_000
CHUNK_LINES, HEADER_LINES, FOLDED, WARC_RECORD = (
    "1\r\nx\r\n",
    "a: b\r\n",
    "a:\r\n b\r\n",
    ("WARC/1.1\r\nWARC-Type: x\r\nWARC-Record-ID: a:b\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
)
METADATA = ("title", "author", "published_on", "language", "address")


@dataclass(frozen=True)
class HostileInput:
    """`create(size)` creates the input and returns the call; `size` is the maximum, in code points, bytes, or items."""

    function: str
    unit: str
    size: int
    create: Callable[[int], Call]

    def __str__(self) -> str:
        return f"{self.function.removeprefix('factcheck.')}-{ascii(self.unit)[1:-1]}"


INPUTS: list[HostileInput] = []


def repeat(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def add(function: Any, size: int, *units: str, call: Callable[[str], object] | None = None) -> None:
    """Register `function` with texts of `size` that repeat each unit. By default, the text is the only argument."""

    def register(unit: str) -> None:
        def create(count: int) -> Call:
            text = repeat(unit, count)
            return lambda: _refused(call or function, text)

        INPUTS.append(HostileInput(name_of(function), unit, size, create))

    for unit in units:
        register(unit)


def name_of(function: Any) -> str:
    return f"{function.__module__}:{function.__qualname__}"


def _marks(text: str) -> list[Mark]:
    """Five hundred marks of ten code points."""
    return [Mark(start, start + 10, key) for key, start in enumerate(range(0, len(text) - 10, max(1, len(text) // 500)))]


def _refused(call: Callable[[str], object], text: str) -> None:
    with suppress(ValueError, sequences.TooDifferent, FetchFailed):  # a refusal is a valid outcome; it has to be fast, too
        result = call(text)
        if hasattr(result, "__next__"):
            for _ in result:  # type: ignore[attr-defined]
                pass


def _reader(text: str) -> object:
    return reader_for(text.encode(), media_type="text/plain", name="a.txt")


def _place(text: str) -> object:
    start, end = len(text) // 2, len(text) // 2 + 200
    quote = SimpleNamespace(
        exact=text[start:end], prefix=text[start - 100 : start], suffix=text[end : end + 100], start=start, end=end
    )
    return placement.TextComparison(text, f"b{text[::-1]}a").place([quote])


def _file(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


def _stamp(certificates: bytes) -> bytes:
    """A time-stamp response with nothing but these certificates."""

    def element(tag: int, content: bytes) -> bytes:
        return bytes([tag, 0x84]) + len(content).to_bytes(4) + content

    signed = element(0x30, b"\x02\x01\x01" + b"\x31\x00" + b"\x30\x00" + element(0xA0, certificates))
    return element(0x30, b"\x30\x00" + element(0x30, b"\x06\x00" + element(0xA0, signed)))


def _pieces(text: str) -> list[bytes]:
    content = text.encode()
    return [content[at : at + HEADER] for at in range(0, len(content), HEADER)]


def _record(text: str) -> warc_records.WarcRecord:
    """The header of a record that contains the text as its last fields."""
    header = WARC_RECORD.removesuffix("\r\n" * 3) + text.strip("\r\n")
    return next(warc_records.read_records(_file(f"{header}\r\n\r\n\r\n\r\n")))


def _base64(text: str) -> None:
    decoder = mime_bodies.body_decoder("base64", io.BytesIO())
    for line in text.encode().splitlines(keepends=True):
        decoder.feed(line)


def _quoted_printable(text: str) -> None:
    decoder = mime_bodies.body_decoder("quoted-printable", io.BytesIO())
    for line in text.encode().splitlines(keepends=True):
        decoder.feed(line)


def _mhtml(text: str) -> str:
    return (
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="a"\r\n\r\n--a\r\nContent-Type: text/html\r\n\r\n{text}'
    )


def _middle(text: str) -> tuple[str, int, int]:
    return text, len(text) // 2, len(text) // 2 + 3


# Texts of articles
add(declared_media_type, 32_000, "a", "/", "a/", "a.-+", "; ", " ")
add(contact_details.has_contact_details, 10_000, "+", "+1", "+1 ", "1 ", "@", "a@", "a@b.", ".@", " ")
add(contact_details.first_email_address, 300, "@", "a@", ".@", " ")
add(canonical.canonical, MAX_CODE_POINTS, FLAG, "\r", " \n", "\u2028", "a\r", "a \n")
add(marks.place, MAX_CODE_POINTS, FLAG, JOINED, call=lambda text: marks.place(text, {"exact": text[:500]}))
add(marks.paragraphs, MAX_CODE_POINTS, "\n", "a\n\n", call=lambda text: marks.paragraphs(text, _marks(text), _marks(text)))
add(marks.excerpts, MAX_CODE_POINTS, "a", "a b ", "\n", call=lambda text: marks.excerpts(text, _marks(text), 50))
add(paragraphs.paragraphs, MAX_CODE_POINTS, BLANK_LINES, "\n", " \n")
add(reader_for, MAX_CODE_POINTS, " ", "\u2028", call=_reader)
add(can_be_read, MAX_CODE_POINTS, " ", "\u2028", "é", call=lambda text: can_be_read(text.encode(), media_type="text/plain"))
add(read_file, MAX_CODE_POINTS, "é", "\r", call=lambda text: read_file(text.encode(), media_type="text/plain"))
PAGE_UNITS = (" ", "<!-- -->", "<!--", "<?xml ?>", "<meta ", "<meta charset=x>", "charset=", "charset ", "<html", "é")
add(
    page_encoding.encoding_of_page,
    MAX_CODE_POINTS,
    *PAGE_UNITS,
    call=lambda text: page_encoding.encoding_of_page(text.encode(), text),
)
add(page_encoding.encoding_named, MAX_CODE_POINTS, " ", "a")
add(page_encoding.decode_page, MAX_CODE_POINTS, "é", call=lambda text: page_encoding.decode_page(text.encode(), "gb18030"))
add(
    extracting.PageReader.resembles,
    MAX_CODE_POINTS,
    *PAGE_UNITS,
    call=lambda text: extracting.PageReader().resembles(text.encode()),
)
add(
    extracting.PageReader.encoding_of,
    MAX_CODE_POINTS,
    *PAGE_UNITS,
    call=lambda text: extracting.PageReader().encoding_of(text.encode(), ""),
)
add(
    extracting.PageReader.check,
    MAX_CODE_POINTS,
    FLAG,
    "Ã©",
    call=lambda text: extracting.PageReader().check(text.encode(), "koi8-u", is_confirmed=False),
)
add(
    extracting.PdfFileReader.recognizes,
    MAX_CODE_POINTS,
    "\n",
    call=lambda text: extracting.PdfFileReader().recognizes(text.encode()),
)
add(
    extracting.WordReader.recognizes,
    MAX_CODE_POINTS,
    "word/documenword/",
    call=lambda text: extracting.WordReader().recognizes(b"PK\x03\x04" + text.encode()),
)
add(
    metadata_from,
    MAX_CODE_POINTS,
    " ",
    MARK,
    "\u202e",
    "a-",
    "https://a",
    call=lambda text: metadata_from(dict.fromkeys(METADATA, text)),
)
add(byte_order.leading_marks, MAX_CODE_POINTS, "\ufeff", call=lambda text: byte_order.leading_marks(text.encode()))
add(byte_order.detect_unmarked_utf_16, MAX_CODE_POINTS, "a\0", call=lambda text: byte_order.detect_unmarked_utf_16(text.encode()))
add(
    plain.PlainReader.read, MAX_CODE_POINTS, "\r", "a\r", FLAG, call=lambda text: plain.PlainReader().read(text.encode(), "utf-8")
)
add(
    plain.PlainReader.check,
    MAX_CODE_POINTS,
    FLAG,
    "Ã©",
    call=lambda text: plain.PlainReader().check(text.encode(), "windows-1252", is_confirmed=False),
)
add(plain.decode, MAX_CODE_POINTS, FLAG, "\r", call=lambda text: plain.decode(text.encode(), "utf-8"))
add(plain.first_words, MAX_CODE_POINTS, "\n", "\u2028", " ")
add(preview.quote_first_line, MAX_CODE_POINTS, "\u2028", "\u200d", "\n")
add(preview.escape_invisible, preview.MAX_PREVIEW_LENGTH, "\u202e")
add(alignment.tokens_in, MAX_CODE_POINTS, "a ", "1,", call=lambda text: alignment.tokens_in(text, 0, len(text)))
add(
    alignment.align_texts,
    MAX_CODE_POINTS,
    BLANK_LINES,
    SHORT_LINES,
    "a ",
    call=lambda text: alignment.align_texts(text, text[::-1]),
)
add(compare_texts, MAX_CODE_POINTS, BLANK_LINES, SHORT_LINES, call=lambda text: compare_texts(text, text[::-1]))
add(sentences.sentence_spans, MAX_CODE_POINTS, DOTS, "Mr. ", "!? ", BLANK_LINES, call=lambda t: sentences.sentence_spans(f"{t}a"))
add(
    sentences.SentenceIndex.starts,
    MAX_CODE_POINTS,
    SHORT_LINES,
    "Mr. ",
    BLANK_LINES,
    call=lambda text: sentences.SentenceIndex().starts(text, range(0, len(text), len(text) // MAX_MENTIONS)),
)
add(
    sentences.merge_adjacent,
    MAX_CODE_POINTS,
    " ",
    call=lambda text: sentences.merge_adjacent(text, [(at, at + 1) for at in range(0, len(text), len(text) // MULTIPART)]),
)
add(
    segments.split_at_marks,
    MAX_CODE_POINTS,
    "a",
    call=lambda text: segments.split_at_marks(
        text, 0, len(text), [segments.Mark(at, len(text) - at, at) for at in range(MAX_MENTIONS)]
    ),
)

# Quotes in the text of an article
add(
    graphemes.expand_to_clusters,
    MAX_CODE_POINTS,
    FLAG,
    MARK,
    JOINED,
    CONJUNCT,
    call=lambda t: graphemes.expand_to_clusters(*_middle(t)),
)
add(graphemes.is_boundary, MAX_CODE_POINTS, FLAG, JOINED, CONJUNCT, call=lambda text: graphemes.is_boundary(text, len(text) // 2))
add(anchoring.select, MAX_CODE_POINTS, FLAG, MARK, CONJUNCT, call=lambda text: anchoring.select(*_middle(text)))
add(anchoring.try_select, MAX_CODE_POINTS, FLAG, MARK, call=lambda text: anchoring.try_select(*_middle(text)))
add(
    anchoring.verify,
    MAX_CODE_POINTS,
    FLAG,
    CONJUNCT,
    call=lambda text: anchoring.verify(text, anchoring.Selector(2, 4, text[2:4], text[:2], text[4:36])),
)
add(anchoring.cut_figures, MAX_CODE_POINTS, FLAG, JOINED, call=lambda text: anchoring.cut_figures(*_middle(text)))
add(anchoring.occurrences, MAX_CODE_POINTS, FLAG, JOINED, call=lambda text: anchoring.occurrences(text, text[0]))
add(anchoring.whole_occurrences, MAX_CODE_POINTS, FLAG, "a", call=lambda text: anchoring.whole_occurrences(text, text[0], 10))
add(
    anchoring.whole_occurrences,
    MAX_CODE_POINTS,
    FLAG,
    JOINED,
    "a ",
    call=lambda text: anchoring.whole_occurrences(text, text[0], 20),
)
add(
    anchoring.occurrences,
    MAX_CODE_POINTS,
    "a",
    "e\u0301",
    call=lambda t: anchoring.occurrences(t, f"{t[: MAX_QUOTE_LENGTH - 1]}b"),
)
add(
    anchoring.find,
    MAX_CODE_POINTS,
    "a",
    FLAG,
    "1,",
    call=lambda text: anchoring.find(text, text[:200], text[-1000:], text[:1000]),
)
add(anchoring.cut_ends, MAX_CODE_POINTS, "1,", call=lambda text: anchoring.cut_ends(*_middle(text)))
add(
    selectors.resolve_selector,
    MAX_CODE_POINTS,
    FLAG,
    "a",
    JOINED,
    call=lambda text: selectors.resolve_selector(text, selectors.SelectorInput(text[0])),
)
add(placement.TextComparison.candidates, MAX_CODE_POINTS, "…", JOINED, "“", "a", call=lambda text: placement.TextComparison(text, text).candidates(text[: MAX_QUOTE_LENGTH - 1]))  # fmt: skip  # noqa: E501
add(placement.TextComparison.place, MAX_CODE_POINTS, BLANK_LINES, "“", MARK, "…", call=_place)
add(variants.FoldedText.variants, MAX_CODE_POINTS, "…", "e\u0301", "\u200d", " \t", call=lambda text: variants.FoldedText(text).variants(text[: MAX_QUOTE_LENGTH - 1] + "z"))  # fmt: skip  # noqa: E501
add(search_quote, MAX_CODE_POINTS, FLAG, JOINED, "…", "a ", call=lambda text: search_quote(text, text[0]))
add(search_quote, MAX_CODE_POINTS, "e\u0301", " \t", call=lambda text: search_quote(text, text[: MAX_QUOTE_LENGTH - 1] + "z"))
add(
    is_same_page, MAX_COPY_ADDRESS, "https://", "http://a/https://", "/", "a", "[", call=lambda text: is_same_page(text, text[1:])
)
add(contains_quote, MAX_CODE_POINTS, FLAG, "a ", call=lambda text: contains_quote(text, text[0]))
add(
    compare_pages,
    MAX_CODE_POINTS,
    *("e\u0301", " \t", JOINED),
    call=lambda text: compare_pages(text, f"{text}.", text[: MAX_QUOTE_LENGTH - 1] + "z"),
)
add(variants.fold, MAX_CODE_POINTS, "\u202e", "…", " \t")
add(variants.is_variant, MAX_QUOTE_LENGTH, "…", "\u200d", call=lambda text: variants.is_variant(text, text[1:]))
add(
    variants.mark_differences,
    MAX_QUOTE_LENGTH,
    BLANK_LINES,
    "abcd e",
    call=lambda text: variants.mark_differences(text, text[::-1]),
)
add(quotation.guess_mode, MAX_CODE_POINTS, "“", "'", "\n", call=lambda text: quotation.guess_mode(text, [_middle(text)[1:]]))
add(quotation.quotations, quotation.MAX_PARAGRAPH, "“", '"', "'", "«")
add(excerpts.excerpt_before, 1_000, "a", "\n", call=lambda text: excerpts.excerpt_before(text, 100))
add(excerpts.excerpt_after, 1_000, "a", "\n", call=lambda text: excerpts.excerpt_after(text, 100))

# Texts of verdicts and evidence
add(difference.difference, RATIONALE, "a b c d e f\n", "中", " ’", call=lambda text: difference.difference(text, text[::-1]))
add(sequences.common_blocks, RATIONALE // 2, "ab", "abcdefg", call=lambda text: sequences.common_blocks(text, text[::-1]))
add(compare_wordings, MAX_QUOTE_LENGTH, "a b c ", "a’", call=lambda text: compare_wordings([text, text[::-1], text[1:]]))
add(citations.may_cite, RATIONALE, "[", "[1")
add(citations.numbers_in_plain_text, RATIONALE, "[1]", "[1, ", "[")
add(citations.plain_text_as_html, RATIONALE, "[1]", "[1, ", "<", call=lambda text: citations.plain_text_as_html(text, {1: "/1"}))
add(citations.in_brackets, 1_000, "1", call=lambda text: citations.in_brackets(range(len(text))))
add(typography.isolated, RATIONALE, "\u202e")
add(typography.in_quotes, RATIONALE, "“", '"')
add(typography.as_phrase, RATIONALE, ".", "A", " ")
add(typography.has_own_quotes, RATIONALE, "“", '"')
add(typography.shorten, RATIONALE, " ", MARK, call=lambda text: typography.shorten(text, 100))
add(
    shared_words.contains_quote,
    MAX_CODE_POINTS,
    "a",
    "a b ",
    call=lambda text: shared_words.contains_quote(text, text[:4_000] + "c"),
)
add(shared_words.shares_words, 4_000, "a", "a b ", call=lambda text: shared_words.shares_words(text[:1_000], text + "c"))
add(recognition.recognize, MAX_CODE_POINTS, "1 ", "12 may ", "By ", " · ", "\n", " ")
add(recognition.repeats_title, MAX_CODE_POINTS, "a ", "\n", " ", call=lambda text: recognition.repeats_title(text + "\na", text))
add(recognition.without_first_line, MAX_CODE_POINTS, "a ", "\n", " ", "a\n")
add(published_excerpts.from_word, 1_000, "a", " ", MARK)
add(published_excerpts.to_word, 1_000, "a", " ", MARK)

# Web archives and the copies that people provide
add(cdxj.searchable_address, URL * 2, "http://a.", "a:", "/", "%")
add(codings.Dechunker.feed, FILE, CHUNK_LINES, "0\r\n", "f;", call=lambda text: list(codings.Dechunker().feed(text.encode())))
add(codings.dechunk, FILE, CHUNK_LINES, "1\r\n", "\r\n", call=lambda text: list(codings.dechunk(_pieces(text))))
add(codings.decode, FILE, "a", call=lambda text: list(codings.decode(_pieces(text), ("gzip", "br"), limits.DEFAULT_LIMITS)))
add(
    http_head.read_head,
    HEADER,
    HEADER_LINES,
    ":\n",
    "\r",
    ",",
    call=lambda text: http_head.read_head(b"HTTP/1.1 200\r\n" + text.encode()),
)
add(http_head.read_content_type, HEADER, "a/", ";charset=", "; ", "charset", " ")
add(http_head.rename_transfer_coding, HEADER, "transfer-encoding\n", "\n", "transfer-encoding: ", call=lambda text: http_head.rename_transfer_coding(text.encode()))  # fmt: skip  # noqa: E501
add(labelled_digests.read_digest, HEADER, "sha1:", "a", "=", ":")
add(
    mhtml.is_mhtml,
    HEADER,
    "a:",
    "MIME-Version:\n",
    "Content-Type:\n",
    "\r",
    "\n\r",
    call=lambda text: mhtml.is_mhtml(text.encode()),
)
add(
    mhtml.read_mhtml,
    FILE,
    "--a\r\n\r\n",
    "a;",
    "\r\n",
    "--a",
    call=lambda text: mhtml.read_mhtml(_file(_mhtml(text)), io.BytesIO()),
)
add(mime_bodies.body_decoder, FILE, "QUJD\r\n", "A\r\n", "\r\n", call=_base64)
add(mime_bodies.body_decoder, FILE, "=\r\n", "=41", " ", "\r\n", call=_quoted_printable)
add(pictures.picture_type, HEADER, "GIF89a", call=lambda text: pictures.picture_type(text.encode()))
add(
    pictures.is_complete,
    FILE,
    "!a\x01a\0",
    "\0",
    call=lambda text: pictures.is_complete(_file("GIF89a" + text), "image/gif", len(text) + 6),
)
add(provided.open_provided, FILE, "<!-- -->", "<?", "<", "PK\x05\x06", "\ufeff", "a: b\r\n", " ", "%PDF-", call=lambda text: provided.open_provided(_file(text), scratch=io.BytesIO))  # fmt: skip  # noqa: E501
add(responses.index_responses, FILE, WARC_RECORD, call=lambda text: responses.index_responses([_file(text)]))
add(
    responses.ResponseIndex.find,
    URL * 2,
    "/",
    "#",
    "://",
    call=lambda text: responses.ResponseIndex(limits.DEFAULT_LIMITS).find(text),
)
add(
    wacz_reading.open_wacz,
    FILE,
    "PK\x03\x04",
    "PK\x05\x06",
    call=lambda text: wacz_reading.open_wacz(_file(text), scratch=io.BytesIO),
)
add(warc_headers.read_length, HEADER, "1")
add(warc_headers.read_time, HEADER, "2026-", "1")
add(warc_headers.read_uri, HEADER, "<", "a")
add(warc_records.read_records, HEADER - 200, HEADER_LINES, FOLDED, "a:\r\n", call=_record)

# Names, titles, and addresses
add(characters.identifying_text_error, URL, "\u202e", "a")
add(characters.without_refused, URL, "\u202e", "a")
add(name_identity.name_identity, NAME, "İ", MARK, " ", "\u200d")
add(name_identity.normalize_name, NAME, MARK, " ")
add(slugs.slug_from, TITLE, MARK, "ﷺ", "-", "İ")
add(slugs.unique_slug, TITLE, MARK, "ﷺ")
add(secret_links.without_links, 100_000, "password/reset/key/", "password/", "password%2Freset%2Fkey%2F", "a")
add(slugs.name_slug, TITLE, MARK, "ﷺ", "-", "İ")
add(slugs.is_slug, URL, "a", "-")
add(document.is_web_address, URL, "http://", "[", "@")
add(language.normalize_language_tag, URL, "a-", "aa-", "-")
add(dates.parse_partial_date, URL, "1", "a", " ")
add(
    stamp_order.with_sorted_certificates,
    64 * 1024,
    "0\0",
    "\x30\x03",
    "0",
    call=lambda text: stamp_order.with_sorted_certificates(_stamp(text.encode())),
)
add(surroundings.words_in, MAX_CODE_POINTS, "a ", "市", " ")
add(
    surroundings.words_around,
    MAX_CODE_POINTS,
    "a ",
    "前",
    "-",
    MARK,
    " ",
    call=lambda text: surroundings.words_around(text, len(text) // 2, len(text) // 2 + 1),
)
add(renamed_sets, 500, "x", call=lambda text: renamed_sets([f"{'a' * 60}{n}" for n in range(len(text))], [f"{'a' * 60}{n}" for n in range(len(text))], 60))  # fmt: skip  # noqa: E501

# Addresses that are fetched, and responses
_NEWS = targets.target_of("https://news.example/")
add(
    targets.target_of,
    URL * 10,
    "http://",
    "a.",
    "ü",
    "/ä",
    ":",
    "1.",
    "\\",
    call=lambda text: targets.target_of(f"http://{text}"),
)
add(targets.is_on_local_network, URL * 10, "a.", "1.", "[", call=lambda text: targets.is_on_local_network(f"http://{text}"))
add(targets.redirected, HEAD, "../", "a/", "?", "ü", "[", call=lambda text: targets.redirected(_NEWS, text.encode()))
add(media_types.declared_type, HEAD, "charset", "; ", "charset= ", "a/", " ")
add(media_types.has_known_signature, MAX_CODE_POINTS, " ", "<", call=lambda text: media_types.has_known_signature(text.encode()))
add(retry_after.seconds_until_retry, HEAD, "1", "Wed, ", " ", "(", call=lambda text: retry_after.seconds_until_retry(text, datetime.now(UTC)))  # fmt: skip  # noqa: E501
add(response_codings.Decoding.decode, MAX_CODE_POINTS, "a", "\0", call=lambda text: response_codings.Decoding("gzip", FetchLimits()).decode(gzip.compress(text.encode(), 1)))  # fmt: skip  # noqa: E501
