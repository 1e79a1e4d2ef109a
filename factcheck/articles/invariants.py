"""What must always hold of revisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from factcheck.archive import store
from factcheck.articles.canonical import canonical, decode
from factcheck.articles.models import Revision
from factcheck.ledger.invariants import Invariant, rows


def _text_has_its_hash() -> Iterator[str]:
    for (pk,) in rows(
        """
        SELECT id FROM articles_revision
        WHERE sha256 <> encode(sha256(convert_to(text, 'UTF8')), 'hex') OR length <> char_length(text) ORDER BY id
        """
    ):
        yield f"the text of revision {pk} is not the one that was imported"


def _text_comes_from_its_original() -> Iterator[str]:
    root = Path(settings.CAPTURES_ROOT)
    found = Revision.objects.select_related("original").order_by("id")
    for revision in found.iterator(chunk_size=50):
        try:
            content = b"".join(store.read(root, revision.original.sha256))
            same = canonical(decode(content, revision.encoding)).text == revision.text
        except (OSError, ValueError):
            same = False
        if not same:
            yield f"revision {revision.pk} cannot be made again from its original bytes"


INVARIANTS = [
    Invariant("each revision's text has its hash", _text_has_its_hash),
    Invariant("each revision follows from its original bytes", _text_comes_from_its_original),
]
