"""Prepares what the product runs on: the virtual environment, the embedded database, and the browser for tests.

This package does not use Django's models or any noun of the product. `environment`, `lock`, `problem`, and `progress` need only
the standard library, because they run before any package is installed.
"""
