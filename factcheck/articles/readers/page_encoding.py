"""The encoding of an HTML page, as browsers determine it (Encoding Standard), but without guessing and without loss. Pure.

Browsers replace bytes that are not valid in the encoding; here, they are an error.
"""

from __future__ import annotations

import re

from factcheck.articles.canonical import InvalidText
from factcheck.articles.readers import byte_order

_SEARCHED = 16_384
"""Bytes at the beginning of a page in which its declaration is looked for. The standard requires 1,024."""
_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "utf-16": "utf-16 utf-16le utf-16be unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff unicodefffe",
    "ibm866": "ibm866 866 cp866 csibm866",
    "iso-8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 csisolatin2 iso-ir-101 l2 latin2",
    "iso-8859-3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 csisolatin3 iso-ir-109 l3 latin3",
    "iso-8859-4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 csisolatin4 iso-ir-110 l4 latin4",
    "iso-8859-5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 csisolatincyrillic cyrillic iso-ir-144",
    "iso-8859-6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 arabic asmo-708 csisolatinarabic ecma-114 iso-ir-127",
    "iso-8859-7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 csisolatingreek ecma-118 elot_928 greek greek8"
    " iso-ir-126",
    "iso-8859-8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-8859-8-e iso-8859-8-i logical visual hebrew"
    " iso-ir-138",
    "iso-8859-10": "iso-8859-10 iso8859-10 iso885910 csisolatin6 iso-ir-157 l6 latin6",
    "iso-8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso-8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso-8859-15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 csisolatin9 l9",
    "iso-8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi koi8 koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "macintosh": "macintosh mac csmacintosh x-mac-roman",
    "windows-874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "windows-1250": "windows-1250 cp1250 x-cp1250",
    "windows-1251": "windows-1251 cp1251 x-cp1251",
    "windows-1252": "windows-1252 cp1252 x-cp1252 ansi_x3.4-1968 ascii us-ascii cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100"
    " iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1",
    "windows-1253": "windows-1253 cp1253 x-cp1253",
    "windows-1254": "windows-1254 cp1254 x-cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989"
    " l5 latin5",
    "windows-1255": "windows-1255 cp1255 x-cp1255",
    "windows-1256": "windows-1256 cp1256 x-cp1256",
    "windows-1257": "windows-1257 cp1257 x-cp1257",
    "windows-1258": "windows-1258 cp1258 x-cp1258",
    "x-mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "big5": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "euc-jp": "euc-jp cseucpkdfmtjapanese x-euc-jp",
    "iso-2022-jp": "iso-2022-jp csiso2022jp",
    "shift_jis": "shift_jis shift-jis sjis ms_kanji ms932 csshiftjis windows-31j x-sjis",
    "euc-kr": "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in labels.split()}
_CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ibm866": "cp866",
    "macintosh": "mac-roman",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
}
"""Names of Python's codecs that differ from those of the standard."""

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML_DECLARATION = re.compile(rb"\s{0,100}<\?xml\s[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_META = re.compile(rb"<meta[\s/]([^>]*)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,100}=\s{0,100}[\"']?\s{0,100}([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)


def encoding_named(label: str) -> str:
    """Return the name of an encoding for a label, such as windows-1252 for latin1; empty for an unknown label."""
    return _NAMES.get(label[:100].strip().lower(), "")


def encoding_of_page(content: bytes, declared: str) -> str:
    """Return the encoding of a page: of its byte order mark, `declared`, of its declaration, or UTF-8, in this order.

    `declared` is the label in an HTTP header, or the choice of a user; it may be empty or unknown. Raises InvalidText for two
    byte order marks and for UTF-32, which browsers do not support.
    """
    marks = byte_order.leading_marks(content)
    if len(marks) > 1:
        raise InvalidText("The page begins with two byte order marks.")
    if marks and marks[0].encoding == "utf-32":
        raise InvalidText("The page is in UTF-32, which browsers do not support.")
    if marks:
        return marks[0].encoding
    return encoding_named(declared) or _declaration_in(content) or "utf-8"


def decode_page(content: bytes, encoding: str) -> str:
    """Decode a page strictly. Raises UnicodeDecodeError, or LookupError for names that `encoding_of_page` never returns."""
    if encoding not in _LABELS:
        raise LookupError(encoding)
    return content.decode(_CODECS.get(encoding, encoding), errors="strict")


def _declaration_in(content: bytes) -> str:
    """The encoding that the XML declaration or a meta element names. A page that can name UTF-16 in ASCII is UTF-8."""
    beginning = content[:_SEARCHED]
    if match := _XML_DECLARATION.match(beginning):
        found = encoding_named(match[1].decode("ascii"))
        if found:
            return "utf-8" if found == "utf-16" else found
    for meta in _META.finditer(_COMMENT.sub(b"", beginning)):
        if match := _CHARSET.search(meta[1]):
            found = encoding_named(match[1].decode("ascii"))
            if found:
                return "utf-8" if found == "utf-16" else found
    return ""
