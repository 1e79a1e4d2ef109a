"""Django's PostgreSQL backend for a process that must not wait: pooled connections are tested, and each wait has an end."""
