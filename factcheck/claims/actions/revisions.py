"""The action that revises an article and moves its mentions to the new revision."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.archive.models import Method
from factcheck.articles.actions import NewText, read_and_store, write_revision
from factcheck.articles.models import Article, Revision
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.actions.mention_rows import span_values, write_spans
from factcheck.claims.anchoring import AmbiguousAnchor, AnchorError, Selector, find
from factcheck.claims.models import Anchor, Mention, Span
from factcheck.ledger.actions import NewEntry, create_once, lock_row, record_many, save_next_version
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid


def revise_article(
    *,
    person: Person,
    article: Article,
    content: bytes,
    media_type: str = "",
    encoding: str = "utf-8",
    confirm_encoding: bool = False,
    name: str = "",
    method: Method | str = Method.UPLOAD,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Revision:
    """Add a changed text as the next revision of an article and move its mentions. Earlier revisions do not change.

    A mention moves automatically only if each of its quotes occurs exactly once in the new text, or if prefix and suffix single
    out one occurrence. The others stay on their revision and become *needs review* (several occurrences) or *orphan* (none).
    Raises EditConflict if the article is no longer at version `seen_version`, and Invalid for the same reasons as
    `read_and_store` or if the text is unchanged.
    """
    permit(person, "article.revise", article)
    new = read_and_store(
        content, media_type=media_type, encoding=encoding, confirm_encoding=confirm_encoding, name=name, method=method
    )
    return _revise_article(person=person, article=article, new=new, seen_version=seen_version, token=token)


@create_once(Revision)
def _revise_article(
    *, person: Person, article: Article, new: NewText, seen_version: int | None, token: uuid.UUID | None
) -> Revision:
    row = lock_row(article, person=person, permission="article.revise", seen_version=seen_version)
    mentions = list(
        Mention.objects.select_for_update(of=("self",), no_key=True)
        .filter(revision__article_id=article.pk, withdrawn_at=None, anchor=Anchor.ANCHORED)
        .prefetch_related("spans")
        .order_by("id")
    )
    newest = row.current
    if newest.sha256 == new.canonical.sha256:
        raise Invalid({"content": f"This text is identical to revision {newest.number}. No revision was added."})
    revision = write_revision(person=person, article=row, number=newest.number + 1, new=new)
    save_next_version(row, is_part_changed=True)
    entry = NewEntry(
        action="article.revised",
        subject=row,
        touched=[revision.original, revision],
        before={"sha256": newest.sha256},
        after={"revision": revision.number, "sha256": revision.sha256, "length": revision.length},
    )
    carried = [_carry_mention(mention, revision) for mention in mentions]
    _save_carried_mentions(carried, revision, person)
    record_many(person=person, entries=[entry, *(each.entry(revision) for each in carried)])
    return revision


@dataclass(frozen=True, slots=True)
class _CarriedMention:
    """A mention with its previous spans and its new anchor. `selectors` are its spans in the new text if it is anchored."""

    mention: Mention
    spans: Sequence[Span]
    anchor: Anchor
    selectors: Sequence[Selector]
    before: dict[str, Any]

    def entry(self, revision: Revision) -> NewEntry:
        """Return the ledger entry for the move to `revision`."""
        after = {**self.before, "anchor": self.anchor.value}
        if self.anchor is Anchor.ANCHORED:
            after |= {"revision": revision.pk, "spans": span_values(self.selectors)}
        return NewEntry(action="mention.carried", subject=self.mention, before=self.before, after=after)


def _carry_mention(mention: Mention, revision: Revision) -> _CarriedMention:
    """Search for the spans of a mention in the text of `revision`."""
    spans, selectors = list(mention.spans.all()), list[Selector]()
    anchor = Anchor.ANCHORED
    for span in spans:
        try:
            selectors.append(find(revision.text, span.exact, span.prefix, span.suffix))
        except AmbiguousAnchor:
            anchor = Anchor.NEEDS_REVIEW if anchor is Anchor.ANCHORED else anchor
        except AnchorError:
            anchor = Anchor.ORPHAN
    before = {"revision": mention.revision_id, "anchor": mention.anchor, "spans": span_values(spans)}
    return _CarriedMention(mention, spans, anchor, selectors, before)


def _save_carried_mentions(carried: Sequence[_CarriedMention], revision: Revision, person: Person) -> None:
    """Save the next version of each mention with its spans, in a constant number of statements."""
    if not carried:
        return
    moved = [each for each in carried if each.anchor is Anchor.ANCHORED]
    for each in carried:
        each.mention.anchor = each.anchor
        each.mention.version += 1
    for each in moved:
        each.mention.revision = revision
    rows = [(each.mention.pk, each.anchor.value, each.mention.revision_id) for each in carried]
    with connection.cursor() as cursor:
        # Save mentions before their spans, because a trigger compares each span with the text of the mention's revision.
        cursor.execute(
            "UPDATE claims_mention m SET anchor = c.anchor, revision_id = c.revision, version = m.version + 1"
            " FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS c (id, anchor, revision) WHERE m.id = c.id",
            [list(column) for column in zip(*rows, strict=True)],
        )
    Span.objects.filter(mention__in=[each.mention.pk for each in moved]).delete()
    write_spans([(each.mention.pk, each.selectors) for each in moved])
    contribute([each.mention.claim_id for each in carried], person)
