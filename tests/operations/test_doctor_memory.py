"""The memory of `doctor` does not depend on the length of the ledger.

`FACTCHECK_TEST_ENTRIES=1000000` measures a long ledger and prints the result (`pytest -s`).
"""

from __future__ import annotations

import os
import time
import tracemalloc

import pytest
from django.db import connection, transaction

from factcheck.claims.actions import get_or_create_actor
from factcheck.claims.models import Actor
from factcheck.ledger.actions import NewEntry, record_many
from factcheck.operations.doctor import examine
from tests.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.timeout(3600)]

ENTRIES = int(os.environ.get("FACTCHECK_TEST_ENTRIES", "4000"))
ROWS = 200
BATCH = 2000
MEGABYTE = 1024 * 1024


def append(world: World, rows: list[Actor], entries: int) -> None:
    """Append `entries` entries that edit the rows in turn. Without triggers, because they would check each row on its own."""
    for start in range(0, entries, BATCH):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for offset in range(0, min(BATCH, entries - start), len(rows)):
                for row in rows:
                    row.version += 1
                    row.description = f"Office number {start + offset + row.pk}"
                Actor.objects.bulk_update(rows, ["version", "description"])
                record_many(
                    person=world.checker,
                    entries=[
                        NewEntry(action="actor.changed", subject=row, after={"description": row.description}) for row in rows
                    ],
                )


def peak_of_doctor() -> tuple[float, float]:
    """Peak of the memory in MB that Python allocates during an examination without findings, and its duration in seconds."""
    tracemalloc.start()
    begin = time.perf_counter()
    try:
        assert [result for result in examine() if result.findings] == []
        return tracemalloc.get_traced_memory()[1] / MEGABYTE, time.perf_counter() - begin
    finally:
        tracemalloc.stop()


def test_memory_is_independent_of_the_number_of_entries(world: World) -> None:
    rows = [get_or_create_actor(person=world.checker, name=f"Official {number}")[0] for number in range(ROWS)]
    append(world, rows, ENTRIES // 4)
    short, _ = peak_of_doctor()
    append(world, rows, ENTRIES - ENTRIES // 4)
    peak, seconds = peak_of_doctor()
    print(f"{ENTRIES} entries: {peak:.1f} MB, {seconds:.1f} s")
    assert peak < short + 4
