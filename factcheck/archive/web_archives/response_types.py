"""The type of a fetched page: what the server declares, unless the content is certainly something else. Pure."""

from __future__ import annotations

from factcheck.archive.addresses import Readable
from factcheck.archive.fetching.media_types import UNKNOWN
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive
from factcheck.archive.web_archives.signatures import ALSO_ZIP, TWO_FORMATS, UNCERTAIN_PICTURE, CopyKind, Recognized, recognize

NOT_USED = "{reason} It is preserved, but neither displayed nor read."
DECLARES_TEXT = "The server declares {declared} as the type of the file, but it is a ZIP file."


def type_of_response(declared: str, body: Readable) -> tuple[str, str]:
    """The media type to store for the decoded body of a response, and why its text must not be read, or an empty string.

    Readers and browsers could take different formats out of a body that is valid in two, and so different texts. A declared type
    that is merely wrong is replaced if the content is certainly a PDF file or a picture, and an unknown one if it is a page.
    """
    try:
        found = recognize(body, DEFAULT_LIMITS.started())
    except InvalidWebArchive as error:
        return UNKNOWN, NOT_USED.format(reason=error)
    finally:
        body.seek(0)
    if reason := _contradiction(declared, found):
        return UNKNOWN, NOT_USED.format(reason=reason)
    is_certain = found.kind in (CopyKind.PDF, CopyKind.PICTURE) or (found.kind is CopyKind.HTML and declared == UNKNOWN)
    return found.media_type if is_certain else declared, ""


def _contradiction(declared: str, found: Recognized) -> str:
    if found.reason in (ALSO_ZIP, TWO_FORMATS):
        return found.reason
    if found.reason == UNCERTAIN_PICTURE and not declared.startswith("image/"):
        return found.reason
    if found.kind is CopyKind.WACZ and declared.startswith(("text/", "application/xhtml+xml")):  # browsers display its markup
        return DECLARES_TEXT.format(declared=declared)
    return ""
