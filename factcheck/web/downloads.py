"""One response for stored bytes."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header


def download(content: Iterator[bytes], *, size: int, name: str) -> StreamingHttpResponse:
    """`content` (`size` bytes) as a download under the file name `name`.

    The bytes come from somebody else: whatever they are, a browser saves them and neither displays nor runs them.
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
