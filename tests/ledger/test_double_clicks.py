"""Every action is idempotent: a repeated request with the same idempotency key writes once and has the same outcome."""

from __future__ import annotations

import copy
import uuid
from typing import Any

import pytest
from django.db.models import Model

from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.web.errors import FormAlreadyUsed, NotAllowed
from factcheck.web.models import Receipt
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World
from tests.writes import WRITES, Write


def stored_columns(row: Model) -> dict[str, Any]:
    """The column values of a row in the database."""
    return dict(type(row)._default_manager.values().get(pk=row.pk))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", WRITES)
def test_concurrent_requests_write_once_and_have_the_same_outcome(name: str) -> None:
    write, token = WRITES[name](World()), uuid.uuid4()
    outcomes = run_concurrently(lambda: write.send(token), lambda: write.send(token))
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    first, second = outcomes
    assert (type(first), first.pk) == (type(second), second.pk)
    assert Receipt.objects.values_list("token", "object_id").get() == (token, first.pk)
    assert chain_is_intact()
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.parametrize("name", WRITES)
def test_repeated_request_returns_the_row_and_writes_nothing(name: str, rolled_back_world: World) -> None:
    write, token = WRITES[name](rolled_back_world), uuid.uuid4()
    first = write.send(token)
    saved, entries = stored_columns(first), Entry.objects.count()
    again = write.send(token)
    assert (type(again), again.pk) == (type(first), first.pk)
    assert stored_columns(first) == saved
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("name", WRITES)
def test_different_content_with_the_same_key_is_refused(name: str, rolled_back_world: World) -> None:
    write, token = WRITES[name](rolled_back_world), uuid.uuid4()
    first = write.send(token)
    saved, entries = stored_columns(first), Entry.objects.count()
    with pytest.raises(FormAlreadyUsed):
        write.send_other(token)
    assert stored_columns(first) == saved
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("name", WRITES)
def test_refused_request_does_not_use_its_key(name: str, rolled_back_world: World) -> None:
    """Otherwise, the form could not be submitted again after its error is corrected."""
    write, token = WRITES[name](rolled_back_world), uuid.uuid4()
    argument = "by" if "by" in write.arguments else "person"
    deactivated = copy.copy(write.arguments[argument])
    deactivated.is_active = False
    with pytest.raises(NotAllowed):
        Write(write.action, {**write.arguments, argument: deactivated}, {}).send(token)
    assert not Receipt.objects.exists()
    assert write.send(token).pk is not None
