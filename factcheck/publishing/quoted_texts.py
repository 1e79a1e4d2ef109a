"""The stored texts that a published document quotes, identified by their SHA-256."""

from __future__ import annotations

from django.db.models import Func


class QuotedTexts(Func):
    """The SHA-256 of each text or file that a document quotes, as a JSON array: of appearances first, then of evidence.

    Values may repeat, and are empty for evidence of which nothing is stored.
    """

    template = (
        "(jsonb_path_query_array(%(expressions)s, '$.appearances[*].sha256')"
        " || jsonb_path_query_array(%(expressions)s, '$.evidence.*[*].sha256'))"
    )
