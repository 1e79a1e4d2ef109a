"""A request that is sent twice with one idempotency key: one write, one outcome, whatever kind of write it is."""

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
from tests.verdicts.test_races import at_once, chain_is_whole
from tests.world import World
from tests.writes import WRITES, Write


def values_of(row: Model) -> dict[str, Any]:
    """The columns of a row as they are in the database."""
    return dict(type(row)._default_manager.values().get(pk=row.pk))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", WRITES)
def test_two_requests_at_once_write_once_and_get_one_outcome(name: str) -> None:
    write, token = WRITES[name](World()), uuid.uuid4()
    answers = at_once(lambda: write.send(token), lambda: write.send(token))
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    first, second = answers
    assert (type(first), first.pk) == (type(second), second.pk)
    assert Receipt.objects.values_list("token", "object_id").get() == (token, first.pk)
    assert chain_is_whole()
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_repeated_request_returns_the_row_and_writes_nothing(name: str) -> None:
    write, token = WRITES[name](World()), uuid.uuid4()
    first = write.send(token)
    saved, entries = values_of(first), Entry.objects.count()
    again = write.send(token)
    assert (type(again), again.pk) == (type(first), first.pk)
    assert values_of(first) == saved
    assert Entry.objects.count() == entries


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_other_content_with_the_same_key_is_refused(name: str) -> None:
    write, token = WRITES[name](World()), uuid.uuid4()
    first = write.send(token)
    saved, entries = values_of(first), Entry.objects.count()
    with pytest.raises(FormAlreadyUsed):
        write.send_other(token)
    assert values_of(first) == saved
    assert Entry.objects.count() == entries


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_refused_request_leaves_its_key_free(name: str) -> None:
    """Otherwise the form could not be sent again after its error was corrected."""
    write, token = WRITES[name](World()), uuid.uuid4()
    actor = "by" if "by" in write.arguments else "person"
    switched_off = copy.copy(write.arguments[actor])
    switched_off.is_active = False
    with pytest.raises(NotAllowed):
        Write(write.action, {**write.arguments, actor: switched_off}, {}).send(token)
    assert not Receipt.objects.exists()
    assert write.send(token).pk is not None
