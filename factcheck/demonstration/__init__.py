"""The demonstration newsroom: two articles, five claims, one published fact-check, made through the product's own actions.

Its texts are written for this purpose, from facts that the named sources reported; outlets named “Demonstration …” are invented.
"""

from factcheck.demonstration.newsroom import load

__all__ = ["load"]
