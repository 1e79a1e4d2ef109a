"""Access of monitoring systems."""

from __future__ import annotations

from factcheck.variables import token

HEALTH_TOKEN = token("FACTCHECK_HEALTH_TOKEN", least=20)
"""The token that opens the detailed health check and the metrics. If it is empty, only administrators can see them."""
