"""Fetches an address: follows redirects, checks each of them, and writes the responses to temporary files."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO

from factcheck.archive.fetching import failures, media_types
from factcheck.archive.fetching.codings import Decoding
from factcheck.archive.fetching.conversation import Conversation, ResponseHead
from factcheck.archive.fetching.deadlines import Deadline
from factcheck.archive.fetching.exchange import Exchange, Failure, Fetched, FetchFailed, Phase, Progress
from factcheck.archive.fetching.identity import user_agent as default_user_agent
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.fetching.network import Network
from factcheck.archive.fetching.received import ReceivedFile
from factcheck.archive.fetching.retry_after import seconds_until_retry
from factcheck.archive.fetching.targets import Target, redirected, target_of
from factcheck.archive.fetching.turns import refuse_transactions, turn
from factcheck.archive.fetching.wire import Wire

log = logging.getLogger(__name__)

Reporter = Callable[[Progress], None]
_REDIRECTS = (301, 302, 303, 307, 308)
_SECONDS_BETWEEN_REPORTS = 0.5


def _report_nothing(progress: Progress) -> None:
    pass


def fetch(
    address: str,
    *,
    limits: FetchLimits | None = None,
    network: Network | None = None,
    user_agent: str | None = None,
    progress: Reporter = _report_nothing,
) -> Fetched:
    """Request an address that a person entered, in a background job and outside of transactions. The caller closes the result.

    Without arguments, the limits are those of production, and network and User-Agent are those of the settings. `progress` is
    called at the beginning of each phase and at most twice per second while bytes arrive; an exception from it ends the fetch.

    Raises FetchFailed; StorageFull or StoreUnavailable if the temporary files cannot be written; RuntimeError in a transaction.
    After an exception, nothing is left on disk.
    """
    refuse_transactions()
    fetching = _Fetching(
        limits or FetchLimits(),
        network or Network.from_settings(),
        default_user_agent() if user_agent is None else user_agent,
        progress,
    )
    try:
        return fetching.run(address)
    except FetchFailed as failure:
        log.info("an address was not fetched: %s", failure.failure)
        raise


@dataclass
class _Fetching:
    """One fetch. `deadline` is the end of its total time; `exchanges` and `files` are those of all requests so far."""

    limits: FetchLimits
    network: Network
    user_agent: str
    progress: Reporter
    deadline: Deadline = field(init=False)
    exchanges: list[Exchange] = field(default_factory=list)
    files: list[IO[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.deadline = Deadline(self.limits.total)

    def run(self, address: str) -> Fetched:
        try:
            return self._follow(target_of(address))
        except BaseException:
            for file in self.files:
                file.close()
            raise

    def _follow(self, target: Target) -> Fetched:
        seen = {target}
        while isinstance(result := self._request(target), Target):
            if len(self.exchanges) > self.limits.redirects:
                raise failures.too_many_redirects(self.limits.redirects)
            if result in seen:
                raise failures.redirect_loop()
            seen.add(result)
            target = result
        return result

    def _request(self, target: Target) -> Fetched | Target:
        """Request one address, and add the exchange. Returns the result, or the target of a redirect."""
        try:
            self.network.check_port(target)
            with ExitStack() as stack:
                with self.deadline.paused():
                    stack.enter_context(turn(target.host, self.limits, lambda: self._report(Phase.WAITING, target)))
                self._report(Phase.CONNECTING, target)
                wire = stack.enter_context(closing(Wire.open(target, self.network, self.limits, self.deadline)))
                return self._receive(target, wire)
        except FetchFailed as failure:
            if self.exchanges and failure.failure in (Failure.ADDRESS, Failure.INTERNAL):
                raise failures.refused_redirect(failure) from None
            raise

    def _receive(self, target: Target, wire: Wire) -> Fetched | Target:
        conversation = Conversation(wire, self.limits)
        head = conversation.ask(target, self.user_agent)
        new_target = _target_of_redirect(target, head)
        if new_target is not None:
            body = self._body(target, head, conversation, self.limits.redirect_size, decoding=None)[0]
            self.exchanges.append(_exchange(target, wire, head, body))
            return new_target
        media_type, charset = self._check(head)
        decoding = Decoding(", ".join(head.values("content-encoding")), self.limits)
        body, payload = self._body(target, head, conversation, self.limits.size, decoding)
        if not payload.size:
            raise failures.empty_page(head.status)
        if media_type == media_types.UNKNOWN and not media_types.has_known_signature(payload.start):
            raise failures.refused_type("")
        self.exchanges.append(_exchange(target, wire, head, body))
        exchanges, files = tuple(self.exchanges), tuple(self.files)
        return Fetched(exchanges, payload.file, payload.sha256, payload.size, media_type, charset, files)

    def _check(self, head: ResponseHead) -> tuple[str, str]:
        """The media type and the charset of a response that is to be read. Raises FetchFailed for all others."""
        if head.status not in (200, 203):
            raise failures.refused_status(head.status, seconds_until_retry(head.value("retry-after"), datetime.now(UTC)))
        media_type, charset = media_types.declared_type(head.value("content-type"))
        media_type = media_type or media_types.UNKNOWN
        if media_type not in media_types.PRESERVED and media_type != media_types.UNKNOWN:
            raise failures.refused_type(media_type)
        return media_type, charset

    def _body(
        self, target: Target, head: ResponseHead, conversation: Conversation, size: int, decoding: Decoding | None
    ) -> tuple[ReceivedFile, ReceivedFile]:
        """Receive the body of at most `size` bytes. Returns it with and without its content coding, if it has one."""
        expected = head.content_length
        if expected is not None and expected > size:
            raise failures.too_large(size)
        body = ReceivedFile(self.files)
        payload = ReceivedFile(self.files) if decoding and decoding.is_needed else body
        reported = 0.0
        for data in conversation.body(size):
            body.write(data)
            if decoding and payload is not body:
                for piece in decoding.decode(data):
                    payload.write(piece)
                    if self.deadline.has_passed:
                        raise failures.too_late("send its whole response", self.limits.total)
            if time.monotonic() - reported >= _SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                self._report(Phase.RECEIVING, target, body.size, expected)
        if decoding:
            decoding.finish()
        body.rewind()
        payload.rewind()
        return body, payload

    def _report(self, phase: Phase, target: Target, received: int = 0, expected: int | None = None) -> None:
        self.progress(Progress(phase, target.host, received, expected))


def _target_of_redirect(target: Target, head: ResponseHead) -> Target | None:
    """The target of a redirect, or None for any other response."""
    locations = set(head.values("location"))
    if head.status not in _REDIRECTS or not locations:
        return None
    if len(locations) > 1:
        raise failures.contradictory_redirect()
    return redirected(target, locations.pop().encode("latin-1"))


def _exchange(target: Target, wire: Wire, head: ResponseHead, body: ReceivedFile) -> Exchange:
    return Exchange(
        address=target.address,
        at=head.at,
        ip=wire.ip,
        request=head.request,
        head=head.raw,
        status=head.status,
        headers=head.headers,
        body=body.file,
        body_sha256=body.sha256,
        body_size=body.size,
    )
