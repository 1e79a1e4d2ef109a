"""Factcheck, the evidence desk of a newsroom."""

__version__ = "0.1.0"
