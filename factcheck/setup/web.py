"""The configuration of gunicorn: `gunicorn factcheck.wsgi --config python:factcheck.setup.web`.

gunicorn starts, monitors, and replaces the processes; each serves with waitress (`setup.serving`). Options on the command line
override these values.
"""

from typing import Any

from factcheck.setup import parent

workers = 2
worker_class = "factcheck.setup.serving.worker.BufferedWorker"
threads = 4
timeout = 30  # seconds after which a process whose main loop does not run is replaced
graceful_timeout = 10  # seconds for the current requests when a process stops
keepalive = 10  # seconds for which a connection may be idle
max_requests = 20_000  # requests after which a process is replaced, to limit memory growth
max_requests_jitter = 2_000
control_socket_disable = True


def on_starting(arbiter: Any) -> None:
    parent.exit_with_parent()
