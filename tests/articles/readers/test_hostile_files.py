"""Files that are built to exhaust memory, time, or the stack of a parser. Each is read or refused, within the limits."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import pytest

from factcheck.articles.canonical import MAX_BYTES, InvalidText
from factcheck.articles.readers import isolation, read_file
from tests.articles.readers.files import paragraph, pdf, pdf_with, stream, word, word_parts, zipped

MEBIBYTE = 1 << 20


def page(body: bytes) -> bytes:
    return b"<!doctype html><html><body>" + body


def pdf_of_one_page(content: bytes) -> bytes:
    return pdf(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            stream(content),
        ]
    )


def pdf_with_pages(count: int) -> bytes:
    kids = " ".join(f"{number + 3} 0 R" for number in range(count))
    return pdf(
        ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", *["<</Type/Page>>"] * count]
    )


def entities(depth: int) -> str:
    inner = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, depth))
    return f'<!DOCTYPE html [<!ENTITY e0 "aaaaaaaaaa">{inner}]>'


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nested 100,000 levels deep": (lambda: page(b"<div>" * 100_000 + b"Text"), "nested too deeply"),
    "nested inline elements": (lambda: page(b"<b>" * 1_000_000 + b"Text"), "nested too deeply"),
    "nested tables": (lambda: page(b"<table><tr><td>" * 100_000 + b"Text"), "nested too deeply"),
    "text beyond the limit": (lambda: page(b"<p>" + b"a" * 1_000_001), "the limit is 1,000,000"),
    "less-than signs": (lambda: page(b"<" * 3_000_000), "the limit is 1,000,000"),
    "PDF of blanks": (lambda: pdf_of_one_page(b"BT /F1 12 Tf (Text) Tj ET" + b" " * 200_000_000), "exceeds the limits"),
    "PDF of operators": (lambda: pdf_of_one_page(b"BT /F1 12 Tf " + b"(aaaa) Tj " * 3_000_000), "exceeds the limits"),
    "PDF with 100,000 pages": (lambda: pdf_with_pages(50_000), "more than 5,000 pages"),
    "PDF with one page 100,000 times": (
        lambda: pdf(
            [
                "<< /Type /Catalog /Pages 2 0 R >>",
                f"<< /Type /Pages /Kids [{'3 0 R ' * 100_000}] /Count 100000 >>",
                "<< /Type /Page /Parent 2 0 R >>",
            ]
        ),
        "more than 5,000 pages",
    ),
    "PDF whose pages contain themselves": (
        lambda: pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        "This PDF is damaged",
    ),
    "PDF with nested arrays": (lambda: pdf_with(["x"], catalog="/X " + "[" * 100_000 + "]" * 100_000), "."),
    "Word bomb": (lambda: word("a" * 100_000_000), "too large after decompression"),
    "Word file with 400,000 paragraphs": (lambda: zipped(word_parts(paragraph("x") * 400_000)), "too large|memory|too long"),
    "Word file with 100,000 nested tables": (
        lambda: zipped(word_parts("<w:tbl><w:tr><w:tc>" * 100_000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 100_000)),
        "nested too deeply",
    ),
    "Word file with 10,001 parts": (
        lambda: zipped({**word_parts(paragraph("x")), **{f"x{number}": b"" for number in range(10_001)}}),
        "too large after decompression",
    ),
    "Word file with entities": (
        lambda: zipped(word_parts(paragraph("&e9;"), prolog=entities(10))),
        "document type declaration",
    ),
}
READ: dict[str, tuple[Callable[[], bytes], str]] = {
    "text at the limit": (lambda: page(b"<p>" + b"a" * 1_000_000), "a" * 1_000_000),
    "entities in XHTML": (lambda: f"{entities(10)}<html><body><p>Text</p></body></html>".encode(), "Text"),
    "1,000,000 attributes": (lambda: page(b"<p a b c d e f>x" * 170_000), "x\n\nx"),
    "empty elements": (lambda: page(b"<p></p>" * 550_000 + b"Text"), "Text"),
    "table cells": (lambda: page(b"<table>" + b"<tr><td>a" * 400_000), "a\na"),
    "white space": (lambda: page(b"a" + b" " * 3_900_000 + b"b"), "a b"),
    "comment without an end": (lambda: page(b"Text<!--" + b"-" * 3_900_000), "Text"),
    "long class": (lambda: page(b"<div class='" + b"a-" * 1_900_000 + b"'>Text"), "Text"),
    "nested JSON": (lambda: page(b"<script type='application/ld+json'>" + b"[" * 900_000 + b"</script>Text"), "Text"),
    "many metadata": (lambda: b"<html><head>" + b"<meta name=author content=x>" * 140_000 + b"</head><p>Text", "Text"),
    "HTML before ZIP": (
        lambda: page(b"<p>Text</p><!--" + zipped({"a": "b"}).replace(b"\0", b"").decode("latin-1").encode()),
        "Text",
    ),
    "ZIP before HTML": (lambda: word("Text of the Word file") + b"<html><p>HTML</p></html>", "Text of the Word file"),
    "PDF before HTML": (lambda: pdf_with(["Text of the PDF"]) + b"<html><p>HTML</p></html>", "Text of the PDF"),
    "PDF with a wrong number of pages": (lambda: pdf_with(["Text"]).replace(b"/Count 1 ", b"/Count 9999999 "), "Text"),
    "nested ZIP": (lambda: word("Text", parts={"word/media/a.zip": zipped({"b.zip": zipped({"c": b"0" * 10**7})})}), "Text"),
}


def read(content: bytes) -> str:
    assert len(content) <= MAX_BYTES
    started = time.monotonic()
    try:
        return read_file(content).document.canonical.text
    finally:
        assert time.monotonic() - started < isolation.LIMITS.seconds + 5


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_hostile_file_is_refused_with_a_sentence(name: str) -> None:
    create, reason = REFUSED[name]
    with pytest.raises(InvalidText, match=reason) as refusal:
        read(create())
    assert str(refusal.value).endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_hostile_file_is_read(name: str) -> None:
    create, expected = READ[name]
    text = read(create())
    assert expected in text if len(expected) < 100 else text == expected


@pytest.mark.slow
def test_400_000_attributes_of_one_element_are_too_much_work() -> None:
    attributes = b" ".join(b"a%d" % number for number in range(400_000))
    with pytest.raises(InvalidText, match="takes too long"):
        read(page(b"<p " + attributes + b">Text"))


@pytest.mark.slow
def test_page_of_one_megabyte_takes_about_a_second() -> None:
    sentence = b"<p>The <b>old</b> bridge reopened on <a href='/m'>Monday</a> after months of work, the council said.</p>\n"
    content = page(b"<article><h1>The bridge</h1>" + sentence * (1_000_000 // len(sentence)) + b"</article>")

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        read(content)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 1.0
