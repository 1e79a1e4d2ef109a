"""What never leaves the newsroom: notes on protected details, contacts, and the names of sources of protected items."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach, change_evidence
from factcheck.evidence.locators import PageLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.replies.actions import add_reply
from factcheck.exchange.actions import export_claim
from factcheck.exchange.models import ClaimExport
from factcheck.ledger.models import Entry
from factcheck.web.errors import Invalid
from tests.exchange.packages import exported, files_of, full_claim, report_of
from tests.pages import parsed
from tests.world import World

pytestmark = pytest.mark.django_db
NOTE = "She lives\nabove the bakery."
SOURCE, ORIGIN, AUTHOR = "Olena Whistleblower", "Borderland Monitoring Group", "Petro Lastname"
CONTACT, QUESTION = "press-office-direct@port.example", "We know about the second warehouse. Is it yours?"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def claim(world: World) -> Claim:
    """A claim with a protected item, which was corrected once, and a request for comment."""
    claim = full_claim(world, is_published=False)
    item = attach(
        person=world.checker,
        claim=claim,
        stance="supports",
        closeness="primary",
        quoted_from=PageLocator("https://leak.example/secret-page", "I saw it."),
        source=SOURCE,
        origin=ORIGIN,
        author=AUTHOR,
        protection="source",
        protection_note=NOTE,
    )
    change_evidence(person=world.checker, item=item, seen_version=item.version, protection_note=f"{NOTE} Second floor.")
    add_reply(
        person=world.checker,
        claim=claim,
        name="The port authority",
        asked_on=date(2022, 4, 11),
        channel="email",
        deadline=date(2022, 4, 14),
        contact=CONTACT,
        question=QUESTION,
    )
    world.approve(world.submit(world.ready(claim)))
    return claim


def protected(claim: Claim) -> Evidence:
    return claim.evidence.get(protection="source")


def all_bytes(package: bytes) -> bytes:
    """The package, its files, and the files in its WACZ files, decompressed, with JSON escapes resolved."""
    parts = [package]
    for name, content in files_of(package).items():
        parts.append(content)
        if name.endswith(".json"):
            parts.append(json.dumps(json.loads(content), ensure_ascii=False).replace("\\n", "\n").encode())
        if name.endswith(".wacz"):
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                parts += [inner.read(member) for member in inner.namelist()]
    return b"\n".join(parts)


def test_protected_items_stay_unless_they_are_chosen(world: World, claim: Claim) -> None:
    package = exported(world, claim)
    content = all_bytes(package)
    for text in (NOTE, "above the bakery", "Second floor", SOURCE, ORIGIN, AUTHOR, CONTACT, QUESTION, "leak.example"):
        assert text.encode() not in content, text
    report = report_of(package)
    assert report.errors == []
    number = protected(claim).number
    assert f"Evidence [{number}] is protected and was not chosen, so it was left out, with its copies." in report.unverified


def test_notes_stay_also_if_the_item_is_chosen(world: World, claim: Claim) -> None:
    item = protected(claim)
    with pytest.raises(Invalid) as refused:
        exported(world, claim, protected_items=[item.pk], reason=" \n ")
    assert list(refused.value.errors) == ["reason"]
    assert not ClaimExport.objects.exists()
    package = exported(world, claim, protected_items=[item.pk], reason="The court ordered it.")
    content = all_bytes(package)
    for text in ("above the bakery", "Second floor", CONTACT, QUESTION):
        assert text.encode() not in content, text
    assert SOURCE.encode() in content
    assert b"The court ordered it." not in content
    report = report_of(package)
    assert report.errors == []
    assert f"The package withholds protection_note of evidence {item.pk}." in report.unverified
    assert ("evidence", item.pk) in report.unproven
    row = ClaimExport.objects.get()
    assert (row.protected, row.reason) == ([item.number], "The court ordered it.")
    entry = Entry.objects.get(action="claim.exported")
    assert (entry.reason, entry.after["protected"]) == ("The court ordered it.", [item.number])


def test_name_in_another_text_stays_too(world: World, claim: Claim) -> None:
    """Somebody typed the name into a field that the package would otherwise contain."""
    item = claim.evidence.exclude(protection="source").exclude(address="").order_by("pk")[0]
    change_evidence(person=world.checker, item=item, seen_version=item.version, note=f"As {SOURCE.upper()} told us.")
    package = exported(world, claim)
    assert SOURCE.upper().encode() not in all_bytes(package)
    report = report_of(package)
    assert report.errors == []
    assert [line for line in report.unverified if f"evidence {item.pk}" in line and "note" in line]


def test_name_that_is_used_elsewhere_is_no_secret(world: World, claim: Claim) -> None:
    world.evidence_on(claim, source=SOURCE)
    package = exported(world, claim)
    assert SOURCE.encode() in all_bytes(package)
    assert report_of(package).errors == []


def test_package_with_withheld_values_can_be_imported(world: World, claim: Claim) -> None:
    """The row of a chosen item has no note, so that the item here has none either."""
    item = protected(claim)
    rows = report_of(exported(world, claim, protected_items=[item.pk], reason="A reason.")).claim["rows"]["evidence"]
    (row,) = [row for row in rows if row["id"] == item.pk]
    assert row["withheld"] == ["protection_note"]
    assert "protection_note" not in row["values"]


def test_screen_asks_for_each_protected_item(world: World, claim: Claim, client: Client) -> None:
    client.force_login(world.editor)
    url = reverse("desk:claim-export", args=[claim.pk])
    page = parsed(client.get(url))
    boxes = {box.attributes["value"]: box.attributes for box in page.all("input", name="items")}
    unmarked = [value for value, attributes in boxes.items() if "checked" not in attributes]
    assert unmarked == [str(protected(claim).pk)]
    assert len(boxes) == claim.evidence.count()
    refused = client.post(url, {"items": list(boxes)})
    assert refused.status_code == 422
    assert "Say why the protected items may leave the newsroom." in refused.content.decode()
    response = client.post(url, {"items": list(boxes), "reason": "A court order."})
    assert report_of(response.getvalue()).errors == []
    assert "A court order." in client.get(url).content.decode()


def test_unprotected_items_need_no_reason(world: World, claim: Claim) -> None:
    others = [item.pk for item in claim.evidence.exclude(protection="source")]
    with export_claim(person=world.editor, claim=claim, protected_items=others, reason="Ignored.").file:
        assert ClaimExport.objects.get().reason == ""
