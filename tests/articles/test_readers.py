"""Reading the bytes of a file without a database: results, rejected files, and the choice of a reader."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.articles import readers
from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers import EncodingInDoubt
from factcheck.articles.readers.plain import ENCODINGS, PlainReader
from factcheck.articles.readers.preview import MAX_PREVIEW_LENGTH, quote_first_line
from tests.growth import assert_linear

PLAIN = PlainReader()
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16", "windows-1252": "cp1252", "windows-1251": "cp1251", "iso-8859-1": "latin-1"}
CODECS["koi8-u"] = "koi8-u"
WORD = "Буча"
TWO_MARKS = "The file begins with two byte order marks. Save the file as UTF-8 and import it again."
NO_MARK = "This looks like UTF-16 without a byte order mark. Save the file as UTF-8 and import it again."
CHOOSE = "The file is valid UTF-8. Choose UTF-8 as the encoding."


def problems(content: bytes, encoding: str, *, is_confirmed: bool = False) -> list[str]:
    """The error messages for bytes that are rejected at import."""
    with pytest.raises(InvalidText) as caught:
        PLAIN.check(content, encoding, is_confirmed=is_confirmed)
    return list(caught.value.problems)


def texts_in(codec: str, *, with_controls: bool) -> st.SearchStrategy[str]:
    """Texts that are not blank and can be stored, with characters that `codec` can encode."""
    categories = None if with_controls else ["L", "M", "N", "P", "S", "Zs"]
    characters = st.characters(
        codec="utf-8" if codec == "utf-16" else codec, categories=categories, exclude_characters="\x00\ufeff"
    )
    return st.text(characters | st.sampled_from("a \n"), min_size=1, max_size=40).filter(str.strip)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(data=st.data())
def test_reading_encoded_text_restores_it_deterministically(encoding: str, data: st.DataObject) -> None:
    text = data.draw(texts_in(CODECS[encoding], with_controls=True))
    content = text.encode(CODECS[encoding])
    result = PLAIN.read(content, encoding)
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert result.canonical.text == expected
    assert (result.canonical.sha256, result.canonical.length) == (hashlib.sha256(expected.encode()).hexdigest(), len(expected))
    assert result == PLAIN.read(content, encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(data=st.data())
def test_text_without_control_characters_is_accepted_in_a_confirmed_encoding(encoding: str, data: st.DataObject) -> None:
    content = data.draw(texts_in(CODECS[encoding], with_controls=False)).encode(CODECS[encoding])
    is_marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    assume(encoding == "utf-16" or not is_marked)
    PLAIN.check(content, encoding, is_confirmed=True)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_byte_order_mark_is_removed(mark: bytes) -> None:
    content = mark + WORD.encode()
    PLAIN.check(content, "utf-8", is_confirmed=False)
    assert PLAIN.read(content, "utf-8").canonical.text == WORD


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_in_the_byte_order_of_its_mark(codec: str) -> None:
    content = f"\ufeff{WORD}".encode(codec)
    PLAIN.check(content, "utf-16", is_confirmed=False)
    assert PLAIN.read(content, "utf-16").canonical.text == WORD


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "windows-1252"])
@pytest.mark.parametrize(
    ("marks", "codec", "line"),
    [
        (codecs.BOM_UTF8 * 2, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE * 2, "utf-16-le", "UTF-16 (little-endian)"),
        (codecs.BOM_UTF16_BE * 2, "utf-16-be", "UTF-16 (big-endian)"),
        (codecs.BOM_UTF8 + codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 (little-endian)"),
    ],
)
def test_two_byte_order_marks_are_rejected(declared: str, marks: bytes, codec: str, line: str) -> None:
    assert problems(marks + WORD.encode(codec), declared) == [TWO_MARKS, f"First line in {line}: “{WORD}”"]


def test_korean_syllable_after_a_byte_order_mark_is_not_a_second_mark() -> None:
    content = codecs.BOM_UTF16_LE + codecs.BOM_UTF8 + b"\xac"
    assert PLAIN.read(content, "utf-16").canonical.text == "\ubbef\uacbf"
    PLAIN.check(content, "utf-16", is_confirmed=False)


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "windows-1252", "windows-1251", "iso-8859-1", "koi8-u"])
@pytest.mark.parametrize(("codec", "line"), [("utf-16-le", "UTF-16 (little-endian)"), ("utf-16-be", "UTF-16 (big-endian)")])
@pytest.mark.parametrize("text", ["Plain text", WORD, "Він сказав: «Ні».\nІ пішов."])
def test_utf_16_without_a_byte_order_mark_is_rejected(declared: str, codec: str, line: str, text: str) -> None:
    assert problems(text.encode(codec), declared) == [NO_MARK, f"First line in {line}: “{text.splitlines()[0]}”"]


@pytest.mark.parametrize(
    ("content", "advice", "line"),
    [
        ("中文".encode("utf-16-le"), "Save the file as UTF-8 and import it again.", "UTF-16 (little-endian): “中文”"),
        (WORD.encode(), CHOOSE, f"UTF-8: “{WORD}”"),
    ],
)
def test_declared_utf_16_without_a_byte_order_mark_is_rejected(content: bytes, advice: str, line: str) -> None:
    messages = [f"A UTF-16 file must begin with a byte order mark, and this one does not. {advice}", f"First line in {line}"]
    assert problems(content, "utf-16") == messages


@pytest.mark.parametrize(
    ("mark", "codec", "name", "declared"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8", "windows-1251"),
        (codecs.BOM_UTF8, "utf-8", "UTF-8", "utf-16"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16", "koi8-u"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16", "utf-8"),
    ],
)
@pytest.mark.parametrize("is_confirmed", [False, True])
def test_byte_order_mark_of_another_encoding_is_rejected(
    mark: bytes, codec: str, name: str, declared: str, is_confirmed: bool
) -> None:
    first, line = problems(mark + WORD.encode(codec), declared, is_confirmed=is_confirmed)
    assert first.startswith(f"The file begins with a {name} byte order mark, but the selected encoding is ")
    assert first.endswith(f". Choose {name} as the encoding.")
    assert line.endswith(f": “{WORD}”")


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf_32_is_rejected_and_named(codec: str) -> None:
    first, line = problems(f"\ufeff{WORD}".encode(codec), "utf-16")
    assert first == (
        "The file begins with a UTF-32 byte order mark, but the selected encoding is UTF-16."
        " Save the file as UTF-8 and import it again."
    )
    assert line.endswith(f": “{WORD}”")


@pytest.mark.parametrize("declared", ["windows-1251", "iso-8859-1", "koi8-u"])
def test_valid_utf_8_in_another_encoding_is_in_doubt(declared: str) -> None:
    content = f"Title\r\n{WORD}\r\n".encode()
    with pytest.raises(EncodingInDoubt) as doubt:
        PLAIN.check(content, declared, is_confirmed=False)
    as_declared, as_utf_8 = doubt.value.problems[1:]
    assert as_utf_8 == f"In UTF-8: “{WORD}”"
    assert as_declared.startswith("In ")
    assert as_declared != as_utf_8
    PLAIN.check(content, declared, is_confirmed=True)
    assert PLAIN.read(content, declared).canonical.text == f"Title\n{content[7:-2].decode(CODECS[declared])}\n"


def test_valid_utf_8_that_the_declared_encoding_cannot_decode_is_rejected() -> None:
    messages = ["This file is not Windows-1252: the byte at offset 1 is invalid.", CHOOSE, "In UTF-8: “с”"]
    assert problems("с".encode(), "windows-1252") == messages
    assert problems("с".encode(), "windows-1252", is_confirmed=True) == messages


@pytest.mark.parametrize(
    ("content", "encoding"), [(b"ASCII", "windows-1252"), ("Café".encode("cp1252"), "windows-1252"), (b"", "utf-16")]
)
def test_bytes_that_are_valid_only_in_the_declared_encoding_are_not_in_doubt(content: bytes, encoding: str) -> None:
    PLAIN.check(content, encoding, is_confirmed=False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\ufeff\n \nTitle \nMore", "“Title”"),
        ("a\tb\x1b[31m\u202e\u200b\u2028c", "“a\\tb\\x1b[31m\\u202e\\u200b”"),
        ("no\u00a0break", "“no break”"),
        ("x" * 5000, "“" + "x" * (MAX_PREVIEW_LENGTH - 1) + "…”"),
        ("", "“”"),
    ],
)
def test_preview_is_one_short_line_without_invisible_characters(text: str, line: str) -> None:
    assert quote_first_line(text) == line


def test_preview_of_a_long_line_begins_shortly_before_the_first_difference() -> None:
    content = ("x" * 1000 + " " + WORD).encode()
    with pytest.raises(EncodingInDoubt) as doubt:
        PLAIN.check(content, "koi8-u", is_confirmed=False)
    assert doubt.value.problems[2] == f"In UTF-8: “{'x' * 39} {WORD}”"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{\\rtf1\\ansi", "This is an RTF file."),
        (b"PK\x03\x04\x14", "This is an OpenDocument, ZIP, or damaged Word file."),
        (b"\xff\xd8\xff\xe0", "This is an image."),
    ],
)
def test_known_format_without_a_reader_is_rejected_and_named(
    content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "READERS", (PLAIN,))
    with pytest.raises(InvalidText, match=reason):
        readers.reader_for(content, media_type="text/plain", name="a.txt")


@pytest.mark.parametrize("media_type", ["", "text/plain; charset=koi8-u", "application/octet-stream", "text/x-unknown", "x"])
def test_plain_text_is_the_default_reader(media_type: str) -> None:
    assert isinstance(readers.reader_for(b"Text", media_type=media_type, name="a"), PlainReader)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        lambda n: "ж".encode() * n,
        lambda n: b"a\x00" * n,
        lambda n: b"\n" * n + "é".encode(),
        lambda n: b"a" * n + "é".encode(),
        lambda n: b" " * n + "\u2028é".encode(),
    ],
)
def test_check_takes_linear_time(content: Callable[[int], bytes]) -> None:
    def check(size: int) -> Callable[[], None]:
        data = content(size)

        def call() -> None:
            with pytest.raises(InvalidText):
                PLAIN.check(data, "koi8-u", is_confirmed=False)

        return call

    assert_linear(check, 250_000, within=1.0)
