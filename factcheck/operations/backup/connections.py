"""How programs outside Django connect to the database of the settings."""

from __future__ import annotations

import os
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo


def parameters() -> dict[str, Any]:
    """The parameters of libpq for the database of the settings, with the limits of this process."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    return {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in known and name != "client_encoding" and value is not None
    }


def arguments_and_environment() -> tuple[list[str], dict[str, str]]:
    """The option `--dbname` for programs of PostgreSQL, and their environment.

    The password is in the environment, because every user of the machine can read the arguments of a process.
    """
    values = parameters()
    password = values.pop("password", None)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    environment |= {"LC_ALL": "C", "PGCLIENTENCODING": "UTF8"}
    if password is not None:
        environment["PGPASSWORD"] = str(password)
    else:  # libpq may find the password in the environment or in a file
        environment |= {name: os.environ[name] for name in ("PGPASSWORD", "PGPASSFILE") if name in os.environ}
    return [f"--dbname={make_conninfo(**values)}"], environment
