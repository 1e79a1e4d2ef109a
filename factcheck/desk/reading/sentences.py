"""The sentences of the texts that this process displayed last. A text never changes, and its SHA-256 is the key."""

from __future__ import annotations

from functools import lru_cache

from factcheck.articles.models import Revision
from factcheck.claims.sentences import SentenceIndex
from factcheck.desk.reading.texts import text_of

TEXTS = 64
"""Of 50,000 words, each needs 100 kB."""


@lru_cache(maxsize=TEXTS)
def _index_of(sha256: str) -> SentenceIndex:
    return SentenceIndex()


def starts_in(revision: Revision, offsets: list[int]) -> list[int]:
    """`SentenceIndex.starts` of the text of a revision."""
    return _index_of(revision.sha256).starts(text_of(revision), offsets) if offsets else []
