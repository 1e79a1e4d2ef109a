"""Outbound requests for pages and files. No other code of Factcheck opens a connection to an address that a person entered."""
