"""Places the mentions of an article in its newest revision. The caller locks the article and records the entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from factcheck.articles.models import Revision
from factcheck.claims.actions.mention_rows import span_values, write_spans
from factcheck.claims.anchoring import Selector
from factcheck.claims.choices import Anchor
from factcheck.claims.models import Mention, Span
from factcheck.claims.placement import ContextChange, PlacementOutcome, TextComparison
from factcheck.ledger.actions import NewEntry


class RevisionComparisons:
    """The comparisons of one revision with the earlier revisions that mentions and passages quote, each computed once."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self._by_revision: dict[int, TextComparison] = {}

    def load(self, revision_ids: Iterable[int | None]) -> None:
        """Load the texts of these earlier revisions. One query, or none if all are loaded."""
        missing = {pk for pk in revision_ids if pk is not None} - set(self._by_revision)
        if missing:
            texts = Revision.objects.filter(pk__in=missing).values_list("pk", "text")
            self._by_revision |= {pk: TextComparison(text, self.revision.text) for pk, text in texts}

    def with_earlier(self, revision_id: int) -> TextComparison:
        """The comparison with an earlier revision, which must be loaded."""
        return self._by_revision[revision_id]


def proposed_places(quotes: Sequence[Any], *, quoted_from: Revision) -> tuple[Revision, list[tuple[Selector, ...]]]:
    """The newest revision of the article, and the places in it that a person can accept for the quotes of an older revision.

    `quotes` are the spans of one mention, or one passage of evidence. The list is empty if they are from the newest revision.
    """
    newest = Revision.objects.filter(article=quoted_from.article_id).defer("words").order_by("-number")[0]
    if newest.pk == quoted_from.pk:
        return newest, []
    comparisons = RevisionComparisons(newest)
    comparisons.load([quoted_from.pk])
    return newest, comparisons.with_earlier(quoted_from.pk).proposals(quotes)


def lock_mentions(article_id: int, *, limit: int | None = None, only_being_placed: bool = False) -> list[Mention]:
    """Lock the active mentions of an article, with their spans, in the order of their ids."""
    rows = Mention.objects.select_for_update(of=("self",), no_key=True).filter(revision__article_id=article_id).active()
    if only_being_placed:
        rows = rows.filter(anchor=Anchor.BEING_PLACED)
    return list(rows.prefetch_related("spans").order_by("id")[:limit])


def mark_mentions_being_placed(mentions: Sequence[Mention]) -> list[NewEntry]:
    """Set mentions to *being placed*, in one statement. Returns the ledger entries."""
    entries = []
    for mention in mentions:
        before = {"anchor": mention.anchor}
        mention.anchor = Anchor.BEING_PLACED
        mention.version += 1
        entries.append(NewEntry("mention.waits_for_placement", mention, before=before, after={"anchor": mention.anchor.value}))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_mention SET anchor = %s, version = version + 1 WHERE id = ANY(%s)",
            [Anchor.BEING_PLACED.value, [mention.pk for mention in mentions]],
        )
    return entries


def place_mentions(mentions: Sequence[Mention], comparisons: RevisionComparisons) -> list[NewEntry]:
    """Place locked mentions in the revision of `comparisons`, in a constant number of statements. Returns the ledger entries.

    A mention that is not placed stays on its revision. If nothing changes, the mention gets no new version and no entry. The
    decision that it stays there ends when it is placed or the new text has candidates for it.
    """
    comparisons.load({mention.revision_id for mention in mentions})
    rows: list[tuple[Any, ...]] = []
    moved: list[tuple[int, Sequence[Any]]] = []
    entries: list[NewEntry] = []
    for mention in mentions:
        spans = list(mention.spans.all())
        placement = comparisons.with_earlier(mention.revision_id).place(spans)
        before: dict[str, Any] = {
            "revision": mention.revision_id,
            "anchor": str(mention.anchor),
            "spans": span_values(spans),
            "changed_context": mention.changed_context,
            "stays_in_revision": mention.stays_in_revision,
        }
        after = {**before, "anchor": placement.outcome.value}
        after["stays_in_revision"] = mention.stays_in_revision and placement.outcome is PlacementOutcome.ORPHAN
        if placement.outcome is PlacementOutcome.PLACED:
            after |= {"revision": comparisons.revision.pk, "spans": span_values(placement.selectors)}
            after["changed_context"] = merge_changes(mention.changed_context, placement.changes)
            moved.append((mention.pk, placement.selectors))
        if after == before:
            continue
        for name in ("changed_context", "stays_in_revision"):
            if not before[name] and not after[name]:
                del before[name], after[name]
        mention.anchor, mention.revision_id = Anchor(after["anchor"]), after["revision"]
        mention.changed_context = after.get("changed_context", [])
        mention.stays_in_revision = after.get("stays_in_revision", False)
        mention.version += 1
        context = json.dumps(mention.changed_context)
        rows.append((mention.pk, mention.anchor.value, mention.revision_id, context, mention.stays_in_revision))
        entries.append(NewEntry(action="mention.carried", subject=mention, before=before, after=after))
    if rows:
        with connection.cursor() as cursor:
            # Save mentions before their spans, because a trigger compares each span with the text of the mention's revision.
            cursor.execute(
                "UPDATE claims_mention m SET anchor = c.anchor, revision_id = c.revision, changed_context = c.context::jsonb,"
                " stays_in_revision = c.stays, version = m.version + 1"
                " FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::bool[])"
                " AS c (id, anchor, revision, context, stays) WHERE m.id = c.id",
                [list(column) for column in zip(*rows, strict=True)],
            )
        Span.objects.filter(mention__in=[pk for pk, _ in moved]).delete()
        write_spans(moved)
    return entries


def merge_changes(earlier: Sequence[dict[str, str]], changes: Sequence[ContextChange]) -> list[dict[str, str]]:
    """The unconfirmed changes after another revision. A change that the new revision reverses is removed."""
    merged = list(earlier)
    for change in changes:
        reversal = {"side": change.side, "old": change.new, "new": change.old}
        if reversal in merged:
            merged.remove(reversal)
        else:
            merged.append(change.as_json())
    return merged
