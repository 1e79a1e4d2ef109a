"""No screen and no response of the API shows the quote of an item that a takedown hides."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.desk.urls import urlpatterns
from factcheck.evidence.actions import attach
from factcheck.evidence.custody.actions import hide_evidence, place_hold
from factcheck.evidence.locators import FileLocator, PageLocator
from factcheck.evidence.models import Evidence
from factcheck.verdicts.models import Verdict
from tests.copies import archived_copy, collected, preserved_copy
from tests.pages import parsed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim", "editor")]
QUOTE = "The quixotic words of the hidden page"
SHOWN_ON = {"evidence-hidden"}
"""The page on which editors ask for what is hidden."""
LISTS = ("evidence", "copies", "claims", "ledger", "verdicts", "publications", "captures", "reviews")


@pytest.fixture
def item(world: World) -> Evidence:
    locator = PageLocator("https://hidden.example/a", QUOTE)
    claim = world.open_claim
    row = attach(person=world.checker, claim=claim, stance="supports", closeness="primary", quoted_from=locator)
    archived_copy(world.checker, row)
    preserved_copy(world.checker, row, collected(f"{QUOTE}."))
    return row


def addresses(item: Evidence, verdict: Verdict) -> dict[str, str]:
    """Name → address of each page of the desk with the ids of the item, its first copy, its claim, or its verdict."""
    copy, newest = item.copies.order_by("number")
    ids = {"claim_id": item.claim_id, "evidence_id": item.pk, "copy_id": copy.pk, "verdict_id": verdict.pk}
    found = {}
    for pattern in urlpatterns:
        needed = set(pattern.pattern.converters)
        if needed <= ids.keys():
            found[f"{pattern.name}"] = reverse(f"desk:{pattern.name}", kwargs={name: ids[name] for name in needed})
    return found | {"newest copy": reverse("desk:copy", args=[newest.pk]), "text": reverse("api:copies-text", args=[newest.pk])}


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_no_page_shows_the_quote_of_a_hidden_item(world: World, client: Client, item: Evidence, state: str) -> None:
    verdict = world.ready(item.claim)
    if state == "submitted":
        verdict = world.submit(verdict)
    client.force_login(world.administrator)
    pages = addresses(item, verdict) | {"history": reverse("desk:history", args=["evidence", item.pk])}
    apis = {name: reverse(f"api:{name}-list") for name in LISTS}
    before = {name for name, url in {**pages, **apis}.items() if QUOTE in text(client, url)}
    assert {"claim", "evidence", "verdict", "evidence-withdraw", "history", "ledger", "newest copy", "text"} <= before
    hide_evidence(person=world.editor, item=item, reason_code="safety", reason="A person is in danger.")
    after = {name for name, url in {**pages, **apis}.items() if QUOTE in text(client, url)}
    assert after == SHOWN_ON


def text(client: Client, url: str) -> str:
    response = client.get(url)
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return content.decode(errors="replace").replace("\\u2019", "’")


def test_every_list_says_that_a_file_is_hidden_and_none_offers_it(world: World, client: Client) -> None:
    claim = world.open_claim
    file = FileLocator("report.txt", "text/plain", b"The report.")
    row = attach(person=world.checker, claim=claim, stance="supports", closeness="primary", quoted_from=file)
    world.ready(claim)
    client.force_login(world.administrator)
    download = reverse("desk:evidence-file", args=[row.pk])
    names = ("board", "claim", "verdict", "claim-export")
    pages = [reverse(f"desk:{name}", args=[claim.pk]) for name in names] + [reverse("desk:evidence", args=[row.pk])]
    assert [download in text(client, url) for url in pages] == [True, True, True, False, True]
    hide_evidence(person=world.editor, item=row, reason_code="safety", reason="A person is in danger.")
    for url in pages:
        page = parsed(client.get(url))
        assert "hidden by a takedown" in page.text.lower(), url
        assert "File stored" not in page.text
        assert download not in text(client, url), url
    boxes = parsed(client.get(reverse("desk:claim-export", args=[claim.pk]))).all("input", name="items")
    assert boxes
    assert str(row.pk) not in [box.attributes["value"] for box in boxes]


def test_page_of_an_item_names_its_takedown_and_its_holds(world: World, client: Client, item: Evidence) -> None:
    place_hold(person=world.editor, claim=item.claim, reason="A lawsuit about the claim.")
    hide_evidence(person=world.editor, item=item, reason_code="safety", reason="A person is in danger.")
    client.force_login(world.reader)
    for name, args in (("desk:evidence", [item.pk]), ("desk:evidence-custody", [item.pk])):
        content = text(client, reverse(name, args=args))
        assert (content.count("A lawsuit about the claim."), "hidden by a takedown" in content or "is hidden" in content) >= (
            1,
            True,
        )
    assert text(client, reverse("desk:claim", args=[item.claim_id])).count("A lawsuit about the claim.") == 1
