"""Decodes the bodies of MIME parts (RFC 2045, section 6), in blocks of lines. Pure."""

from __future__ import annotations

import binascii
import re
from typing import IO, Protocol

from factcheck.archive.web_archives.limits import InvalidWebArchive

_AT_LINE_END = re.compile(rb"(?<![ \t])[ \t]++(?=\r?\n)")
_WHITE_SPACE = b" \t\r\n\v\f"


class BodyDecoder(Protocol):
    """Receives whole lines of a body, any number at once, and pieces of lines that are too long."""

    def feed(self, lines: bytes) -> None: ...

    def finish(self) -> None:
        """End the body. Its last line break belongs to the delimiter that follows it."""


def body_decoder(encoding: str, out: IO[bytes]) -> BodyDecoder:
    """The decoder for a Content-Transfer-Encoding, which writes to `out`. Raises InvalidWebArchive for an unknown encoding."""
    match encoding.strip().lower():
        case "" | "7bit" | "8bit" | "binary":
            return _Unencoded(out)
        case "quoted-printable":
            return _QuotedPrintable(out)
        case "base64":
            return _Base64(out)
    raise InvalidWebArchive("The MHTML file is malformed: its page has an unknown transfer encoding.")


def _split(lines: bytes) -> tuple[bytes, bytes]:
    """The lines and the line break at their end."""
    end = b"\r\n" if lines.endswith(b"\r\n") else b"\n" if lines.endswith(b"\n") else b""
    return lines.removesuffix(end), end


class _Unencoded:
    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._break = out, b""

    def feed(self, lines: bytes) -> None:
        content, end = _split(lines)
        self._out.write(self._break + content)
        self._break = end

    def finish(self) -> None:
        """The last line break was not written."""


class _QuotedPrintable:
    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._break, self._rest = out, b"", b""

    def feed(self, lines: bytes) -> None:
        content, end = _split(_AT_LINE_END.sub(b"", self._rest + lines))  # white space that was added during transport
        self._rest = b""
        if not end and (escape := content.rfind(b"=", -2)) >= 0:
            content, self._rest = content[:escape], content[escape:]
        is_soft = bool(end) and content.endswith(b"=")
        self._out.write(self._break + binascii.a2b_qp(content[:-1] if is_soft else content))
        self._break = b"" if is_soft else end

    def finish(self) -> None:
        self._out.write(binascii.a2b_qp(self._rest))


class _Base64:
    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._rest, self._is_padded = out, b"", False

    def feed(self, lines: bytes) -> None:
        text = self._rest + lines.translate(None, _WHITE_SPACE)
        end = len(text) // 4 * 4
        self._rest = text[end:]
        self._decode(text[:end])

    def finish(self) -> None:
        if self._rest:
            raise _invalid()

    def _decode(self, text: bytes) -> None:
        if text and self._is_padded:
            raise _invalid()
        self._is_padded = text.endswith(b"=")
        try:
            self._out.write(binascii.a2b_base64(text, strict_mode=True))
        except binascii.Error:
            raise _invalid() from None


def _invalid() -> InvalidWebArchive:
    return InvalidWebArchive("The MHTML file is malformed: its page is not valid Base64.")
