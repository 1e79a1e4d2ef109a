"""Concurrent changes of evidence and repeated requests, with real transactions."""

import uuid
from datetime import date

import pytest

from factcheck.evidence.actions import FileLocator, PageLocator, attach, change_evidence, log_search, withdraw_evidence
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.models import Entry
from factcheck.web.errors import EditConflict, Refused
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


def test_concurrent_requests_with_one_key_log_one_search(world: World) -> None:
    claim, person, token = world.open_claim, world.checker, uuid.uuid4()
    fields = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": date(2022, 4, 10)}
    results = run_concurrently(*[lambda: log_search(person=person, claim=claim, token=token, **fields)] * 2)
    assert {entry.pk for entry in results} == {SearchLogEntry.objects.get().pk}
