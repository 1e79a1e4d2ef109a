"""The importer and the database have the same definition of a canonical text."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from django.db import IntegrityError, transaction

from factcheck.articles.canonical import InvalidText, canonical
from factcheck.articles.models import Revision
from factcheck.ledger.actions import record
from tests.world import World

pytestmark = pytest.mark.django_db

MARK = "\ufeff"
CONTROLS = [chr(point) for point in range(1, 0xA0) if unicodedata.category(chr(point)) == "Cc"]
SPECIAL = [
    "\u2028",
    "\u2029",
    "\u200b",
    "\u202e",
    "\u2060",
    "\ufffe",
    "\uffff",
    "\ue000",
    "\U0010ffff",
    "e\u0301",
    "\u1100\u1161",
]
CORPUS = [
    text
    for character in [*CONTROLS, *SPECIAL, MARK]
    for text in (f"a{character}b", f"{character}a", f"a{character}", f"\r\n{character}a", f"{MARK}{character}a")
]


def is_stored(world: World, text: str) -> bool:
    """Whether the database accepts a revision with this text and the hash and length of it."""
    first = world.first_article.current
    row = Revision(
        article=first.article,
        number=2,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        original=first.original,
        reader=first.reader,
        reader_version=first.reader_version,
        encoding=first.encoding,
        imported_by=world.checker,
    )
    try:
        with transaction.atomic():
            row.save()
            record(person=world.checker, action="article.revised", subject=row)
            transaction.set_rollback(True)
    except IntegrityError as error:
        assert "is not canonical" in str(error)  # noqa: PT017
        return False
    return True


def test_database_accepts_exactly_the_texts_that_the_importer_does_not_change(world: World) -> None:
    world.first_article  # noqa: B018  created outside the transactions below
    differing = []
    for text in CORPUS:
        try:
            is_canonical = canonical(text).text == text
        except InvalidText:
            is_canonical = False
        if is_stored(world, text) != is_canonical:
            differing.append(ascii(text))
    assert differing == []


def test_database_accepts_each_result_of_the_importer(world: World) -> None:
    results = [canonical(text).text for text in CORPUS if not text.startswith(MARK + MARK)]
    assert [ascii(text) for text in results if not is_stored(world, text)] == []
