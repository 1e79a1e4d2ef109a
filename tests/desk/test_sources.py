"""The list of sources: what refers to each of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.articles.actions import add_source
from factcheck.evidence.actions import attach, withdraw_evidence
from factcheck.evidence.locators import PageLocator
from tests.pages import Element, parsed, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def numbers(page: Element, name: str) -> list[str]:
    """The numbers of articles and of evidence items in the row of a source."""
    row = next(row for row in page.all("tr") if name in row.text)
    return [cell.text for cell in row.all("td", class_="is-number")]


def test_items_count_for_their_source_and_for_their_original_source(world: World) -> None:
    archive = add_source(person=world.checker, name="The Archive")
    claim = world.open_claim

    def item(number: int, **sources: object) -> object:
        locator = PageLocator(f"https://institute.example/{number}", "Seen since 11 March.")
        return attach(person=world.checker, claim=claim, stance="context", closeness="primary", quoted_from=locator, **sources)

    item(1, source=world.institute, origin=archive)
    item(2, source=archive, origin=archive)
    item(3, origin=archive)
    withdrawn = item(4, source=archive)
    withdraw_evidence(person=world.checker, item=withdrawn, reason="Another page.", seen_version=None)
    client = signed_in(world.checker)
    page = parsed(client.get(reverse("desk:sources")))
    assert numbers(page, "The Archive") == ["0", "3"]
    assert numbers(page, "The Institute") == ["0", "1"]
    assert numbers(page, "The Daily Example") == ["1", "0"]
