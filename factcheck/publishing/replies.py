"""The right of reply in a published document: what readers see of each request for comment. Contact details are left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.claims.models import Claim
from factcheck.evidence.replies.models import Reply, ReplyOutcome
from factcheck.evidence.replies.queries import replies_of
from factcheck.publishing.published import PublishedReply


def published_replies(claim: Claim, today: date) -> Iterator[PublishedReply]:
    """The rows of the claim that are not withdrawn. `today` is the day of the publication in the newsroom's time zone."""
    for row in replies_of(claim).active:
        if not row.is_asked:
            yield PublishedReply(row.who, "not_asked", not_asked_because=row.not_asked_because)
            continue
        yield PublishedReply(
            name=row.who,
            outcome=_outcome(row, today),
            asked_on=row.asked_on,
            channel=row.channel,
            channel_words=str(row.get_channel_display()),
            channel_note=row.channel_note,
            deadline=row.deadline,
            answer=row.answer,
            answered_on=row.answered_on,
            answered_by=row.answered_by,
        )


def _outcome(row: Reply, today: date) -> str:
    """A request whose deadline has passed without an answer counts as not answered, even if nobody has recorded that."""
    if row.outcome != ReplyOutcome.OPEN:
        return row.outcome
    return str(ReplyOutcome.NO_ANSWER) if row.deadline and row.deadline < today else "open"
