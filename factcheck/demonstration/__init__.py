"""The data of the demonstration newsroom: two articles, five claims, and one published check, created with the regular actions.

The texts were written for this purpose from facts that the named sources reported. Outlets named “Demonstration …” are fictitious.
"""

from factcheck.demonstration.newsroom import load

__all__ = ["load"]
