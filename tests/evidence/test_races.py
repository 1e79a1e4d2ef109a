"""Concurrent changes of evidence and repeated requests, with real transactions."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from factcheck.evidence.actions import (
    AlreadyAttached,
    FileLocator,
    PageLocator,
    attach,
    change_evidence,
    log_search,
    withdraw_evidence,
)
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.models import Entry
from factcheck.web.errors import EditConflict, Refused
from tests.pages import signed_in
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_concurrent_changes_gets_an_edit_conflict(world: World) -> None:
    item, first, second = world.evidence, world.checker, world.second_checker
    results = run_concurrently(
        lambda: change_evidence(person=first, item=item, seen_version=1, stance="supports"),
        lambda: change_evidence(person=second, item=item, seen_version=1, stance="context"),
    )
    saved = [result for result in results if isinstance(result, Evidence)]
    conflicts = [result for result in results if isinstance(result, EditConflict)]
    assert (len(saved), len(conflicts)) == (1, 1)
    row = Evidence.objects.get(pk=item.pk)
    assert (row.stance, row.version) == (saved[0].stance, 2)
    assert conflicts[0].current == {"stance": saved[0].stance}
    assert Entry.objects.filter(action="evidence.changed").count() == 1
    assert chain_is_intact()


def test_only_one_of_a_concurrent_change_and_withdrawal_is_saved(world: World) -> None:
    item, first, second = world.evidence, world.checker, world.second_checker
    results = run_concurrently(
        lambda: change_evidence(person=first, item=item, seen_version=1, note="Another note."),
        lambda: withdraw_evidence(person=second, item=item, seen_version=1, reason="Wrong place."),
    )
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
    assert Evidence.objects.get(pk=item.pk).version == 2


@pytest.mark.parametrize(
    "locator",
    [PageLocator("https://institute.example/", "Words."), FileLocator("a.txt", "text/plain", b"bytes")],
    ids=["page", "file"],
)
def test_concurrent_requests_with_one_key_attach_one_item(locator: PageLocator | FileLocator, world: World) -> None:
    claim, person, token = world.open_claim, world.checker, uuid.uuid4()

    def send() -> Evidence:
        return attach(person=person, claim=claim, stance="context", closeness="primary", quoted_from=locator, token=token)

    assert {item.pk for item in run_concurrently(send, send, send)} == {Evidence.objects.get().pk}
    assert Entry.objects.filter(action="evidence.added").count() == 1
    assert chain_is_intact()


def test_concurrent_requests_of_two_people_attach_a_duplicate_once(world: World) -> None:
    claim, people = world.open_claim, (world.checker, world.second_checker)
    page = PageLocator("https://institute.example/", "Words.")
    fields: dict[str, Any] = {"claim": claim, "stance": "context", "closeness": "primary", "quoted_from": page}
    first, second = people
    results = run_concurrently(
        lambda: attach(person=first, allow_duplicate=False, **fields),
        lambda: attach(person=second, allow_duplicate=False, **fields),
    )
    refused = [result for result in results if isinstance(result, AlreadyAttached)]
    assert [result.duplicate for result in refused] == [Evidence.objects.get()]


def test_second_click_gets_the_outcome_of_a_first_click_that_commits_meanwhile(world: World) -> None:
    """The first click commits while the second one is validated: before it reads evidence or begins its transaction."""
    url = reverse("desk:evidence-add", args=[world.open_claim.pk])
    form = {"stance": "context", "closeness": "primary", "address": "https://a.example/", "quote": "Words."}
    form["token"] = str(uuid.uuid4())
    first_click, second_click = signed_in(world.checker), signed_in(world.checker)
    first: list[Any] = []

    def click_first(execute: Any, sql: str, *rest: Any) -> Any:
        if not first and ("evidence_evidence" in sql or connection.in_atomic_block):
            first.append(None)
            first[:] = run_concurrently(lambda: first_click.post(url, form))
        return execute(sql, *rest)

    with connection.execute_wrapper(click_first):
        second = second_click.post(url, form)
    assert [response.status_code for response in (*first, second)] == [303, 303]
    assert first[0]["Location"] == second["Location"]
    assert Evidence.objects.count() == 1


def test_concurrent_requests_with_one_key_log_one_search(world: World) -> None:
    claim, person, token = world.open_claim, world.checker, uuid.uuid4()
    fields = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}
    results = run_concurrently(*[lambda: log_search(person=person, claim=claim, token=token, **fields)] * 2)
    assert {entry.pk for entry in results} == {SearchLogEntry.objects.get().pk}
