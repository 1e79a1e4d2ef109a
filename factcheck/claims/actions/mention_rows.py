"""Validation and storage of the spans and attribution links of mentions, and their values in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.db import connection

from factcheck.claims.anchoring import AnchorError, Selector, verify
from factcheck.claims.fields import MAX_LINKS, MAX_SPANS, OVERLAPPING_SPANS, TOO_MANY_LINKS, TOO_MANY_SPANS
from factcheck.claims.models import Actor, Mention, Span
from factcheck.web.errors import Invalid


def verify_selectors(text: str, selectors: Sequence[Selector]) -> list[Selector]:
    """Verify each selector against the text and sort them by position.

    Raises Invalid(selection), also if two of them overlap: a mention quotes each character once.
    """
    if not selectors:
        raise Invalid({"selection": "Select the text of the mention."})
    if len(selectors) > MAX_SPANS:
        raise Invalid({"selection": TOO_MANY_SPANS})
    try:
        verified = sorted((verify(text, selector) for selector in selectors), key=lambda s: (s.start, s.end))
    except AnchorError as error:
        raise Invalid({"selection": str(error)}) from error
    if any(span.end > following.start for span, following in pairwise(verified)):
        raise Invalid({"selection": OVERLAPPING_SPANS})
    return verified


def write_spans(spans_by_mention: Iterable[tuple[int, Sequence[Selector]]]) -> None:
    """Insert the spans of mentions, given as pairs of a mention id and its selectors."""
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO claims_span (mention_id, position, start, "end", exact, prefix, suffix)'
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                (mention_id, at, s.start, s.end, s.exact, s.prefix, s.suffix)
                for mention_id, selectors in spans_by_mention
                for at, s in enumerate(selectors)
            ],
        )


def write_chain(mention: Mention, chain: Sequence[Actor]) -> None:
    """Insert the links of an attribution chain. Raises Invalid(chain) for more than MAX_LINKS."""
    _require_few_links(chain)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO claims_attribution (mention_id, position, actor_id) VALUES (%s, %s, %s)",
            [(mention.pk, at, actor.pk) for at, actor in enumerate(chain)],
        )


_SPANS_AND_CHAIN = """
    WITH inserted AS (
        INSERT INTO claims_span (mention_id, position, start, "end", exact, prefix, suffix)
        SELECT %(mention)s, place - 1, start, "end", exact, prefix, suffix
        FROM unnest(%(starts)s::int[], %(ends)s::int[], %(exact)s::text[], %(prefixes)s::text[], %(suffixes)s::text[])
            WITH ORDINALITY AS span (start, "end", exact, prefix, suffix, place)
        RETURNING id
    )
    INSERT INTO claims_attribution (mention_id, position, actor_id)
    SELECT %(mention)s, place - 1, actor FROM unnest(%(actors)s::bigint[]) WITH ORDINALITY AS link (actor, place)"""


def write_spans_and_chain(mention: Mention, selectors: Sequence[Selector], chain: Sequence[Actor]) -> None:
    """Insert the spans and the links of a new mention in one statement. Raises Invalid(chain) for more than MAX_LINKS."""
    _require_few_links(chain)
    values: dict[str, Any] = {
        "mention": mention.pk,
        "starts": [span.start for span in selectors],
        "ends": [span.end for span in selectors],
        "exact": [span.exact for span in selectors],
        "prefixes": [span.prefix for span in selectors],
        "suffixes": [span.suffix for span in selectors],
        "actors": [actor.pk for actor in chain],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SPANS_AND_CHAIN, values)


def _require_few_links(chain: Sequence[Actor]) -> None:
    if len(chain) > MAX_LINKS:
        raise Invalid({"chain": TOO_MANY_LINKS})


def mention_values(mention: Mention) -> dict[str, Any]:
    """Return the values of a stored mention for its ledger entry."""
    chain = mention.chain.order_by("position").values_list("actor_id", flat=True)
    return build_mention_values(mention, mention.spans.order_by("position"), list(chain))


def build_mention_values(mention: Mention, spans: Iterable[Selector | Span], chain: list[int]) -> dict[str, Any]:
    """Return the values of a mention with these spans and actor ids for its ledger entry."""
    return {
        "claim": mention.claim_id,
        "revision": mention.revision_id,
        "mode": mention.mode,
        "anchor": mention.anchor,
        "spans": span_values(spans),
        "chain": chain,
    }


def span_values(spans: Iterable[Selector | Span]) -> list[dict[str, Any]]:
    return [{name: getattr(span, name) for name in ("start", "end", "exact", "prefix", "suffix")} for span in spans]
