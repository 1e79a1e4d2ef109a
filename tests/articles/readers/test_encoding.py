"""The encoding of a page: what declares it, in which order, and that no byte is lost."""

from __future__ import annotations

import codecs

import pytest

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers import EncodingInDoubt, read_file
from factcheck.articles.readers.page_encoding import decode_page, encoding_named, encoding_of_page

WORD = "Місто"
META = '<meta charset="{}">'.format
OLD_META = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={}">'.format


def read(content: bytes, declared: str = "", *, confirm: bool = False) -> tuple[str, str]:
    file = read_file(content, media_type="text/html", encoding=declared, confirm_encoding=confirm)
    return file.document.canonical.text, file.encoding


@pytest.mark.parametrize(
    ("content", "declared", "encoding"),
    [
        (codecs.BOM_UTF8 + f"{META('koi8-u')}{WORD}".encode(), "windows-1251", "utf-8"),
        (f"{META('koi8-u')}<p>{WORD}".encode("utf-16"), "windows-1251", "utf-16"),
        (codecs.BOM_UTF16_BE + f"<p>{WORD}".encode("utf-16-be"), "", "utf-16"),
        (f"{META('koi8-u')}<p>{WORD}".encode("windows-1251"), "Windows-1251", "windows-1251"),
        (f"{META('koi8-u')}<p>{WORD}".encode("windows-1251"), " cp1251 ", "windows-1251"),
        (f"{META('koi8-u')}<p>{WORD}".encode("koi8-u"), "", "koi8-u"),
        (f"{META('koi8-u')}<p>{WORD}".encode("koi8-u"), "x-unknown", "koi8-u"),
        (f"{META('unknown')}{OLD_META('KOI8-U')}<p>{WORD}".encode("koi8-u"), "", "koi8-u"),
        (f"{OLD_META('windows-1251')}<p>{WORD}".encode("windows-1251"), "", "windows-1251"),
        (f"<!-- {META('koi8-u')} --><meta charset=windows-1251><p>{WORD}".encode("windows-1251"), "", "windows-1251"),
        (f'<?xml version="1.0" encoding="windows-1251"?><html><p>{WORD}</p></html>'.encode("windows-1251"), "", "windows-1251"),
        (f"<head>{' ' * 9000}{META('windows-1251')}</head><p>{WORD}".encode("windows-1251"), "", "windows-1251"),
        (f"{META('utf-16')}<p>{WORD}".encode(), "", "utf-8"),
        (f"<p>{WORD}".encode(), "", "utf-8"),
    ],
)
def test_first_declaration_counts(content: bytes, declared: str, encoding: str) -> None:
    assert read(content, declared) == (WORD, encoding)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("latin1", "“Straße” für 5 €"),
        ("windows-1251", "Старый мост"),
        ("koi8-r", "Старый мост"),
        ("iso-8859-2", "Příliš žluťoučký"),
        ("windows-1256", "الجسر القديم"),
        ("iso-8859-8-i", "הגשר הישן"),
        ("windows-1253", "Η παλιά γέφυρα"),
        ("shift_jis", "古い橋が再開"),
        ("euc-jp", "古い橋が再開"),
        ("iso-2022-jp", "古い橋が再開"),
        ("gb2312", "老桥重新开放"),
        ("gbk", "老橋重新開放"),
        ("big5", "老橋重新開放"),
        ("ks_c_5601-1987", "오래된 다리"),
        ("windows-874", "สะพานเก่า"),
        ("windows-1254", "Eski köprü açıldı"),
    ],
)
def test_encodings_of_pages(label: str, text: str) -> None:
    encoding = encoding_named(label)
    content = f"{META(label)}<p>{text}</p>".encode({"big5": "big5hkscs", "windows-874": "cp874"}.get(encoding, encoding))
    assert read(content, confirm=True) == (text, encoding)


def test_each_encoding_has_a_codec() -> None:
    from factcheck.articles.readers.page_encoding import _LABELS

    assert {decode_page(b"", encoding) for encoding in _LABELS} == {""}
    with pytest.raises(LookupError):
        decode_page(b"", "idna")


@pytest.mark.parametrize(("declared", "position"), [("utf-8", 3), ("", 3), ("big5", 3)])
def test_bytes_that_are_not_valid_are_never_replaced(declared: str, position: int) -> None:
    with pytest.raises(InvalidText, match=f"the byte at offset {position} is invalid. Choose its encoding"):
        read(b"<p>\xff</p>", declared)


def test_page_in_utf_8_that_declares_another_encoding_needs_a_confirmation() -> None:
    content = f"{META('windows-1251')}<p>{WORD}".encode()
    garbled = WORD.encode().decode("windows-1251")
    with pytest.raises(EncodingInDoubt) as question:
        read(content)
    assert question.value.problems[1:] == (
        f"In WINDOWS-1251: “{META('windows-1251')}<p>{garbled}”".replace("WINDOWS", "Windows"),
        f"In UTF-8: “{META('windows-1251')}<p>{WORD}”",
    )
    assert read(content, confirm=True) == (garbled, "windows-1251")
    assert read(content, "utf-8") == (WORD, "utf-8")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (codecs.BOM_UTF8 * 2 + b"<p>Text", "two byte order marks"),
        (codecs.BOM_UTF32_LE + "<p>Text".encode("utf-32-le"), "UTF-32"),
        ("<p>Text</p>".encode("utf-16-le"), "NUL"),
        (b"<p>Text\0</p>", "NUL"),
        (codecs.BOM_UTF16_LE + b"<\0p\0>\0\x00\xd8", "offset"),
    ],
)
def test_page_with_a_wrong_mark_or_nul_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidText, match=reason):
        read(content)


def test_declaration_is_looked_for_at_the_beginning_only() -> None:
    assert encoding_of_page(b" " * 20_000 + b"<meta charset=koi8-u>", "") == "utf-8"
    assert encoding_of_page(b"<metadata charset=koi8-u>", "") == "utf-8"
    assert encoding_of_page(b"<script>x = '<meta name=x>'</script>", "") == "utf-8"


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        (WORD.encode(), "", "utf-8"),
        (WORD.encode("utf-16"), "", "utf-16"),
        (WORD.encode("windows-1251"), "cp1251", "windows-1251"),
        (b"\xc5", "iso-8859-1", "iso-8859-1"),
        (b"A", "US-ASCII", "windows-1252"),
    ],
)
def test_encoding_of_plain_text(content: bytes, declared: str, expected: str) -> None:
    assert read_file(content, media_type="text/plain", encoding=declared).encoding == expected


def test_file_with_control_characters_may_not_be_text() -> None:
    advice = "Choose its encoding, for example Windows-1252."
    with pytest.raises(InvalidText, match=rf"offset 0 is invalid\. {advice} It contains control characters, so it may not be"):
        read_file(b"\xff\x00\x01\x8f\x03", name="random.txt")
    with pytest.raises(InvalidText, match=rf"offset 3 is invalid\. {advice}$"):
        read_file(b"caf\xe9", name="cafe.txt")
