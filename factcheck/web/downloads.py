"""The response for a download of stored bytes."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header


def download(content: Iterable[bytes], *, size: int, name: str) -> StreamingHttpResponse:
    """Return `content` (`size` bytes) as a download with the file name `name`.

    The bytes are untrusted. The headers make browsers save them, and never display or execute them.
    """
    return StreamingHttpResponse(
        content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "Content-Length": str(size),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
