"""Takedowns of items that moved, that another item quotes around, and whose bytes another copy contains."""

from __future__ import annotations

import io
import itertools
import random
import zipfile
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from factcheck.claims.anchoring import select
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach, change_evidence, withdraw_evidence
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.locators import CopyLocator, FileLocator, PageLocator, PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.exchange.actions import export_claim
from factcheck.merging.actions import merge_claims, split_claim
from factcheck.publishing.actions import correct, publish
from factcheck.publishing.models import Publication
from factcheck.publishing.notices.actions import publish_notice
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.copies import QUOTE, collected, preserved_copy
from tests.publishing.test_copies import LONG, page_item, published
from tests.publishing.test_correct import publish_correction
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "editor")]
SENTINEL = "Zebra quote zebra"


def hide(world: World, item: Evidence) -> None:
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court forbids it.")


def split(world: World, item: Evidence) -> None:
    """Split a claim off to which the item moves."""
    fields: dict[str, Any] = {
        "claimant": "The ministry",
        "statement": f"Another statement than {item.claim_id}.",
        "layer": item.claim.layer,
    }
    split_claim(person=world.checker, claim=item.claim, evidence=[item], **fields)
    item.refresh_from_db()


def public_words(slug: str) -> str:
    """Everything that readers get: pages, versions, feeds, and data."""
    client = Client()
    numbers = Publication.objects.filter(slug=slug).values_list("number", flat=True)
    addresses = [
        "/",
        f"/checks/{slug}/",
        f"/checks/{slug}/claimreview.json",
        *(f"/checks/{slug}/versions/{number}/" for number in numbers),
        "/checks/data.json",
        "/checks/feed.atom",
        "/corrections/",
    ]
    return unescape("\n".join(b"".join(client.get(address)).decode() for address in addresses))


def words_of_package(world: World, claim: Claim) -> bytes:
    package = export_claim(person=world.editor, claim=claim)
    with package.file, zipfile.ZipFile(package.file) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def zebra(world: World, claim: Claim, *, quote: str = SENTINEL, address: str = "https://x.example/") -> Evidence:
    return attach(
        person=world.checker,
        claim=claim,
        stance="contradicts",
        closeness="primary",
        title="T",
        quoted_from=PageLocator(address, quote),
    )


def test_takedown_of_a_passage_that_was_split_off(world: World) -> None:
    claim = world.claim()
    revision = world.first_article.revisions.latest("number")
    passage = PassageLocator(revision, select(revision.text, 0, 25))
    item = attach(person=world.checker, claim=claim, stance="contradicts", closeness="primary", title="T", quoted_from=passage)
    slug = published(world, claim).slug
    assert item.exact in public_words(slug)
    split(world, item)
    hide(world, item)
    assert item.exact not in public_words(slug)


def test_takedown_of_a_quote_that_was_corrected_before_the_item_was_split_off(world: World) -> None:
    claim = world.claim()
    item = zebra(world, claim)
    slug = published(world, claim).slug
    item.refresh_from_db()
    item = change_evidence(person=world.checker, item=item, seen_version=item.version, exact="Zebra quote")
    split(world, item)
    hide(world, item)
    assert "Zebra quote" not in public_words(slug)
    assert b"Zebra quote" not in words_of_package(world, claim)


def test_takedown_of_a_protected_item_that_was_split_off_twice(world: World) -> None:
    """The document has no address of the item: only its former number identifies it."""
    claim = world.claim()
    locator = PageLocator("https://x.example/", SENTINEL)
    item = attach(
        person=world.checker,
        claim=claim,
        stance="contradicts",
        closeness="primary",
        title="T",
        quoted_from=locator,
        protection="privacy",
    )
    slug = published(world, claim).slug
    for _ in range(2):
        split(world, item)
    hide(world, item)
    assert SENTINEL not in public_words(slug)


@pytest.mark.parametrize("is_hidden_first", [True, False])
@pytest.mark.parametrize("is_same_copy", [True, False])
def test_words_around_another_quote_of_the_page(world: World, is_hidden_first: bool, is_same_copy: bool) -> None:
    claim = world.claim()
    item = page_item(world, claim)
    copy = preserved_copy(world.checker, item, collected(LONG))
    assert copy.text
    if not is_same_copy:
        other = zebra(world, claim, quote="v5 v6", address="https://news.example/a")
        copy = preserved_copy(world.checker, other, collected(LONG + " more"))
        assert copy.text
    at = copy.text.text.index("w199")
    attach(
        person=world.checker,
        claim=claim,
        stance="supports",
        closeness="secondary",
        source="News Example",
        title="t",
        may_show_surroundings=True,
        quoted_from=CopyLocator(copy, select(copy.text.text, at, at + 4)),
    )
    if is_hidden_first:
        hide(world, item)
    slug = published(world, claim).slug
    if not is_hidden_first:
        assert QUOTE in public_words(slug)
        hide(world, item)
    words = public_words(slug)
    assert (QUOTE in words, "w199" in words) == (False, True)


def publish_again(world: World, verdict: Verdict) -> None:
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="We explain more.")
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="A clearer summary.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))


@pytest.mark.parametrize("seed", range(6))
def test_no_history_of_an_item_keeps_its_words_public(world: World, seed: int) -> None:
    """Random corrections, splits, and merges between publications: no word of the item stays in any public form or package."""
    random_step = random.Random(seed)  # noqa: S311
    counter = itertools.count()
    claim = world.claim()
    item = zebra(world, claim, quote=f"Zebra{next(counter)} zebra")
    slug = published(world, claim).slug
    steps = []
    for _ in range(5):
        item = Evidence.objects.select_related("claim").get(pk=item.pk)
        step = random_step.choice(["correct", "split", "merge", "publish", "export"])
        steps.append(step)
        if step == "correct":
            change_evidence(person=world.checker, item=item, seen_version=item.version, exact=f"Zebra{next(counter)} zebra")
        elif step == "split":
            split(world, item)
        elif step == "merge" and item.claim_id != claim.pk:
            merge_claims(person=world.checker, claim=item.claim, into=Claim.objects.get(pk=claim.pk), seen_version=None)
        elif step == "publish":
            publish_again(world, Verdict.objects.get(claim=claim))
        elif step == "export":
            assert words_of_package(world, claim)
    item = Evidence.objects.select_related("claim").get(pk=item.pk)
    assert "Zebra" in public_words(slug)
    hide(world, item)
    assert "Zebra" not in public_words(slug), steps
    for each in Claim.objects.filter(pk__in={claim.pk, item.claim_id}):
        assert b"Zebra" not in words_of_package(world, each), steps


def test_notice_about_an_item_that_left_the_check_before_its_takedown(world: World) -> None:
    claim = world.claim()
    item = zebra(world, claim, address="https://news.example/minor")
    zebra(world, claim, quote="Another quote of the mayor", address="https://other.example/")
    publication = published(world, claim)
    publish_notice(
        person=world.editor, item=item, notice_kind="gone", checked_on=date(2026, 1, 2), text=f"{SENTINEL} was removed."
    )
    item.refresh_from_db()
    withdraw_evidence(person=world.checker, item=item, reason="It is not needed.", seen_version=item.version)
    verdict = Verdict.objects.get(pk=publication.verdict_id)
    publish_correction(
        world, correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="An item was withdrawn.")
    )
    assert SENTINEL in public_words(publication.slug)
    hide(world, Evidence.objects.get(pk=item.pk))
    words = public_words(publication.slug)
    assert [secret for secret in (SENTINEL, "news.example/minor") if secret in words] == []


@pytest.mark.parametrize("is_hidden_first", [True, False])
def test_words_around_the_quote_of_a_page_with_the_bytes_of_a_hidden_file(world: World, is_hidden_first: bool) -> None:
    claim = world.claim()
    text = LONG.replace("w199", f"{SENTINEL} w199")
    page = f"<!doctype html><body><article><p>{text}</p></article></body>".encode()
    locator = FileLocator("page.html", "text/html", page)
    file = attach(person=world.checker, claim=claim, stance="context", closeness="primary", title="F", quoted_from=locator)
    item = page_item(world, claim)
    copy = provide_copy(person=world.checker, item=item, file=io.BytesIO(page), name="page.html", made_how="Saved.")
    assert copy.text
    at = copy.text.text.index("w199")
    attach(
        person=world.checker,
        claim=claim,
        stance="supports",
        closeness="secondary",
        title="T",
        may_show_surroundings=True,
        quoted_from=CopyLocator(copy, select(copy.text.text, at, at + 4)),
    )
    if is_hidden_first:
        hide(world, file)
    publication = published(world, claim)
    if not is_hidden_first:
        assert SENTINEL in public_words(publication.slug)
        hide(world, file)
    assert SENTINEL not in public_words(publication.slug)
