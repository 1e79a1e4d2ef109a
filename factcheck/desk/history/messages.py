"""Texts of the history screen and its JSON download. Pure."""

from __future__ import annotations

UNNAMED_PERSON = "Unnamed person"
EVERYTHING_TAB = "Everything about this claim"
CLAIM_ONLY_TAB = "Claim only"
THE_CLAIM = "the claim"
THE_VERDICT = "the verdict"

HASH_METHOD = (
    "The hash of each entry is the SHA-256 of a JSON object with the fields previous, number, at, person, action, kind,"
    " object_id, reason, before, after, and touched: keys sorted, no spaces between tokens, UTF-8, only the escapes that JSON"
    " requires. `previous` is the hash of the entry with the preceding number; for the first entry, it is 64 zeros. To verify,"
    " recompute each hash. If two entries in this file have consecutive numbers, `previous` of the later one is the hash of the"
    " earlier one. `head` is the end of the chain when this file was created. `rows` lists the ids of the rows whose entries"
    " this file contains, by kind. `withheld` names values that only administrators may see; the hash of such an entry can be"
    " recomputed only with these values."
)
