"""Checking addresses again: whether the page of an item still says the quoted words, on a schedule or when a person asks."""
