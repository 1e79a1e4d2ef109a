"""Copies are covered if they are graphic, downloads never run in a browser, and nothing of a copy is visible from outside."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from factcheck.evidence.actions import attach, change_evidence
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.locators import FileLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import publish
from tests.copies import QUOTE, archived_copy, page_item, pictured, preserved_copy
from tests.pages import parsed, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script><p>All was well, he said.</p>"


def uploaded(world: World, name: str, media_type: str, content: bytes) -> Evidence:
    locator = FileLocator(name, media_type, content)
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def test_text_of_a_graphic_item_is_covered_until_somebody_asks(world: World, as_checker: None, client: Client) -> None:
    copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
    address = reverse("desk:copy", args=[copy.pk])
    assert parsed(client.get(address)).all("details", class_="warning") == []
    change_evidence(person=world.checker, item=copy.evidence, seen_version=1, is_graphic=True)
    entry = Entry.objects.latest("number")
    assert (entry.before, entry.after) == ({"is_graphic": False}, {"is_graphic": True})
    (warning,) = parsed(client.get(address)).all("details", class_="warning")
    assert "open" not in warning.attributes
    (summary,) = warning.all("summary")
    assert "violence or death" in summary.text
    assert "Show the text of the copy" in summary.text
    assert QUOTE in warning.all(id="words")[0].text
    assert QUOTE not in summary.text


def test_picture_of_a_graphic_item_says_what_it_covers(world: World, as_checker: None, client: Client) -> None:
    copy = archived_copy(world.checker, page_item(world.checker, world.open_claim))
    pictured(world.checker, copy)
    change_evidence(person=world.checker, item=copy.evidence, seen_version=1, is_graphic=True)
    page = source_of(client.get(reverse("desk:copy", args=[copy.pk])))
    assert "Show the picture: it may show violence or death" in page


def test_warning_is_published(world: World) -> None:
    verdict = world.draft
    item = verdict.claim.evidence.filter(withdrawn_at=None).earliest("id")
    change_evidence(person=world.checker, item=item, seen_version=item.version, is_graphic=True)
    document = publish(person=world.editor, verdict=world.approve(world.submit(verdict))).document
    assert document["is_graphic"] is True
    items = [row for rows in document["evidence"].values() for row in rows]
    assert [row["is_graphic"] for row in items if row["number"] == item.number] == [True]


def addresses_of(world: World) -> dict[str, str]:
    """Downloads of stored bytes, with the most hostile types."""
    page = page_item(world.checker, world.open_claim)
    fetched = archived_copy(world.checker, page)
    other = page_item(world.checker, world.open_claim, address="https://news.example/b")
    made = {"person": world.checker, "item": other, "made_how": "Saved."}
    svg, html = (
        provide_copy(file=ContentFile(content), name=name, **made) for name, content in (("a.svg", SVG), ("a.html", HTML))
    )
    return {
        "fetched page": reverse("desk:copy-file", args=[fetched.pk]),
        "archive": reverse("desk:copy-archive", args=[fetched.pk]),
        "SVG copy": reverse("desk:copy-file", args=[svg.pk]),
        "HTML copy": reverse("desk:copy-file", args=[html.pk]),
        "SVG file": reverse("desk:evidence-file", args=[uploaded(world, "a.svg", "image/svg+xml", SVG).pk]),
        "HTML file": reverse("desk:evidence-file", args=[uploaded(world, "a.html", "text/html", HTML).pk]),
    }


def test_stored_bytes_are_attachments_in_a_sandbox(world: World, as_checker: None, client: Client) -> None:
    for name, address in addresses_of(world).items():
        response = client.get(address)
        assert response.status_code == 200, name
        assert response.getvalue(), name
        assert response["Content-Type"] == "application/octet-stream", name
        assert response["Content-Disposition"].startswith("attachment"), name
        assert response["X-Content-Type-Options"] == "nosniff", name
        assert "sandbox" in response["Content-Security-Policy"], name
        assert "default-src 'none'" in response["Content-Security-Policy"], name


def test_picture_is_a_png_in_a_sandbox(world: World, as_checker: None, client: Client) -> None:
    copy = archived_copy(world.checker, page_item(world.checker, world.open_claim))
    pictured(world.checker, copy)
    response = client.get(reverse("desk:copy-picture", args=[copy.pk]))
    response.getvalue()
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_nothing_is_reachable_from_outside(world: World) -> None:
    addresses = addresses_of(world)
    copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
    pictured(world.checker, copy)
    for name in ("copy", "copy-picture", "copy-file"):
        addresses[name] = reverse(f"desk:{name}", args=[copy.pk])
    for name in ("evidence", "evidence-copies"):
        addresses[name] = reverse(f"desk:{name}", args=[copy.evidence_id])
    for path in ("copies/", f"copies/{copy.pk}/", f"copies/{copy.pk}/text/", f"copies/{copy.pk}/quote/", "evidence/"):
        addresses[path] = f"/api/v1/{path}"
    for name, address in addresses.items():
        response = Client().get(address)
        assert response.status_code in (302, 303, 401, 403), name
        body = response.getvalue().decode(errors="replace")
        assert QUOTE not in body, name
        assert copy.capture.sha256 not in body, name
    for name in ("index", "data", "feed"):
        assert QUOTE not in Client().get(reverse(f"public:{name}")).getvalue().decode(), name


def test_reader_sees_copies_and_changes_nothing(world: World, client: Client) -> None:
    copy = preserved_copy(world.checker, page_item(world.checker, world.open_claim))
    client.force_login(world.reader)
    assert QUOTE in source_of(client.get(reverse("desk:copy", args=[copy.pk])))
    numbers = Evidence.objects.count(), Entry.objects.count()
    data = {"quote": QUOTE, "stance": "supports", "closeness": "primary", "version": 1, "start": 0, "end": 3}
    for name in ("copy-attach", "copy-quote-words", "copy-quote", "copy-import"):
        assert client.post(reverse(f"desk:{name}", args=[copy.pk]), data).status_code == 403, name
    assert (Evidence.objects.count(), Entry.objects.count()) == numbers
