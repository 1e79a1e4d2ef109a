"""`manage.py copy_captures --to s3`: copies all captures from one storage to the other and verifies them. It can be repeated."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck.archive import store
from factcheck.archive.models import Capture
from factcheck.archive.storage.write_once import WriteOnceStorage
from factcheck.archive.store import BytesState, StoredBytes, captures_storage
from factcheck.web.errors import Refused

PLACES = ("folder", "s3")
_PROGRESS_INTERVAL = 10
"""Seconds between two lines of progress."""


class Command(BaseCommand):
    help = (
        "Copy all captures from one storage to the other, and compare each with its SHA-256. Existing files are verified and"
        " kept, so an interrupted copy continues when the command is run again. Nothing is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", dest="target", required=True, choices=PLACES, help="The storage that receives the captures")

    def handle(self, *args: Any, target: str, **options: Any) -> None:
        if "captures-s3" not in settings.STORAGES:
            raise CommandError("FACTCHECK_S3_BUCKET is not set, so there is only one storage.")
        source_place = next(place for place in PLACES if place != target)
        source, destination = captures_storage(f"captures-{source_place}"), captures_storage(f"captures-{target}")
        self.stdout.write(f"Copying from {source.description} to {destination.description}.")
        hashes = Capture.objects.order_by("sha256").values_list("sha256", "size").distinct()
        total, counts, failed = hashes.count(), {True: 0, False: 0}, 0
        reported = time.monotonic()
        for done, (sha256, size) in enumerate(hashes.iterator(chunk_size=1000)):
            if time.monotonic() - reported >= _PROGRESS_INTERVAL:
                reported = time.monotonic()
                self.stdout.write(f"{done:,} of {total:,}")
            try:
                counts[_copy(StoredBytes(sha256, size), source, destination)] += 1
            except Refused as refused:
                failed += 1
                self.stderr.write(f"{sha256}: {refused.message}")
        self.stdout.write(f"{counts[True]:,} copied, {counts[False]:,} already there, {failed:,} failed.")
        if failed:
            raise CommandError("Some captures were not copied. Run the command again after you have corrected the cause.")


def _copy(stored: StoredBytes, source: WriteOnceStorage, destination: WriteOnceStorage) -> bool:
    """Copy one capture. Returns False if the destination has it, intact. Raises Refused."""
    state = store.prepare(stored, destination)
    if state is BytesState.INTACT:
        return False
    with store.open_verified(stored.sha256, source) as file:
        return store.put(file, stored, state, destination)
