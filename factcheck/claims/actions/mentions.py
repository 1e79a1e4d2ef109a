"""Actions that add, change, and withdraw mentions. `mention_rows` stores their spans and links."""

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
    """Add a mention to an existing claim. Actors of the chain may be names; actors that do not exist yet are added."""
    permit(person, "mention.add", claim)
    require_newest_revision(mention.revision)
    chain, entries = resolve_actors([("chain", actor) for actor in mention.chain], person=person)
    row, values = write_mention(person=person, claim=claim, new=mention, chain=chain)
    record_many(person=person, entries=[*entries, NewEntry(action="mention.added", subject=row, after=values)])
    return row


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
    """Change the spans, mode, or attribution chain of a mention; None leaves a part unchanged.

    New spans set the anchor to *anchored*. `selectors` refer to `revision`, which must be the newest revision of the mention's
    article, or by default to the mention's own revision. Raises EditConflict if the mention is no longer at version
    `seen_version`.
    """
    if selectors is not None:
        lock_article(mention.revision.article_id)
    row = lock_row(
        mention, person=person, permission="mention.change", seen_version=seen_version, typed={"mode": mode or mention.mode}
    )
    before = mention_values(row)
    after = {**before, "mode": mode or row.mode}
    verified: list[Selector] = []
    if selectors is not None:
        target = revision or row.revision
        if target.article_id != row.revision.article_id:
            raise Invalid({"revision": "A mention cannot move to another article. Add a new mention there."})
        require_newest_revision(target)
        verified = verify_selectors(target.text, selectors)
        after |= {"revision": target.pk, "anchor": Anchor.ANCHORED.value, "spans": span_values(verified)}
    actors, entries = resolve_actors([("chain", actor) for actor in chain or ()], person=person)
    if chain is not None:
        after["chain"] = [actor.pk for actor in actors]
    if after == before:
        return row
    # Save the mention before its spans, because a trigger compares each span with the text of the mention's revision.
    save_next_version(row, is_part_changed=True, mode=after["mode"], anchor=after["anchor"], revision_id=after["revision"])
    if selectors is not None:
        row.spans.all().delete()
        write_spans([(row.pk, verified)])
    if chain is not None:
        row.chain.all().delete()
        write_chain(row, actors)
    contribute([row.claim_id], person)
    entry = NewEntry(action="mention.changed", subject=row, before=before, after=after)
    record_many(person=person, entries=[*entries, entry])
    return row


@change_once("mention.withdraw", "mention")
def withdraw_mention(
    *, person: Person, mention: Mention, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Mention:
    """Withdraw a mention with a reason. The row is not deleted."""
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
    """Insert a mention with its spans and chain. Return the row and its values for the ledger entry, which the caller records.

    `chain` contains the actors of `new.chain` as rows. Raises Invalid if the selectors do not match the text.
    """
    verified = verify_selectors(new.revision.text, new.selectors)
    mention = Mention.objects.create(claim=claim, revision=new.revision, mode=new.mode, created_by=person)
    write_spans([(mention.pk, verified)])
    write_chain(mention, chain)
    return mention, build_mention_values(mention, verified, [actor.pk for actor in chain])


def require_newest_revision(revision: Revision) -> None:
    """Lock the article, so that no revision can be added before the transaction ends. Raises Refused if a newer one exists."""
    lock_article(revision.article_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM articles_revision WHERE article_id = %s", [revision.article_id])
        (newest,) = cursor.fetchone()
    if newest != revision.number:
        raise Refused(
            "This article has a newer revision.",
            next_step="Open the newest revision and mark the text there.",
        )


def lock_article(article_id: int) -> None:
    """Lock the article row. This waits for a concurrent revision, which would not move a mention that is added meanwhile.

    Call this before locking mentions: the revision of an article locks in the same order.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM articles_article WHERE id = %s FOR NO KEY UPDATE", [article_id])
