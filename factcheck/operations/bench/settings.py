"""Settings of `manage.py bench`: the regular settings, the baseline views, and a response header with the number of queries.

Security events are rows, and not lines between the measurements.
"""

from factcheck.settings import *  # noqa: F403
from factcheck.settings import LOGGING as _LOGGING
from factcheck.settings import MIDDLEWARE as _MIDDLEWARE

ROOT_URLCONF = "factcheck.operations.bench.baseline"
MIDDLEWARE = ["factcheck.operations.bench.baseline.CountQueries", *_MIDDLEWARE]
LOGGING = {**_LOGGING, "loggers": {**_LOGGING["loggers"], "factcheck.security": {"handlers": [], "propagate": False}}}
