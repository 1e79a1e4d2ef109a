"""MHTML files that are composed by hand."""

from __future__ import annotations

import base64

PAGE = "<!DOCTYPE html><html><body><p>The budget – “grew” = 5 %.</p> \n</body></html>".encode()
BOUNDARY = "----MultipartBoundary--x----"
HEADER = (
    "From: <Saved by Blink>\r\n"
    "Snapshot-Content-Location: https://example.org/page?a=1\r\n"
    "Subject: =?utf-8?Q?Budget=20=E2=80=93=20news?=\r\n"
    "Date: Sun, 29 Nov 2026 10:30:15 +0100\r\n"
    "MIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"{more}\r\n\r\n'
)


def part(body: bytes, encoding: str = "8bit", media_type: str = "text/html; charset=UTF-8", *more: str) -> bytes:
    fields = [f"Content-Type: {media_type}", f"Content-Transfer-Encoding: {encoding}", *more]
    return "\r\n".join([*fields, "", ""]).encode() + body


def message(*parts: bytes, more: str = "", header: str = HEADER, end: bytes = b"\r\n") -> bytes:
    delimiter = f"--{BOUNDARY}".encode()
    body = b"".join(delimiter + b"\r\n" + item + b"\r\n" for item in parts)
    return header.format(boundary=BOUNDARY, more=more).encode() + b"preamble\r\n" + body + delimiter + b"--" + end


IMAGE = part(base64.encodebytes(bytes(500)), "base64", "image/png", "Content-Location: https://example.org/a.png")
