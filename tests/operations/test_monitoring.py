"""The health checks, the metrics, and who may see them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from factcheck.operations.monitoring import checks
from factcheck.operations.monitoring.measurements import BUCKETS, Measurements
from factcheck.operations.monitoring.process_files import ProcessFiles
from factcheck.web import maintenance
from factcheck.web.models import ServiceState
from tests.sql import as_owner
from tests.world import World

TOKEN = "a-token-for-monitoring-0001"
IN_USE = {"HTTP_HOST": "192.0.2.7:8000"}


@pytest.fixture
def monitor(settings: Any) -> Client:
    """A monitoring system, which sends the token and the IP address of the server."""
    settings.HEALTH_TOKEN = TOKEN
    return Client(headers={"Authorization": f"Bearer {TOKEN}"}, HTTP_HOST="192.0.2.7:8000")


def add_worker(seconds_ago: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))", [seconds_ago]
        )


def add_job(seconds_ago: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('default', 'x', '{}', 'todo')"
        )
        cursor.execute("UPDATE procrastinate_events SET at = now() - make_interval(secs => %s)", [seconds_ago])


def check(client: Client, key: str) -> tuple[int, str]:
    response = client.get("/health/details/")
    return response.status_code, response.json()["checks"][key]["state"]


@pytest.mark.django_db
def test_health_check_by_address_responds_and_opens_no_other_page() -> None:
    client = Client(**IN_USE)
    assert (client.get("/health/").status_code, client.get("/health/").json()) == (200, {"status": "ok"})
    assert client.get("/health/")["Cache-Control"] == "private, no-store"
    assert client.head("/health/").status_code == 200
    assert client.post("/health/").status_code == 405
    for path in ("/", "/desk/", "/health/details/", "/health/metrics/", "/health/x/", "/api/v1/claims/"):
        assert client.get(path).status_code == 400, path


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
@pytest.mark.parametrize("path", ["/health/details/", "/health/metrics/"])
def test_wrong_token_gets_404(header: str, path: str, settings: Any) -> None:
    settings.HEALTH_TOKEN = TOKEN
    assert Client(headers={"Authorization": header}).get(path).status_code == 404
    settings.HEALTH_TOKEN = ""
    assert Client(headers={"Authorization": header}).get(path).status_code == 404


@pytest.mark.django_db
def test_details_report_each_part(monitor: Client, world: World) -> None:
    assert world.checker
    add_worker(5)
    response = monitor.get("/health/details/")
    assert response.status_code == 200
    body = response.json()
    assert body["status"] == "ok"
    assert list(body["checks"]) == ["database", "migrations", "maintenance", "worker", "queue", "storage", "backup", "ledger"]
    states = {key: value["state"] for key, value in body["checks"].items()}
    assert states.pop("backup") == "warning"
    assert set(states.values()) == {"ok"}
    assert body["checks"]["ledger"]["entries"] > 0
    assert body["checks"]["storage"]["free_bytes"] > 0


@pytest.mark.django_db
def test_worker_without_a_recent_heartbeat_is_a_failure_but_not_in_maintenance(monitor: Client) -> None:
    assert check(monitor, "worker") == (503, "failed")
    add_worker(120)
    assert check(monitor, "worker") == (503, "failed")
    maintenance.turn_on("")
    assert check(monitor, "worker") == (200, "ok")
    assert check(monitor, "maintenance") == (200, "warning")
    since = maintenance.current().since
    detail = monitor.get("/health/details/").json()["checks"]["maintenance"]["detail"]
    assert detail == f"Maintenance mode has been on since {since:%-d %B %Y at %H:%M} UTC."
    maintenance.turn_off()
    add_worker(1)
    assert check(monitor, "worker") == (200, "ok")


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "expected"), [(10, (200, "ok")), (400, (200, "warning")), (1000, (503, "failed"))])
def test_waiting_job_is_reported(seconds: float, expected: tuple[int, str], monitor: Client) -> None:
    add_worker(1)
    add_job(seconds)
    assert check(monitor, "queue") == expected
    oldest = monitor.get("/health/details/").json()["checks"]["queue"]["oldest_seconds"]
    assert abs(oldest - seconds) < 5


@pytest.mark.django_db
def test_store_that_cannot_be_written_is_a_failure(monitor: Client, settings: Any, tmp_path: Path) -> None:
    add_worker(1)
    (tmp_path / "file").write_text("")
    settings.CAPTURES_ROOT = tmp_path / "file"
    assert check(monitor, "storage") == (503, "failed")


@pytest.mark.django_db
def test_missing_migration_is_a_failure(monitor: Client) -> None:
    add_worker(1)
    ((_, newest),) = MigrationLoader(connection).graph.leaf_nodes("web")
    with as_owner() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'web' AND name = %s", [newest])
    response = monitor.get("/health/details/")
    assert response.status_code == 503
    assert response.json()["checks"]["migrations"]["unapplied"] == [f"web.{newest}"]


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "state"), [(1, "ok"), (8, "warning")])
def test_age_of_the_last_backup(days: int, state: str, monitor: Client) -> None:
    add_worker(1)
    ServiceState.objects.create(backup_at=datetime.now(UTC) - timedelta(days=days))
    assert check(monitor, "backup") == (200, state)


@pytest.mark.django_db(transaction=True)
def test_details_and_metrics_respond_while_the_database_is_down(monitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        patch.setitem(connection.settings_dict, "PORT", "1")
        response = monitor.get("/health/details/")
        text = monitor.get("/health/metrics/").content.decode()
    states = {key: value["state"] for key, value in response.json()["checks"].items()}
    assert response.status_code == 503
    assert (states["database"], states["ledger"], states["storage"]) == ("failed", "unknown", "ok")
    assert "factcheck_database_up 0" in text
    assert "factcheck_ledger_entries" not in text


@pytest.mark.django_db
def test_administrator_sees_a_page_and_can_get_json(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    response = client.get("/health/details/")
    states = dict(re.findall(r'data-check="(\w+)"\s+data-state="(\w+)"', response.content.decode()))
    assert (response.status_code, states["worker"], states["database"]) == (503, "failed", "ok")
    assert client.get("/health/details/?format=json").json()["status"] == "failed"
    add_worker(1)
    assert client.get("/health/details/").status_code == 200
    assert client.get("/health/metrics/")["Content-Type"].startswith("text/plain; version=0.0.4")


@pytest.mark.django_db
def test_administrator_without_a_required_second_factor_gets_404(client: Client, world: World, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = "editors"
    client.force_login(world.administrator)
    assert client.get("/health/details/").status_code == 404
    assert client.get("/health/metrics/").status_code == 404


@pytest.mark.django_db
def test_metrics_count_requests_by_route_and_not_by_url(monitor: Client, world: World) -> None:
    def counts() -> dict[str, float]:
        lines = monitor.get("/health/metrics/").content.decode().splitlines()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if not line.startswith("#"))}

    assert world.published
    client = Client()
    before = counts()
    for path in ("/checks/no-such-check/", "/checks/another/", "/robots.txt", "/no/such/page/"):
        client.get(path)
    client.generic("BREW", "/robots.txt")
    after = counts()

    def added(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert added('factcheck_requests_total{route="public:check",method="GET",status="404"}') == 2
    assert added('factcheck_requests_total{route="public:robots",method="GET",status="200"}') == 1
    assert added('factcheck_requests_total{route="public:robots",method="other",status="405"}') == 1
    assert added('factcheck_requests_total{route="unmatched",method="GET",status="404"}') == 1
    assert added('factcheck_request_duration_seconds_count{route="public:check"}') == 2
    assert added('factcheck_request_duration_seconds_bucket{route="public:check",le="+Inf"}') == 2
    assert (after["factcheck_database_up"], after["factcheck_published_checks"]) == (1, 1)
    assert after["factcheck_ledger_entries"] > 10
    assert not [name for name in after if "no-such-check" in name]


def test_histogram_has_cumulative_buckets() -> None:
    measured = Measurements()
    for seconds in (0.004, 0.005, 0.3, 60.0):
        measured.observe(route="a", method="GET", status=200, seconds=seconds)
    lines = list(measured.lines())
    numbers = [int(line.rpartition(" ")[2]) for line in lines if "_bucket" in line]
    assert numbers == [2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4]
    assert len(numbers) == len(BUCKETS) + 1
    assert 'factcheck_request_duration_seconds_sum{route="a"} 60.309' in lines
    assert lines[2] == 'factcheck_requests_total{route="a",method="GET",status="200"} 4'


def test_labels_are_escaped() -> None:
    measured = Measurements()
    measured.observe(route='a"\\\n', method="GET", status=200, seconds=1)
    assert 'factcheck_requests_total{route="a\\"\\\\\\n",method="GET",status="200"} 1' in list(measured.lines())


CHILD = """
import sys
import time
from pathlib import Path
from factcheck.operations.monitoring.measurements import Measurements
from factcheck.operations.monitoring.process_files import ProcessFiles
measured = Measurements()
measured.observe(route="child", method="GET", status=200, seconds=0.1)
ProcessFiles(Path(sys.argv[1])).write_if_due(measured.to_json)
print("written", flush=True)
sys.stdin.read()
"""


def test_counts_of_other_processes_are_added_also_after_they_were_killed(tmp_path: Path) -> None:
    def count() -> int:
        total = ProcessFiles(tmp_path).others()[0].to_json()
        return sum(number for route, *_, number in total["requests"] if route == "child")

    (tmp_path / "foreign-machine-1-00000000.json").write_text("{}")
    for number in (1, 2, 3):
        command = [sys.executable, "-c", CHILD, str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            assert child.stdout.readline() == "written\n"
            assert count() == number
            child.kill()
        assert (count(), count()) == (number, number)
    assert [file.name for file in tmp_path.glob("*.json") if "foreign" not in file.name] == ["ended.json"]


def test_files_of_ended_processes_do_not_accumulate_without_a_monitoring_system(tmp_path: Path) -> None:
    values = {"requests": [["a", "GET", "200", 1]], "durations": {}}
    ended, foreign, abandoned = (
        tmp_path / name for name in (f"{ProcessFiles(tmp_path)._host}-999999999-0.json", "other-1-0.json", "other-2-0.json")
    )
    for file in (ended, foreign, abandoned):
        file.write_text(json.dumps(values))
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(abandoned, (two_days_ago, two_days_ago))
    files = ProcessFiles(tmp_path)
    files.write_if_due(lambda: values)
    assert set(tmp_path.glob("*.json")) - {files._file} == {foreign, tmp_path / "ended.json"}
    assert files.others()[0].to_json()["requests"] == [["a", "GET", "200", 3]]


def test_file_is_written_only_every_few_seconds_and_failures_are_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = ProcessFiles(tmp_path)
    measured = Measurements()
    for _ in range(2):
        measured.observe(route="a", method="GET", status=200, seconds=0.1)
        files.write_if_due(measured.to_json)
    (file,) = tmp_path.glob("*.json")
    assert '"200",1' in file.read_text()
    assert os.stat(file).st_size > 0
    (tmp_path / "blocked").write_text("")
    blocked = ProcessFiles(tmp_path / "blocked")
    for _ in range(2):
        blocked._next_write = 0.0
        blocked.write_if_due(dict)
    assert caplog.text.count("metrics cannot be stored") == 1


def test_limits_are_ordered() -> None:
    assert checks.QUEUE_WARNING < checks.QUEUE_LIMIT
    assert checks.FREE_LIMIT < checks.FREE_WARNING
