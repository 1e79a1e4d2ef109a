"""Marking where a claim appears, changing a mark, withdrawing it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.articles.models import Revision
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.anchoring import Selector, Unanchored, verify
from factcheck.claims.models import Actor, Anchor, Claim, Mention, Span
from factcheck.ledger.actions import expect_version, record
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.models import Once

MOST_SPANS = 20
MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class NewMention:
    """What a person selected: one selector a span, in code points of `revision`'s text; the chain is outermost first."""

    revision: Revision
    selectors: Sequence[Selector]
    mode: str
    chain: Sequence[Actor] = field(default_factory=tuple)


@transaction.atomic
def add_mention(*, person: Person, claim: Claim, mention: NewMention, token: uuid.UUID | None = None) -> Mention:
    """Mark another place where the claim appears."""
    permit(person, "mention.add", claim)
    once = Once(person, token, "mention", {"claim": claim, "mention": mention})
    if made := once.first(Mention):
        return made
    written, values = write_mention(person=person, claim=claim, new=mention)
    once.done(written)
    record(person=person, action="mention.added", subject=written, after=values)
    return written


@transaction.atomic
def change_mention(
    *,
    person: Person,
    mention: Mention,
    seen_version: int | None,
    selectors: Sequence[Selector] | None = None,
    revision: Revision | None = None,
    mode: str | None = None,
    chain: Sequence[Actor] | None = None,
) -> Mention:
    """Change spans, mode or attribution chain; None leaves a part as it is. New spans make the mention anchored again.

    `selectors` count in `revision`, which is the newest of the mention's article; without one in the mention's own.
    """
    if selectors is not None:
        _hold(mention.revision.article_id)
    row = Mention.objects.select_for_update(no_key=True).get(pk=mention.pk)
    permit(person, "mention.change", row)
    expect_version(row, seen_version, typed={"mode": mode or row.mode}, what="mention")
    before = mention_values(row)
    after = {**before, "mode": mode or row.mode}
    fitting: list[Selector] = []
    if selectors is not None:
        where = revision or row.revision
        if where.article_id != row.revision.article_id:
            raise Invalid({"revision": "A mention stays in its article. Mark the other words as a mention of their own."})
        expect_newest(where)
        fitting = fitted(where.text, selectors)
        after |= {"revision": where.pk, "anchor": Anchor.ANCHORED.value, "spans": spans_as_values(fitting)}
    if chain is not None:
        after["chain"] = [actor.pk for actor in chain]
    if after == before:
        return row
    row.mode, row.anchor, row.revision_id = after["mode"], after["anchor"], after["revision"]
    row.version += 1
    # the mention before its spans: the database compares each span with the text of the mention's revision
    row.save(update_fields=["mode", "anchor", "revision", "version"])
    if selectors is not None:
        row.spans.all().delete()
        write_spans(row, fitting)
    if chain is not None:
        row.chain.all().delete()
        write_chain(row, chain)
    contribute(row.claim_id, person)
    record(person=person, action="mention.changed", subject=row, before=before, after=after)
    return row


@transaction.atomic
def withdraw_mention(*, person: Person, mention: Mention, reason: str, seen_version: int | None = None) -> Mention:
    """Take a mark back, with a reason. The row stays."""
    row = Mention.objects.select_for_update(no_key=True).get(pk=mention.pk)
    permit(person, "mention.change", row)
    expect_version(row, seen_version, typed={"reason": reason}, what="mention")
    if not reason.strip():
        raise Invalid({"reason": "Say why this mention is withdrawn."})
    row.withdrawn_at, row.withdrawn_reason = timezone.now(), reason.strip()
    row.version += 1
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "version"])
    contribute(row.claim_id, person)
    record(person=person, action="mention.withdrawn", subject=row, before=mention_values(row), reason=reason.strip())
    return row


def write_mention(*, person: Person, claim: Claim, new: NewMention) -> tuple[Mention, dict[str, Any]]:
    """The rows of a mention and their plain values, without a ledger entry. Raises Invalid, or Refused for an old revision."""
    expect_newest(new.revision)
    fitting = fitted(new.revision.text, new.selectors)
    mention = Mention.objects.create(claim=claim, revision=new.revision, mode=new.mode, created_by=person)
    write_spans(mention, fitting)
    write_chain(mention, new.chain)
    return mention, _values(mention, fitting, [actor.pk for actor in new.chain])


def expect_newest(revision: Revision) -> None:
    """Raise Refused where the article has a newer revision. Until the transaction ends, it gets none."""
    _hold(revision.article_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM articles_revision WHERE article_id = %s", [revision.article_id])
        (newest,) = cursor.fetchone()
    if newest != revision.number:
        raise Refused(
            "The article has a newer revision than the one you marked.",
            next_step="Open the newest revision and mark the words there.",
        )


def _hold(article_id: int) -> None:
    """Wait for a revision under way, else the new mark would stay behind on the old text; before its mentions, as that does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM articles_article WHERE id = %s FOR NO KEY UPDATE", [article_id])


def fitted(text: str, selectors: Sequence[Selector]) -> list[Selector]:
    """Each selector checked against the text, in its order. Raises Invalid(selection)."""
    if not selectors:
        raise Invalid({"selection": "Select the words first."})
    if len(selectors) > MOST_SPANS:
        raise Invalid({"selection": f"A mention has at most {MOST_SPANS} pieces."})
    try:
        return sorted((verify(text, selector) for selector in selectors), key=lambda s: (s.start, s.end))
    except Unanchored as error:
        raise Invalid({"selection": str(error)}) from error


def write_spans(mention: Mention, selectors: Sequence[Selector]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO claims_span (mention_id, position, start, "end", exact, prefix, suffix)'
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(mention.pk, at, s.start, s.end, s.exact, s.prefix, s.suffix) for at, s in enumerate(selectors)],
        )


def write_chain(mention: Mention, chain: Sequence[Actor]) -> None:
    if len(chain) > MOST_LINKS:
        raise Invalid({"chain": f"An attribution chain has at most {MOST_LINKS} links."})
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO claims_attribution (mention_id, position, actor_id) VALUES (%s, %s, %s)",
            [(mention.pk, at, actor.pk) for at, actor in enumerate(chain)],
        )


def mention_values(mention: Mention) -> dict[str, Any]:
    """The mention as plain values, for the ledger."""
    chain = mention.chain.order_by("position").values_list("actor_id", flat=True)
    return _values(mention, mention.spans.order_by("position"), list(chain))


def _values(mention: Mention, spans: Iterable[Selector | Span], chain: list[int]) -> dict[str, Any]:
    return {
        "claim": mention.claim_id,
        "revision": mention.revision_id,
        "mode": mention.mode,
        "anchor": mention.anchor,
        "spans": spans_as_values(spans),
        "chain": chain,
    }


def spans_as_values(spans: Iterable[Selector | Span]) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "exact": span.exact} for span in spans]
