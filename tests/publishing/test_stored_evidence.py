"""A flipped byte in the store blocks the publication of the checks whose evidence rests on it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from factcheck.archive.actions import store_bytes
from factcheck.archive.addresses import name_of
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach, withdraw_evidence
from factcheck.evidence.locators import FileLocator, PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.publishing.actions import draft_publication, publish
from factcheck.publishing.models import Publication
from factcheck.publishing.stored_evidence import DamagedEvidence, require_intact_evidence
from factcheck.verdicts.models import Verdict
from tests.copies import collected, page_item, preserved_copy
from tests.pages import source_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path: Path) -> None:
    settings.CAPTURES_ROOT = tmp_path / "captures"  # type: ignore[attr-defined]


def path_of(sha256: str) -> Path:
    return Path(settings.CAPTURES_ROOT) / name_of(sha256)


def flip(sha256: str) -> None:
    """Change one byte of stored bytes."""
    path = path_of(sha256)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def approved_with(world: World, kind: str) -> tuple[Verdict, Evidence, list[str]]:
    """An approved verdict, one of its items, and the hashes that the item rests on."""
    verdict = world.ready()
    claim: Claim = verdict.claim
    if kind == "page":
        item = page_item(world.checker, claim)
        copy = preserved_copy(world.checker, item)
        assert copy.capture.parent
        hashes = [copy.capture.sha256, copy.capture.parent.sha256]
    elif kind == "file":
        file = FileLocator("list.csv", "text/csv", b"bodies,410")
        item = attach(person=world.checker, claim=claim, stance="supports", closeness="primary", quoted_from=file)
        assert item.capture
        hashes = [item.capture.sha256]
    else:
        revision = world.second_article.current
        passage = PassageLocator(revision, find(revision.text, "410 bodies"))
        item = attach(person=world.checker, claim=claim, stance="supports", closeness="primary", quoted_from=passage)
        hashes = [revision.original.sha256]
    return world.approve(world.submit(verdict)), item, hashes


@pytest.mark.parametrize(("kind", "at"), [("page", 0), ("page", 1), ("file", 0), ("passage", 0)])
def test_flipped_byte_blocks_the_publication_and_names_the_item(world: World, kind: str, at: int) -> None:
    verdict, item, hashes = approved_with(world, kind)
    intact = path_of(hashes[at]).read_bytes()
    flip(hashes[at])
    with pytest.raises(DamagedEvidence) as refused:
        publish(person=world.editor, verdict=verdict)
    assert refused.value.numbers == (item.number,)
    assert f"[{item.number}]" in str(refused.value)
    assert not Publication.objects.exists()
    path_of(hashes[at]).write_bytes(intact)
    assert publish(person=world.editor, verdict=verdict)


def test_missing_bytes_block_the_publication(world: World) -> None:
    verdict, item, hashes = approved_with(world, "file")
    path_of(hashes[0]).unlink()
    with pytest.raises(DamagedEvidence) as refused:
        publish(person=world.editor, verdict=verdict)
    assert refused.value.numbers == (item.number,)


def test_screen_names_the_item(world: World, client: Client) -> None:
    verdict, item, hashes = approved_with(world, "file")
    seen = draft_publication(verdict).seen
    flip(hashes[0])
    client.force_login(world.editor)
    response = client.post(reverse("desk:publish", args=[verdict.pk]), {"version": verdict.version, "seen": seen})
    assert response.status_code == 409
    assert f"[{item.number}]" in source_of(response)


def test_damaged_bytes_of_withdrawn_items_and_older_copies_do_not_matter(world: World) -> None:
    claim = world.claim()
    older = preserved_copy(world.checker, item := page_item(world.checker, claim), collected("Nothing."))
    preserved_copy(world.checker, item)
    file = FileLocator("list.csv", "text/csv", b"bodies,410")
    withdrawn = attach(person=world.checker, claim=claim, stance="supports", closeness="primary", quoted_from=file)
    withdraw_evidence(person=world.checker, item=withdrawn, reason="Not needed.")
    assert withdrawn.capture
    flip(older.capture.sha256)
    flip(withdrawn.capture.sha256)
    require_intact_evidence(claim.pk)


def test_two_hundred_items_are_verified_in_one_query_and_seconds(world: World, django_assert_num_queries: object) -> None:
    claim = world.claim()
    for number in range(200):
        file = FileLocator(f"{number}.bin", "application/octet-stream", number.to_bytes(2, "big") * 25_000)
        attach(person=world.checker, claim=claim, stance="supports", closeness="primary", quoted_from=file)
    begin = time.perf_counter()
    with django_assert_num_queries(1):  # type: ignore[operator]
        require_intact_evidence(claim.pk)
    duration = time.perf_counter() - begin

    assert duration < 5


def test_same_bytes_are_named_for_each_item(world: World) -> None:
    verdict, item, hashes = approved_with(world, "file")
    file = FileLocator("again.csv", "text/csv", b"bodies,410")
    again = attach(person=world.checker, claim=verdict.claim, stance="supports", closeness="primary", quoted_from=file)
    assert store_bytes(b"bodies,410").sha256 == hashes[0]
    flip(hashes[0])
    with pytest.raises(DamagedEvidence) as refused:
        require_intact_evidence(verdict.claim_id)
    assert refused.value.numbers == (item.number, again.number)
