"""The detailed health check and the metrics, for monitoring systems and administrators."""
