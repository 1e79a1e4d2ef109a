"""The database and the roles of the embedded server: a superuser, the owner of the tables, and the role of all processes.

The superuser is the role that `initdb` created. Clusters of earlier versions have only this role; their tables get a new owner.
"""

from collections.abc import Callable

import psycopg
from psycopg import sql

from factcheck.setup.problem import SetupProblem

DATABASE = "factcheck"
SUPERUSER = "factcheck"
OWNER = "factcheck_owner"
RUNTIME = "factcheck_runtime"

_LOCK_LIMIT = "20s"
_IN_USE = (
    "The database of an earlier version cannot be upgraded while another process uses it. Stop all processes of Factcheck, then"
    " try again."
)
# Each object in `public` that neither belongs to the owner nor to an extension. A sequence of a column follows its table.
_OTHER_OWNER = """
WITH object AS (
    SELECT 'pg_class'::regclass AS catalog, oid, relowner AS owner, oid::regclass::text AS name, CASE relkind
        WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL SELECT 'pg_proc'::regclass, oid, proowner, oid::regprocedure::text, 'ROUTINE'
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'pg_type'::regclass, t.oid, typowner, t.oid::regtype::text, 'TYPE'
    FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE typnamespace = 'public'::regnamespace AND (typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgowner, oid::regconfig::text, 'TEXT SEARCH CONFIGURATION'
    FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictowner, oid::regdictionary::text, 'TEXT SEARCH DICTIONARY'
    FROM pg_ts_dict WHERE dictnamespace = 'public'::regnamespace
)
SELECT kind, name FROM object o WHERE pg_get_userbyid(owner) <> %s AND NOT EXISTS (
    SELECT 1 FROM pg_depend d WHERE d.classid = o.catalog AND d.objid = o.oid
    AND (d.deptype = 'e' OR d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
)
"""


def ensure(url: Callable[[str], str], say: Callable[[str], None]) -> None:
    """Create the roles and the database that do not exist, and give the database of an earlier version to its owner.

    `url` returns the URL of a database for the superuser. Raises SetupProblem if other processes use the database of an earlier
    version.
    """
    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        create_roles(connection)
        owner = connection.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if owner is None:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
        elif owner != (OWNER,):
            say("Giving the tables of an earlier version to a separate role")
            transfer(url(DATABASE))


def create_roles(connection: psycopg.Connection) -> None:
    """Create the owner and the runtime role if they do not exist. *connection* belongs to a superuser."""
    rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[OWNER, RUNTIME]]).fetchall()
    for role in {OWNER, RUNTIME} - {name for (name,) in rows}:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def transfer(url: str) -> None:
    """Make OWNER the owner of the database at *url*, the URL of a superuser, and of all objects in it. One transaction."""
    owner = sql.Identifier(OWNER)
    try:
        with psycopg.connect(url) as connection:
            connection.execute(
                "SELECT set_config('search_path', 'pg_catalog', true), set_config('lock_timeout', %s, true)", [_LOCK_LIMIT]
            )
            for kind, name in connection.execute(_OTHER_OWNER, [OWNER]).fetchall():
                # The catalog has quoted and qualified the name.
                connection.execute(sql.SQL("ALTER {} {} OWNER TO {}").format(sql.SQL(kind), sql.SQL(name), owner))
            database = sql.Identifier(connection.info.dbname)
            connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(database, owner))
    except psycopg.errors.LockNotAvailable:
        raise SetupProblem(_IN_USE) from None
