"""The evidence gate on the verdict screen: the strip, and the gate for text that is not saved."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Claim
from factcheck.ledger.models import Entry
from factcheck.verdicts import gate
from factcheck.verdicts.actions import submit
from factcheck.verdicts.models import Rating, Verdict, VerdictVersion
from tests.pages import Element, parsed, signed_in, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


def url_of(claim: Claim) -> str:
    return reverse("desk:verdict", args=[claim.pk])


def check(client: Client, claim: Claim, **text: Any) -> Any:
    return client.post(url_of(claim), {"check": "1", **text}, headers={"HX-Request": "true"})


def written_out(response: Any) -> list[Element]:
    return [element for element in parsed(response).walk() if "data-line" in element.attributes]


def open_lines(response: Any) -> dict[str, str]:
    """Key → class of each line that is written out."""
    return {row.attributes["data-line"]: row.attributes["class"] for row in written_out(response)}


def test_strip_has_a_cell_for_each_line_and_writes_out_only_the_open_ones(world: World) -> None:
    response = signed_in(world.checker).get(url_of(world.open_claim))
    (section,) = parsed(response).all("section", id="gate")
    (strip,) = section.all("ol", class_="gate-cells")
    cells = strip.all("li")
    met = [cell for cell in cells if cell.has("class", "is-met")]
    assert met
    assert written_out(response)
    assert len(cells) == len(met) + len(written_out(response))
    (all_lines,) = section.all("details", class_="gate-all")
    assert len(all_lines.all("li")) == len(cells)
    (rest,) = section.all("details", class_="gate-rest")
    assert len(rest.all("li")) == len(cells) - len(met)
    number = Counter(cell.text.split(":")[0] for cell in cells)
    (summary,) = rest.all("summary")
    assert summary.text == f"Not met: {number['missing']} required, {number['advised']} only advised"
    assert {cell.text.split(":")[0] for cell in cells} == {"met", "missing", "advised"}


def test_check_computes_the_gate_from_unsaved_text_and_saves_nothing(world: World) -> None:
    claim, client = world.open_claim, signed_in(world.checker)
    entries = Entry.objects.count()
    empty = check(client, claim)
    assert empty.status_code == 200
    assert "<html" not in empty.content.decode()
    assert {"headline", "summary", "rationale", "rating"} <= open_lines(empty).keys()
    rating = Rating.objects.get(name="False").pk
    full = check(client, claim, headline="The images are older", summary="It is not so.", rationale="See them.", rating=rating)
    assert not {"headline", "summary", "rationale", "rating"} & open_lines(full).keys()
    assert not Verdict.objects.exists()
    assert Entry.objects.count() == entries


def test_check_of_a_draft_does_not_change_it(world: World) -> None:
    verdict = world.draft
    saved = check(signed_in(world.checker), verdict.claim, version=verdict.version, headline="", summary="", rationale="")
    assert {"headline", "summary", "rationale"} <= open_lines(saved).keys()
    verdict.refresh_from_db()
    assert VerdictVersion.objects.filter(verdict=verdict).count() == 1


def test_field_that_could_not_be_saved_does_not_meet_its_line(world: World) -> None:
    response = check(signed_in(world.checker), world.open_claim, headline="x" * 100_000, summary="It is not so.")
    assert response.status_code == 200
    assert "headline" in open_lines(response)
    assert "summary" not in open_lines(response)


def test_written_exception_fills_the_cell_by_half(world: World) -> None:
    claim, client = world.open_claim, signed_in(world.checker)
    adjustable = {requirement.key for requirement in gate.ADJUSTABLE}
    key = next(key for key, kind in open_lines(check(client, claim)).items() if key in adjustable and kind == "is-missing")
    response = client.post(url_of(claim), {"check": "1", f"exception_{key}": "Nobody else was there."})
    assert open_lines(response)[key] == "is-exception"
    assert "Nobody else was there." in source_of(response)


def test_check_loads_only_what_the_gate_needs(world: World, django_assert_max_num_queries: Any) -> None:
    verdict, client = world.draft, signed_in(world.checker)
    text = {"version": verdict.version, "headline": "It is so", "rating": verdict.latest.rating_id, "rationale": "See [1]."}
    check(client, verdict.claim, **text)
    with django_assert_max_num_queries(13):
        assert check(client, verdict.claim, **text).status_code == 200


def test_each_line_that_can_have_an_exception_has_its_field_on_the_page(world: World) -> None:
    page = parsed(signed_in(world.checker).get(url_of(world.draft.claim)))
    names = {area.attributes["name"] for area in page.all("textarea")}
    assert {f"exception_{requirement.key}" for requirement in gate.ADJUSTABLE} <= names
    for field in page.all("fieldset", class_="exception-field"):
        assert {"hidden", "disabled"} <= field.attributes.keys()


def test_check_needs_the_permission_to_save(world: World) -> None:
    verdict = world.draft
    assert check(signed_in(world.reader), verdict.claim).status_code == 403
    submit(person=world.checker, verdict=verdict)
    assert check(signed_in(world.checker), verdict.claim).status_code == 403
    missing = reverse("desk:verdict", args=[999_999])
    assert signed_in(world.checker).post(missing, {"check": "1"}).status_code == 404


def test_without_htmx_the_response_is_the_page_with_the_input(world: World) -> None:
    response = signed_in(world.checker).post(url_of(world.open_claim), {"check": "1", "rationale": "Not saved."})
    assert response.status_code == 200
    assert "Not saved.</textarea>" in source_of(response)
    assert not Verdict.objects.exists()


def test_conflicting_evidence_is_not_backed_by_one_side(world: World) -> None:
    item = world.evidence
    page = parsed(signed_in(world.checker).get(reverse("desk:verdict", args=[item.claim_id])))
    (backing,) = page.all("span", data_backing="conflicting")
    assert "needs items for and against the claim, but only one side has independent items: [1]" in backing.text
    world.evidence_on(item.claim, "supports", address="https://example.org/other", source=world.ministry)
    page = parsed(signed_in(world.checker).get(reverse("desk:verdict", args=[item.claim_id])))
    (backing,) = page.all("span", data_backing="conflicting")
    assert "backed by [1] [2]" in backing.text


def test_gate_of_a_refused_text_is_that_of_the_text(world: World) -> None:
    verdict = world.draft
    client = signed_in(world.checker)
    text = {"summary": "A summary.", "rationale": "As [9] shows.", "headline": "A headline", "version": "999"}
    response = client.post(url_of(verdict.claim), text)
    assert response.status_code == 409
    (row,) = (row for row in written_out(response) if row.attributes["data-line"] == "citations")
    assert "Withdrawn or unknown: [9]." in row.text
