"""Prepares what Factcheck needs to run: the virtual environment, the embedded database, and the browser for tests.

This package does not use Django's models or any of the nouns. `environment`, `lock`, `problem`, and `progress` need only
the standard library, because they run before any package is installed.
"""
