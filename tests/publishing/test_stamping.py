"""Time stamps of signed heads, from an authority on this machine."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from factcheck.archive.fetching import Failure, FetchFailed
from factcheck.publishing.heads import sign_head
from factcheck.publishing.invariants import INVARIANTS
from factcheck.publishing.models import HeadStamp, SignedHead
from factcheck.publishing.stamping import HEADS_AT_ONCE, MAX_RESPONSE, InvalidStamp, stamp_head, stamp_new_heads, stamped_message
from tests.publishing.time_stamps import Authority, StampServer, openssl, stamping
from tests.sql import refused, without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "authority")


@pytest.fixture
def head(world: World) -> SignedHead:
    world.open_claim  # noqa: B018  (entries)
    return sign_head()


def use(settings: Any, server: StampServer, root: Path) -> None:
    settings.TIMESTAMP_URL, settings.TIMESTAMP_CA = server.url, root
    settings.FETCH_TEST_SERVERS = (("127.0.0.1", server.port),)


def test_nothing_is_stamped_by_default(head: SignedHead, settings: Any) -> None:
    assert settings.TIMESTAMP_URL == ""
    assert stamp_new_heads() == 0
    assert not HeadStamp.objects.exists()


def test_head_is_stamped_once_and_verified_by_openssl(
    head: SignedHead, authority: Authority, settings: Any, tmp_path: Path, client: Client
) -> None:
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        assert [stamp_new_heads(), stamp_new_heads()] == [1, 0]
    assert len(server.queries) == 1
    assert len(server.queries[0]) < 200
    assert (server.headers[0]["Content-Type"], "Cookie" in server.headers[0]) == ("application/timestamp-query", False)
    stamp = HeadStamp.objects.get()
    assert (stamp.head, stamp.authority) == (head, server.url)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=1)
    (published,) = client.get("/ledger-head.json").json()["time_stamps"]
    assert published["number"] == head.number
    text, response = tmp_path / "head.txt", tmp_path / "head.tsr"
    text.write_bytes(stamped_message(head))
    response.write_bytes(b64decode(published["response"]))
    verification = openssl("ts", "-verify", "-data", text, "-in", response, "-CAfile", authority.root)
    assert "Verification: OK" in verification.stdout + verification.stderr
    text.write_bytes(stamped_message(head).replace(b"1", b"2"))
    assert openssl("ts", "-verify", "-data", text, "-in", response, "-CAfile", authority.root, check=False).returncode != 0


def other_message(authority: Authority) -> Callable[[bytes], bytes]:
    """Answers with a valid stamp of another text, with the same nonce as nothing."""
    folder = authority.folder
    (folder / "other.txt").write_bytes(b"another text")
    openssl("ts", "-query", "-data", folder / "other.txt", "-sha256", "-cert", "-out", folder / "other.tsq")
    return lambda query: authority.reply((folder / "other.tsq").read_bytes())


def replayed(authority: Authority) -> Callable[[bytes], bytes]:
    """Answers each query with the response to the first one, which had another nonce."""
    first: list[bytes] = []

    def answer(query: bytes) -> bytes:
        first.append(authority.reply(query))
        return first[0]

    return answer


INVALID: dict[str, Callable[[Authority, Authority], Callable[[bytes], bytes]]] = {
    "another text": lambda good, bad: other_message(good),
    "an authority that is not trusted": lambda good, bad: bad.reply,
    "no time stamp": lambda good, bad: lambda query: b"<html>Sign in</html>",
    "an empty response": lambda good, bad: lambda query: b"",
    "a damaged signature": lambda good, bad: lambda query: good.reply(query)[:-3] + b"abc",
}


@pytest.mark.parametrize("case", INVALID)
def test_invalid_response_is_not_stored(
    head: SignedHead, authority: Authority, settings: Any, tmp_path: Path, case: str, caplog: Any
) -> None:
    answer = INVALID[case](authority, Authority(tmp_path / "other", "Other authority"))
    with stamping(answer) as server:
        use(settings, server, authority.root)
        with pytest.raises(InvalidStamp):
            stamp_head(head)
        assert stamp_new_heads() == 0
    assert not HeadStamp.objects.exists()
    assert f"Head {head.number} was not stamped" in caplog.text


def test_replayed_response_has_another_nonce(head: SignedHead, authority: Authority, settings: Any) -> None:
    with stamping(replayed(authority)) as server:
        use(settings, server, authority.root)
        stamp_head(head)
        with without_triggers() as cursor:
            cursor.execute("DELETE FROM publishing_headstamp")
        with pytest.raises(InvalidStamp, match="Nonce"):
            stamp_head(head)


def test_time_stamp_with_another_time_is_refused(head: SignedHead, authority: Authority, settings: Any) -> None:
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=3), tick=True), pytest.raises(InvalidStamp, match="clock"):
            stamp_head(head)


@pytest.mark.parametrize(
    ("options", "failure"),
    [
        ({"status": 503}, Failure.NO_ANSWER),
        ({"status": 302, "headers": {"Location": "http://127.0.0.1:1/"}}, Failure.REFUSED),
        ({"media_type": "text/html"}, Failure.TYPE),
        ({"headers": {"Content-Encoding": "gzip"}}, Failure.ENCODING),
    ],
)
def test_other_responses_are_refused_and_tried_again(
    head: SignedHead, authority: Authority, settings: Any, options: dict[str, Any], failure: Failure
) -> None:
    with stamping(authority.reply, **options) as server:
        use(settings, server, authority.root)
        with pytest.raises(FetchFailed) as error:
            stamp_head(head)
        assert error.value.failure is failure
        assert stamp_new_heads() == 0
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        assert stamp_new_heads() == 1


def test_large_response_is_refused(head: SignedHead, authority: Authority, settings: Any) -> None:
    with stamping(lambda query: b"x" * (MAX_RESPONSE + 1)) as server:
        use(settings, server, authority.root)
        with pytest.raises(FetchFailed) as error:
            stamp_head(head)
    assert error.value.failure is Failure.TOO_LARGE


def test_internal_address_is_not_requested(head: SignedHead, authority: Authority, settings: Any) -> None:
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        settings.FETCH_TEST_SERVERS = ()
        assert stamp_new_heads() == 0
    assert server.queries == []


def test_only_recent_heads_are_stamped_and_a_few_at_once(authority: Authority, settings: Any, head: SignedHead) -> None:
    assert HEADS_AT_ONCE == 10
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
            assert stamp_new_heads() == 0
    assert server.queries == []


def test_stored_time_stamp_never_changes_and_is_compared_with_its_head(
    head: SignedHead, authority: Authority, settings: Any
) -> None:
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        stamp_head(head)
    assert "Cannot" in refused("UPDATE publishing_headstamp SET authority = 'x'")
    assert "Cannot" in refused("DELETE FROM publishing_headstamp")
    (invariant,) = [each for each in INVARIANTS if "time stamp" in each.name]
    assert list(invariant.broken()) == []
    with without_triggers() as cursor:
        cursor.execute("UPDATE publishing_headstamp SET response = 'x'")
    assert list(invariant.broken()) == [f"the time stamp of head {head.number} is that of another text"]
