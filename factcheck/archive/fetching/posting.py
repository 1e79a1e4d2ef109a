"""Posts a small body to an address in the settings, with all checks of `retrieval.fetch`. Redirects are not followed."""

from __future__ import annotations

from contextlib import closing

from factcheck.archive.fetching import failures, media_types
from factcheck.archive.fetching.conversation import Conversation, Posted
from factcheck.archive.fetching.deadlines import Deadline
from factcheck.archive.fetching.identity import user_agent
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.fetching.network import Network
from factcheck.archive.fetching.targets import target_of
from factcheck.archive.fetching.turns import refuse_transactions, turn
from factcheck.archive.fetching.wire import Wire

MAX_POSTED = 16 * 1024
"""Bytes of the body of a request."""


def post(address: str, posted: Posted, *, most: int, limits: FetchLimits | None = None, network: Network | None = None) -> bytes:
    """Post a body, in a background job and outside of transactions. Returns the body of the response, at most `most` bytes.

    Raises FetchFailed, also for a redirect, a coded body, and a response of another type; RuntimeError in a transaction; and
    ValueError for a larger body than MAX_POSTED.
    """
    if len(posted.body) > MAX_POSTED:
        raise ValueError(f"the body has more than {MAX_POSTED} bytes")
    refuse_transactions()
    limits, network = limits or FetchLimits(), network or Network.from_settings()
    target, deadline = target_of(address), Deadline(limits.total)
    network.check_port(target)
    with turn(target.host, limits, lambda: None), closing(Wire.open(target, network, limits, deadline)) as wire:
        conversation = Conversation(wire, limits)
        head = conversation.ask(target, user_agent(), posted)
        if head.status != 200:
            raise failures.refused_status(head.status, None)
        media_type, _ = media_types.declared_type(head.value("content-type"))
        if media_type != posted.response_type:
            raise failures.refused_type(media_type)
        if head.values("content-encoding"):
            raise failures.unknown_coding()
        return b"".join(conversation.body(most))
