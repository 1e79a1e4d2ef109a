"""The lock of an article: those who mark its text share it, and whoever revises, edits, or closes the article holds it alone.

Locks of rows would not be fair: new shared locks pass a transaction that waits to change the row, which waits as long as they
overlap. PostgreSQL grants advisory locks in the order of the requests. Both last until the transaction ends.
"""

from __future__ import annotations

from django.db import connection

_ARTICLE = 1_178_684_204
"""The first of the two numbers that name the advisory lock; it must differ from those of all other locks."""
_LARGEST = 2**31 - 1


def share_article(article_id: int) -> None:
    """Let nobody change the article or add a revision before the transaction ends. Call this before locking its mentions.

    The row is locked, too, after the advisory lock, so that an action that locks only the row waits as well. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM (SELECT pg_advisory_xact_lock_shared(%s, %s)) turn, articles_article a WHERE a.id = %s FOR SHARE OF a",
            [_ARTICLE, article_id & _LARGEST, article_id],
        )


def reserve_article(article_id: int) -> None:
    """Wait for those who share the article, and let the next ones wait. Call this before locking the row of the article."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_ARTICLE, article_id & _LARGEST])
