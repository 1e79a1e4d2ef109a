"""How gunicorn serves the pages: `gunicorn factcheck.wsgi --config python:factcheck.setup.web`.

Options on the command line win over these.
"""

from typing import Any

from factcheck.setup import parent

workers = 2
worker_class = "gthread"
threads = 4
timeout = 60  # seconds without a sign of life after which a process is replaced
graceful_timeout = 8  # seconds that answers under way have when it stops
keepalive = 5
max_requests = 20_000  # a process is replaced after so many answers, against slow growth
max_requests_jitter = 2_000
control_socket_disable = True
# Whom a header is believed from is decided by FACTCHECK_BEHIND_PROXY alone; gunicorn would believe any process on this machine.
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""


def on_starting(arbiter: Any) -> None:
    parent.exit_with_parent()
