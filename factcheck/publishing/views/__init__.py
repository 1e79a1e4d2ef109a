"""Doors: public pages and feeds for everybody, the acts of publishing for the newsroom."""
