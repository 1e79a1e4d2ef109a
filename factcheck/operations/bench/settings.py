"""Settings of `manage.py bench`: the regular settings, and a response header with the number of statements.

Security events are rows, and not lines between the measurements.
"""

from factcheck.settings import *  # noqa: F403
from factcheck.settings import LOGGING as _LOGGING
from factcheck.settings import MIDDLEWARE as _MIDDLEWARE

MIDDLEWARE = ["factcheck.operations.bench.counting.CountQueries", *_MIDDLEWARE]
LOGGING = {**_LOGGING, "loggers": {**_LOGGING["loggers"], "factcheck.security": {"handlers": [], "propagate": False}}}
