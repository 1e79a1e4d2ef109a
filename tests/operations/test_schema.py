"""`doctor` names every part of the schema that was weakened, although the data is intact."""

from __future__ import annotations

import pytest
from django.db import connection

from factcheck.operations.schema import INVARIANTS, REFERENCE, schema_lines
from tests.sql import as_owner, as_superuser
from tests.world import World

pytestmark = pytest.mark.django_db


def execute(*statements: str) -> None:
    with as_superuser() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


def findings() -> list[str]:
    return [finding for invariant in INVARIANTS for finding in invariant.broken()]


def test_reference_is_the_schema_after_all_migrations() -> None:
    """After a new migration: `manage.py migrate`, then `manage.py write_schema_reference`."""
    expected = set(REFERENCE.read_text().splitlines())
    found = set(schema_lines())
    assert sorted(expected ^ found) == []
    assert findings() == []


WEAKENED = {
    "all triggers are disabled": (
        "ALTER TABLE verdicts_review DISABLE TRIGGER USER",
        "trigger verdicts_review.pgtrigger_four_eyes",
    ),
    "a trigger is dropped": (
        "DROP TRIGGER pgtrigger_{four_eyes} ON verdicts_review",
        "trigger verdicts_review.pgtrigger_four_eyes",
    ),
    "the function of a trigger returns at once": (
        "CREATE OR REPLACE FUNCTION pgtrigger_{four_eyes}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "function pgtrigger_four_eyes",
    ),
    "a unique constraint is dropped": (
        "ALTER TABLE ledger_touch DROP CONSTRAINT one_entry_per_write",
        "constraint ledger_touch.one_entry_per_write is missing",
    ),
    "a check constraint is dropped": (
        "ALTER TABLE ledger_head DROP CONSTRAINT one_head",
        "constraint ledger_head.one_head is missing",
    ),
    "a column becomes optional": (
        "ALTER TABLE claims_claim ALTER statement DROP NOT NULL",
        "column claims_claim.statement differs",
    ),
    "checks of foreign keys are disabled": (
        "ALTER TABLE claims_mention DISABLE TRIGGER ALL",
        "checks of foreign keys are disabled on claims_mention",
    ),
    "a rule swallows updates": (
        "CREATE RULE quiet AS ON UPDATE TO claims_claim DO INSTEAD NOTHING",
        "rule claims_claim.quiet is not defined in the code",
    ),
    "the search key has another definition": (
        "CREATE OR REPLACE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT name'",
        "function name_key(text) differs",
    ),
    "the library can ignore triggers again": (
        "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql AS 'SELECT TRUE'",
        "function _pgtrigger_should_ignore(name) differs",
    ),
    "a migration is missing": (
        "DELETE FROM django_migrations WHERE app = 'verdicts' AND name = '0020_contributors_may_return'",
        "verdicts 0020_contributors_may_return is not applied",
    ),
    "a later version has migrated the database": (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('claims', '9999_later', now())",
        "claims 9999_later is applied, but the code does not contain it",
    ),
    "a function with better fitting types is preferred": (
        "CREATE FUNCTION name_key(name varchar) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT name'",
        "function name_key(character varying) is not defined in the code",
    ),
    "an operator with better fitting types is preferred": (
        "CREATE FUNCTION same(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT TRUE';"
        "CREATE OPERATOR public.= (FUNCTION = same, LEFTARG = varchar, RIGHTARG = varchar)",
        "operator =(character varying,character varying) is not defined in the code",
    ),
    "other tables are found first": (
        "ALTER ROLE CURRENT_USER SET search_path = forged, public",
        "search_path=forged, public is set for",
    ),
    "triggers are off by default": (
        "ALTER ROLE CURRENT_USER SET session_replication_role = replica",
        "session_replication_role=replica is set for",
    ),
}


@pytest.mark.parametrize("what", WEAKENED)
def test_weakened_schema_is_reported(what: str) -> None:
    statement, expected = WEAKENED[what]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_four_eyes_%' AND tgrelid = 'verdicts_review'::regclass"
        )
        name = cursor.fetchone()[0].removeprefix("pgtrigger_")
    execute(statement.replace("{four_eyes}", name))
    assert [finding for finding in findings() if expected in finding]


def test_additional_trigger_is_reported() -> None:
    execute(
        "CREATE FUNCTION swap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.reason := ''''; RETURN NEW; END'",
        "CREATE TRIGGER swap BEFORE INSERT ON verdicts_review FOR EACH ROW EXECUTE FUNCTION swap()",
    )
    assert findings() == [
        "function swap() is not defined in the code",
        "trigger verdicts_review.swap is not defined in the code",
    ]


def test_no_setting_turns_triggers_off(world: World) -> None:
    assert world.published
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname::text) FROM pg_trigger WHERE NOT tgisinternal")
        names = ",".join(cursor.fetchone()[0])
        cursor.execute(f"SET LOCAL pgtrigger.ignore = '{{{names}}}'")
        with pytest.raises(Exception, match="Cannot"), as_owner():
            cursor.execute("DELETE FROM ledger_entry")
