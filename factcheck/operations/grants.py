"""Compares the privileges of the runtime role in the database with `privileges`, and grants or revokes the difference."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection, transaction
from psycopg import sql

from factcheck.operations.privileges import declared


class Grant(NamedTuple):
    """A privilege of the runtime role, or of all roles (`to_public`), on an object of this database.

    `kind` is TABLE, SEQUENCE, SCHEMA, or DATABASE. `column` is the column to which the privilege is limited.
    """

    kind: str
    name: str
    privilege: str
    column: str = ""
    to_public: bool = False

    def __str__(self) -> str:
        privilege = f"{self.privilege} ({self.column})" if self.column else self.privilege
        return f"{privilege} on {self.kind.lower()} {self.name}{' for every role' if self.to_public else ''}"


class GrantDifference(NamedTuple):
    """Privileges that the runtime role has but does not need, and those that it lacks."""

    extra: list[Grant]
    missing: list[Grant]

    def __bool__(self) -> bool:
        return bool(self.extra or self.missing)


_ACTUAL = """
WITH role AS (SELECT oid FROM pg_roles WHERE rolname = %(role)s),
relation AS (
    SELECT c.oid, c.relname, c.relacl, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
), acl AS (
    SELECT kind, relname::text AS name, '' AS "column", relacl AS items FROM relation
    UNION ALL SELECT kind, relname, a.attname, a.attacl FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
    UNION ALL SELECT 'SCHEMA', nspname, '', coalesce(nspacl, acldefault('n', nspowner))
        FROM pg_namespace WHERE nspname = 'public'
    UNION ALL SELECT 'DATABASE', datname, '', coalesce(datacl, acldefault('d', datdba))
        FROM pg_database WHERE datname = current_database()
)
SELECT DISTINCT kind, name, item.privilege_type || CASE WHEN item.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, "column",
    item.grantee = 0
FROM acl CROSS JOIN LATERAL aclexplode(items) AS item WHERE item.grantee = 0 OR item.grantee = (SELECT oid FROM role)
"""
_COLUMNS = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
# Only sequences of the type `serial`: an identity column needs no privilege on its sequence.
_SEQUENCES = """
SELECT t.relname, s.relname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid JOIN pg_class t ON t.oid = d.refobjid
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a' AND s.relkind = 'S'
AND s.relnamespace = 'public'::regnamespace
"""
_GRANT_OPTION = " WITH GRANT OPTION"
_HARMLESS_FOR_EVERYONE = {("DATABASE", "CONNECT"), ("SCHEMA", "USAGE")}


def difference(role: str) -> GrantDifference:
    """Compare the privileges of `role`, and those of all roles, with the declaration. Three queries."""
    actual = {Grant(*row) for row in _rows(_ACTUAL, role=role)}
    actual |= {grant._replace(privilege=grant.privilege.removesuffix(_GRANT_OPTION)) for grant in actual}
    needed = _needed()
    tolerated = {grant for grant in actual if grant.to_public and (grant.kind, grant.privilege) in _HARMLESS_FOR_EVERYONE}
    return GrantDifference(sorted(actual - needed - tolerated), sorted(needed - actual))


def apply(role: str) -> GrantDifference:
    """Grant `role` exactly the declared privileges, in one transaction. Returns the differences that remain.

    The connection belongs to the owner of the tables. Only objects with a difference are changed. Differences remain if another
    role granted a privilege, or if the owner of the tables does not own the database.
    """
    with transaction.atomic():
        for grant in difference(role).extra:
            _execute("REVOKE {privilege} ON {kind} {name} FROM {role}", grant, role)
        # Compared again, because a privilege on all columns that is revoked takes those on single columns with it.
        for grant in difference(role).missing:
            _execute("GRANT {privilege} ON {kind} {name} TO {role}", grant, role)
        return difference(role)


def _needed() -> set[Grant]:
    columns: dict[str, set[str]] = {}
    for table, column in _rows(_COLUMNS):
        columns.setdefault(table, set()).add(column)
    privileges = {table: each for table, each in declared().items() if table in columns}
    needed = {
        Grant("TABLE", table, privilege, column)
        for table, each in privileges.items()
        for privilege, column in each
        if not column or column in columns[table]  # before a migration that adds the column
    }
    for table, sequence in _rows(_SEQUENCES):
        if ("INSERT", "") in privileges.get(table, ()):
            needed.add(Grant("SEQUENCE", sequence, "USAGE"))
    ((database,),) = _rows("SELECT current_database()")
    return needed | {Grant("SCHEMA", "public", "USAGE"), Grant("DATABASE", database, "CONNECT")}


def _execute(statement: str, grant: Grant, role: str) -> None:
    privilege: sql.Composable = sql.SQL(
        grant.privilege.removesuffix(_GRANT_OPTION)
    )  # a keyword, from the declaration or the catalog
    if grant.column:
        privilege = sql.SQL("{} ({})").format(privilege, sql.Identifier(grant.column))
    composed = sql.SQL(statement).format(
        privilege=privilege,
        kind=sql.SQL(grant.kind),
        name=sql.Identifier("public", grant.name) if grant.kind in ("TABLE", "SEQUENCE") else sql.Identifier(grant.name),
        role=sql.SQL("PUBLIC") if grant.to_public else sql.Identifier(role),
    )
    with connection.cursor() as cursor:
        cursor.execute(composed)


def _rows(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return list(cursor.fetchall())


def describe(found: GrantDifference, role: str) -> list[str]:
    """A line for each difference."""
    return [f"{role} has {grant}, but does not need it" for grant in found.extra] + [
        f"{role} lacks {grant}" for grant in found.missing
    ]
