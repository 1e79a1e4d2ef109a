"""Outbound requests for pages and files, and for time stamps.

No other code of Factcheck opens a connection to an address that a person entered.

`tests/archive/fetching/test_only_way.py` lists all modules that open connections, and the reasons.
"""

from factcheck.archive.fetching.conversation import Posted
from factcheck.archive.fetching.exchange import Exchange, Failure, Fetched, FetchFailed, Phase, Progress
from factcheck.archive.fetching.host_locks import PAGES_QUEUE, lock_host, retry_delay
from factcheck.archive.fetching.identity import user_agent
from factcheck.archive.fetching.limits import FetchLimits
from factcheck.archive.fetching.network import Network
from factcheck.archive.fetching.posting import post
from factcheck.archive.fetching.retrieval import fetch
from factcheck.archive.fetching.targets import is_on_local_network

__all__ = [
    "PAGES_QUEUE",
    "Exchange",
    "Failure",
    "FetchFailed",
    "FetchLimits",
    "Fetched",
    "Network",
    "Phase",
    "Posted",
    "Progress",
    "fetch",
    "is_on_local_network",
    "lock_host",
    "post",
    "retry_delay",
    "user_agent",
]
