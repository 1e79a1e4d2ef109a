"""Collects a page: fetches it, stores the exchanges as WARC together with the decoded body, and extracts the text.

Nothing here writes rows. The bytes of an attempt that is interrupted afterward are harmless, because the store is
content-addressed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import factcheck
from factcheck.archive.actions import Readable, store_bytes
from factcheck.archive.fetching import Progress, fetch, user_agent
from factcheck.archive.temporary import temporary_file
from factcheck.archive.web_archives.warc import Collector, write_warc
from factcheck.articles.canonical import MAX_BYTES, InvalidText
from factcheck.articles.readers import read_file
from factcheck.evidence.copies.actions import CollectedPage, ReadCopy
from factcheck.newsroom.queries import name_and_contact

MAX_READ = 5 * MAX_BYTES
"""Bytes of a copy whose text is extracted: a page is much larger than its text."""
_MAX_PROBLEM = 300
SOFTWARE = f"Factcheck/{factcheck.__version__}"
NOT_TEXT = "This copy is a file of the type {media_type}, from which no text is extracted."
TOO_LONG = "This copy is too large for its text to be extracted."
_TEXT_TYPES = ("text/", "application/xhtml+xml", "application/pdf", "application/vnd.openxmlformats-officedocument.")


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


def read_copy(payload: Readable, *, media_type: str, charset: str = "", name: str = "") -> ReadCopy:
    """Extract the text of a copy, in a child process if its format is not plain text. Never raises for the contents of a copy."""
    if not media_type.startswith(_TEXT_TYPES):
        return ReadCopy(problem=NOT_TEXT.format(media_type=media_type))
    payload.seek(0)
    content = payload.read(MAX_READ + 1)
    if len(content) > MAX_READ:
        return ReadCopy(problem=TOO_LONG)
    try:
        read = read_file(content, media_type=media_type, name=name, encoding=charset)
    except InvalidText as error:
        return ReadCopy(problem=str(error)[:_MAX_PROBLEM])
    return ReadCopy(read.document, read.reader.name, read.reader.version, read.encoding)


def _collector(agent: str) -> Collector:
    name, contact = name_and_contact()
    return Collector(software=SOFTWARE, operator=f"{name} {contact}".strip(), user_agent=agent)
