"""Settings of `manage.py bench`: those of the product, the baseline views, and a response header with the number of queries."""

from factcheck.settings import *  # noqa: F403
from factcheck.settings import MIDDLEWARE as _PRODUCT_MIDDLEWARE

ROOT_URLCONF = "factcheck.operations.bench.baseline"
MIDDLEWARE = ["factcheck.operations.bench.baseline.CountQueries", *_PRODUCT_MIDDLEWARE]
