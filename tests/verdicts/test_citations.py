"""Citations of evidence in a rationale, a summary, and review notes: validation, gate, and links on every screen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.publishing.actions import publish
from factcheck.verdicts.actions import approve, open_verdict, return_verdict, save_version
from factcheck.verdicts.gate import Line
from factcheck.verdicts.models import Review, Verdict
from factcheck.verdicts.queries import basis_for, gate_for
from factcheck.web.errors import Invalid
from tests.api.calls import Caller
from tests.pages import parsed, post, refused_fields, signed_in, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute")]


def line_of(verdict: Verdict, key: str) -> Line:
    return next(line for line in gate_for(verdict.claim, verdict.latest) if line.key == key)


def draft(world: World, **text: Any) -> Verdict:
    """A draft on a claim with two items, which cites the first one."""
    claim = world.claim()
    world.evidence_on(claim, "supports", quote="Another quote.")
    return world.ready(claim, **{"rationale": "The images are older [2].", **text})


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ({"rationale": "As shown [3]."}, {"rationale"}),
        ({"rationale": "As shown [1, 9]."}, {"rationale"}),
        ({"summary": "As shown [3]."}, {"summary"}),
        ({"rationale": "`[3]` \\[4] [5](https://x.example) in [2022]", "summary": "[1]"}, set()),
        ({"rationale": "[1][2]"}, set()),
    ],
)
def test_unknown_number_is_refused(world: World, text: dict[str, str], fields: set[str]) -> None:
    verdict = draft(world)
    refused: set[str] = set()
    try:
        save_version(person=world.checker, verdict=verdict, seen_version=1, **text)
    except Invalid as error:
        refused = set(error.errors)
    assert refused == fields
    assert verdict.versions.count() == (1 if fields else 2)


def test_message_names_the_numbers(world: World) -> None:
    verdict = draft(world)
    with pytest.raises(Invalid) as error:
        save_version(person=world.checker, verdict=verdict, seen_version=1, rationale="See [7] and [2], [9].")
    assert error.value.errors == {
        "rationale": ["No evidence item has the number [7] or [9]. The items of this claim are numbered [1] and [2]."]
    }
    with pytest.raises(Invalid) as error:
        open_verdict(person=world.checker, claim=world.claim("Another."), rationale="See [1].")
    assert error.value.errors == {"rationale": ["No evidence item has the number [1]. This claim has no evidence yet."]}


def test_number_of_another_claim_is_unknown(world: World) -> None:
    other = world.claim("Another claim.")
    for quote in ("One.", "Two.", "Three."):
        world.evidence_on(other, quote=quote)
    verdict = draft(world)
    with pytest.raises(Invalid):
        save_version(person=world.checker, verdict=verdict, seen_version=1, rationale="See [3].")


@pytest.mark.parametrize("decide", [approve, return_verdict])
def test_review_note_with_an_unknown_number_is_refused(world: World, decide: Any) -> None:
    verdict = world.submit(draft(world))
    options = {"version": verdict.latest, "basis": basis_for(verdict.claim)} if decide is approve else {}
    with pytest.raises(Invalid) as error:
        decide(person=world.editor, verdict=verdict, reason="See [3].", **options)
    assert set(error.value.errors) == {"reason"}
    assert not Review.objects.exists()


def test_screens_and_api_return_422_with_the_field(world: World) -> None:
    verdict = draft(world)
    text = {"rationale": "See [3].", "version": 1}
    response = post(signed_in(world.checker), "desk:verdict", verdict.claim_id, text)
    assert refused_fields(response) == {"rationale"}
    assert "See [3]." in source_of(response)
    answer = Caller(world.checker).post(f"verdicts/{verdict.pk}/versions/", text)
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"rationale"})
    world.submit(verdict)
    note = {"reason": "See [3].", "number": 1, "basis": basis_for(verdict.claim), "version": 2}
    assert refused_fields(post(signed_in(world.editor), "desk:return", verdict.pk, note)) == {"reason"}
    answer = Caller(world.editor).post(f"verdicts/{verdict.pk}/return/", {"reason": "See [3].", "version": 2})
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"reason"})


def test_gate_reports_the_citation_of_a_withdrawn_item(world: World) -> None:
    verdict = draft(world)
    assert line_of(verdict, "citations").state == "ok"
    item = Evidence.objects.get(claim=verdict.claim, number=2)
    withdraw_evidence(person=world.checker, item=item, reason="Wrong place.")
    line = line_of(verdict, "citations")
    assert (line.state, line.detail) == ("missing", "Withdrawn or unknown: [2].")
    save_version(person=world.checker, verdict=verdict, seen_version=1, rationale="Another item [1], not `[2]`.")
    assert line_of(Verdict.objects.get(pk=verdict.pk), "citations").state == "ok"


def test_gate_advises_to_cite_evidence(world: World) -> None:
    verdict = draft(world, rationale="The images are older.")
    assert line_of(verdict, "cites").state == "advised"
    save_version(person=world.checker, verdict=verdict, seen_version=1, rationale="The images are older [2].")
    assert line_of(Verdict.objects.get(pk=verdict.pk), "cites").state == "ok"


def test_gate_names_items_that_readers_cannot_find(world: World) -> None:
    verdict = draft(world)
    assert line_of(verdict, "replicable").detail == "Incomplete: [1] and [2]."
    claim = verdict.claim
    world.evidence_on(claim, quote="Three.", title="A report")
    world.evidence_on(claim, quote="Four.", title="A report", source=None)
    world.evidence_on(claim, quote="Five.", title="A report", accessed_on=None)
    assert line_of(verdict, "replicable").detail == "Incomplete: [1], [2], [4], and [5]."


def test_text_without_citations_needs_no_query(world: World) -> None:
    verdict = world.ready()
    counts = []
    for version, rationale in enumerate(("The images [1].", "The images."), 1):
        with CaptureQueriesContext(connection) as queries:
            save_version(person=world.checker, verdict=verdict, seen_version=version, rationale=rationale)
        counts.append(len(queries))
    assert counts[0] == counts[1] + 1


def links_in(response: Any, text: str = "[2]") -> set[str]:
    return {link.attributes["href"] for link in parsed(response).all("a") if link.text == text}


def test_citations_are_links_on_each_screen(world: World) -> None:
    verdict = draft(world, summary="Images show it [2].")
    item = Evidence.objects.get(claim=verdict.claim, number=2)
    world.submit(verdict)
    return_verdict(person=world.editor, verdict=verdict, reason="Say more on [2].")
    client, here = signed_in(world.checker), f"#evidence-{item.pk}"
    claim_page = reverse("desk:claim", args=[verdict.claim_id])
    for url, href in (
        (reverse("desk:verdict", args=[verdict.claim_id]), here),
        (reverse("desk:review", args=[verdict.pk]), here),
        (claim_page, here),
        (reverse("desk:history", args=["verdict", verdict.pk]), claim_page + here),
        (reverse("desk:history", args=["claim", verdict.claim_id]), claim_page + here),
    ):
        response = client.get(url)
        assert links_in(response) == {href}, url
        if href == here:
            assert f'id="evidence-{item.pk}"' in source_of(response)


def test_preview_links_citations(world: World) -> None:
    verdict = draft(world)
    response = post(
        signed_in(world.checker),
        "desk:verdict",
        verdict.claim_id,
        {"rationale": "See [1] and [7].", "preview": "1", "version": 1},
    )
    first = Evidence.objects.get(claim=verdict.claim, number=1)
    assert links_in(response, "[1]") == {f"#evidence-{first.pk}"}
    assert links_in(response, "[7]") == set()


def test_author_sees_which_items_the_rationale_does_not_cite(world: World) -> None:
    verdict = draft(world)
    page = parsed(signed_in(world.checker).get(reverse("desk:verdict", args=[verdict.claim_id])))
    marks = {mark.attributes["data-used"]: mark.text for mark in page.all() if "data-used" in mark.attributes}
    assert marks == {"1": "not cited", "2": "cited ¶1"}


@pytest.fixture
def published(world: World) -> Verdict:
    verdict = draft(world, rationale="The images are older [2].\n\nAnother says so [1, 2]. `[1]`", summary="Images show it [2].")
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    return Verdict.objects.get(pk=verdict.pk)


def test_public_page_links_citations_to_items_on_the_page(world: World, published: Verdict, client: Any) -> None:
    publication = published.publications.get()
    assert publication.document["verdict"]["citations"] == [2, 1]
    numbers = {side: [item["number"] for item in items] for side, items in publication.document["evidence"].items()}
    assert numbers == {"supports": [1], "contradicts": [2], "context": []}
    page = source_of(client.get(reverse("public:check", args=[publication.slug])))
    links = re.findall(
        r'<a class="ref is-\w+" href="#evidence-(\d)" aria-label="Evidence (\d), [^"]*"><span>(\d)</span></a>', page
    )
    cited = [number for number, *_ in links][2:]  # after those of the panel, which has one for each item
    assert cited == ["2", "2", "1", "2"]
    assert all(len(set(each)) == 1 for each in links)
    assert 'id="evidence-1"' in page
    assert 'id="evidence-2"' in page


def test_document_that_predates_citations_has_no_links(published: Verdict) -> None:
    document = published.publications.get().document
    del document["verdict"]["citations"]
    page = render_to_string("public/check_body.html", {"check": document})
    why = page[page.index('id="why"') : page.index('id="evidence"')]
    assert 'href="#evidence-' not in why
    assert "The images are older [2]." in page
