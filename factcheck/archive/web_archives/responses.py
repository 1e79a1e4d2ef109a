"""Finds responses and their payloads in one or several WARC files that belong together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from factcheck.archive.addresses import Readable
from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.warc_records import REVISIT, WarcRecord, open_payload, read_records

_MAX_REDIRECTS = 5
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """A response, resource, or revisit in one of the files."""

    file: Readable
    record: WarcRecord

    @property
    def is_redirect(self) -> bool:
        http = self.record.http
        return http is not None and http.status in (301, 302, 303, 307, 308) and bool(http.location)

    @property
    def is_success(self) -> bool:
        http = self.record.http
        return self.record.type == "resource" if http is None else 200 <= http.status < 300

    @property
    def is_page(self) -> bool:
        return self.is_success and self.record.payload_type[0] in _PAGE_TYPES


@dataclass(slots=True)
class ResponseIndex:
    """The responses of WARC files, all of whose records were verified."""

    limits: WebArchiveLimits
    responses: list[ArchivedResponse] = field(default_factory=list)
    records: int = 0
    verified: Counter[str] = field(default_factory=Counter)
    """The number of records with a digest of each algorithm that agrees."""
    without_digest: int = 0
    """The number of records without a digest that could be compared."""
    unverified: list[str] = field(default_factory=list)
    """The digests that could not be compared."""
    agreeing: int = 0
    """The number of records with a digest that agrees."""
    truncated: int = 0
    """The number of responses that declare that they are incomplete."""
    _by_address: dict[str, list[ArchivedResponse]] = field(default_factory=dict)
    _by_digest: dict[str, ArchivedResponse] = field(default_factory=dict)

    def find(self, address: str, at: datetime | None = None) -> ArchivedResponse | None:
        """The response for an address, without regard to its fragment: the one closest to `at`, otherwise the first one."""
        found = self._by_address.get(_key(address), [])
        if at is None:
            return found[0] if found else None
        return min(found, key=lambda item: abs(item.record.at - at), default=None)

    def final(self, response: ArchivedResponse) -> ArchivedResponse:
        """The response at the end of at most five redirects; for a revisit, with the payload in another record of the files.

        Raises InvalidWebArchive if the files do not contain it.
        """
        for _ in range(_MAX_REDIRECTS + 1):
            if not response.is_redirect:
                return self._with_payload(response)
            target = _target(response)
            following = self.find(target, response.record.at) if target else None
            if following is None:
                raise InvalidWebArchive("The address is a redirect, and its target is not in the file.")
            response = following
        raise InvalidWebArchive(f"The address has more than {_MAX_REDIRECTS} redirects.")

    def open(self, response: ArchivedResponse) -> Iterator[bytes]:
        """The decoded payload of a response that `final` returned, in pieces. Raises InvalidWebArchive like `open_payload`."""
        return open_payload(response.file, response.record, self.limits)

    def main(self) -> ArchivedResponse | None:
        """The first page, following redirects; without pages, the first other response with a status of 200 to 299."""
        pages = [item for item in self.responses if item.is_page]
        return next(iter(pages), None) or next((item for item in self.responses if item.is_success), None)

    def _with_payload(self, response: ArchivedResponse) -> ArchivedResponse:
        if response.record.type != REVISIT:
            return response
        original = self._by_digest.get(response.record.payload_digest)
        if original is None:
            raise InvalidWebArchive("The file refers to a payload in another file.")
        return original

    def _add(self, file: Readable, record: WarcRecord) -> None:
        self.records += 1
        self.verified.update(set(record.verified))
        self.without_digest += not record.verified and record.type != REVISIT
        self.agreeing += bool(record.verified)
        self.unverified += record.unverified
        if record.type not in ("response", "resource", REVISIT) or not record.address:
            return
        response = ArchivedResponse(file, record)
        self.truncated += record.is_truncated and record.type != REVISIT
        self.responses.append(response)
        self._by_address.setdefault(_key(record.address), []).append(response)
        if record.type != REVISIT and record.payload_digest:
            self._by_digest.setdefault(record.payload_digest, response)


def index_responses(files: Sequence[Readable], limits: WebArchiveLimits = DEFAULT_LIMITS) -> ResponseIndex:
    """Read and verify all records of WARC files that belong together. The files have to stay open.

    Raises InvalidWebArchive like `read_records`; the limit on records applies to all files together.
    """
    index = ResponseIndex(limits)
    for file in files:
        for record in read_records(file, limits):
            index._add(file, record)
            if index.records > limits.records:
                raise InvalidWebArchive(f"The files have more than {limits.records:,} records.")
    return index


def _key(address: str) -> str:
    bare = address.partition("#")[0]
    return f"{bare}/" if bare.count("/") == 2 and "://" in bare and "?" not in bare else bare


def _target(response: ArchivedResponse) -> str:
    location = response.record.http.location if response.record.http else ""
    try:
        return urljoin(response.record.address, location)
    except ValueError:
        return ""
