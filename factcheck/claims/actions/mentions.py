"""Actions that add, change, and withdraw mentions. `mention_rows` stores their spans and links."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.articles.locking import share_article
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
    write_spans_and_chain,
)
from factcheck.claims.anchoring import Selector
from factcheck.claims.choices import Anchor
from factcheck.claims.kept_quotes import MISSING
from factcheck.claims.models import Actor, Claim, Mention
from factcheck.claims.new_mention import NewMention
from factcheck.ledger.actions import NewEntry, change_once, create_once, lock_row, record_many, save_next_version, withdraw
from factcheck.web.database.inserting import insert_linked
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.text import normalize_line_endings


@create_once(Mention)
def add_mention(
    *,
    person: Person,
    claim: Claim,
    mention: NewMention,
    kinds: Mapping[str, str] | None = None,
    token: uuid.UUID | None = None,
) -> Mention:
    """Add a mention to an existing claim.

    Actors of the chain may be names; actors that do not exist yet are added, with their kinds from `kinds`.
    """
    permit(person, "mention.add", claim)
    require_newest_revision(mention.revision)
    chain, entries = resolve_actors([("chain", actor) for actor in mention.chain], person=person, kinds=kinds)
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
    kinds: Mapping[str, str] | None = None,
    token: uuid.UUID | None = None,
) -> Mention:
    """Change the spans, mode, or attribution chain of a mention; None leaves a part unchanged.

    New spans set the anchor to *anchored* and clear the changed context. `selectors` refer to `revision`, which must be the
    newest revision of the mention's article, or by default to the mention's own revision. Raises EditConflict if the mention is
    no longer at version `seen_version`.
    """
    row = lock_row(
        mention,
        person=person,
        permission="mention.change",
        seen_version=seen_version,
        typed={"mode": mode or mention.mode},
        lock_first=None if selectors is None else lambda: share_article(mention.revision.article_id),
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
        if row.changed_context:
            before, after = {**before, "changed_context": row.changed_context}, {**after, "changed_context": []}
        if row.stays_in_revision:
            before, after = {**before, "stays_in_revision": True}, {**after, "stays_in_revision": False}
    actors, entries = resolve_actors([("chain", actor) for actor in chain or ()], person=person, kinds=kinds)
    if chain is not None:
        after["chain"] = [actor.pk for actor in actors]
    if after == before:
        return row
    # Save the mention before its spans, because a trigger compares each span with the text of the mention's revision.
    save_next_version(
        row,
        is_part_changed=True,
        mode=after["mode"],
        anchor=after["anchor"],
        revision_id=after["revision"],
        changed_context=after.get("changed_context", row.changed_context),
        stays_in_revision=after.get("stays_in_revision", row.stays_in_revision),
    )
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


@change_once("mention.confirm_context", "mention")
def confirm_mention_context(
    *, person: Person, mention: Mention, seen_version: int | None, token: uuid.UUID | None = None
) -> Mention:
    """Confirm that the changed text next to a mention does not affect it. Raises EditConflict."""
    row = lock_row(mention, person=person, permission="mention.change", seen_version=seen_version)
    before, after = save_next_version(row, changed_context=[])
    if not after:
        return row
    contribute([row.claim_id], person)
    record_many(person=person, entries=[NewEntry(action="mention.context_confirmed", subject=row, before=before, after=after)])
    return row


@change_once("mention.keep", "mention")
def keep_mention(
    *, person: Person, mention: Mention, reason: str, seen_version: int | None, token: uuid.UUID | None = None
) -> Mention:
    """Decide that a mention stays in the revision that it quotes, because the newest one does not contain its words.

    This confirms its changed context, too. If a later revision contains the words, the mention is placed there. Raises Refused
    unless it is an orphan or needs review, Invalid(reason), and EditConflict.
    """
    row = lock_row(mention, person=person, permission="mention.change", seen_version=seen_version, typed={"reason": reason})
    before, after, reason = keep_in_revision(row, reason)
    contribute([row.claim_id], person)
    entry = NewEntry(action="mention.kept", subject=row, before=before, after=after, reason=reason)
    record_many(person=person, entries=[entry])
    return row


def keep_in_revision(row: Mention | Any, reason: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Save the decision that a locked mention or passage stays in its revision. Returns the changes and the normalized reason."""
    reason = normalize_line_endings(reason.strip())
    if not reason:
        raise Invalid({"reason": "Enter why the quote stays in this revision."})
    if row.withdrawn_at is not None:
        raise Refused(f"This {row._meta.verbose_name} is withdrawn.")
    if row.anchor not in MISSING:
        raise Refused("Only a quote that the newest revision does not contain can stay in an earlier one.")
    if row.stays_in_revision:
        raise Refused("This was decided already.", next_step="Reload the page.")
    return *save_next_version(row, stays_in_revision=True, changed_context=[]), reason


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


def write_mention(
    *, person: Person, claim: Claim, new: NewMention, chain: Sequence[Actor], is_new_claim: bool = False
) -> tuple[Mention, dict[str, Any]]:
    """Insert a mention with its spans and chain. Return the row and its values for the ledger entry, which the caller records.

    `chain` contains the actors of `new.chain` as rows. With `is_new_claim`, the claim is inserted together with the mention. The
    spans and links follow in a statement of their own: a trigger compares each span with the text of its mention, which it would
    not see otherwise. Raises Invalid if the selectors do not match the text.
    """
    verified = verify_selectors(new.revision.text, new.selectors)
    mention = Mention(claim=claim, revision=new.revision, mode=new.mode, created_by=person)
    if is_new_claim:
        insert_linked(claim, mention, "claim")
    else:
        mention.save(force_insert=True)
    write_spans_and_chain(mention, verified, chain)
    return mention, build_mention_values(mention, verified, [actor.pk for actor in chain])


def require_newest_revision(revision: Revision) -> None:
    """Share the article (`articles.locking`): a concurrent revision would not place a quote that is added meanwhile.

    Raises Refused if a newer revision exists or the article is closed.
    """
    share_article(revision.article_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT max(number) FROM articles_revision WHERE article_id = a.id), a.closed_at IS NOT NULL"
            " FROM articles_article a WHERE a.id = %s",
            [revision.article_id],
        )
        newest, is_closed = cursor.fetchone()
    if is_closed:
        raise Refused("This article is closed.", next_step="Reopen it first.")
    if newest != revision.number:
        raise Refused(
            "This article has a newer revision.",
            next_step="Open the newest revision and mark the text there.",
        )
