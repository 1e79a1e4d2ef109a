"""Collects a page: fetches it, stores the exchanges as WARC together with the decoded body, and extracts the text.

Nothing here writes rows. The bytes of an attempt that is interrupted afterward are harmless, because the store is
content-addressed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from factcheck.archive.actions import store_bytes
from factcheck.archive.fetching import Progress, fetch, user_agent
from factcheck.archive.temporary import temporary_file
from factcheck.archive.web_archives.warc import Collector, write_warc
from factcheck.evidence.copies.actions import CollectedPage
from factcheck.evidence.copies.reading import SOFTWARE, read_copy
from factcheck.newsroom.queries import name_and_contact


def collect(address: str, *, report: Callable[[int], None]) -> CollectedPage:
    """Fetch an address, and store what it returned. `report` is called with the number of received bytes at each step.

    Raises FetchFailed, and StorageFull or StoreUnavailable. Without a text that can be read, the result contains the reason.
    """
    agent = user_agent()

    def on_progress(progress: Progress) -> None:
        report(progress.received)

    with closing(fetch(address, user_agent=agent, progress=on_progress)) as fetched:
        report(fetched.payload_size)
        with temporary_file() as file:
            write_warc(fetched, file, collector=_collector(agent))
            archive = store_bytes(file)
        payload = store_bytes(fetched.payload)
        report(fetched.payload_size)
        return CollectedPage(
            archive=archive,
            payload=payload,
            media_type=fetched.media_type,
            address=fetched.final.address,
            collected_at=fetched.final.at,
            tool=SOFTWARE,
            read=read_copy(fetched.payload, media_type=fetched.media_type, charset=fetched.charset),
        )


def _collector(agent: str) -> Collector:
    name, contact = name_and_contact()
    return Collector(software=SOFTWARE, operator=f"{name} {contact}".strip(), user_agent=agent)
