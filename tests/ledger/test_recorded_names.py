"""Every version verifies the entries of older ones: what a migration renames or removes stays known (decision 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from factcheck.claims.actions import edit_claim
from factcheck.claims.models import Claim
from factcheck.ledger.invariants import INVARIANTS, recorded_models
from factcheck.operations.doctor import examine
from tests.operations.test_doctor import execute_without_triggers
from tests.world import World
from tests.writes import WRITES

KNOWN = "each value in the ledger is one that this version verifies"
ADDED_TO_RECORD = "version"


def found() -> list[str]:
    """What this invariant of `manage.py doctor` reports."""
    (known,) = (invariant for invariant in INVARIANTS if invariant.name == KNOWN)
    return list(known.broken())


@pytest.mark.parametrize("name", WRITES)
def test_values_of_every_write_are_known(rolled_back_world: World, name: str) -> None:
    WRITES[name](rolled_back_world).send(None)
    assert found() == []


@pytest.mark.django_db
def test_doctor_reports_a_value_that_no_column_has(world: World) -> None:
    claim = world.open_claim
    sql = "UPDATE ledger_entry SET after = after || '{\"wording\": \"x\"}' WHERE action = 'claim.added' RETURNING number"
    execute_without_triggers(sql)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM ledger_entry WHERE action = 'claim.added' AND object_id = %s", [claim.pk])
        (number,) = cursor.fetchone()
    assert found() == [f"entry {number} has the value “wording” of a claim, but this version cannot verify it"]
    assert [result.findings for result in examine() if result.name == KNOWN] == [found()]


@pytest.mark.django_db
def test_value_under_a_former_name_is_verified(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a migration had renamed the field `wording` to `statement`, with `db_column`."""
    claim = edit_claim(person=world.checker, claim=world.open_claim, seen_version=None, statement="The new statement.")
    first = Claim.objects.get(pk=claim.pk).values_at(1)
    rename = (
        "UPDATE ledger_entry SET {0} = {0} - 'statement' || jsonb_build_object('wording', {0} -> 'statement')"
        " WHERE kind = 'claim' AND {0} ? 'statement'"
    )
    for column in ("before", "after"):
        execute_without_triggers(rename.format(column))
    assert found()
    monkeypatch.setattr(Claim, "former_names", {"wording": "statement"})
    assert found() == []
    assert Claim.objects.get(pk=claim.pk).values_at(1) == first
    values = "each row has the values of its last ledger entry"
    assert [result.findings for result in examine() if result.name == values] == [[]]
    execute_without_triggers("UPDATE claims_claim SET statement = 'Forged.' WHERE id = %s", claim.pk)
    assert [result.findings for result in examine() if result.name == values] == [
        [f"claim {claim.pk}: statement is 'Forged.', but the ledger has 'The new statement.'"]
    ]


@pytest.mark.django_db
def test_doctor_reports_a_kind_that_no_model_has(world: World) -> None:
    assert world.open_claim
    execute_without_triggers("UPDATE ledger_touch SET kind = 'statement' WHERE kind = 'claim'")
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(entry_id) FROM ledger_touch WHERE kind = 'statement'")
        (number,) = cursor.fetchone()
    assert found() == [f"the ledger has rows of the kind “statement” since entry {number}, but this version cannot verify them"]


def recorded_columns(state: Any) -> Iterator[tuple[str, str]]:
    """(table, column) of each recorded table in the state of the migrations. Generated columns are not recorded."""
    for model in state.apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if ADDED_TO_RECORD in names:
            for field in model._meta.concrete_fields:
                if not getattr(field, "generated", False):
                    yield model._meta.db_table, field.column


def test_no_migration_removes_or_renames_a_recorded_column() -> None:
    """Digests of older row versions contain the names and values of all columns. If this fails, read decision 9."""
    loader = MigrationLoader(None)
    apps_with_records = {model._meta.app_label for model in recorded_models()}
    now = {(model._meta.db_table, field.column) for model in recorded_models() for field in model._meta.concrete_fields}
    assert "ledger" not in apps_with_records
    removed, seen = set(), set()
    for app, name in loader.graph.nodes:
        if app in apps_with_records:
            state = loader.project_state((app, name))
            columns = {each for each in recorded_columns(state) if each[0] != "ledger_touch"}
            seen |= columns
            removed |= columns - now
    assert removed == set()
    assert ("claims_claim", "statement") in seen
