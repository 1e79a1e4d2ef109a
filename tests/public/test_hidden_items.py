"""Takedowns: readers see the date and the reason in place of an item, and publications keep their hashes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from factcheck.evidence.custody.actions import hide_evidence, lift_takedown
from factcheck.evidence.custody.hiding import HiddenContent
from factcheck.evidence.custody.models import Takedown
from factcheck.evidence.models import Evidence
from factcheck.ledger.chain import digest
from factcheck.publishing.actions import correct, publish
from factcheck.publishing.hidden_items import HiddenItem, without_hidden_items
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.public.test_pages import SLUG, page_text
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]
REASON = "A court forbids us to show it."
PAGES = [f"/checks/{SLUG}/", f"/checks/{SLUG}/versions/1/"]


def hide(world: World, verdict: Verdict) -> tuple[Takedown, Evidence]:
    """Hide an item with a quote that occurs nowhere else on the page of its check."""
    item = Evidence.objects.filter(claim=verdict.claim_id, withdrawn_at=None).exclude(address="").order_by("number").first()
    assert item
    return hide_evidence(person=world.editor, item=item, reason_code="court_order", reason=REASON, reference="1 O 2/26"), item


@pytest.mark.parametrize("address", PAGES)
def test_reason_replaces_a_hidden_item(world: World, client: Client, address: str) -> None:
    verdict = world.published
    before = client.get(address)
    takedown, item = hide(world, verdict)
    assert item.exact in page_text(before)
    after = client.get(address, headers={"If-None-Match": before["ETag"]})
    words = page_text(after)
    assert (after.status_code, item.exact in words, item.address in after.content.decode()) == (200, False, False)
    assert words.count(f"Hidden on {takedown.created_at.day} ") == 1
    assert words.count(REASON) == 1
    assert "1 O 2/26" not in words
    lift_takedown(person=world.editor, takedown=takedown, reason="The order was annulled.")
    assert client.get(address).content == before.content


@pytest.mark.parametrize("address", [*PAGES, f"/checks/{SLUG}/claimreview.json", "/checks/data.json"])
def test_date_of_the_content_moves_with_a_takedown_and_with_its_end(world: World, client: Client, address: str) -> None:
    verdict = world.published
    dates = [client.get(address)["Last-Modified"]]
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        takedown, _ = hide(world, verdict)
        dates.append(client.get(address)["Last-Modified"])
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        lift_takedown(person=world.editor, takedown=takedown, reason="The order was annulled.")
        dates.append(client.get(address)["Last-Modified"])
    times = [parsedate_to_datetime(date) for date in dates]
    assert times == sorted(set(times))


@pytest.mark.parametrize("address", ["/checks/feed.atom", "/checks/data.json", f"/checks/{SLUG}/claimreview.json"])
def test_feeds_do_not_contain_hidden_items(world: World, client: Client, address: str) -> None:
    _, item = hide(world, world.published)
    content = b"".join(client.get(address)).decode()
    assert item.exact not in content
    assert item.address not in content


def test_document_and_its_hash_do_not_change(world: World) -> None:
    verdict = world.published
    before = Publication.objects.get(verdict=verdict)
    hide(world, verdict)
    after = Publication.objects.get(verdict=verdict)
    assert (after.document, after.sha256, after.version) == (before.document, before.sha256, before.version)
    assert digest(after.document) == after.sha256


def test_check_that_is_published_while_an_item_is_hidden_shows_it_after_the_takedown(world: World, client: Client) -> None:
    verdict = world.published
    takedown, item = hide(world, verdict)
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="We explain more.")
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="A clearer summary.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    assert item.exact not in page_text(client.get(f"/checks/{SLUG}/"))
    lift_takedown(person=world.editor, takedown=takedown, reason="The order was annulled.")
    assert item.exact in page_text(client.get(f"/checks/{SLUG}/"))


A, B = "https://a.example/", "https://b.example/"


def hidden(**values: Any) -> HiddenItem:
    sets = {"quotes": values.pop("quote", ""), "addresses": values.pop("address", ""), "texts": "", "copies": ""}
    content = HiddenContent(**{name: frozenset(filter(None, [value])) for name, value in sets.items()})
    file_sha256 = values.pop("sha256", "")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return HiddenItem(
        **{"claim": 1, "number": 2, "file_sha256": file_sha256, "at": at, "reason": "R", "content": content} | values
    )


def _document(item: dict[str, Any]) -> dict[str, Any]:
    return {"evidence": {"supports": [item]}, "appearances": [], "verdict": {"citations": []}}


@pytest.mark.parametrize(
    ("item", "hides", "expected"),
    [
        ({"number": 2}, {}, True),
        ({"number": 3}, {}, False),
        ({"number": 2}, {"claim": 9}, False),
        (
            {"number": 0, "quote": "Words", "address": A},
            {"quote": "Words", "address": A},
            True,
        ),
        (
            {"number": 7, "quote": "Words", "address": B},
            {"quote": "Words", "address": A},
            False,
        ),
        ({"number": 7, "sha256": "ab"}, {"sha256": "ab", "claim": 9}, True),
        ({"number": 7, "sha256": ""}, {"claim": 9}, False),
    ],
)
def test_items_are_recognized_by_number_or_content(item: dict[str, Any], hides: dict[str, Any], expected: bool) -> None:
    content = {"stance": "supports", "closeness": "primary", "source": {"name": "N"}, "is_graphic": True, "file": None, **item}
    document = without_hidden_items(_document(content), 1, [hidden(**hides)])
    (shown,) = document["evidence"]["supports"]
    assert ("hidden_at" in shown) is expected
    if expected:
        kept = {name: value for name, value in shown.items() if value}
        assert kept == {
            "stance": "supports",
            "closeness": "primary",
            "hidden_at": "2026-01-01T00:00:00+00:00",
            "hidden_because": "R",
            **({"number": item["number"]} if item["number"] else {}),
        }


def test_numbers_of_documents_without_citations_identify_nothing() -> None:
    """Their items have the numbers of the order on the page."""
    item = {"number": 2, "quote": "Other words", "address": B}
    document = {**_document(item), "verdict": {}}
    assert without_hidden_items(document, 1, [hidden(quote="Words", address=A)])["evidence"]["supports"] == [item]
