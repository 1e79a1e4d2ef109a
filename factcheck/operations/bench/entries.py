"""Ledger entries of the copied claims of a benchmark, added by SQL as in `scale`.

Their hashes form a chain, so that actions can append to it, but are not those of their values: `doctor` would report them.
"""

from __future__ import annotations

from typing import Any

_HASH = "encode(sha256(convert_to({number}::text, 'UTF8')), 'hex')"
# The oldest claim, whose id is the highest, has the first entry.
_ENTRIES = f"""
INSERT INTO ledger_entry (number, at, person_id, action, kind, object_id, reason, before, after, touched, previous, hash)
SELECT n.number, c.created_at, r.person_id, r.action, r.kind, c.id, r.reason, r.before,
       r.after || jsonb_build_object('statement', c.statement),
       jsonb_build_array(jsonb_build_array('claim', c.id, c.version, {_HASH.format(number="c.id")}),
                         jsonb_build_array('mention', c.id, 1, {_HASH.format(number="c.id")})),
       CASE WHEN n.number = h.number + 1 THEN h.hash ELSE {_HASH.format(number="(n.number - 1)")} END,
       {_HASH.format(number="n.number")}
FROM ledger_head h, ledger_entry r, claims_claim c, LATERAL (SELECT h.number + %(end)s - c.id AS number) n
WHERE r.kind = 'claim' AND r.action = 'claim.added' AND r.object_id = %(claim)s AND c.id >= %(first)s AND c.id < %(end)s
ORDER BY c.id DESC
"""
_TOUCHES = """
INSERT INTO ledger_touch (kind, object_id, version, entry_id, digest)
SELECT t ->> 0, (t ->> 1)::bigint, (t ->> 2)::int, e.number, t ->> 3
FROM ledger_head h, ledger_entry e, jsonb_array_elements(e.touched) t
WHERE e.number > h.number ORDER BY e.number
"""
_HEAD = """
UPDATE ledger_head SET number = e.number, hash = e.hash
FROM (SELECT number, hash FROM ledger_entry ORDER BY number DESC LIMIT 1) e
"""


def fill_entries(cursor: Any, claim: int, first: int, count: int) -> None:
    """Append the entry that added each of the `count` claims with ids from `first`, which are copies of `claim`.

    The mention of each claim has the same id.
    """
    for statement in (_ENTRIES, _TOUCHES, _HEAD):
        cursor.execute(statement, {"claim": claim, "first": first, "end": first + count})
