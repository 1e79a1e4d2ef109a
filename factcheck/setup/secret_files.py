"""Secrets in files: NAME_FILE has the path of the file with the value of NAME, as containers and systemd provide them."""

import os
from pathlib import Path

from factcheck.setup.problem import SetupProblem

SECRETS = (
    "DATABASE_URL",
    "DATABASE_REPLICA_URL",
    "FACTCHECK_BACKUP_PASSPHRASE",
    "FACTCHECK_EMAIL_PASSWORD",
    "FACTCHECK_FACTOR_KEY",
    "FACTCHECK_FACTOR_KEY_FORMER",
    "FACTCHECK_FORMER_SIGNING_KEY",
    "FACTCHECK_HEALTH_TOKEN",
    "FACTCHECK_OIDC_CLIENT_SECRET",
    "FACTCHECK_OWNER_DATABASE_URL",
    "FACTCHECK_S3_SECRET_KEY",
    "FACTCHECK_SECRET_KEY",
    "FACTCHECK_SENTRY_DSN",
    "FACTCHECK_SIGNING_KEY",
)
"""The variables that can be in a file."""
_MAX_BYTES = 10_000


def load() -> None:
    """Set each variable whose value is in a file. Raises SetupProblem if a file cannot be read or the variable is also set.

    The names of the files are removed from the environment, so that child processes do not read them again.
    """
    for name in SECRETS:
        variable = f"{name}_FILE"
        path = os.environ.get(variable, "")
        if not path:
            os.environ.pop(variable, None)
            continue
        if os.environ.get(name):
            raise SetupProblem(f"{variable} must not be set together with {name}")
        try:
            with Path(path).open("rb") as file:
                value = file.read(_MAX_BYTES + 1).decode().strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not a text in UTF-8"
            raise SetupProblem(f"{variable} must be the path of a readable file, not {path!r}: {reason}") from error
        if not value or len(value) > _MAX_BYTES or "\n" in value or "\0" in value:
            raise SetupProblem(f"{variable} must be the path of a file with one line, not {path!r}")
        os.environ[name] = value
        del os.environ[variable]
