"""Backup and restore: one archive with a dump of the database and all captures, and a separate, encrypted file with the keys."""
