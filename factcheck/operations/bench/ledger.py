"""Measures `manage.py doctor` with a generated ledger: its time and its peak memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from factcheck.accounts.actions import add_person
from factcheck.articles.models import Source
from factcheck.ledger.models import Head
from factcheck.ledger.rows import digest_of, row_values_sql
from factcheck.ledger.verifier import entry_hash

_VERSIONS = 20
"""Entries of each generated source."""
# The size of a short sentence in each version, as when a source is edited.
_INTEREST = "Version {version} of a generated sentence about what this source has at stake."
_SOURCES = """
INSERT INTO articles_source (version, name, address, country, source_kind, is_party, interest)
SELECT least(%(versions)s, %(count)s - (n - 1) * %(versions)s), 'Generated source ' || n, '', 'Nowhere', 'organization', FALSE,
       replace(%(interest)s, '{version}', least(%(versions)s, %(count)s - (n - 1) * %(versions)s)::text)
FROM generate_series(1, (%(count)s + %(versions)s - 1) / %(versions)s) AS n ORDER BY n
RETURNING id
"""
# The digests of earlier versions are never compared with a row.
_EARLIER_DIGEST = "0" * 64
_PEAK_MEMORY = "import resource, sys; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
_DOCTOR = f"import subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr); {_PEAK_MEMORY}"


@dataclass(frozen=True, slots=True)
class Examination:
    """`entries` of the ledger, the `seconds` that the doctor needed, and the peak memory of its process in `bytes`."""

    entries: int
    seconds: float
    bytes: int


def fill_ledger(count: int) -> int:
    """Append `count` entries with their rows to an empty newsroom, without triggers. Returns the number of the last entry."""
    person = add_person(by=None, email="checker@bench.example", name="Checker", role="checker")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(_SOURCES, {"count": count, "versions": _VERSIONS, "interest": _INTEREST})
        cursor.execute(
            "INSERT INTO articles_knownsourcename (owner_id, name, is_alias, is_duplicate) SELECT id, name, FALSE, FALSE"
            " FROM articles_source"
        )
        cursor.execute(f"SELECT s.id, s.version, s.name, {row_values_sql(Source, 's')} FROM articles_source s ORDER BY s.id")  # noqa: S608  (columns of the model)
        sources = cursor.fetchall()
        head = Head.objects.get(pk=1)
        columns = "number, at, person_id, action, kind, object_id, reason, before, after, touched, previous, hash"
        touches = []
        with cursor.copy(f"COPY ledger_entry ({columns}) FROM STDIN") as copy:
            for body, previous, digest in _entries(sources, person.pk, head):
                copy.write_row(_columns(body, previous, digest))
                touches.append((body["number"], *body["touched"][0]))
        with cursor.copy("COPY ledger_touch (entry_id, kind, object_id, version, digest) FROM STDIN") as copy:
            for touch in touches:
                copy.write_row(touch)
        cursor.execute("UPDATE ledger_head SET number = %s, hash = %s WHERE id = 1", [body["number"], digest])
        cursor.execute("SET LOCAL session_replication_role = origin")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return int(body["number"])


def _entries(sources: list[tuple[Any, ...]], person: int, head: Head) -> Iterator[tuple[dict[str, Any], str, str]]:
    """(body, previous hash, hash) of each entry. All sources are added first, then edited in turn."""
    number, previous, at = head.number, head.hash, timezone.now()
    for version in range(1, _VERSIONS + 1):
        interest = {"interest": _INTEREST.format(version=version)}
        earlier = {"interest": _INTEREST.format(version=version - 1)}
        for pk, last, name, values in sources:
            if version > last:
                continue
            number += 1
            body = {
                "number": number,
                "at": at.isoformat(),
                "person": person,
                "action": "source.added" if version == 1 else "source.changed",
                "kind": "source",
                "object_id": pk,
                "reason": "",
                "before": None if version == 1 else earlier,
                "after": {"name": name, "country": "Nowhere", **interest} if version == 1 else interest,
                "touched": [["source", pk, version, digest_of(values) if version == last else _EARLIER_DIGEST]],
            }
            digest = entry_hash(previous, body)
            yield body, previous, digest
            previous = digest


def _columns(body: dict[str, Any], previous: str, digest: str) -> list[Any]:
    as_json = {name: json.dumps(body[name]) if body[name] is not None else None for name in ("before", "after", "touched")}
    return [*(as_json.get(name, value) for name, value in body.items()), previous, digest]


def measure_doctor(entries: int) -> Examination:
    """Run `manage.py doctor` in a process of its own, which writes its report to the standard error of this process."""
    command = [sys.executable, "-c", _DOCTOR, sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "doctor"]
    start = time.perf_counter()
    process = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    return Examination(entries, time.perf_counter() - start, int(process.stdout) * unit)
