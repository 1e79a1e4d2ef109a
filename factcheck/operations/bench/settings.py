"""Settings of `manage.py bench`: the regular settings, the baseline views, and a response header with the number of queries."""

from factcheck.settings import *  # noqa: F403
from factcheck.settings import MIDDLEWARE as _MIDDLEWARE

ROOT_URLCONF = "factcheck.operations.bench.baseline"
MIDDLEWARE = ["factcheck.operations.bench.baseline.CountQueries", *_MIDDLEWARE]
