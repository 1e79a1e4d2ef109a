"""The read-only maintenance mode: who can read, what is rejected, and how the state reaches other processes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.accounts.models import StaffSession
from factcheck.accounts.tokens import issue_token
from factcheck.articles.models import Source
from factcheck.ledger.models import Entry
from factcheck.operations.tasks import clear_expired_sessions
from factcheck.web import maintenance
from factcheck.web.models import ServiceState
from tests.world import PASSWORD, World

MESSAGE = "We are upgrading until 14:00 UTC <b>."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def forget_state() -> Iterator[None]:
    maintenance.forget()
    yield
    maintenance.forget()


def command(*arguments: str) -> str:
    output = io.StringIO()
    call_command("maintenance", *arguments, stdout=output)
    return output.getvalue().strip()


@pytest.fixture
def world(world: World, client: Client) -> World:
    """A newsroom with a published check, in maintenance; `client` is signed in as its checker."""
    assert world.published
    client.force_login(world.checker)
    command("on", MESSAGE)
    return world


def test_staff_can_read_and_see_the_message(client: Client, world: World) -> None:
    for name, arguments in (("desk:queue", []), ("desk:claims", []), ("desk:article", [world.first_article.pk])):
        response = client.get(reverse(name, args=arguments))
        assert response.status_code == 200
        page = response.content.decode()
        assert page.count("data-maintenance") == 1
        assert "We are upgrading until 14:00 UTC &lt;b&gt;." in page


def test_readers_can_read_and_see_no_message(world: World) -> None:
    for name in ("public:index", "public:corrections", "public:feed", "web:health"):
        response = Client().get(reverse(name))
        assert response.status_code == 200
        assert "upgrading" not in response.content.decode()


def test_form_is_rejected_with_the_message_and_nothing_is_saved(client: Client, world: World) -> None:
    before = Entry.objects.count()
    response = client.post(reverse("desk:source-add"), {"name": "New", "source_kind": "outlet"})
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "We are upgrading until 14:00 UTC &lt;b&gt;. Nothing was saved." in response.content.decode()
    assert "Go back, and submit it again when the maintenance is over." in response.content.decode()
    assert (Entry.objects.count(), Source.objects.filter(name="New").exists()) == (before, False)


def test_htmx_form_is_rejected_in_the_notice(client: Client, world: World) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    response = client.post(reverse("desk:source-add"), {"name": "New", "source_kind": "outlet"}, headers=headers)
    assert (response.status_code, response["HX-Retarget"]) == (503, "#notice")


def test_api_reads_and_rejects_writes_with_json(world: World) -> None:
    maintenance.turn_off()
    secret = issue_token(by=world.checker, person=world.checker, name="test")[1]
    maintenance.turn_on(MESSAGE)
    api = Client(headers={"Authorization": f"Bearer {secret}"})
    assert api.get("/api/v1/claims/").status_code == 200
    response = api.post("/api/v1/sources/", {"name": "New", "source_kind": "outlet"}, content_type="application/json")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert response.json()["detail"] == f"{MESSAGE} Nothing was saved."


def test_person_can_sign_in_and_out_but_not_change_the_password(client: Client, world: World) -> None:
    client = Client()
    response = client.post(reverse("account_login"), {"login": world.checker.email, "password": PASSWORD})
    assert response.status_code == 302
    assert client.get(reverse("desk:queue")).status_code == 200
    fields = {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"}
    assert client.post(reverse("account_change_password"), fields).status_code == 503
    assert client.post(reverse("account_reset_password"), {"email": world.checker.email}).status_code == 503
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(reverse("desk:queue")).status_code == 302


def test_database_rejects_a_write_while_a_staff_page_is_read(client: Client, world: World) -> None:
    """No page writes. This test makes one write, as a mistake in the code would."""

    def write(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if "claims_claim" in sql:
            execute("UPDATE accounts_person SET name = 'changed'", None, False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(write):
        response = client.get(reverse("desk:claims"))
    assert response.status_code == 503
    assert "The database accepts no changes right now." in response.content.decode()
    world.checker.refresh_from_db()
    assert world.checker.name != "changed"


def test_state_of_another_process_is_noticed_within_seconds(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = maintenance.monotonic()
    monkeypatch.setattr(maintenance, "monotonic", lambda: now)
    assert maintenance.current() is not None
    ServiceState.objects.update(maintenance_since=None)
    assert client.post(reverse("desk:source-add"), {}).status_code == 503
    now += maintenance.REFRESH_SECONDS
    assert client.post(reverse("desk:source-add"), {}).status_code == 422


def test_last_known_state_applies_while_the_database_is_down(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert maintenance.current() is not None
    monkeypatch.setattr(maintenance, "REFRESH_SECONDS", 0.0)
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        patch.setitem(connection.settings_dict, "PORT", "1")
        assert maintenance.current() is not None
    connection.close()


def test_status_and_repeated_commands() -> None:
    assert command("status") == "Maintenance mode is off."
    command("on", "First")
    first = ServiceState.objects.get().maintenance_since
    command("on", "Second")
    assert ServiceState.objects.get().maintenance_since == first
    assert command("status").endswith(" Second")
    assert command("off") == "Maintenance mode is off."
    assert command("off") == "Maintenance mode was already off."
    with pytest.raises(CommandError, match="at most 300 characters"):
        command("on", "x" * 301)
    with pytest.raises(CommandError, match="cannot be stored"):
        command("on", "a\x00b")


def test_jobs_wait_until_the_maintenance_ends() -> None:
    long_ago = datetime.now(UTC) - timedelta(days=1)
    StaffSession.objects.create(session_key="old", session_data="", expire_date=long_ago, started_at=long_ago, seen_at=long_ago)
    clear_expired_sessions.defer(timestamp=0)

    def run_worker() -> None:
        with ThreadPoolExecutor(1) as thread:
            thread.submit(call_command, "worker", "--once").result()

    command("on")
    run_worker()
    assert (StaffSession.objects.count(), ProcrastinateJob.objects.filter(status="todo").count()) == (1, 1)
    command("off")
    run_worker()
    assert StaffSession.objects.count() == 0
