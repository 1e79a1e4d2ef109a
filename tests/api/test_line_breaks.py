"""Line breaks in requests: the API stores texts as the forms of the desk do, so that saving an unchanged form writes nothing."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.test import Client

from factcheck.archive.models import Capture
from factcheck.articles.models import Source
from factcheck.desk.library.forms import SourceEditForm
from tests.api.calls import Caller, quoted
from tests.pages import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def test_single_line_fields_get_spaces_for_line_breaks(world: World, checker: Caller) -> None:
    body = {"name": "The\nInstitute", "country": "Ne\r\npal", "interest": "a\rb", "version": 1}
    response = checker.patch(f"sources/{world.institute.pk}/", body)
    assert response.status_code == 200, response.content
    assert {name: response.json()[name] for name in ("name", "country", "interest")} == {
        "name": "The Institute",
        "country": "Ne pal",
        "interest": "a b",
    }


def test_saving_an_unchanged_form_after_a_change_by_the_api_writes_nothing(world: World, checker: Caller) -> None:
    checker.patch(f"sources/{world.institute.pk}/", {"country": "Ne\r\npal", "interest": "a\nb", "version": 1})
    form = SourceEditForm.of(Source.objects.get(pk=world.institute.pk))
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    response = signed_in(world.checker).post(f"/desk/sources/{world.institute.pk}/", data)
    assert response.status_code == 303
    assert Source.objects.get(pk=world.institute.pk).version == 2


def test_texts_of_a_claim_and_its_evidence(world: World, checker: Caller) -> None:
    claimant = checker.post("actors/", {"name": "A\nB", "description": "x\r\ny"}).json()
    assert (claimant["name"], claimant["description"]) == ("A B", "x y")
    claim = {
        "statement": "One\r\ntwo.",
        "layer": "utterance",
        "claimant": claimant["id"],
        "place": "a\nb",
        "topics": ["c\r\nd"],
    }
    created = checker.post("claims/", claim).json()
    assert (created["statement"], created["place"], created["topics"]) == ("One\ntwo.", "a b", ["c d"])
    item = {
        "claim": created["id"],
        "stance": "supports",
        "closeness": "primary",
        "note": "a\r\nb",
        "locator": "c\r\nd",
        "address": "https://page.example/",
        "exact": "e\r\nf",
    }
    attached = checker.post("evidence/", item).json()
    assert (attached["note"], attached["locator"], attached["exact"]) == ("a\nb", "c d", "e\nf")


def test_line_break_counts_as_one_character(world: World, checker: Caller) -> None:
    """480 characters with LF are 640 with CRLF, and the limit is 500."""
    statement = "\r\n".join(["xx"] * 160)
    response = checker.post("claims/", {"statement": statement, "layer": "utterance", "claimant": world.minister.pk})
    assert response.status_code == 201, response.content
    assert response.json()["statement"] == statement.replace("\r\n", "\n")


def test_quote_with_crlf_matches_the_text(world: World, checker: Caller) -> None:
    article = world.article("First line\nsecond line.")
    body = {
        "claim": world.open_claim.pk,
        "revision": article.current.pk,
        "selection": [quoted("line\r\nsecond")],
        "mode": "direct",
    }
    response = checker.post("mentions/", body)
    assert response.status_code == 201, response.content


@pytest.mark.parametrize(
    "form", [{"text": "One\r\ntwo."}, {"content_base64": base64.b64encode(b"One\r\ntwo.").decode()}], ids=str
)
def test_bytes_of_an_article_are_stored_as_sent(checker: Caller, form: dict[str, Any]) -> None:
    response = checker.post("articles/", {**form, "title": "a\r\nb", "name": "c\nd.txt"})
    assert response.status_code == 201, response.content
    assert response.json()["title"] == "a b"
    capture = Capture.objects.get()
    assert (capture.size, capture.name) == (9, "c d.txt")


def test_names_of_people_and_tokens(world: World, administrator: Caller) -> None:
    invited = {"email": "new@newsroom.example", "name": "New\r\nPerson", "role": "checker"}
    person = administrator.post("people/", invited).json()
    assert person["name"] == "New Person"
    changed = administrator.patch(f"people/{person['id']}/", {"name": "Newer\nPerson", "version": 1})
    assert changed.json()["name"] == "Newer Person"
    browser = Client()
    browser.force_login(world.checker)
    issued = browser.post("/api/v1/tokens/", {"name": "nightly\nexport"}, content_type="application/json")
    assert issued.json()["name"] == "nightly export"


def test_spaces_around_a_quote_are_removed_as_on_the_screens(world: World, checker: Caller) -> None:
    page = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary", "address": "https://a.example/"}
    item = checker.post("evidence/", {**page, "exact": "  Two\r\nlines. \n"}).json()
    assert item["exact"] == "Two\nlines."
    changed = checker.patch(f"evidence/{item['id']}/", {"version": 1, "exact": " Others. "}).json()
    assert changed["exact"] == "Others."
