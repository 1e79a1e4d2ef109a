"""Where public views read. `tests/setup/test_replica.py` uses a real replica."""

from __future__ import annotations

import logging
import time

import pytest
from django.contrib.sessions.models import Session
from django.db import router

from factcheck.public import urls
from factcheck.publishing.models import Publication
from factcheck.publishing.replica import Position, ReadFrom, Replayed, ReplicaState, is_replica_of
from factcheck.web.database.replica import reading_alias, reading_replica

WITHOUT_DATABASE = {"robots", "security", "colors", "colors-preview"}
PRIMARY = Position(entry=7, digest="a", log=1000)


def replayed(entry: int = 7, digest: str = "a", log: int = 1000, *, is_replica: bool = True, seconds: float = 0.5) -> Replayed:
    return Replayed(Position(entry, digest, log), is_replica, seconds)


def test_each_view_that_reads_the_database_reads_the_replica() -> None:
    wrapped = {each.name for each in urls.urlpatterns if each.callback.__code__.co_filename.endswith("public/replica.py")}
    assert {each.name for each in urls.urlpatterns} - wrapped == WITHOUT_DATABASE


def test_only_reads_within_the_block_use_the_replica() -> None:
    with reading_replica():
        names = router.db_for_read(Publication), router.db_for_write(Publication), router.db_for_read(Session), reading_alias()
    assert names == ("replica", "default", "default", "replica")
    assert (router.db_for_read(Publication), reading_alias()) == ("default", "default")
    assert router.allow_migrate("replica", "publishing") is False


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (replayed(), True),
        (replayed(6, "b"), True),  # behind
        (replayed(8, "b"), True),  # a write since the position of the primary was read
        (replayed(7, "b"), False),  # of another database
        (replayed(is_replica=False), False),  # promoted, or the primary itself
    ],
)
def test_server_that_does_not_replay_the_log_of_the_primary_is_no_replica(found: Replayed, expected: bool) -> None:
    assert is_replica_of(PRIMARY, found) is expected


def test_lag_counts_from_the_last_time_at_which_the_replica_was_complete() -> None:
    state = ReplicaState()
    assert state.lag(PRIMARY, replayed()) == 0
    time.sleep(0.05)
    later = Position(7, "a", 1100)
    assert 0.05 <= state.lag(later, replayed(seconds=3600)) < 5  # nothing was written for an hour before
    assert state.lag(later, replayed(seconds=0.01)) == 0.01
    time.sleep(0.05)
    # The replica has reached an earlier position of the primary, so it is behind by the time since then.
    assert state.lag(Position(7, "a", 1200), replayed(log=1100, seconds=3600)) < 0.09
    assert state.lag(Position(7, "a", 1200), replayed(log=1200)) == 0


def test_failure_is_reported_once_and_the_replica_is_left_alone_for_some_seconds(caplog: pytest.LogCaptureFixture) -> None:
    state = ReplicaState()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            state.fail(ReadFrom.UNAVAILABLE, "connection refused")
    assert [record.message for record in caplog.records] == [
        "public pages are read from the primary instead of the replica: connection refused"
    ]
    assert state.choose() is ReadFrom.UNAVAILABLE  # without a query
