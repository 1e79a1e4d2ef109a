"""An action that waits for the ledger stops if the right to it is taken away meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, transaction
from rest_framework.test import APIClient

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person
from factcheck.accounts.tokens import issue_token, revoke_token
from factcheck.claims.actions import edit_claim
from factcheck.ledger.actions import lock_chain
from factcheck.ledger.authority import AuthorityChanged
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.publishing.actions import publish
from factcheck.verdicts.actions import approve
from factcheck.verdicts.queries import basis_for
from tests.sql import as_superuser
from tests.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def run_in_thread(call: Callable[[], Any], results: list[Any]) -> threading.Thread:
    def run() -> None:
        try:
            results.append(call())
        except AuthorityChanged as refusal:
            results.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def wait_for_a_waiting_transaction() -> None:
    end = monotonic() + 20
    while monotonic() < end:
        with as_superuser() as cursor:  # other roles do not see what a session waits for
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # a transaction reads the activity only once
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    raise AssertionError("no transaction waits for a lock")


@contextmanager
def interrupted(call: Callable[[], Any]) -> Iterator[list[Any]]:
    """Run `call` in a thread, which waits for the ledger until the body of the `with` statement is committed."""
    results: list[Any] = []
    with transaction.atomic():
        lock_chain()
        thread = run_in_thread(call, results)
        wait_for_a_waiting_transaction()
        yield results
    thread.join(timeout=30)
    assert not thread.is_alive()


WRITES: dict[str, Callable[[World], Callable[[Person], Any]]] = {}


def write(function: Callable[[World], Callable[[Person], Any]]) -> Callable[[World], Callable[[Person], Any]]:
    WRITES[function.__name__] = function
    return function


@write
def approval(world: World) -> Callable[[Person], Any]:
    verdict = world.submitted
    version, basis = verdict.latest, basis_for(verdict.claim)
    return lambda person: approve(person=person, verdict=verdict, version=version, basis=basis)


@write
def publication(world: World) -> Callable[[Person], Any]:
    verdict = world.approved
    return lambda person: publish(person=person, verdict=verdict)


@write
def saved_claim(world: World) -> Callable[[Person], Any]:
    claim = world.claim()
    return lambda person: edit_claim(person=person, claim=claim, seen_version=None, statement="Another statement.")


CHANGES = {"demoted": {"role": "reader"}, "deactivated": {"is_active": False}}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", WRITES)
def test_action_stops_if_its_person_was_changed_while_it_waited(world: World, name: str, change: str) -> None:
    call = WRITES[name](world)
    person = Person.objects.get(pk=world.other_editor.pk)
    administrator, last = world.administrator, Entry.objects.count()
    with interrupted(lambda: call(person)) as results:
        change_person(by=administrator, person=person, **CHANGES[change])
    assert [type(result) for result in results] == [AuthorityChanged]
    assert list(Entry.objects.filter(number__gt=last).values_list("action", flat=True)) == ["person.changed"]
    assert [finding for result in examine() for finding in result.findings] == []


@pytest.mark.parametrize("name", WRITES)
def test_action_continues_if_nothing_was_changed_while_it_waited(world: World, name: str) -> None:
    call = WRITES[name](world)
    person = Person.objects.get(pk=world.other_editor.pk)
    with interrupted(lambda: call(person)) as results:
        pass
    assert not isinstance(results[0], AuthorityChanged)
    assert Entry.objects.latest("number").person == person


def test_request_stops_if_its_token_was_revoked_while_it_waited(world: World) -> None:
    claim, person = world.claim(), world.checker
    token, secret = issue_token(by=person, person=person, name="script")
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}")
    body = {"statement": "Another statement.", "version": claim.version}
    with interrupted(lambda: client.patch(f"/api/v1/claims/{claim.pk}/", body, format="json")) as results:
        threading_result: list[Any] = []
        revoking = run_in_thread(lambda: revoke_token(by=person, token=token), threading_result)
        revoking.join(timeout=30)
        assert len(threading_result) == 1
    assert results[0].status_code == 403
    assert "API token changed" in results[0].json()["detail"]
    claim.refresh_from_db()
    assert claim.statement != "Another statement."
