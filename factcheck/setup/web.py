"""The configuration of gunicorn: `gunicorn factcheck.wsgi --config python:factcheck.setup.web`.

gunicorn starts, monitors, and replaces the processes; each serves with waitress (`setup.serving`). Options on the command line
override these values.
"""

import gc
import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from factcheck.setup import certificates, limits, parent, secret_files
from factcheck.setup.problem import SetupProblem

COMMAND = ("gunicorn", "factcheck.wsgi", "--config", "python:factcheck.setup.web")
"""The command of the web server; it also needs `--bind ADDRESS`."""

workers = 2
worker_class = "factcheck.setup.serving.worker.BufferedWorker"
threads = 4
timeout = 30  # seconds after which a process whose main loop does not run is replaced
graceful_timeout = 10  # seconds for the current requests when a process stops
keepalive = 10  # seconds for which a connection may be idle
max_requests = 20_000  # requests after which a process is replaced, to limit memory growth
max_requests_jitter = 2_000
control_socket_disable = True
logger_class = "factcheck.web.access_log.AccessLog"
if os.environ.get("FACTCHECK_LOG_FORMAT", "").strip().lower() == "json":
    logconfig_dict = {
        "formatters": {"json": {"()": "factcheck.web.json_log.JsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["console"]},
        "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False}},
    }


def on_starting(arbiter: Any) -> None:
    """Read the settings before the processes start: an invalid one ends the server with a sentence, without a traceback."""
    parent.exit_with_parent()
    limits.declare(limits.WEB)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    gc.disable()  # until everything is loaded: nearly all objects that imports create remain
    try:
        certificates.check()
        secret_files.load()
        _ = settings.LIMITS
    except (SetupProblem, ImproperlyConfigured) as error:
        sys.exit(str(error))
    arbiter.app.wsgi()
    _load_views()
    # The processes share the memory of all that is loaded before they are forked. Collecting garbage would copy it.
    gc.collect()
    gc.freeze()
    # Few of the objects of a request are in cycles; looking for them takes a twentieth of its time with the usual thresholds.
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


def _load_views() -> None:
    """Import the views, which Django would do at the first request."""
    from django.apps import apps
    from django.urls import get_resolver

    if apps.ready:  # another application may not use Django
        _ = get_resolver().url_patterns


def post_worker_init(worker: Any) -> None:
    from django.apps import apps
    from django.utils.module_loading import import_string

    if apps.ready:  # another application than Factcheck’s has no settings of second factors
        import_string("factcheck.operations.start.require_factor_key")()
