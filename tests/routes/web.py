"""The health check."""

from tests.routes import Row

ROWS = [Row("web:health", "GET", 200), Row("web:health", "POST", 405)]
