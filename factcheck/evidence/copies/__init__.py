"""Preserved copies of the pages that evidence quotes: requests, the job that fetches them, and the rows that describe them."""
