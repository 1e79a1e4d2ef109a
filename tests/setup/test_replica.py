"""Two web servers, each with a data folder of its own as on two machines, and a streaming replica for public pages."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from factcheck.setup.environment import ROOT
from tests.setup.processes import eventually
from tests.setup.served_newsroom import ServedNewsroom, free_port, served_newsroom
from tests.setup.standby import Standby, standby

pytestmark = pytest.mark.timeout(600)
MONITORING = "a-token-for-monitoring-0001"
PAGES = ["/", "/?words=bridge", "/corrections/", "/method/", "/checks/feed.atom", "/checks/feed.rss", "/checks/data.json"]
PAGES += ["/sitemap.xml", "/ledger-head.json"]
HIDE = """
import sys
import django
django.setup()
from factcheck.accounts.models import Person
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.models import Evidence
from factcheck.publishing.models import Publication
for claim, slug in Publication.objects.filter(is_current=True).order_by("id").values_list("verdict__claim", "slug"):
    for item in Evidence.objects.filter(claim=claim, withdrawn_at=None).exclude(note=""):
        found = claim, slug, item
claim, slug, item = found
print(slug, item.note.split("'")[0][:40], sep="\\n", flush=True)
sys.stdin.readline()
editor = Person.objects.get(email="editor@demo.example")
hide_evidence(person=editor, item=item, reason_code="court_order", reason="A court ordered it.", reference="1 O 2/26")
print("hidden", flush=True)
"""


@dataclass
class Pair:
    """`first` and `second` have nothing in common but the servers of the database, the stored files, and the keys."""

    first: ServedNewsroom
    second: ServedNewsroom
    replica: Standby

    def reads(self, newsroom: ServedNewsroom) -> dict[str, int]:
        """The number of public pages by where they were read."""
        text = newsroom.request("/health/metrics/", Authorization=f"Bearer {MONITORING}").body
        return {name: int(number) for name, number in re.findall(r'factcheck_public_reads_total{from="(\w+)"} (\d+)', text)}

    def where(self, newsroom: ServedNewsroom, path: str = "/", **headers: str) -> str:
        """Where one request for a page is read."""
        before = self.reads(newsroom)
        assert newsroom.request(path, **headers).status == 200
        after = self.reads(newsroom)
        return next((name for name, number in after.items() if number > before.get(name, 0)), "")

    def check(self) -> dict[str, object]:
        details = self.first.request("/health/details/", Authorization=f"Bearer {MONITORING}").body
        return dict(json.loads(details)["checks"]["replica"])

    def reads_replica(self) -> bool:
        return self.where(self.first) == self.where(self.second) == "replica"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    keys = {name: secrets.token_hex(32) for name in ("SECRET_KEY", "FACTOR_KEY", "SIGNING_KEY")}
    shared = {f"FACTCHECK_{name}": key for name, key in keys.items()} | {"FACTCHECK_HEALTH_TOKEN": MONITORING}
    home = tmp_path_factory.mktemp("first")
    with (
        served_newsroom(home, **shared, FACTCHECK_CAPTURES=str(home / "captures")) as first,
        standby(home, tmp_path_factory.mktemp("replica")) as replica,
    ):
        first.environment["DATABASE_REPLICA_URL"] = replica.url()
        other = tmp_path_factory.mktemp("second")
        shutil.copytree(home / "static", other / "static")  # instead of `manage.py collectstatic`, which takes longer
        second = replace(first, folder=other, port=free_port(), processes={})
        second.environment = {**first.environment, "FACTCHECK_DATA": str(other)}
        first.restart_web("--workers", "1")
        second.start_web("--workers", "1")
        try:
            assert eventually(lambda: first.responds() and second.responds(), 60)
            yield Pair(first, second, replica)
        finally:
            for newsroom in (second, first):
                newsroom.processes["web"].terminate()
                newsroom.processes["web"].wait(30)


def scans(replica: Standby) -> int:
    """How often the replica has read the published checks."""
    statement = "SELECT coalesce(seq_scan, 0) + coalesce(idx_scan, 0) FROM pg_stat_user_tables"
    return int(replica.execute(f"{statement} WHERE relname = 'publishing_publication'")[0][0])


def test_public_pages_are_read_from_the_replica_and_are_the_same(pair: Pair) -> None:
    assert eventually(pair.reads_replica)
    before = scans(pair.replica)
    check = re.findall(r'href="(/checks/[^/"]+/)"', pair.first.request("/").body)[0]
    article = next(iter(re.findall(r'href="(/articles/\d+/)"', pair.first.request(check).body)), check)
    for path in (*PAGES, check, f"{check}claimreview.json", f"{check}share.png", f"{check}versions/1/", article):
        assert pair.where(pair.first, path) == "replica", path
        signed_in = pair.first.request(path, Cookie="factcheck_session=" + "a" * 32)
        assert signed_in.body == pair.first.request(path).body, path
    assert eventually(lambda: scans(pair.replica) > before)  # the server counts them some seconds later


def test_missing_page_is_not_found_on_the_replica(pair: Pair) -> None:
    assert pair.first.request("/checks/no-such-check/").status == 404


def test_write_on_one_process_is_visible_on_the_other(pair: Pair) -> None:
    pair.replica.pause()
    try:
        row = json.loads(pair.first.api("actors/", {"name": "An actor of the first process"}).body)
        assert pair.second.api(f"actors/{row['id']}/").status == 200
        # The replica lacks this entry of the ledger, so readers get the page from the primary.
        assert pair.where(pair.second) == "behind"
    finally:
        pair.replica.resume()
    assert eventually(pair.reads_replica)


def test_person_with_a_session_reads_from_the_primary(pair: Pair) -> None:
    assert pair.where(pair.first, "/", Cookie="factcheck_session=" + "a" * 32) == ""


def test_hidden_item_is_never_shown_from_a_replica_that_has_not_replayed_it(pair: Pair) -> None:
    script = [sys.executable, "-c", HIDE]
    environment = pair.first.environment | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    process = subprocess.Popen(script, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    page, quote = f"/checks/{process.stdout.readline().strip()}/", process.stdout.readline().strip()
    assert eventually(pair.reads_replica)
    both = (pair.first, pair.second)
    assert all(quote in newsroom.request(page).body for newsroom in both)
    pair.replica.pause()
    try:
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "hidden\n"
        for newsroom in both:
            assert quote not in newsroom.request(page).body
            assert quote not in newsroom.request(f"{page}claimreview.json").body
            assert quote not in newsroom.request("/checks/data.json").body
    finally:
        pair.replica.resume()
        process.stdin.close()
        process.stdout.close()
        process.wait(60)
    assert eventually(pair.reads_replica)
    assert all(quote not in newsroom.request(page).body for newsroom in both)


def test_lag_is_measured_and_limited(pair: Pair) -> None:
    assert eventually(lambda: pair.check()["state"] == "ok")
    pair.replica.pause()
    try:
        pair.first.defer("factcheck.operations.tasks.clear_receipts")  # a write without an entry of the ledger
        assert pair.where(pair.first) == "replica"
        time.sleep(11)
        pair.first.defer("factcheck.operations.tasks.clear_receipts")
        assert pair.where(pair.first) == "lagging"
        result = pair.check()
        assert (result["state"], result["missing_entries"]) == ("warning", 0)
        assert float(str(result["lag_seconds"])) > 10
        assert int(str(result["lag_bytes"])) > 0
    finally:
        pair.replica.resume()
    assert eventually(pair.reads_replica)
    assert pair.check()["state"] == "ok"


def test_stopped_replica_falls_back_to_the_primary_with_one_line_in_the_log(pair: Pair) -> None:
    assert eventually(pair.reads_replica)
    before = len((pair.first.folder / "web.log").read_text())
    pair.replica.stop()
    try:
        assert {pair.first.request(path).status for path in PAGES * 3} == {200}
        assert pair.where(pair.first) == "unavailable"
        assert pair.first.api("actors/", {"name": "An actor without a replica"}).status == 201
        assert pair.first.request("/health/").status == 200
        assert pair.check()["state"] == "warning"
    finally:
        pair.replica.start()
    assert eventually(pair.reads_replica, 30)
    lines = (pair.first.folder / "web.log").read_text()[before:]
    assert lines.count("public pages are read from the primary instead of the replica") == 1
    assert lines.count("public pages are read from the replica again") == 1


def test_frozen_replica_falls_back_to_the_primary(pair: Pair) -> None:
    assert eventually(pair.reads_replica)
    postmaster = int(pair.replica.server.pid_file.read_text().split()[0])
    children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=True)
    processes = [postmaster, *map(int, children.stdout.split())]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        responses = [pair.first.request("/") for _ in range(3)]
    finally:
        for pid in reversed(processes):
            os.kill(pid, signal.SIGCONT)
    assert {response.status for response in responses} == {200}
    assert max(response.seconds for response in responses) < 20
    assert eventually(pair.reads_replica, 30)
