"""Availability notices: dated statements to readers about the address of an item of evidence of a published check."""
