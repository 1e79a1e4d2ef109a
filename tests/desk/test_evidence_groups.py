"""The folds of optional fields in the forms of evidence: which are open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.desk.evidence.field_groups import GROUPS
from factcheck.desk.evidence.forms import EvidenceFieldsForm, PageForm
from tests.pages import parsed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_checker"), pytest.mark.prepared("open_claim")]

DATES = "Author, dates, and location"
OF_PASSAGE = "Title, source, author, dates, and location"
PUBLICATION = "Copy, set, content warning, and protected details"
VERIFICATION = "Verification notes, for the newsroom only"


def folds(response: HttpResponse) -> dict[str, bool]:
    """Summary of each fold of the form → whether it is open."""
    found = [fold for form in parsed(response).all("form", class_="form") for fold in form.all("details", class_="fold")]
    return {fold.all("summary")[0].text: "open" in fold.attributes for fold in found}


def adding(world: World, query: str = "") -> str:
    return reverse("desk:evidence-add", args=[world.open_claim.pk]) + query


def test_folds_of_a_new_item_are_closed_and_name_what_is_inside(client: Client, world: World) -> None:
    closed = {DATES: False, PUBLICATION: False, VERIFICATION: False}
    assert folds(client.get(adding(world, "?stance=supports"))) == closed
    passage = folds(client.get(adding(world, f"?kind=passage&article={world.first_article.pk}")))
    assert passage == {OF_PASSAGE: False, "Set, content warning, and protected details": False, VERIFICATION: False}


@pytest.mark.parametrize(
    ("entered", "opened"),
    [
        ({}, set()),
        ({"author": "A. Reporter"}, {DATES}),
        ({"accessed_on": "yesterday"}, {DATES}),
        ({"event_on": "March 2022", "is_graphic": "on"}, {DATES, PUBLICATION}),
        ({"protection": "privacy"}, {PUBLICATION}),
        ({"fetching": "never"}, {PUBLICATION}),
        ({"evidence_set": "x" * 21, "content_check": "Plausible."}, {PUBLICATION, VERIFICATION}),
    ],
)
def test_fold_of_a_rejected_form_is_open_if_a_field_in_it_has_input_or_an_error(
    client: Client, world: World, entered: Mapping[str, Any], opened: set[str]
) -> None:
    unchanged = {"accessed_on": str(PageForm()["accessed_on"].value()), "fetching": "", "protection": ""}
    response = client.post(adding(world), {"address": "https://a.example/", **unchanged, **entered})
    assert response.status_code == 422
    assert {summary for summary, is_open in folds(response).items() if is_open} == opened


def test_fold_of_an_item_is_open_if_the_item_has_a_value_in_it(client: Client, world: World) -> None:
    plain = world.evidence_on(world.open_claim, quote="One.")
    full = world.evidence_on(world.open_claim, quote="Two.", evidence_set="A", source_check="Geolocated.")
    opened = [
        {summary for summary, is_open in folds(client.get(reverse("desk:evidence", args=[item.pk]))).items() if is_open}
        for item in (plain, full)
    ]
    assert opened[1] - opened[0] == {PUBLICATION, VERIFICATION}


def test_each_optional_field_is_in_one_group() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert len(grouped) == len(set(grouped))
    assert set(EvidenceFieldsForm.base_fields) - set(grouped) == {"stance", "closeness", "note"}
