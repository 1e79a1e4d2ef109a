"""Opens the copy of a page that a person provides, verifies its own hashes, and finds the page in it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from factcheck.archive.addresses import Readable
from factcheck.archive.fetching.media_types import UNKNOWN
from factcheck.archive.web_archives import wacz, warc
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, NotWacz, WebArchiveLimits
from factcheck.archive.web_archives.mhtml import read_mhtml
from factcheck.archive.web_archives.responses import ArchivedResponse, ResponseIndex, index_responses
from factcheck.archive.web_archives.signatures import CopyKind, Recognized, recognize
from factcheck.archive.web_archives.wacz import WaczPage
from factcheck.archive.web_archives.wacz_reading import open_wacz, pages_in

OWN_HASHES = (
    "The hashes in the file show that it was not damaged since it was made. They do not show who made it, or that the pages are "
    "genuine."
)
NO_HASHES = "The file contains no hashes. Its address and its time are only claims."
NO_COMPARED = "No hash in the file could be compared. Its address and its time are only claims."
_STRUCTURED = ("application/json", "application/ld+json", "application/xml", "application/atom+xml", "application/rss+xml")
_COMPATIBLE = {
    CopyKind.HTML: ("text/html", "application/xhtml+xml", "text/plain"),
    CopyKind.TEXT: ("text/html", "text/plain", "text/csv", "text/markdown", "text/xml", *_STRUCTURED),
}
"""Declared types that do not contradict the content. Fragments of HTML are recognized as text."""
_NAMES = {"md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}


@dataclass(frozen=True, slots=True)
class ProvidedCopy:
    """A file that a person provided. Everything that it claims about itself is unproven unless `verified` says otherwise."""

    kind: CopyKind
    media_type: str
    """The media type to store for the file."""
    payload: Readable
    """The page: the file itself, or for WACZ, WARC, and MHTML a temporary file, which is at its beginning."""
    payload_type: str
    """The media type of the payload; `application/octet-stream` if it must not be read or displayed."""
    charset: str
    """The declared charset of the payload in lowercase, or an empty string."""
    address: str
    """The address that the file claims (WACZ, WARC, MHTML), or an empty string."""
    at: datetime | None
    """The time that the file claims, in UTC (WACZ, WARC, MHTML), or None."""
    title: str
    """The title that the file claims (WACZ, MHTML); may be empty."""
    pages: tuple[WaczPage, ...]
    """All pages of a WACZ or WARC file. `address` of `open_provided` selects one."""
    verified: tuple[str, ...]
    """What was compared and agrees: sentences for staff."""
    unverified: tuple[str, ...]
    """What could not be verified, and what contradicts: sentences for staff."""


def open_provided(
    file: Readable, *, scratch: Callable[[], IO[bytes]], address: str = "", limits: WebArchiveLimits = DEFAULT_LIMITS
) -> ProvidedCopy:
    """Recognize the format by its bytes, verify the hashes that the file contains, and find the page.

    `scratch` creates an empty temporary file; the caller closes those that it created. `address` selects a page of a WACZ or WARC
    file; without it, the main or first page is used. A ZIP file that is no WACZ, and a format that Factcheck does not know, are
    OPAQUE. Raises InvalidWebArchive for a WACZ, WARC, or MHTML file that is malformed, incomplete, beyond a limit, or differs
    from its own hashes, and if it does not contain the page or takes too long.
    """
    limits = limits.started()
    recognized = recognize(file, limits)
    match recognized.kind:
        case CopyKind.WACZ:
            try:
                return _wacz(file, scratch, address, limits)
            except NotWacz as error:
                recognized = Recognized(CopyKind.OPAQUE, UNKNOWN, reason=str(error))
        case CopyKind.WARC:
            return _warc(file, scratch, address, limits)
        case CopyKind.MHTML:
            return _mhtml(file, recognized.media_type, scratch, limits)
    file.seek(0)
    return ProvidedCopy(
        kind=recognized.kind,
        media_type=recognized.media_type,
        payload=file,
        payload_type=recognized.media_type,
        charset=recognized.charset,
        address="",
        at=None,
        title="",
        pages=(),
        verified=(),
        unverified=(f"{recognized.reason} It is preserved, but neither displayed nor read.",) if recognized.reason else (),
    )


def _wacz(file: Readable, scratch: Callable[[], IO[bytes]], address: str, limits: WebArchiveLimits) -> ProvidedCopy:
    contents = open_wacz(file, scratch=scratch, limits=limits)
    wanted = address or contents.main_page
    page = next((item for item in contents.pages if item.address == wanted), None)
    if page is None:
        raise InvalidWebArchive("The list of pages in the file does not contain the address.")
    verified = [f"The hashes of all {contents.hashes} files in the WACZ file agree with its manifest."]
    unverified = [] if contents.has_manifest_hash else ["The WACZ file contains no hash of its manifest."]
    if contents.has_manifest_hash:
        verified.append("The hash of the manifest agrees.")
    if not contents.has_list:
        unverified.append("The WACZ file contains no list of pages. The pages are those in its WARC files.")
    if contents.is_signed:
        unverified.append("The WACZ file contains a signature, which Factcheck does not verify.")
    return _archived(
        CopyKind.WACZ, wacz.MEDIA_TYPE, contents.index, contents.find(page), page, contents.pages, (verified, unverified), scratch
    )


def _warc(file: Readable, scratch: Callable[[], IO[bytes]], address: str, limits: WebArchiveLimits) -> ProvidedCopy:
    index = index_responses([file], limits)
    found = index.find(address) if address else index.main()
    if found is None:
        raise InvalidWebArchive("The file contains no response for the address." if address else "The file contains no page.")
    page = WaczPage(found.record.address, found.record.at)
    return _archived(CopyKind.WARC, warc.MEDIA_TYPE, index, index.final(found), page, pages_in(index), ([], []), scratch)


def _archived(
    kind: CopyKind,
    media_type: str,
    index: ResponseIndex,
    response: ArchivedResponse,
    page: WaczPage,
    pages: tuple[WaczPage, ...],
    sentences: tuple[list[str], list[str]],
    scratch: Callable[[], IO[bytes]],
) -> ProvidedCopy:
    payload = scratch()
    for piece in index.open(response):
        payload.write(piece)
    declared, charset = response.record.payload_type
    payload_type, contradiction = _agreed_type(declared, payload)
    compared, not_compared = _digest_sentences(index)
    return ProvidedCopy(
        kind=kind,
        media_type=media_type,
        payload=payload,
        payload_type=payload_type,
        charset=charset,
        address=page.address,
        at=page.at,
        title=page.title,
        pages=pages,
        verified=(*sentences[0], *compared),
        unverified=(*sentences[1], *not_compared, *contradiction, OWN_HASHES if sentences[0] or compared else NO_COMPARED),
    )


def _digest_sentences(index: ResponseIndex) -> tuple[list[str], list[str]]:
    compared, not_compared = [], []
    if index.verified:
        names = ", ".join(_NAMES[name] for name in sorted(index.verified))
        compared.append(f"The digests of {index.agreeing} of {index.records} records agree with their contents ({names}).")
    if index.without_digest:
        not_compared.append(f"{index.without_digest} of {index.records} records contain no digest that can be compared.")
    if index.truncated:
        not_compared.append(f"According to the file, {index.truncated} responses in it are incomplete.")
    return compared, not_compared


def _mhtml(file: Readable, media_type: str, scratch: Callable[[], IO[bytes]], limits: WebArchiveLimits) -> ProvidedCopy:
    payload = scratch()
    page = read_mhtml(file, payload, limits)
    payload_type, contradiction = _agreed_type(page.media_type, payload)
    return ProvidedCopy(
        kind=CopyKind.MHTML,
        media_type=media_type,
        payload=payload,
        payload_type=payload_type,
        charset=page.charset,
        address=page.address,
        at=page.at,
        title=page.title,
        pages=(),
        verified=(),
        unverified=(*contradiction, NO_HASHES),
    )


def _agreed_type(declared: str, payload: IO[bytes]) -> tuple[str, list[str]]:
    """The media type of a payload, and a sentence if its content contradicts the declared type. The payload is rewound."""
    found = recognize(payload)
    payload.seek(0)
    if found.kind in (CopyKind.OPAQUE, CopyKind.WACZ, CopyKind.WARC, CopyKind.MHTML):
        reason = found.reason or "The page is an archive itself."
        return UNKNOWN, [f"{reason} The page is preserved, but neither displayed nor read."]
    if declared == found.media_type or declared in _COMPATIBLE.get(found.kind, ()):
        return declared, []
    if declared == UNKNOWN:
        return found.media_type, []
    is_certain = found.kind in (CopyKind.PDF, CopyKind.PICTURE)
    return found.media_type if is_certain else UNKNOWN, [
        f"The file declares {declared} as the type of the page, but the content is {found.media_type}."
    ]
