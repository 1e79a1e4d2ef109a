"""The media type that a client declares for an uploaded file. Pure."""

from __future__ import annotations

import re

UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,48}/[a-z0-9][a-z0-9.+-]{0,48}")


def declared_media_type(declared: str) -> str:
    """The declared type without parameters, in lowercase and at most 99 characters long, or UNKNOWN if it has no valid form.

    It is stored and displayed, but no response uses it: downloads are sent as `application/octet-stream`.
    """
    media_type = declared.partition(";")[0].strip().lower()
    return media_type if _MEDIA_TYPE.fullmatch(media_type) else UNKNOWN
