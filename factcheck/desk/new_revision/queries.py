"""Queries for the screen after a new revision: where its mentions and passages are, and the places that a person can choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from factcheck.articles.models import Article, Revision
from factcheck.claims.choices import Anchor
from factcheck.claims.excerpts import excerpt_after, excerpt_before
from factcheck.claims.kept_quotes import MISSING, STAYS
from factcheck.claims.models import Mention
from factcheck.claims.placing import RevisionComparisons
from factcheck.claims.variants import QuotePart, mark_differences
from factcheck.evidence.custody.hiding import hide_words
from factcheck.evidence.models import Evidence

MAX_ROWS = 50
"""Number of quotes of each list that are displayed at first."""
MAX_ALL_ROWS = 500
"""Maximum number of quotes of each list that are displayed at once."""
AROUND = 80
"""Code points of text around a proposed place."""


@dataclass(frozen=True, slots=True)
class ProposedSpan:
    before: str
    parts: tuple[QuotePart, ...]
    after: str


@dataclass(frozen=True, slots=True)
class ProposedPlace:
    """A place that a person can accept. `value` is submitted: ranges of code points. `key` is its keyboard shortcut, or empty."""

    value: str
    spans: tuple[ProposedSpan, ...]
    is_copy: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A mention or evidence item that waits, with its quotes in the older revision and its claim.

    `changes` are the changed words next to the quote; `places` are the proposals of a quote that needs review.
    """

    kind: str
    pk: int
    version: int
    claim_id: int
    statement: str
    layer: str
    revision: int
    anchor: str
    quotes: tuple[Any, ...]
    changes: Sequence[dict[str, str]] = ()
    places: tuple[ProposedPlace, ...] = ()
    key: str = ""
    is_hidden: bool = False
    """whether a takedown hides the item, which then has neither quotes nor changes, and nothing can be decided"""

    @property
    def quote(self) -> str:
        return " … ".join(quote.exact for quote in self.quotes)

    @property
    def place_url(self) -> str:
        return reverse(f"desk:{self.kind}-place", args=[self.pk])

    @property
    def keep_url(self) -> str:
        return reverse(f"desk:{self.kind}-keep", args=[self.pk])

    @property
    def context_url(self) -> str:
        return reverse(f"desk:{self.kind}-context", args=[self.pk])


@dataclass(frozen=True, slots=True)
class QuoteCounts:
    """Mentions and passages of an article without withdrawn ones. All are in one of the other counts, except `changed`."""

    all: int
    placed: int
    changed: int
    """those of `placed` with a changed context that nobody has confirmed"""
    needs_review: int
    orphans: int
    being_placed: int
    stay: int
    """those that stay in an earlier revision by a person's decision; they are not in `needs_review` and `orphans`"""

    @property
    def earlier(self) -> int:
        """Passages that version 0.1 left on an earlier revision."""
        return self.all - self.placed - self.needs_review - self.orphans - self.being_placed - self.stay

    @property
    def processed(self) -> int:
        return self.all - self.being_placed

    @property
    def waiting(self) -> int:
        return self.changed + self.needs_review + self.orphans


@dataclass(frozen=True, slots=True)
class RevisionOutcome:
    counts: QuoteCounts
    changed: list[QuoteRow]
    needs_review: list[QuoteRow]
    orphans: list[QuoteRow]

    @property
    def more_changed(self) -> int:
        """The number of rows beyond those of the list. Deciding about those in the list makes room for them."""
        return self.counts.changed - len(self.changed)

    @property
    def more_to_review(self) -> int:
        return self.counts.needs_review - len(self.needs_review)

    @property
    def more_orphans(self) -> int:
        return self.counts.orphans - len(self.orphans)


def revision_outcome(article: Article, newest: Revision, most: int = MAX_ROWS) -> RevisionOutcome:
    """The mentions and passages of an article after its newest revision, without those of closed claims.

    Each list has at most `most` rows. Eight queries, fewer if nothing waits.
    """
    mentions = Mention.objects.filter(revision__article=article, claim__closed_at=None).active()
    passages = Evidence.objects.filter(revision__article=article, withdrawn_at=None, claim__closed_at=None)
    counts = _counts(mentions, passages, newest)
    if not counts.waiting:
        return RevisionOutcome(counts, [], [], [])
    rows = [*_mention_rows(mentions, most), *_passage_rows(passages, most)]
    changed = [row for row in rows if row.anchor == Anchor.ANCHORED][:most]
    orphans = [row for row in rows if row.anchor == Anchor.ORPHAN][:most]
    review = [row for row in rows if row.anchor == Anchor.NEEDS_REVIEW][:most]
    return RevisionOutcome(counts, _with_key(changed), _with_places(review, article, newest), orphans)


def _counts(mentions: Any, passages: Any, newest: Revision) -> QuoteCounts:
    totals: dict[str, int] = {}
    for rows, anchored in ((mentions, Anchor.ANCHORED.value), (passages, "")):
        values = rows.aggregate(
            all=Count("id"),
            placed=Count("id", filter=Q(anchor=anchored, revision=newest)),
            changed=Count("id", filter=Q(anchor=anchored) & ~Q(changed_context=[])),
            needs_review=Count("id", filter=Q(anchor=Anchor.NEEDS_REVIEW) & ~STAYS),
            orphans=Count("id", filter=Q(anchor=Anchor.ORPHAN) & ~STAYS),
            stay=Count("id", filter=STAYS),
            being_placed=Count("id", filter=Q(anchor=Anchor.BEING_PLACED)),
        )
        totals = {name: totals.get(name, 0) + value for name, value in values.items()}
    return QuoteCounts(**totals)


def _mention_rows(mentions: Any, most: int) -> list[QuoteRow]:
    rows = mentions.filter(_waiting(Anchor.ANCHORED.value)).annotate(
        statement=F("claim__statement"), layer=F("claim__layer"), revision_number=F("revision__number")
    )
    return [
        QuoteRow(
            kind="mention",
            anchor=row.anchor,
            quotes=tuple(row.spans.all()),
            **_common_values(row),
        )
        for row in _first_of_each_list(rows, most).prefetch_related("spans")
    ]


def _passage_rows(passages: Any, most: int) -> list[QuoteRow]:
    rows = passages.filter(_waiting("")).annotate(
        statement=F("claim__statement"), layer=F("claim__layer"), revision_number=F("revision__number")
    )
    return [
        QuoteRow(
            kind="evidence",
            anchor=row.anchor or Anchor.ANCHORED.value,
            quotes=() if row.is_hidden else (row,),
            is_hidden=row.is_hidden,
            **_common_values(hide_words(row)),
        )
        for row in _first_of_each_list(rows, most)
    ]


def _first_of_each_list(rows: Any, most: int) -> Any:
    """The first `most` rows with each value of `anchor`, so that a long list does not displace another one."""
    position = Window(RowNumber(), partition_by="anchor", order_by="id")
    return rows.annotate(position_in_list=position).filter(position_in_list__lte=most).order_by("id")


def _common_values(row: Any) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "version": row.version,
        "claim_id": row.claim_id,
        "statement": row.statement,
        "layer": row.layer,
        "revision": row.revision_number,
        "changes": row.changed_context,
    }


def _waiting(anchored: str) -> Q:
    return (Q(anchor__in=MISSING) & ~STAYS) | (Q(anchor=anchored) & ~Q(changed_context=[]))


def _with_key(rows: list[QuoteRow]) -> list[QuoteRow]:
    """The rows, the first one with the shortcut that confirms its context."""
    return [replace(row, key="c" if at == 0 and not row.is_hidden else "") for at, row in enumerate(rows)]


def _with_places(rows: list[QuoteRow], article: Article, newest: Revision) -> list[QuoteRow]:
    """The rows with proposed places. Those of the first row have the shortcuts 1 to 9."""
    if not rows:
        return []
    comparisons = RevisionComparisons(newest)
    ids = dict(Revision.objects.filter(article=article, number__in={row.revision for row in rows}).values_list("number", "pk"))
    comparisons.load(ids.values())
    result = []
    for at, row in enumerate(rows):
        if row.is_hidden:
            result.append(row)
            continue
        proposals = comparisons.with_earlier(ids[row.revision]).proposals(row.quotes)
        keys = iter("123456789" if at == 0 else "")
        places = tuple(_proposed_place(newest.text, row.quotes, selectors, next(keys, "")) for selectors in proposals)
        result.append(replace(row, places=places))
    return result


def _proposed_place(text: str, quotes: Sequence[Any], selectors: Sequence[Any], key: str) -> ProposedPlace:
    spans = []
    for quote, selector in zip(quotes, selectors, strict=True):
        _, parts = mark_differences(quote.exact, selector.exact)
        before = excerpt_before(text[max(0, selector.start - AROUND - 1) : selector.start], AROUND)
        after = excerpt_after(text[selector.end : selector.end + AROUND + 1], AROUND)
        spans.append(ProposedSpan(before, tuple(parts), after))
    return ProposedPlace(
        value=" ".join(f"{selector.start}-{selector.end}" for selector in selectors),
        spans=tuple(spans),
        is_copy=all(quote.exact == selector.exact for quote, selector in zip(quotes, selectors, strict=True)),
        key=key,
    )
