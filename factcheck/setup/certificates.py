"""The certificates in SSL_CERT_FILE. OpenSSL itself ignores a file that it cannot read."""

import os
import ssl

from factcheck.setup.problem import SetupProblem


def check() -> None:
    """Raise SetupProblem if SSL_CERT_FILE is set, but is not a file with certificates."""
    file = os.environ.get("SSL_CERT_FILE", "")
    if not file:
        return
    try:
        ssl.create_default_context(cafile=file)
    except (OSError, ValueError) as error:  # OSError includes ssl.SSLError
        raise SetupProblem(f"SSL_CERT_FILE must be a readable file with certificates in PEM format, not {file!r}") from error
