"""Compares the schema of the database with the reference in `schema.txt`, which a test derives from the migrations.

The reference has one line for each table, column, constraint, index, trigger, and function: its kind, its name, and the first 16
digits of the SHA-256 of its definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from factcheck.ledger.invariants import Invariant, select_rows

REFERENCE = Path(__file__).with_name("schema.txt")

# Type, name, and definition. Definitions do not contain names of roles, and tables are qualified, so installations are equal.
_OBJECTS = """
SELECT 'table', c.relname, c.relkind::text || c.relpersistence::text || c.relrowsecurity::text
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
UNION ALL
SELECT 'column', c.relname || '.' || a.attname,
    concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull::text, a.attgenerated::text, a.attidentity::text,
              CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', r.conrelid::regclass::text || '.' || r.conname, pg_get_constraintdef(r.oid)
FROM pg_constraint r WHERE r.connamespace = 'public'::regnamespace AND r.contype IN ('c', 'f', 'p', 'u', 'x') AND r.conrelid <> 0
UNION ALL
SELECT 'index', c.relname, pg_get_indexdef(i.indexrelid) || i.indisvalid::text
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'trigger', t.tgrelid::regclass::text || '.' || t.tgname, pg_get_triggerdef(t.oid) || t.tgenabled::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'function', p.oid::regprocedure::text,
    concat_ws(' ', p.prosrc, l.lanname, p.provolatile::text, p.proisstrict::text, p.prosecdef::text,
              array_to_string(p.proconfig, ' '), pg_get_function_result(p.oid), pg_get_function_sqlbody(p.oid))
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'operator', o.oid::regoperator::text, o.oprcode::text FROM pg_operator o
WHERE o.oprnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')
UNION ALL
SELECT 'rule', r.ev_class::regclass::text || '.' || r.rulename, pg_get_ruledef(r.oid)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = 'public'::regnamespace AND r.rulename <> '_RETURN'
"""

_CASTS = re.compile(r"::(?:character varying|text|bpchar)(?:\(\d+\))?(?:\[\])?|[()\s]")

_UNEXPECTED = frozenset({"trigger", "rule", "function", "operator"})
"""Kinds of objects that can change what a write does. Additional tables and indexes cannot.

PostgreSQL prefers a function or an operator whose types fit better, such as `name_key(varchar)`, also within other functions.
"""


def schema_lines() -> list[str]:
    """The lines of the reference for the connected database, sorted."""
    return sorted(
        f"{kind} {name} {sha256(_comparable(kind, definition).encode()).hexdigest()[:16]}"
        for kind, name, definition in select_rows(_OBJECTS)
    )


def _comparable(kind: str, definition: str) -> str:
    """The definition without casts between text types and without parentheses, which differ in a restored database."""
    return definition if kind == "function" else _CASTS.sub("", definition)


def _differences() -> Iterator[str]:
    expected, found = _by_name(REFERENCE.read_text().splitlines()), _by_name(schema_lines())
    for (kind, name), digest in sorted(expected.items()):
        if (kind, name) not in found:
            yield f"{kind} {name} is missing"
        elif found[kind, name] != digest:
            yield f"{kind} {name} differs from its definition in the code, or is disabled"
    for kind, name in sorted(found.keys() - expected.keys()):
        if kind in _UNEXPECTED:
            yield f"{kind} {name} is not defined in the code"


def _by_name(lines: list[str]) -> dict[tuple[str, str], str]:
    """(kind, name) → digest. A name can contain spaces."""
    parts = [(line.split(" ", 1)[0], *line.split(" ", 1)[1].rsplit(" ", 1)) for line in lines]
    return {(kind, name): digest for kind, name, digest in parts}


def _disabled_foreign_keys() -> Iterator[str]:
    for table, many in select_rows(
        """
        SELECT t.tgrelid::regclass::text, count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND t.tgisinternal AND t.tgenabled <> 'O' GROUP BY 1 ORDER BY 1
        """
    ):
        yield f"{many} checks of foreign keys are disabled on {table}"


def _settings_that_change_writes() -> Iterator[str]:
    for role, database, setting in select_rows(
        """
        SELECT coalesce(r.rolname, 'every role'), coalesce(d.datname, 'every database'), s.setting
        FROM pg_db_role_setting c LEFT JOIN pg_roles r ON r.oid = c.setrole LEFT JOIN pg_database d ON d.oid = c.setdatabase
        CROSS JOIN LATERAL unnest(c.setconfig) AS s (setting)
        WHERE s.setting LIKE 'session_replication_role=%%' OR s.setting LIKE 'pgtrigger.%%'
        OR s.setting LIKE 'search_path=%%' AND s.setting NOT IN ('search_path=public', 'search_path="$user", public')
        """
    ):
        yield f"{setting} is set for {role} in {database}"


def _migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield f"{migration.app_label} {migration.name} is not applied: run manage.py migrate"
    for app, name in sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)):
        if app in executor.loader.migrated_apps:
            yield f"{app} {name} is applied, but the code does not contain it: this version is older than the database"


def _schema() -> Iterator[str]:
    yield from _settings_that_change_writes()
    yield from _disabled_foreign_keys()
    yield from _differences()


INVARIANTS = [
    Invariant("all migrations are applied", _migrations),
    Invariant("tables, constraints, triggers, and functions are those of the code", _schema),
]
