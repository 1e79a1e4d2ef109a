"""Marking where a claim appears, changing a mention, withdrawing it. How spans and links are stored is in `mention_rows`."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.articles.models import Revision
from factcheck.claims.actions.actors import resolve_actors
from factcheck.claims.actions.contributions import contribute
from factcheck.claims.actions.mention_rows import (
    build_mention_values,
    mention_values,
    span_values,
    verify_selectors,
    write_chain,
    write_spans,
)
from factcheck.claims.anchoring import Selector
from factcheck.claims.models import Actor, Anchor, Claim, Mention
from factcheck.claims.new_mention import NewMention
from factcheck.ledger.actions import NewEntry, change_once, create_once, lock_row, record_many, save_next_version, withdraw
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused


@create_once(Mention)
def add_mention(*, person: Person, claim: Claim, mention: NewMention, token: uuid.UUID | None = None) -> Mention:
    """Mark another place where the claim appears. Actors of the chain that are given by name are added if they are new."""
    permit(person, "mention.add", claim)
    require_newest_revision(mention.revision)
    chain, entries = resolve_actors([("chain", actor) for actor in mention.chain], person=person)
    written, values = write_mention(person=person, claim=claim, new=mention, chain=chain)
    record_many(person=person, entries=[*entries, NewEntry(action="mention.added", subject=written, after=values)])
    return written


@change_once("mention.change", "mention")
def change_mention(
    *,
    person: Person,
    mention: Mention,
    seen_version: int | None,
    selectors: Sequence[Selector] | None = None,
    revision: Revision | None = None,
    mode: str | None = None,
    chain: Sequence[Actor | str] | None = None,
    token: uuid.UUID | None = None,
) -> Mention:
    """Change spans, mode or attribution chain; None leaves a part as it is. New spans make the mention anchored again.

    `selectors` count in `revision`, which is the newest of the mention's article; without one in the mention's own.
    """
    if selectors is not None:
        lock_article(mention.revision.article_id)
    row = lock_row(
        mention, person=person, permission="mention.change", seen_version=seen_version, typed={"mode": mode or mention.mode}
    )
    before = mention_values(row)
    after = {**before, "mode": mode or row.mode}
    fitting: list[Selector] = []
    if selectors is not None:
        where = revision or row.revision
        if where.article_id != row.revision.article_id:
            raise Invalid({"revision": "A mention stays in its article. Mark the other words as a mention of their own."})
        require_newest_revision(where)
        fitting = verify_selectors(where.text, selectors)
        after |= {"revision": where.pk, "anchor": Anchor.ANCHORED.value, "spans": span_values(fitting)}
    actors, entries = resolve_actors([("chain", actor) for actor in chain or ()], person=person)
    if chain is not None:
        after["chain"] = [actor.pk for actor in actors]
    if after == before:
        return row
    # the mention before its spans: the database compares each span with the text of the mention's revision
    save_next_version(row, is_part_changed=True, mode=after["mode"], anchor=after["anchor"], revision_id=after["revision"])
    if selectors is not None:
        row.spans.all().delete()
        write_spans([(row.pk, fitting)])
    if chain is not None:
        row.chain.all().delete()
        write_chain(row, actors)
    contribute([row.claim_id], person)
    changed = NewEntry(action="mention.changed", subject=row, before=before, after=after)
    record_many(person=person, entries=[*entries, changed])
    return row


@change_once("mention.withdraw", "mention")
def withdraw_mention(
    *, person: Person, mention: Mention, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Mention:
    """Withdraw a mention with a reason. The row stays."""
    return withdraw(
        mention,
        person=person,
        permission="mention.change",
        action="mention.withdrawn",
        reason=reason,
        seen_version=seen_version,
        before=mention_values,
        on_change=lambda row: contribute([row.claim_id], person),
    )


def write_mention(*, person: Person, claim: Claim, new: NewMention, chain: Sequence[Actor]) -> tuple[Mention, dict[str, Any]]:
    """The rows of a mention and their plain values, without a ledger entry. `chain` are the actors of `new`. Raises Invalid."""
    fitting = verify_selectors(new.revision.text, new.selectors)
    mention = Mention.objects.create(claim=claim, revision=new.revision, mode=new.mode, created_by=person)
    write_spans([(mention.pk, fitting)])
    write_chain(mention, chain)
    return mention, build_mention_values(mention, fitting, [actor.pk for actor in chain])


def require_newest_revision(revision: Revision) -> None:
    """Raise Refused if the article has a newer revision. Until the transaction ends, it gets none."""
    lock_article(revision.article_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM articles_revision WHERE article_id = %s", [revision.article_id])
        (newest,) = cursor.fetchone()
    if newest != revision.number:
        raise Refused(
            "The article has a newer revision than the one you marked.",
            next_step="Open the newest revision and mark the words there.",
        )


def lock_article(article_id: int) -> None:
    """Wait for a revision that is under way, or the new mention would stay behind on the old text.

    The article before its mentions: a revision locks them in that order.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM articles_article WHERE id = %s FOR NO KEY UPDATE", [article_id])
