"""The health check."""

from tests.routes import Row

ROWS = [
    Row("web:health", "GET", 200),
    Row("web:health", "POST", 405),
    # No worker runs in the tests, so the detailed check reports a failure.
    Row("operations:health-details", "GET", (404, 404, 404, 404, 503)),
    Row("operations:health-details", "POST", 405),
    Row("operations:metrics", "GET", (404, 404, 404, 404, 200)),
    Row("operations:metrics", "POST", 405),
]
