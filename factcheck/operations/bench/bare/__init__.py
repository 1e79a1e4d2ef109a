"""The baseline of the benchmark: a bare Django application in processes of its own, on the same database."""
