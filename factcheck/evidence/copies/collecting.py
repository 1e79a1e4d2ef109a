"""Collects a page: fetches it, stores the exchanges as WARC together with the decoded body, and extracts the text.

Nothing here writes rows, except the quota of the person. The bytes of an attempt that is interrupted afterward are harmless,
because the store is content-addressed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from factcheck.accounts.models import Person
from factcheck.archive.actions import store_bytes
from factcheck.archive.faults import store_faults
from factcheck.archive.fetching import Fetched, Phase, Progress, fetch, user_agent
from factcheck.archive.temporary import temporary_file
from factcheck.archive.web_archives.warc import Collector, write_warc
from factcheck.evidence.copies.actions import CollectedPage
from factcheck.evidence.copies.reading import SOFTWARE, ReadBody, read_body
from factcheck.newsroom.queries import name_and_contact


def collect(
    address: str, *, person: Person, report: Callable[[int], None], require_permission: Callable[[], object]
) -> CollectedPage:
    """Fetch an address, and store what it returned. New bytes count toward the quota of `person`.

    `report` is called with the number of received bytes at each step, and `require_permission` before each connection. Their
    exceptions end the fetch. Raises FetchFailed, QuotaExceeded, and StorageFull or StoreUnavailable. Without a text that can be
    read, the result contains the reason.
    """
    agent = user_agent()

    def on_progress(progress: Progress) -> None:
        report(progress.received)
        if progress.phase is Phase.CONNECTING:
            require_permission()

    with closing(fetch(address, user_agent=agent, progress=on_progress)) as fetched:
        report(fetched.payload_size)
        return store_page(fetched, agent, person=person, read=read_fetched(fetched), report=report)


def read_fetched(fetched: Fetched) -> ReadBody:
    """Determine the type of what was fetched by its content, and extract its text."""
    return read_body(fetched.payload, media_type=fetched.media_type, charset=fetched.charset)


def store_page(
    fetched: Fetched, agent: str, *, person: Person | None, read: ReadBody, report: Callable[[int], None]
) -> CollectedPage:
    """Store what was fetched with the User-Agent `agent` as WARC, together with the decoded body. See `collect`.

    Without a person, the bytes count toward no quota.
    """
    report(fetched.payload_size)
    with temporary_file() as file:
        with store_faults("the folder for temporary files", is_writing=True):
            write_warc(fetched, file, collector=_collector(agent))
        report(fetched.payload_size)
        archive = store_bytes(file, uploaded_by=person)
    report(fetched.payload_size)
    payload = store_bytes(fetched.payload, uploaded_by=person)
    report(fetched.payload_size)
    return CollectedPage(
        archive=archive,
        payload=payload,
        media_type=read.media_type,
        address=fetched.final.address,
        collected_at=fetched.final.at,
        tool=SOFTWARE,
        read=read.copy,
    )


def _collector(agent: str) -> Collector:
    name, contact = name_and_contact()
    return Collector(software=SOFTWARE, operator=f"{name} {contact}".strip(), user_agent=agent)
