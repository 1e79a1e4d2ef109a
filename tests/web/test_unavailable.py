"""The responses to each kind of client while the database is unavailable. The errors are real errors of PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Actor
from factcheck.setup import limits, roles
from factcheck.verdicts.models import Rating
from factcheck.web.database.connection import PROBE_AFTER, BoundedConnection
from tests.pages import parsed
from tests.sql import as_superuser
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

UNREACHABLE = ["08006", "25P03", "53300", "57P01", "57P02", "57P03"]
BUSY = ["55P03", "57014"]
DISK_FULL = "53100"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
LOST = "DO $$ BEGIN SET LOCAL ROLE NONE; PERFORM pg_terminate_backend(pg_backend_pid()); END $$"


def raising(state: str) -> str:
    return f"DO $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '{state}'; END $$"


@contextmanager
def failing(fault: str, *, at: str = "", after_commit: bool = False) -> Iterator[None]:
    """Execute `fault` before each statement that contains `at`.

    With `after_commit`, execute it before each statement outside a transaction, once a ledger entry was written.
    """
    has_entry = False

    def wrap(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal has_entry
        if (at in sql) if not after_commit else (has_entry and not connection.in_atomic_block):
            execute(fault, None, False, context)
        has_entry = has_entry or "UPDATE ledger_head" in sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrap):
        yield


@pytest.fixture
def world(world: World, client: Client) -> World:
    """The newsroom; `client` is signed in as its checker."""
    client.force_login(world.checker)
    return world


def connection_parameters() -> dict[str, Any]:
    return {
        name: value for name, value in connection.get_connection_params().items() if name in ("host", "user", "dbname", "port")
    }


def add_actor(client: Client, name: str = "A Ministry", **headers: str) -> HttpResponse:
    return client.post(reverse("api:actors-list"), {"name": name}, content_type="application/json", headers=headers)


def is_never_cached(response: HttpResponse) -> bool:
    return "no-store" in response["Cache-Control"] and "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "fault", [LOST, *map(raising, [*UNREACHABLE, *BUSY, DISK_FULL])], ids=["lost", *UNREACHABLE, *BUSY, DISK_FULL]
)
def test_reader_gets_a_short_page_without_staff_terms(client: Client, fault: str) -> None:
    with failing(fault):
        response = client.get("/?page=1")
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert is_never_cached(response)
    assert "temporarily unavailable" in page
    assert '<html lang="en">' in page
    assert 'href="/?page=1"' in page
    assert not [term for term in ("administrator", "queue", "saved", "database") if term in page]


def test_full_disk_of_the_database_is_reported_to_staff(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    with failing(raising(DISK_FULL)):
        page, submission = client.get("/desk/"), client.post(reverse("desk:rating-add"), {"name": "Half"})
    assert (page.status_code, submission.status_code) == (503, 507)
    assert "The server’s disk is full." in page.content.decode()
    assert "saved" not in parsed(page).text
    assert "The server’s disk is full. Nothing was saved." in submission.content.decode()
    with failing(raising(DISK_FULL), at="claims_actor"):
        response = add_actor(client)
    assert response.status_code == 507
    assert "Nothing was saved." in response.json()["detail"]
    assert not Rating.objects.filter(name="Half").exists()


@pytest.mark.parametrize("state", [*UNREACHABLE, *BUSY])
def test_desk_reports_that_nothing_was_saved(client: Client, world: World, state: str) -> None:
    url = reverse("desk:rating-add")
    client.force_login(world.administrator)
    with failing(raising(state)):
        page, submission = client.get("/desk/"), client.post(url, {"name": "Half"})
    assert (page.status_code, submission.status_code) == (503, 503)
    assert "Reload this page" in page.content.decode()
    assert "saved" not in parsed(page).text
    assert "Nothing was saved." in submission.content.decode()
    assert "Your input is still in the form." in submission.content.decode()
    assert is_never_cached(submission)
    assert not Rating.objects.filter(name="Half").exists()


@pytest.mark.parametrize("state", [*UNREACHABLE, *BUSY])
def test_htmx_gets_the_same_message_as_a_notice(client: Client, world: World, state: str) -> None:
    url = reverse("desk:claim-edit", args=[world.claim().pk])
    with failing(raising(state)):
        response = client.post(url, {}, headers=HTMX)
    assert (response.status_code, response["HX-Retarget"], response["Retry-After"]) == (503, "#notice", "5")
    assert "Nothing was saved." in response.content.decode()
    assert "Keep this page open, and submit it again" in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("fault", [LOST, *map(raising, [*UNREACHABLE, *BUSY])], ids=["lost", *UNREACHABLE, *BUSY])
@pytest.mark.parametrize("at", ["accounts_staffsession", "django_cache", "ledger_head"])
def test_api_responds_with_json_wherever_the_request_fails(client: Client, world: World, fault: str, at: str) -> None:
    with failing(fault, at=at):
        response = add_actor(client)
    assert (response.status_code, response["Content-Type"], response["Retry-After"]) == (503, "application/json", "5")
    assert set(response.json()) == {"detail", "next_step"}
    assert "Nothing was saved." in response.json()["detail"]
    assert is_never_cached(response)
    connection.close()  # Django does this at the end of a request.
    assert not Actor.objects.filter(name="A Ministry").exists()


def test_api_responds_with_json_to_an_internal_error(client: Client, world: World) -> None:
    client.raise_request_exception = False
    with failing(raising("XX000"), at="ledger_head"):
        response = add_actor(client)
    assert (response.status_code, response["Content-Type"]) == (500, "application/json")
    assert set(response.json()) == {"detail", "next_step", "request_id"}


def test_deadlock_is_a_conflict(client: Client, world: World) -> None:
    with failing(raising("40P01"), at="ledger_head"):
        assert add_actor(client).status_code == 409


def test_connection_lost_during_commit_is_not_reported_as_nothing_saved(client: Client, world: World) -> None:
    with as_superuser() as cursor:
        cursor.execute("CREATE TEMP TABLE doomed (a int)")
        cursor.execute(f"GRANT INSERT ON doomed TO {roles.RUNTIME}")
        cursor.execute(
            "CREATE FUNCTION pg_temp.terminate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS"
            " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
        )
        cursor.execute(
            "CREATE CONSTRAINT TRIGGER terminate AFTER INSERT ON doomed DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION pg_temp.terminate()"
        )
    with failing("INSERT INTO doomed VALUES (1)", at="UPDATE ledger_head"):
        response = add_actor(client)
    assert response.status_code == 503
    assert "may have been saved" in response.json()["detail"]
    assert "Idempotency-Key" in response.json()["next_step"]


def test_failure_after_commit_is_not_reported_as_nothing_saved(client: Client, world: World) -> None:
    key = "7c1c2f5e-8a5c-4b43-9d2e-0f3f4c1b2a10"
    claim = {"statement": "The bridge was closed.", "layer": "proposition", "claimant": world.minister.pk}

    def send() -> HttpResponse:
        return client.post(reverse("api:claims-list"), claim, content_type="application/json", headers={"Idempotency-Key": key})

    with failing(raising("57014"), after_commit=True):
        response = send()
    assert response.status_code == 503
    assert "may have been saved" in response.json()["detail"]
    assert send().status_code == 201
    with failing(raising("57014"), at="ledger_head"):  # The next request has a new state.
        assert "Nothing was saved." in add_actor(client, "A later Ministry").json()["detail"]


def test_page_is_rendered_if_collected_static_files_are_missing(client: Client, settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with failing(raising("57P01")):
        response = client.get("/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "temporarily unavailable" in response.content.decode()


@pytest.mark.parametrize("kind", [limits.WEB, limits.WORKER, limits.COMMAND])
def test_server_has_the_limits_of_each_kind_of_process(kind: limits.Limits) -> None:
    parameters = kind.parameters({"options": "-c statement_timeout=1234ms"})
    with psycopg.connect(**connection_parameters(), **parameters) as session:
        settings = session.execute(
            "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),"
            " current_setting('statement_timeout'), current_setting('application_name'), current_setting('jit')"
        ).fetchone()
    spans = {3: "3s", 60: "1min", 30: "30s", 300: "5min", 900: "15min"}
    # The statement timeout of the operator takes precedence.
    assert settings == (spans[kind.lock], spans[kind.idle], "1234ms", f"factcheck {kind.kind}", "off")


def test_slow_statement_is_not_mistaken_for_an_unresponsive_server() -> None:
    with BoundedConnection.connect(**connection_parameters(), response_timeout=60) as session:
        session.execute("SELECT pg_sleep(%s)", [PROBE_AFTER + 1])
        assert session.execute("SELECT 1").fetchone() == (1,)


def test_connection_without_a_response_in_time_is_closed() -> None:
    with BoundedConnection.connect(**connection_parameters(), response_timeout=0.5) as session:
        with pytest.raises(psycopg.OperationalError, match="stopped responding"):
            session.execute("SELECT pg_sleep(60)")
        assert session.closed


def test_error_from_the_server_has_its_sqlstate_and_keeps_the_connection_open() -> None:
    with BoundedConnection.connect(**connection_parameters(), response_timeout=60, autocommit=True) as session:
        session.execute("SET statement_timeout = '100ms'")
        with pytest.raises(psycopg.errors.QueryCanceled):
            session.execute("SELECT pg_sleep(60)")
        assert session.is_alive(5, is_suspect=True)


def test_server_that_rejects_another_connection_is_not_unresponsive() -> None:
    """The role is limited to one connection, so the server rejects the second one, which tests whether it responds."""
    role = f"single_{os.getpid()}"
    with as_superuser() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1")
    try:
        with BoundedConnection.connect(**{**connection_parameters(), "user": role}, response_timeout=60) as session:
            session.execute("SELECT pg_sleep(%s)", [PROBE_AFTER + 1])
            assert session.execute("SELECT current_user").fetchone() == (role,)
    finally:
        with as_superuser() as cursor:
            cursor.execute(f"DROP ROLE {role}")


def test_failure_after_a_token_was_issued_is_not_reported_as_nothing_saved(client: Client, world: World) -> None:
    with failing(raising("57014"), at='ORDER BY "accounts_token"."created_at"'):
        response = client.post(
            reverse("desk:token-issue"), {"name": "export", "scope": "write", "days": "30", "token": str(uuid4())}
        )
    assert response.status_code == 503
    assert "may have been saved" in response.content.decode()
    assert world.checker.tokens.count() == 1
