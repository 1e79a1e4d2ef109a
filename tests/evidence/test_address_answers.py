"""Intervals of items, what editors state about results, and the queries for screens."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.availability import invariants
from factcheck.evidence.availability.actions import ANSWERED, close_result, set_interval, state_no_notice
from factcheck.evidence.availability.comparison import AddressResult
from factcheck.evidence.availability.models import AddressCheck, AddressInterval, AddressWatch
from factcheck.evidence.availability.queries import ADDRESS_COLUMNS, address_status
from factcheck.evidence.availability.rules import WITHDRAWN, item_days
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import evidence_board
from factcheck.ledger.models import Entry
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.address_checks import gone_page, watch_of
from tests.copies import page_item, preserved_copy
from tests.sql import as_owner, without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("evidence")]


@pytest.fixture
def gone(world: World) -> AddressCheck:
    return gone_page(world.checker, world.evidence)


def test_interval_is_recorded_and_the_newest_one_applies(world: World) -> None:
    item = world.evidence
    assert item_days(item) is None
    for days in (7, 0, None, 30):
        interval = set_interval(person=world.checker, item=item, days=days)
        assert interval
        assert item_days(item) == days
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.action, entry.person, entry.before, entry.after) == (
        "address.interval_set",
        world.checker,
        {"days": None},
        {"evidence": item.pk, "days": 30},
    )


def test_same_interval_writes_nothing(world: World) -> None:
    item = world.evidence
    assert set_interval(person=world.checker, item=item, days=None) is None
    set_interval(person=world.checker, item=item, days=7)
    editor, number = world.editor, Entry.objects.count()
    assert set_interval(person=editor, item=item, days=7) is None
    assert (Entry.objects.count(), AddressInterval.objects.count()) == (number, 1)


def test_reader_sets_no_interval(world: World) -> None:
    with pytest.raises(NotAllowed):
        set_interval(person=world.reader, item=world.evidence, days=7)


def test_statement_of_an_editor_ends_the_entry_in_the_queue(world: World, gone: AddressCheck) -> None:
    assert watch_of(world.evidence).is_open
    statement = state_no_notice(person=world.editor, check=gone, reason="The page moved within the site.")
    watch = watch_of(world.evidence)
    assert (watch.is_open, watch.newest, gone.statement) == (False, gone, statement)
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.action, entry.person, entry.after["reason"]) == (
        "address.no_notice",
        world.editor,
        "The page moved within the site.",
    )


def test_statement_is_made_once_and_only_about_the_newest_result(world: World, gone: AddressCheck) -> None:
    other = gone_page(world.checker, world.evidence, AddressResult.OTHER_WORDS)
    with pytest.raises(Refused, match="answered"):
        state_no_notice(person=world.editor, check=gone, reason="It is old.")
    state_no_notice(person=world.editor, check=other, reason="It is right.")
    with pytest.raises(Refused) as refused:
        state_no_notice(person=world.other_editor, check=other, reason="It is right.")
    assert refused.value.message == ANSWERED
    again = gone_page(world.checker, world.evidence)
    assert (watch_of(world.evidence).newest, watch_of(world.evidence).is_open) == (again, True)


def test_checkers_and_empty_reasons_are_refused(world: World, gone: AddressCheck) -> None:
    with pytest.raises(NotAllowed):
        state_no_notice(person=world.checker, check=gone, reason="No.")
    with pytest.raises(Invalid):
        state_no_notice(person=world.editor, check=gone, reason="  ")
    withdraw_evidence(person=world.checker, item=world.evidence, reason="Wrong page.")
    with pytest.raises(Refused, match=WITHDRAWN):
        state_no_notice(person=world.editor, check=AddressCheck.objects.get(), reason="It is gone.")
    assert watch_of(world.evidence).is_open


def test_published_answer_closes_the_newest_result_once(world: World, gone: AddressCheck) -> None:
    assert close_result(gone)
    assert not close_result(gone)


def test_status_names_the_result_with_a_word_and_a_symbol(world: World, gone: AddressCheck) -> None:
    def status(item: Any) -> Any:
        return address_status(Evidence.objects.annotate(**ADDRESS_COLUMNS).get(pk=item.pk))

    shown = status(world.evidence)
    assert (shown.label, shown.icon, shown.since) == ("original gone (copy kept)", "triangle-alert", gone.checked_at)
    gone_page(world.checker, world.evidence, AddressResult.ELSEWHERE)
    assert (status(world.evidence).label, status(world.evidence).icon) == ("changed elsewhere", "info")
    gone_page(world.checker, world.evidence, AddressResult.AS_BEFORE)
    assert status(world.evidence) is None


def test_board_reads_the_status_in_the_same_query(world: World, gone: AddressCheck, django_assert_num_queries: Any) -> None:
    for number in range(3):
        item = page_item(world.checker, world.open_claim, address=f"https://news.example/{number}")
        preserved_copy(world.checker, item)
        gone_page(world.checker, item, AddressResult.OTHER_WORDS)
    with django_assert_num_queries(3):
        board = evidence_board(world.open_claim)
        labels = sorted(item.address.label for item in board.items if item.address)
    assert labels == ["original gone (copy kept)", *["says other words"] * 3]


def test_schedule_never_goes_back(world: World, gone: AddressCheck) -> None:
    for change in ({"number": 0}, {"attempts": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AddressWatch.objects.update(**change)


def test_check_that_names_a_row_of_another_item_is_rejected(world: World, gone: AddressCheck) -> None:
    other = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
    with pytest.raises(IntegrityError, match="another item"), transaction.atomic():
        AddressCheck.objects.create(
            evidence=world.evidence, address=gone.address, result="gone", checked_at=gone.checked_at, compared=other
        )


def test_results_are_protected(world: World, gone: AddressCheck) -> None:
    with pytest.raises(Exception, match="update"), as_owner() as cursor:
        cursor.execute("UPDATE evidence_addresscheck SET result = 'as_before'")


def test_doctor_reports_results_that_disagree(world: World, gone: AddressCheck) -> None:
    assert [list(invariant.broken()) for invariant in invariants.INVARIANTS] == [[], []]
    with without_triggers() as cursor:
        cursor.execute("UPDATE evidence_addresscheck SET result = 'as_before'")
    assert list(invariants.INVARIANTS[1].broken()) == [
        f"the schedule of evidence {world.evidence.pk} names a result of another item, an older one, or one that needs no answer"
        " as open"
    ]
    other = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
    with without_triggers() as cursor:
        cursor.execute("UPDATE evidence_addresscheck SET compared_id = %s", [other.pk])
    assert list(invariants.INVARIANTS[0].broken()) == [
        f"check {gone.pk} of an address names a row of another item, or has the same result as the previous one"
    ]
