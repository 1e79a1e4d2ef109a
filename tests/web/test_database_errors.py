"""Errors of the database: a rejected value is reported as such, and a conflict only if two writes competed."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from factcheck.articles.models import Source
from factcheck.web.database_errors import refusal_for
from tests.pages import signed_in
from tests.web.test_unavailable import add_actor, failing, raising
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

CONFLICT = "Another change was saved at the same time"


@pytest.mark.parametrize("state", ["23505", "23P01", "40001", "40P01"])
def test_competing_writes_are_a_conflict(world: World, state: str) -> None:
    with failing(raising(state), at='INSERT INTO "claims_actor"'):
        response = add_actor(signed_in(world.checker))
    assert (response.status_code, CONFLICT in response.content.decode()) == (409, True)


@pytest.mark.parametrize("state", ["23514", "23502", "23503"])
def test_rejected_value_is_not_a_conflict(world: World, state: str) -> None:
    client, source = signed_in(world.checker), world.institute
    with failing(raising(state), at='INSERT INTO "claims_actor"'):
        response = add_actor(client)
    assert response.status_code == 422
    detail = response.json()["detail"]
    assert detail == "The change violates a rule of the database (injected). Nothing was saved."
    with failing(raising(state), at='UPDATE "articles_source"'):
        page = client.post(
            f"/desk/sources/{source.pk}/",
            {"name": "Other", "version": source.version, "source_kind": source.source_kind},
        )
    text = page.content.decode()
    assert page.status_code == 422
    assert "The database rejected this change" in text
    assert CONFLICT not in text
    assert "Someone else" not in text


def test_refusal_names_the_constraint_but_not_the_value(world: World) -> None:
    source = world.institute
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Source.objects.filter(pk=source.pk).update(address="ftp://secret.example/", version=source.version + 1)
    refusal = refusal_for(error.value)
    assert refusal is not None
    assert (refusal.status, "source_address_is_http" in refusal.message) == (422, True)
    assert "secret" not in refusal.message
