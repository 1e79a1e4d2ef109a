"""What each kind of client is told while the database does not answer. The errors are PostgreSQL's own."""

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
from factcheck.setup import limits
from factcheck.verdicts.models import Rating
from factcheck.web.database.connection import QUIET, BoundedConnection
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

AWAY = ["08006", "25P03", "53300", "57P01", "57P02", "57P03"]
BUSY = ["55P03", "57014"]
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
LOST = "SELECT pg_terminate_backend(pg_backend_pid())"


def raising(state: str) -> str:
    return f"DO $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '{state}'; END $$"


@contextmanager
def failing(fault: str, *, at: str = "", after_commit: bool = False) -> Iterator[None]:
    """Executes `fault` before each statement with `at` in it, or before each outside a transaction after an entry was written."""
    seen = {"entry": False}

    def wrap(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (at in sql) if not after_commit else (seen["entry"] and not connection.in_atomic_block):
            execute(fault, None, False, context)
        seen["entry"] |= "UPDATE ledger_head" in sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrap):
        yield


@pytest.fixture
def world(world: World, client: Client) -> World:
    """The newsroom; `client` is signed in as its checker."""
    client.force_login(world.checker)
    return world


def where_the_database_is() -> dict[str, Any]:
    return {
        name: value for name, value in connection.get_connection_params().items() if name in ("host", "user", "dbname", "port")
    }


def add_actor(client: Client, name: str = "A Ministry", **headers: str) -> HttpResponse:
    return client.post(reverse("api:actors-list"), {"name": name}, content_type="application/json", headers=headers)


def is_never_stored(answer: HttpResponse) -> bool:
    return "no-store" in answer["Cache-Control"] and "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("fault", [LOST, *map(raising, [*AWAY, *BUSY])], ids=["lost", *AWAY, *BUSY])
def test_reader_gets_a_short_page_without_words_for_staff(client: Client, fault: str) -> None:
    with failing(fault):
        answer = client.get("/?page=1")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert is_never_stored(answer)
    assert "temporarily unavailable" in page
    assert '<html lang="en">' in page
    assert 'href="/?page=1"' in page
    assert not [words for words in ("administrator", "queue", "saved", "database") if words in page]


@pytest.mark.parametrize("state", [*AWAY, *BUSY])
def test_desk_says_that_nothing_was_saved(client: Client, world: World, state: str) -> None:
    address = reverse("desk:rating-add")
    client.force_login(world.administrator)
    with failing(raising(state)):
        shown, sent = client.get("/desk/"), client.post(address, {"name": "Half"})
    assert (shown.status_code, sent.status_code) == (503, 503)
    assert "Load this page again" in shown.content.decode()
    assert "saved" not in shown.content.decode()
    assert "Nothing was saved." in sent.content.decode()
    assert "your input is still there" in sent.content.decode()
    assert is_never_stored(sent)
    assert not Rating.objects.filter(name="Half").exists()


@pytest.mark.parametrize("state", [*AWAY, *BUSY])
def test_htmx_gets_the_same_words_as_a_notice(client: Client, world: World, state: str) -> None:
    address = reverse("desk:claim-edit", args=[world.claim().pk])
    with failing(raising(state)):
        answer = client.post(address, {}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"], answer["Retry-After"]) == (503, "#notice", "5")
    assert "Nothing was saved." in answer.content.decode()
    assert "Keep this page open and send it again" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("fault", [LOST, *map(raising, [*AWAY, *BUSY])], ids=["lost", *AWAY, *BUSY])
@pytest.mark.parametrize("at", ["django_session", "django_cache", "ledger_head"])
def test_api_answers_json_wherever_the_request_fails(client: Client, world: World, fault: str, at: str) -> None:
    with failing(fault, at=at):
        answer = add_actor(client)
    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (503, "application/json", "5")
    assert set(answer.json()) == {"detail", "next_step"}
    assert "Nothing was saved." in answer.json()["detail"]
    assert is_never_stored(answer)
    connection.close()  # as at the end of a request
    assert not Actor.objects.filter(name="A Ministry").exists()


def test_api_answers_json_where_the_fault_is_ours(client: Client, world: World) -> None:
    client.raise_request_exception = False
    with failing(raising("XX000"), at="ledger_head"):
        answer = add_actor(client)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/json")
    assert set(answer.json()) == {"detail", "next_step"}


def test_two_at_once_are_still_a_conflict(client: Client, world: World) -> None:
    with failing(raising("40P01"), at="ledger_head"):
        assert add_actor(client).status_code == 409


def test_connection_lost_during_commit_does_not_claim_that_nothing_was_saved(client: Client, world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE doomed (a int)")
        cursor.execute(
            "CREATE FUNCTION pg_temp.fall() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
        )
        cursor.execute(
            "CREATE CONSTRAINT TRIGGER fall AFTER INSERT ON doomed DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION pg_temp.fall()"
        )
    with failing("INSERT INTO doomed VALUES (1)", at="UPDATE ledger_head"):
        answer = add_actor(client)
    assert answer.status_code == 503
    assert "may be saved already" in answer.json()["detail"]
    assert "Idempotency-Key" in answer.json()["next_step"]


def test_failure_after_commit_does_not_claim_that_nothing_was_saved(client: Client, world: World) -> None:
    key = "7c1c2f5e-8a5c-4b43-9d2e-0f3f4c1b2a10"
    claim = {"statement": "The bridge was closed.", "layer": "proposition", "claimant": world.minister.pk}

    def send() -> HttpResponse:
        return client.post(reverse("api:claims-list"), claim, content_type="application/json", headers={"Idempotency-Key": key})

    with failing(raising("57014"), after_commit=True):
        answer = send()
    assert answer.status_code == 503
    assert "may be saved already" in answer.json()["detail"]
    assert send().status_code == 201
    with failing(raising("57014"), at="ledger_head"):  # the next request starts anew
        assert "Nothing was saved." in add_actor(client, "A later Ministry").json()["detail"]


def test_page_is_shown_where_the_collected_files_are_missing(client: Client, settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with failing(raising("57P01")):
        answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "temporarily unavailable" in answer.content.decode()


@pytest.mark.parametrize("kind", [limits.WEB, limits.WORKER, limits.COMMAND])
def test_server_knows_the_limits_of_each_kind_of_process(kind: limits.Limits) -> None:
    parameters = kind.parameters({"options": "-c statement_timeout=1234ms"})
    with psycopg.connect(**where_the_database_is(), **parameters) as session:
        shown = session.execute(
            "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),"
            " current_setting('statement_timeout'), current_setting('application_name')"
        ).fetchone()
    spans = {3: "3s", 60: "1min", 30: "30s", 300: "5min", 900: "15min"}
    assert shown == (spans[kind.lock], spans[kind.idle], "1234ms", f"factcheck {kind.kind}")  # what the operator gave wins


def test_slow_statement_is_not_taken_for_a_server_that_has_stopped_answering() -> None:
    with BoundedConnection.connect(**where_the_database_is(), answer_limit=60) as session:
        session.execute("SELECT pg_sleep(%s)", [QUIET + 1])
        assert session.execute("SELECT 1").fetchone() == (1,)


def test_connection_without_an_answer_in_time_is_closed() -> None:
    with BoundedConnection.connect(**where_the_database_is(), answer_limit=0.5) as session:
        with pytest.raises(psycopg.OperationalError, match="stopped answering"):
            session.execute("SELECT pg_sleep(60)")
        assert session.closed


def test_error_of_the_server_keeps_its_sqlstate_and_the_connection() -> None:
    with BoundedConnection.connect(**where_the_database_is(), answer_limit=60, autocommit=True) as session:
        session.execute("SET statement_timeout = '100ms'")
        with pytest.raises(psycopg.errors.QueryCanceled):
            session.execute("SELECT pg_sleep(60)")
        assert session.is_alive(5, doubted=True)


def test_server_that_refuses_another_connection_has_not_stopped_answering() -> None:
    """The role may hold one connection, so the second one, which tests the server, is refused at once."""
    role = f"single_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1")
    try:
        with BoundedConnection.connect(**{**where_the_database_is(), "user": role}, answer_limit=60) as session:
            session.execute("SELECT pg_sleep(%s)", [QUIET + 1])
            assert session.execute("SELECT current_user").fetchone() == (role,)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {role}")


def test_failure_after_a_token_was_issued_does_not_claim_that_nothing_was_saved(client: Client, world: World) -> None:
    with failing(raising("57014"), at='FROM "accounts_token"'):
        answer = client.post(reverse("desk:token-issue"), {"name": "export", "token": str(uuid4())})
    assert answer.status_code == 503
    assert "may be saved already" in answer.content.decode()
    assert world.checker.tokens.count() == 1
