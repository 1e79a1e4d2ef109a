"""Places the passages of an article that are evidence in its newest revision, and the actions with which people decide on them.

`evidence.revisions` adds the revision and locks the article.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.articles.locking import share_article
from factcheck.articles.models import Revision
from factcheck.claims.actions import contribute
from factcheck.claims.actions.mentions import keep_in_revision, require_newest_revision
from factcheck.claims.anchoring import AnchorError, Selector, verify
from factcheck.claims.choices import Anchor
from factcheck.claims.placement import PlacementOutcome
from factcheck.claims.placing import RevisionComparisons, merge_changes
from factcheck.claims.variants import is_variant
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import NewEntry, change_once, lock_row, record, save_next_version
from factcheck.web.errors import Invalid

_PASSAGE = ("start", "end", "exact", "prefix", "suffix")


@change_once("evidence.place", "item")
def place_passage(
    *,
    person: Person,
    item: Evidence,
    revision: Revision,
    selector: Selector,
    seen_version: int | None,
    token: uuid.UUID | None = None,
) -> Evidence:
    """Place a passage in the newest revision of its article, at a copy or a typographic variant of its quote.

    Raises Invalid(selection) if the quote differs in more than typography or the selector does not match the text, Refused if
    the article has a newer revision, and EditConflict.
    """
    row = lock_row(
        item,
        person=person,
        permission="evidence.change",
        seen_version=seen_version,
        lock_first=lambda: share_article(revision.article_id),
        rows=Evidence.objects.select_related("revision").defer("revision__text", "revision__words"),
    )
    if row.revision is None or row.revision.article_id != revision.article_id:
        raise Invalid({"selection": "This item does not quote the article."})
    require_newest_revision(revision)
    try:
        verified = verify(revision.text, selector)
    except AnchorError as error:
        raise Invalid({"selection": str(error)}) from error
    if not is_variant(row.exact, verified.exact):
        raise Invalid({"selection": "The quote of an item cannot change. Attach the other passage as a new item."})
    columns: dict[str, Any] = {name: getattr(verified, name) for name in _PASSAGE}
    columns |= {"revision": revision, "anchor": "", "changed_context": [], "stays_in_revision": False}
    before, after = save_next_version(row, **columns)
    if not after:
        return row
    contribute([row.claim_id], person)
    record(person=person, action="evidence.placed", subject=row, before=before, after=after)
    return row


@change_once("evidence.confirm_context", "item")
def confirm_passage_context(
    *, person: Person, item: Evidence, seen_version: int | None, token: uuid.UUID | None = None
) -> Evidence:
    """Confirm that the changed text next to a passage does not affect it. Raises EditConflict."""
    row = lock_row(item, person=person, permission="evidence.change", seen_version=seen_version)
    before, after = save_next_version(row, changed_context=[])
    if not after:
        return row
    contribute([row.claim_id], person)
    record(person=person, action="evidence.context_confirmed", subject=row, before=before, after=after)
    return row


@change_once("evidence.keep", "item")
def keep_passage(
    *, person: Person, item: Evidence, reason: str, seen_version: int | None, token: uuid.UUID | None = None
) -> Evidence:
    """Decide that a passage stays in the revision that it quotes, as for a mention (`keep_mention`)."""
    row = lock_row(item, person=person, permission="evidence.change", seen_version=seen_version, typed={"reason": reason})
    before, after, reason = keep_in_revision(row, reason)
    contribute([row.claim_id], person)
    record(person=person, action="evidence.kept", subject=row, before=before, after=after, reason=reason)
    return row


def lock_passages(article_id: int, *, limit: int | None = None, only_being_placed: bool = False) -> list[Evidence]:
    """Lock the active passages of an article in the order of their ids."""
    rows = Evidence.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.filter(revision__article_id=article_id, withdrawn_at=None)
    if only_being_placed:
        rows = rows.filter(anchor=Anchor.BEING_PLACED)
    return list(rows.order_by("id")[:limit])


def mark_passages_being_placed(passages: Sequence[Evidence]) -> list[NewEntry]:
    """Set passages to *being placed*, in one statement. Returns the ledger entries."""
    entries = []
    for item in passages:
        before = {"anchor": item.anchor}
        item.anchor = Anchor.BEING_PLACED
        item.version += 1
        after = {"anchor": Anchor.BEING_PLACED.value}
        entries.append(NewEntry("evidence.waits_for_placement", item, before=before, after=after))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE evidence_evidence SET anchor = %s, version = version + 1 WHERE id = ANY(%s)",
            [Anchor.BEING_PLACED.value, [item.pk for item in passages]],
        )
    return entries


def place_passages(passages: Sequence[Evidence], comparisons: RevisionComparisons) -> list[NewEntry]:
    """Place locked passages in the revision of `comparisons`, in one statement. Returns the ledger entries.

    A passage that is not placed stays on its revision. If nothing changes, it gets no new version and no entry.
    """
    comparisons.load({item.revision_id for item in passages})
    rows: list[tuple[Any, ...]] = []
    entries: list[NewEntry] = []
    for item in passages:
        placement = comparisons.with_earlier(item.revision_id or 0).place([item])
        before = _placement_values(item)
        if placement.outcome is PlacementOutcome.PLACED:
            (selector,) = placement.selectors
            for name in _PASSAGE:
                setattr(item, name, getattr(selector, name))
            item.revision_id, item.anchor = comparisons.revision.pk, ""
            item.changed_context = merge_changes(item.changed_context, placement.changes)
        else:
            item.anchor = placement.outcome.value
        item.stays_in_revision = item.stays_in_revision and placement.outcome is PlacementOutcome.ORPHAN
        after = _placement_values(item)
        changed = [name for name in after if after[name] != before[name]]
        if not changed:
            continue
        item.version += 1
        rows.append(
            (
                item.pk,
                item.revision_id,
                item.start,
                item.end,
                item.prefix,
                item.suffix,
                item.anchor,
                json.dumps(item.changed_context),
                item.stays_in_revision,
            )
        )
        entries.append(
            NewEntry(
                action="evidence.carried",
                subject=item,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )
        )
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                'UPDATE evidence_evidence e SET revision_id = c.revision, start = c.start, "end" = c.stop, prefix = c.prefix,'
                " suffix = c.suffix, anchor = c.anchor, changed_context = c.context::jsonb, stays_in_revision = c.stays,"
                " version = e.version + 1"
                " FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[],"
                " %s::bool[])"
                " AS c (id, revision, start, stop, prefix, suffix, anchor, context, stays) WHERE e.id = c.id",
                [list(column) for column in zip(*rows, strict=True)],
            )
    return entries


def _placement_values(item: Evidence) -> dict[str, Any]:
    """The values of a passage that its placement can change. The quote itself never changes."""
    return {
        "revision": item.revision_id,
        "start": item.start,
        "end": item.end,
        "prefix": item.prefix,
        "suffix": item.suffix,
        "anchor": str(item.anchor),
        "changed_context": item.changed_context,
        "stays_in_revision": item.stays_in_revision,
    }
