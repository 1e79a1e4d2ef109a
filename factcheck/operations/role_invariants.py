"""What `manage.py doctor` checks about the role of `DATABASE_URL`: it has exactly the privileges that the code needs."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from factcheck.ledger.invariants import Invariant, Listing, select_rows
from factcheck.operations.grants import describe, difference
from factcheck.web.database.owner import current_role

_POWERS = """
SELECT is_superuser, owns FROM (
    SELECT r.rolsuper AS is_superuser, EXISTS (
        SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relowner = r.oid
    ) AS owns FROM pg_roles r WHERE r.rolname = current_user
) role
"""
_ATTRIBUTES = """
SELECT power FROM pg_roles r CROSS JOIN LATERAL (VALUES
    (r.rolcreaterole, 'may create roles'), (r.rolcreatedb, 'may create databases'),
    (r.rolreplication, 'may replicate the server'), (r.rolbypassrls, 'bypasses row-level security'),
    (has_parameter_privilege(r.oid, 'session_replication_role', 'SET'), 'may disable triggers with session_replication_role')
) AS each (has, power) WHERE r.rolname = current_user AND each.has
UNION ALL SELECT 'is a member of ' || quote_ident(g.rolname)
FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = current_user
UNION ALL SELECT 'may create objects in the schema ' || quote_ident(nspname)
FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'public' AND has_schema_privilege(current_user, oid, 'CREATE')
UNION ALL SELECT 'may call ' || p.oid::regprocedure || ' with the privileges of ' || quote_ident(pg_get_userbyid(p.proowner))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
AND has_function_privilege(current_user, p.oid, 'EXECUTE')
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT DISTINCT 'has privileges on all future objects of ' || quote_ident(pg_get_userbyid(d.defaclrole))
FROM pg_default_acl d CROSS JOIN LATERAL aclexplode(d.defaclacl) item JOIN pg_roles r ON r.oid = item.grantee
WHERE r.rolname = current_user AND d.defaclrole <> r.oid
ORDER BY 1
"""


def has_all_power() -> str:
    """Why no privilege limits the role of the connection, as a predicate; empty if privileges limit it."""
    ((is_superuser, owns),) = select_rows(_POWERS)
    return "is a superuser" if is_superuser else "owns the tables" if owns else ""


def _needless() -> Iterator[str]:
    role = current_role()
    if power := has_all_power():
        if settings.OWNER_DATABASE is not None:
            yield f"{role}, the role of DATABASE_URL, {power}"
        return
    for (power,) in select_rows(_ATTRIBUTES):
        yield f"{role} {power}"
    yield from describe(difference(role), role)


def _single_role() -> Iterator[str]:
    power = has_all_power()
    if power and settings.OWNER_DATABASE is None:
        yield (
            f"{current_role()}, the role of DATABASE_URL, {power}: anyone who has this URL can disable triggers."
            " To use two roles, see “Database roles” in docs/running.md"
        )


INVARIANTS = [Invariant("the runtime role has exactly the privileges that it needs", _needless)]
LISTINGS = [Listing("no separate role for migrations", _single_role)]
