"""Revising an article, and what its new revision does to the mentions in it."""

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
    """Add a changed text of an article as its next revision, and carry the mentions over. The old revision stays as it is.

    A mention moves by itself only if each of its quotes occurs exactly once in the new text, or if prefix and suffix decide
    uniquely. The others stay on the old revision and become *needs review* (several places) or *orphan* (none).
    Raises EditConflict if the article is no longer version `seen_version`, Invalid as `read_and_store` does.
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
        raise Invalid({"content": f"This is the identical text of revision {newest.number}; nothing was added."})
    revision = write_revision(person=person, article=row, number=newest.number + 1, new=new)
    save_next_version(row, is_part_changed=True)
    revised = NewEntry(
        action="article.revised",
        subject=row,
        touched=[revision.original, revision],
        before={"sha256": newest.sha256},
        after={"revision": revision.number, "sha256": revision.sha256, "length": revision.length},
    )
    carried = [_carry_mention(mention, revision) for mention in mentions]
    _save_carried_mentions(carried, revision, person)
    record_many(person=person, entries=[revised, *(one.entry(revision) for one in carried)])
    return revision


@dataclass(frozen=True, slots=True)
class _CarriedMention:
    """A mention with its spans so far, and where they are in the new text: `selectors` if it is anchored there."""

    mention: Mention
    spans: Sequence[Span]
    anchor: Anchor
    selectors: Sequence[Selector]
    before: dict[str, Any]

    def entry(self, revision: Revision) -> NewEntry:
        after = {**self.before, "anchor": self.anchor.value}
        if self.anchor is Anchor.ANCHORED:
            after |= {"revision": revision.pk, "spans": span_values(self.selectors)}
        return NewEntry(action="mention.carried", subject=self.mention, before=self.before, after=after)


def _carry_mention(mention: Mention, revision: Revision) -> _CarriedMention:
    spans, found = list(mention.spans.all()), list[Selector]()
    anchor = Anchor.ANCHORED
    for span in spans:
        try:
            found.append(find(revision.text, span.exact, span.prefix, span.suffix))
        except AmbiguousAnchor:
            anchor = Anchor.NEEDS_REVIEW if anchor is Anchor.ANCHORED else anchor
        except AnchorError:
            anchor = Anchor.ORPHAN
    before = {"revision": mention.revision_id, "anchor": mention.anchor, "spans": span_values(spans)}
    return _CarriedMention(mention, spans, anchor, found, before)


def _save_carried_mentions(carried: Sequence[_CarriedMention], revision: Revision, person: Person) -> None:
    """Save the next version of each mention, with its spans: a few statements, however many mentions there are."""
    if not carried:
        return
    moved = [one for one in carried if one.anchor is Anchor.ANCHORED]
    for one in carried:
        one.mention.anchor = one.anchor
        one.mention.version += 1
    for one in moved:
        one.mention.revision = revision
    rows = [(one.mention.pk, one.anchor.value, one.mention.revision_id) for one in carried]
    with connection.cursor() as cursor:
        # the mentions before their spans: the database compares each span with the text of the mention's revision
        cursor.execute(
            "UPDATE claims_mention m SET anchor = c.anchor, revision_id = c.revision, version = m.version + 1"
            " FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS c (id, anchor, revision) WHERE m.id = c.id",
            [list(column) for column in zip(*rows, strict=True)],
        )
    Span.objects.filter(mention__in=[one.mention.pk for one in moved]).delete()
    write_spans([(one.mention.pk, one.selectors) for one in moved])
    contribute([one.mention.claim_id for one in carried], person)
