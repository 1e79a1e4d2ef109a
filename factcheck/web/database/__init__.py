"""Django's PostgreSQL backend with connection checks and timeouts for all waits."""
