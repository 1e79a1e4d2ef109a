"""The times of scheduled checks. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random, SystemRandom

from factcheck.newsroom.fields import MAX_CHECK_DAYS

MAX_DAYS = MAX_CHECK_DAYS
BATCH = 10
"""Maximum number of checks that begin in one minute."""
SPREAD = timedelta(minutes=1)
"""The checks of a batch begin at random times within this period."""
JITTER = 0.1
"""The part of an interval by which a check is earlier or later, so that pages that were checked together are not always so."""

_random = SystemRandom()


def next_due(now: datetime, days: int, random: Random = _random) -> datetime:
    """The time of the next check after one at `now`, `days` ± JITTER days later."""
    return now + timedelta(days=days * random.uniform(1 - JITTER, 1 + JITTER))


def start_in_batch(now: datetime, random: Random = _random) -> datetime:
    """A random time within SPREAD of `now`."""
    return now + SPREAD * random.random()
