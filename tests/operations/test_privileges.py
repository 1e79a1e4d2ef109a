"""The runtime role: what it may not do, even without triggers, and the command that grants its privileges."""

from __future__ import annotations

import io
from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from factcheck.ledger.models import Immutable, Recorded
from factcheck.operations import privileges, role_invariants
from factcheck.operations.doctor import examine, listings
from factcheck.operations.grants import difference
from factcheck.setup import roles
from factcheck.web.database.owner import as_owner as connected_as_owner
from factcheck.web.database.owner import current_role
from tests.sql import as_owner, as_superuser
from tests.world import World

pytestmark = pytest.mark.django_db

IMMUTABLE = [
    *sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Immutable)),
    "ledger_entry",
    "ledger_touch",
    "publishing_signedhead",
    "publishing_signingkey",
]
FORBIDDEN = {
    "alter a table": "ALTER TABLE verdicts_review ADD COLUMN forged text",
    "rename a table": "ALTER TABLE ledger_touch RENAME TO forged",
    "disable the triggers of a table": "ALTER TABLE verdicts_review DISABLE TRIGGER USER",
    "disable all triggers": "SET session_replication_role = replica",
    "drop a table": "DROP TABLE verdicts_review",
    "create a table": "CREATE TABLE forged (id int)",
    "hide a table from triggers": "CREATE TEMPORARY TABLE ledger_touch (kind text, object_id bigint, version int)",
    "create a function": "CREATE FUNCTION forged() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "replace a function": "CREATE OR REPLACE FUNCTION name_key(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'",
    "create a schema": "CREATE SCHEMA forged",
    "create a trigger": (
        "CREATE TRIGGER forged BEFORE UPDATE ON claims_claim FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    ),
    "create a rule": "CREATE RULE forged AS ON INSERT TO ledger_touch DO INSTEAD NOTHING",
    "create a role": "CREATE ROLE forged",
    "restart a sequence": "SELECT setval('procrastinate_jobs_id_seq', 1)",
    "add a second head": "INSERT INTO ledger_head (id, number, hash) VALUES (2, 0, '')",
    "delete the head": "DELETE FROM ledger_head",
    "change the id of the head": "UPDATE ledger_head SET id = 2",
    "change a published document": "UPDATE publishing_publication SET document = '{}', version = version + 1",
    "change the author of a claim": "UPDATE claims_claim SET created_by_id = 1, version = version + 1",
    "change the terms of a search": "UPDATE evidence_search SET terms = 'x', version = version + 1",
    "change who contributed": "UPDATE claims_contribution SET person_id = 1",
    "give a token to another person": "UPDATE accounts_token SET person_id = 1",
    "delete a person": "DELETE FROM accounts_person",
    "hide a migration": "DELETE FROM django_migrations",
    "run a program": "COPY claims_claim TO PROGRAM 'cat'",
    "read a file of the server": "SELECT pg_read_file('/etc/passwd')",
}
INSUFFICIENT = "42501"


def rejected(statement: str) -> str | None:
    """The SQLSTATE with which the database rejects the statement of the runtime role; None if it does not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(getattr(error.__cause__, "sqlstate", ""))
    return None


def findings() -> list[str]:
    return [finding for result in examine() if "privileges" in result.name for finding in result.findings]


def primary_key(table: str) -> str:
    return next(model._meta.pk.column for model in apps.get_models() if model._meta.db_table == table and model._meta.pk)


def test_whole_workflow_needs_only_the_runtime_role() -> None:
    world = World().complete()
    assert current_role() == roles.RUNTIME
    assert world.published.state == "published"
    assert findings() == []
    assert [result.findings for result in listings() if "migrations" in result.name] == [[]]


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN)
def test_statement_is_forbidden(statement: str) -> None:
    assert rejected(statement) == INSUFFICIENT


@pytest.mark.parametrize("table", IMMUTABLE)
def test_immutable_row_cannot_be_changed(table: str) -> None:
    key = primary_key(table)
    for statement in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}", f"SELECT 1 FROM {table} FOR UPDATE"):
        assert rejected(statement) == INSUFFICIENT, statement


def test_no_table_can_be_emptied_or_altered() -> None:
    for table in privileges.declared():
        for statement in (f"TRUNCATE {table} CASCADE", f"ALTER TABLE {table} DISABLE TRIGGER ALL", f"DROP TABLE {table} CASCADE"):
            assert rejected(statement) == INSUFFICIENT, statement


def test_no_recorded_row_can_be_deleted() -> None:
    recorded = [model._meta.db_table for model in apps.get_models() if issubclass(model, Recorded)]
    assert len(recorded) > 20
    for table in recorded:
        assert rejected(f"DELETE FROM {table}") == INSUFFICIENT, table


def test_every_table_is_declared() -> None:
    """Declare a new table in `CLASSES` of `operations.privileges`. The runtime role cannot read it otherwise."""
    assert privileges.undeclared() == []
    assert set(connection.introspection.table_names()) == set(privileges.declared())


def test_no_privilege_contradicts_a_trigger_that_protects_rows() -> None:
    granted = privileges.declared()
    checked = 0
    for model in apps.get_models():
        for trigger in getattr(model._meta, "triggers", []):
            if type(trigger) is pgtrigger.Protect and not trigger.condition:
                for operation in str(trigger.operation).split(" OR "):
                    names = {privilege for privilege, _ in granted[model._meta.db_table]}
                    assert operation not in names, model
                    checked += 1
    assert checked > 30


EXCESS = {
    f"GRANT TRUNCATE ON claims_claim TO {roles.RUNTIME}": "has TRUNCATE on table claims_claim",
    f"GRANT UPDATE (reason) ON verdicts_review TO {roles.RUNTIME}": "has UPDATE (reason) on table verdicts_review",
    "GRANT DELETE ON ledger_entry TO PUBLIC": "has DELETE on table ledger_entry for every role",
    f"GRANT SELECT ON claims_claim TO {roles.RUNTIME} WITH GRANT OPTION": "has SELECT WITH GRANT OPTION on table claims_claim",
    f"GRANT CREATE ON SCHEMA public TO {roles.RUNTIME}": "has CREATE on schema public",
    f"GRANT UPDATE ON SEQUENCE procrastinate_jobs_id_seq TO {roles.RUNTIME}": "has UPDATE on sequence procrastinate_jobs_id_seq",
    f"REVOKE INSERT ON claims_claim FROM {roles.RUNTIME}": "lacks INSERT on table claims_claim",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {roles.OWNER} GRANT ALL ON TABLES TO {roles.RUNTIME}": (
        f"has privileges on all future objects of {roles.OWNER}"
    ),
    f"GRANT {roles.OWNER} TO {roles.RUNTIME}": f"is a member of {roles.OWNER}",
    f"GRANT SET ON PARAMETER session_replication_role TO {roles.RUNTIME}": "may disable triggers",
    f"ALTER ROLE {roles.RUNTIME} CREATEROLE": "may create roles",
    f"ALTER ROLE {roles.RUNTIME} SUPERUSER": "the role of DATABASE_URL, is a superuser",
    f"ALTER TABLE web_receipt OWNER TO {roles.RUNTIME}": "the role of DATABASE_URL, owns the tables",
    "CREATE FUNCTION forged() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'": "may call forged() with",
}


@pytest.mark.parametrize("statement", EXCESS)
def test_doctor_names_what_the_runtime_role_may_do_without_need(statement: str) -> None:
    with as_superuser() as cursor:
        cursor.execute(statement)
    (finding,) = findings()
    assert finding.startswith(roles.RUNTIME)
    assert EXCESS[statement] in finding


def test_single_role_is_listed_and_violates_nothing(settings: Any) -> None:
    settings.OWNER_DATABASE = None
    with as_owner():
        assert findings() == []
        (line,) = [line for result in listings() if "migrations" in result.name for line in result.findings]
    assert line.startswith(f"{roles.OWNER}, the role of DATABASE_URL, owns the tables")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["grant_privileges", "migrate"])
def test_command_grants_exactly_what_is_declared(command: str) -> None:
    with as_superuser() as cursor:
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {roles.RUNTIME}")
        cursor.execute("GRANT INSERT ON verdicts_review TO PUBLIC")
        cursor.execute("GRANT TEMPORARY ON DATABASE {} TO PUBLIC".format(connection.settings_dict["NAME"]))
        cursor.execute(f"REVOKE UPDATE ON ledger_head FROM {roles.RUNTIME}")
    before = difference(roles.RUNTIME)
    assert len(before.extra) > 40
    assert {str(grant) for grant in before.missing} == {
        "UPDATE (hash) on table ledger_head",
        "UPDATE (number) on table ledger_head",
    }
    errors = io.StringIO()
    call_command(command, stdout=io.StringIO(), stderr=errors)
    assert errors.getvalue() == ""
    assert difference(roles.RUNTIME) == ([], [])
    assert current_role() == roles.RUNTIME


@pytest.mark.django_db(transaction=True)
def test_privilege_of_another_grantor_is_reported_because_the_owner_cannot_revoke_it() -> None:
    grantor = f"grantor_{connection.settings_dict['NAME']}"
    with as_superuser() as cursor:
        cursor.execute(f"CREATE ROLE {grantor}")
        cursor.execute(f"GRANT DELETE ON verdicts_review TO {grantor} WITH GRANT OPTION")
        cursor.execute(f"SET ROLE {grantor}")
        cursor.execute(f"GRANT DELETE ON verdicts_review TO {roles.RUNTIME}")
        cursor.execute("SET ROLE NONE")
    try:
        with pytest.raises(CommandError, match="has DELETE on table verdicts_review, but does not need it"):
            call_command("grant_privileges", stdout=io.StringIO())
    finally:
        with as_superuser() as cursor:
            cursor.execute(f"REVOKE ALL ON verdicts_review FROM {grantor} CASCADE")
            cursor.execute(f"DROP ROLE {grantor}")
    assert difference(roles.RUNTIME) == ([], [])


def test_command_needs_two_roles(settings: Any) -> None:
    settings.OWNER_DATABASE = None
    with pytest.raises(CommandError, match="There is only one role"):
        call_command("grant_privileges")
    with pytest.raises(CommandError, match="is the owner itself"):
        call_command("grant_privileges", role=roles.RUNTIME)


@pytest.mark.django_db(transaction=True)
def test_owner_is_connected_only_within_the_block(settings: Any) -> None:
    with connected_as_owner() as runtime:
        assert (runtime, current_role()) == (roles.RUNTIME, roles.OWNER)
        with connected_as_owner() as again:
            assert (again, current_role()) == (roles.RUNTIME, roles.OWNER)
        assert current_role() == roles.OWNER
    assert current_role() == roles.RUNTIME
    settings.OWNER_DATABASE = None
    with connected_as_owner() as runtime:
        assert (runtime, current_role()) == (None, roles.RUNTIME)


def test_role_cannot_change_in_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="in a transaction"), connected_as_owner():
        pass
    assert current_role() == roles.RUNTIME


def test_invariant_is_part_of_the_doctor() -> None:
    assert {invariant.name for invariant in role_invariants.INVARIANTS} <= {result.name for result in examine()}
