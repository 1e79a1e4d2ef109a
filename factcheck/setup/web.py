"""The configuration of gunicorn: `gunicorn factcheck.wsgi --config python:factcheck.setup.web`.

Options on the command line override these values.
"""

from typing import Any

from factcheck.setup import parent

workers = 2
worker_class = "gthread"
threads = 4
timeout = 60  # seconds after which an unresponsive process is replaced
graceful_timeout = 8  # seconds for the current requests when a process stops
keepalive = 5
max_requests = 20_000  # requests after which a process is replaced, to limit memory growth
max_requests_jitter = 2_000
control_socket_disable = True
# FACTCHECK_BEHIND_PROXY alone determines whether forwarded headers are trusted; gunicorn would trust any process on this machine.
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""


def on_starting(arbiter: Any) -> None:
    parent.exit_with_parent()


def post_worker_init(worker: Any) -> None:
    from django.utils.module_loading import import_string  # after the worker has loaded the application

    import_string("factcheck.operations.start.require_factor_key")()
