"""The detailed health check and the metrics. Without the token or an administrator's session, they do not exist (404)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import factcheck
from factcheck.operations.monitoring import checks
from factcheck.operations.monitoring.checks import CheckState, is_healthy, run_checks
from factcheck.operations.monitoring.measurements import Measurements, metric
from factcheck.operations.monitoring.this_process import measurements, pool_state, process_files
from factcheck.publishing.models import Publication, PublicationKind
from factcheck.web.decisions import can

PROTECTED = {"operations:health-details", "operations:metrics"}
"""The routes that the token opens."""
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def health_details(request: HttpRequest) -> HttpResponse:
    """The state of each part, as JSON or, for administrators, as a page: 200, or 503 if a part has failed."""
    _require_access(request)
    results = run_checks()
    status = 200 if is_healthy(results) else 503
    if _wants_json(request):
        body = {
            "status": "ok" if status == 200 else "failed",
            "version": factcheck.__version__,
            "checks": {result.key: {"state": result.state, "detail": result.detail, **result.values} for result in results},
        }
        return JsonResponse(body, status=status)
    context = {"results": results, "is_healthy": status == 200, "version": factcheck.__version__}
    return render(request, "operations/health.html", context, status=status)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics of all web processes of this machine, and of the database, in the text format of Prometheus."""
    _require_access(request)
    return HttpResponse("\n".join(_lines()) + "\n", content_type=METRICS_TYPE)


def has_token(request: HttpRequest) -> bool:
    """Whether the request has the token for monitoring in its Authorization header."""
    expected = settings.HEALTH_TOKEN
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return bool(expected) and scheme.lower() == "bearer" and secrets.compare_digest(token.strip().encode(), expected.encode())


def _require_access(request: HttpRequest) -> None:
    if not has_token(request) and not can(getattr(request, "user", None), "installation.monitor"):
        raise Http404


def _wants_json(request: HttpRequest) -> bool:
    return has_token(request) or request.GET.get("format") == "json" or not request.accepts("text/html")


def _lines() -> Iterator[str]:
    others, running = process_files().others()
    total = Measurements()
    total.add(measurements.to_json())
    total.add(others.to_json())
    yield from total.lines()
    pools = [values.get("pool") or {} for values in running] + [pool_state()]
    for state, description in (
        ("open", "Open connections of the pools of all web processes."),
        ("idle", "Connections of the pools that no request uses."),
        ("waiting", "Requests that wait for a connection."),
    ):
        number = sum(int(pool.get(state, 0)) for pool in pools)
        yield from metric(f"factcheck_database_pool_{state}", "gauge", description, [({}, number)])
    is_up = checks.check_database().state is CheckState.OK
    yield from metric("factcheck_database_up", "gauge", "Whether the database responds.", [({}, int(is_up))])
    if is_up:
        yield from _database_lines()


def _database_lines() -> Iterator[str]:
    jobs = [({"status": status}, number) for status, number in sorted(checks.job_counts().items())]
    yield from metric("factcheck_jobs", "gauge", "Jobs in the queue by status.", jobs)
    oldest = checks.oldest_waiting().total_seconds()
    yield from metric("factcheck_queue_oldest_seconds", "gauge", "Waiting time of the oldest job that is due.", [({}, oldest)])
    workers = checks.worker_heartbeats()[1]
    yield from metric("factcheck_workers", "gauge", "Workers with a recent heartbeat.", [({}, workers)])
    entries = checks.check_ledger()[2]["entries"]
    yield from metric("factcheck_ledger_entries", "counter", "Entries of the ledger.", [({}, entries)])
    published = Publication.objects.filter(is_current=True).exclude(publication_kind=PublicationKind.RETRACTED).count()
    yield from metric("factcheck_published_checks", "gauge", "Checks that readers see.", [({}, published)])
    is_on = checks.check_maintenance()[2]["is_on"]
    yield from metric("factcheck_maintenance", "gauge", "Whether maintenance mode is on.", [({}, int(is_on))])
    if settings.HAS_REPLICA:
        values = checks.check_replica()[2]
        yield from metric("factcheck_replica_up", "gauge", "Whether the replica responds.", [({}, int(values["is_up"]))])
        if values["is_up"]:
            description = "Upper limit of the seconds by which the replica is behind."
            yield from metric("factcheck_replica_lag_seconds", "gauge", description, [({}, values["lag_seconds"])])
            description = "Bytes of the write-ahead log that the replica has not replayed."
            yield from metric("factcheck_replica_lag_bytes", "gauge", description, [({}, values["lag_bytes"])])
    if backup := checks.last_backup():
        description = "Time of the data in the last backup, in seconds since 1970."
        yield from metric("factcheck_backup_timestamp_seconds", "gauge", description, [({}, int(backup.timestamp()))])
