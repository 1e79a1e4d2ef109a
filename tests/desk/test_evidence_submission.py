"""Forms of evidence and of the reading desk: repeated requests and edit conflicts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Claim, Mention
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.ledger.models import Entry
from tests.desk.reading import address, form_data
from tests.pages import post, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_checker"), pytest.mark.prepared("open_claim", "institute")]

HTMX = {"HX-Request": "true"}
OF = {"stance": "context", "closeness": "primary"}
LOOKED = {"sought": "supports", "place": "Press archive", "terms": "scene", "searched_on": "2022-04-10", "is_found": "0"}


def adding(world: World, query: str = "") -> str:
    return reverse("desk:evidence-add", args=[world.open_claim.pk]) + query


def uploaded() -> dict[str, Any]:
    return {**OF, "file": SimpleUploadedFile("report.pdf", b"%PDF-1.7 report", "application/pdf")}


CREATING: dict[str, tuple[type[Model], Callable[[World], str], Callable[[World], dict[str, Any]]]] = {
    "page": (Evidence, adding, lambda w: {**OF, "address": "https://a.example/", "quote": "Words."}),
    "file": (Evidence, lambda w: adding(w, "?kind=file"), lambda w: uploaded()),
    "passage": (
        Evidence,
        lambda w: adding(w, f"?kind=passage&article={w.first_article.pk}"),
        lambda w: {**OF, "revision": 1, "quote": "left on 30 March"},
    ),
    "search": (SearchLogEntry, lambda w: reverse("desk:search-add", args=[w.open_claim.pk]), lambda w: LOOKED),
    "new claim": (Claim, lambda w: address(w, "claim-add"), lambda w: form_data()),
    "mention": (Mention, lambda w: address(w, "mention-add"), lambda w: form_data(claim=w.open_claim.pk)),
    "selected passage": (Evidence, lambda w: address(w, "passage-add"), lambda w: form_data(claim=w.open_claim.pk, **OF)),
}


@pytest.mark.parametrize("name", CREATING)
def test_double_click_creates_one_row_and_both_responses_redirect_to_it(client: Client, world: World, name: str) -> None:
    model, at, data = CREATING[name]
    url, token = at(world), str(uuid.uuid4())
    data(world)
    before = model._default_manager.count()
    first = client.post(url, {**data(world), "token": token})
    entries = Entry.objects.count()
    second = client.post(url, {**data(world), "token": token})
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert (model._default_manager.count(), Entry.objects.count()) == (before + 1, entries)


@pytest.mark.parametrize("name", ["new claim", "mention", "selected passage"])
def test_double_click_on_the_reading_desk_returns_the_same_fragment(client: Client, world: World, name: str) -> None:
    model, at, data = CREATING[name]
    url, form = at(world), {**data(world), "token": str(uuid.uuid4())}
    before = model._default_manager.count()
    first, second = (client.post(url, form, headers=HTMX) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert without_keys(first) == without_keys(second)
    assert model._default_manager.count() == before + 1


def without_keys(response: HttpResponse) -> str:
    """The HTML without the idempotency keys, which are new in each response, and without the CSRF tokens."""
    page = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "KEY", response.content.decode())
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


CHANGING: dict[str, tuple[str, dict[str, Any]]] = {
    "edit": (
        "desk:evidence",
        {**OF, "address": "https://b.example/", "exact": "Seen.", "note": "Note.", "source": "The Institute"},
    ),
    "withdraw": ("desk:evidence-withdraw", {"reason": "The wrong place."}),
    "stance": ("desk:evidence-stance", {"stance": "supports"}),
}


@pytest.mark.parametrize("name", CHANGING)
def test_double_click_changes_an_item_once(client: Client, world: World, name: str) -> None:
    item = world.evidence
    route, data = CHANGING[name]
    data = {**data, "version": 1, "token": str(uuid.uuid4())}
    first = post(client, route, item.pk, data)
    entries = Entry.objects.count()
    second = post(client, route, item.pk, data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert (Evidence.objects.get(pk=item.pk).version, Entry.objects.count()) == (2, entries)


def test_double_click_on_a_stance_returns_the_same_board_and_undo_form(client: Client, world: World) -> None:
    item = world.evidence
    data = {"stance": "supports", "version": 1, "token": str(uuid.uuid4())}
    first, second = (post(client, "desk:evidence-stance", item.pk, data, headers=HTMX) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert without_keys(first) == without_keys(second)
    undo = second.content.decode().partition("data-undo")[2]
    assert 'name="stance" value="contradicts"' in undo
    assert 'name="version" value="2"' in undo


def test_each_stance_form_has_its_own_idempotency_key(client: Client, world: World) -> None:
    items = [world.evidence_on(world.open_claim, address=f"https://x.example/{n}") for n in range(2)]
    page = client.get(reverse("desk:claim", args=[world.open_claim.pk])).content.decode()
    forms = re.findall(r'<form method="post"\s+action="/desk/evidence/\d+/stance/".*?</form>', page, re.DOTALL)
    keys = [re.findall(r'name="token" value="([^"]+)"', form) for form in forms]
    assert len(keys) == len(items)
    assert all(len(found) == 1 for found in keys)
    assert keys[0] != keys[1]


@pytest.mark.parametrize("route", ["desk:evidence", "desk:evidence-withdraw"])
def test_form_that_changes_an_item_has_a_key_and_a_version(client: Client, world: World, route: str) -> None:
    page = source_of(client.get(reverse(route, args=[world.evidence.pk])))
    assert re.search(r'name="token" value="[0-9a-f-]{36}"', page)
    assert 'name="version" value="1"' in page


def test_edit_conflict_lists_each_version_and_reverts_nothing(client: Client, world: World) -> None:
    item = world.evidence  # note: "It shows the place earlier."; source: The Institute
    change_evidence(person=world.second_checker, item=item, seen_version=1, note="Note of Sam.", source=world.ministry)
    data = {
        "stance": "contradicts",
        "closeness": "primary",
        "note": "Note of Chris.",
        "source": "The Institute",
        "locator": "table 2",
        "address": item.address,
        "exact": item.exact,
        "fetching": "",
        "protection": "",
        "accessed_on": item.accessed_on.isoformat(),
        "version": 1,
        "token": str(uuid.uuid4()),
    }
    response = post(client, "desk:evidence", item.pk, data)
    page = source_of(response)
    assert response.status_code == 409
    conflicts = {
        label: (kind, re.findall(r'<div class="typed" tabindex="0">(.*?)</div>', body))
        for label, kind, body in re.findall(
            r'<section class="versions" aria-label="Changes: ([^"]+)" data-conflict="(\w+)">(.*?)</section>', page
        )
    }
    assert conflicts == {
        "Why it bears on the claim": ("yours", ["It shows the place earlier.", "Note of Sam.", "Note of Chris."]),
        "Source (publisher)": ("theirs", ["The Institute", "The Ministry"]),
        "Location": ("yours", ["(empty)", "(empty)", "table 2"]),
    }
    form: Any = response.context["form"]
    again = {field.html_name: field.value() for field in form if field.value() is not None}
    assert again["version"] == "2"
    assert post(client, "desk:evidence", item.pk, again).status_code == 303
    row = Evidence.objects.select_related("source").get(pk=item.pk)
    assert (row.note, row.source, row.locator) == ("Note of Chris.", world.ministry, "table 2")
