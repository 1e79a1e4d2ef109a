"""Submitting from the verdict screen: unsaved text, exceptions, the answer to a return, and refusals that lose no input."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from factcheck.desk.verdict.queries import fix_urls
from factcheck.ledger.models import Entry
from factcheck.verdicts import gate
from factcheck.verdicts.actions import move, open_verdict, return_verdict, save_version, submit
from factcheck.verdicts.models import Rating, Verdict
from factcheck.verdicts.queries import gate_for
from tests.pages import Element, alerts, links, parsed, post, refused_fields, signed_in, source_of, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


def page_of(verdict: Verdict) -> str:
    return reverse("desk:verdict", args=[verdict.claim_id])


def without_evidence(world: World) -> Verdict:
    """A verdict with a complete text, on a claim without evidence."""
    text = {"headline": "The images are older", "summary": "It is not so.", "rationale": "See the images."}
    false = Rating.objects.get(name="False")
    return open_verdict(person=world.checker, claim=world.open_claim, rating=false, conclusion="refuted", **text)


def written(verdict: Verdict, **said: Any) -> dict[str, Any]:
    """The form of the newest version, with changes."""
    latest = verdict.latest
    names = ("conclusion", "headline", "summary", "rationale", "as_of")
    return {name: getattr(latest, name) for name in names} | {"rating": latest.rating_id, "version": verdict.version} | said


def submitted(world: World, verdict: Verdict, **said: Any) -> Any:
    return post(signed_in(world.checker), "desk:submit", verdict.pk, written(verdict, **said))


def test_submission_saves_unsaved_text_in_one_entry(world: World) -> None:
    verdict, before = world.draft, Entry.objects.count()
    assert submitted(world, verdict, summary="A better sentence.").status_code == 303
    verdict.refresh_from_db()
    assert (verdict.state, verdict.latest.number, verdict.latest.summary) == ("submitted", 2, "A better sentence.")
    entry = Entry.objects.get(number=before + 1)
    assert (entry.action, entry.before["summary"]) == (
        "verdict.submitted",
        "Images show the scene before the withdrawal.",
    )
    assert (entry.after["summary"], entry.after["version"], entry.after["state"]) == ("A better sentence.", 2, "submitted")
    assert Entry.objects.count() == before + 1
    page = source_of(signed_in(world.checker).get(reverse("desk:history", args=["verdict", verdict.pk])))
    assert "A better sentence." in re.sub("<.*?>", "", page)


def test_text_that_makes_the_gate_green_is_saved_and_submitted(world: World) -> None:
    verdict = world.ready(summary="", rating=None, conclusion="refuted")
    false = Rating.objects.get(name="False").pk
    assert submitted(world, verdict, summary="It is not so.", rating=false, conclusion="").status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).state == "submitted"


def test_unchanged_text_is_submitted_without_another_version(world: World) -> None:
    verdict = world.draft
    assert submitted(world, verdict).status_code == 303
    verdict.refresh_from_db()
    assert (verdict.state, verdict.latest.number) == ("submitted", 1)


def test_text_of_a_refused_submission_is_saved(world: World) -> None:
    verdict = without_evidence(world)
    sent = {"summary": "A better sentence.", "exception_evidence": "All archives of the town burned."}
    sent["token"] = str(uuid.uuid4())
    for _ in range(2):  # a double click shows the same reasons
        response = submitted(world, verdict, **sent)
        assert response.status_code == 409
        assert any("Evidence for the claim" in alert for alert in alerts(response))
        assert values(response, "summary") == ["A better sentence."]
        assert values(response, "exception_evidence") == ["All archives of the town burned."]
    row = Verdict.objects.get(pk=verdict.pk)
    assert (row.state, row.latest.number, row.latest.summary) == ("draft", 2, "A better sentence.")
    assert "Not saved yet" not in source_of(submitted(world, row))


def unmet_items(response: Any) -> dict[str, Element]:
    """The items of the error summary, by the key of their gate line."""
    (summary,) = parsed(response).all(role="alert")
    assert {"data-focus", "tabindex"} <= set(summary.attributes)
    return {item.attributes["data-unmet"]: item for item in summary.all("li")}


def test_refused_submission_lists_each_unmet_line_with_links(world: World) -> None:
    verdict = without_evidence(world)
    response = submitted(world, verdict, summary="", headline="", exception_against="All archives burned.")
    assert response.status_code == 409
    items = unmet_items(response)
    unmet = {"evidence", "for", "backed", "headline", "summary"}
    assert set(items) == unmet
    attach = reverse("desk:evidence-add", args=[verdict.claim_id])
    linked = {key: [link.attributes["href"] for link in item.all("a")] for key, item in items.items()}
    assert linked == {
        "evidence": [attach, "#id_exception_evidence"],
        "for": [f"{attach}?stance=supports", "#id_exception_for"],
        "backed": [attach, "#id_exception_backed"],
        "headline": ["#id_headline", "#id_exception_headline"],
        "summary": ["#id_summary"],
    }
    page = parsed(response)
    assert all(page.all(id=url[1:]) for urls in linked.values() for url in urls if url.startswith("#"))
    lines = {line.key: line for line in gate_for(verdict.claim, Verdict.objects.get().latest)}
    for key, item in items.items():
        assert item.all("b")[0].text == lines[key].label
        assert item.all("p")[0].text == lines[key].hint


def test_links_of_a_refused_submission_stay_on_the_page(world: World) -> None:
    """The page has the URL of the submission, which has no GET: links and forms must not be relative to it."""
    verdict = without_evidence(world)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Second.")
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Third.")
    verdict.refresh_from_db()
    response = submitted(world, verdict)
    assert response.status_code == 409
    assert [url for url in links(response) if url.startswith("?")] == []
    (compare,) = parsed(response).all("form", aria_label="Compare two versions")
    assert compare.attributes["action"] == f"{page_of(verdict)}#comparison"
    assert f"{page_of(verdict)}?from=1&to=2#comparison" in links(response)


def test_page_without_the_form_has_no_links_to_its_fields(world: World) -> None:
    verdict = world.submitted
    urls = links(signed_in(world.editor).get(page_of(verdict)))
    assert not [url for url in urls if url.startswith("#id_")]
    assert fix_urls(verdict.claim, with_form=False)[gate.Place.RATIONALE] == ""


def label_of_message(response: Any) -> str:
    (label,) = parsed(response).all("label", for_="id_message")
    return label.text


def test_label_of_the_message_says_whether_it_is_required(world: World) -> None:
    verdict, client = world.returned, signed_in(world.checker)
    required = "Your answer required unless you change the verdict or its record"
    assert label_of_message(client.get(page_of(verdict))) == required
    refused = submitted(world, verdict)
    assert refused_fields(refused) == {"message"}
    assert label_of_message(refused) == required
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Something else.")
    assert label_of_message(client.get(page_of(verdict))) == "Your answer optional"
    verdict.refresh_from_db()
    original = "Images show the scene before the withdrawal."
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary=original)
    assert label_of_message(client.get(page_of(verdict))) == required
    world.evidence_on(verdict.claim, "context", quote="Seen on 12 March.")
    assert label_of_message(client.get(page_of(verdict))) == "Your answer optional"


def test_refusal_says_that_the_text_is_saved(world: World) -> None:
    response = submitted(world, without_evidence(world), summary="A better sentence.")
    assert "Your text is saved as version 2, but it was not submitted." in source_of(response)
    (form,) = parsed(response).all("form", id="verdict-form")
    assert "data-saved" in form.attributes
    assert "data-unsaved" not in form.attributes


def test_refused_submission_of_saved_text_does_not_say_that_it_was_saved_now(world: World) -> None:
    assert "Your text is saved as version" not in source_of(submitted(world, without_evidence(world)))


def test_submission_with_invalid_text_saves_nothing(world: World) -> None:
    response = submitted(world, world.draft, summary="a" * 501, message="Please.")
    assert refused_fields(response) == {"summary"}
    row = Verdict.objects.get(pk=world.draft.pk)
    assert (row.state, row.latest.number) == ("draft", 1)


def test_submission_after_another_person_saved_is_a_conflict_that_preserves_both_texts(world: World) -> None:
    verdict = world.draft
    sent = written(verdict, summary="What the first checker wrote.")
    save_version(
        person=world.second_checker, verdict=verdict, seen_version=verdict.version, summary="What the second checker wrote."
    )
    response = post(signed_in(world.checker), "desk:submit", verdict.pk, sent)
    assert response.status_code == 409
    assert values(response, "summary") == ["What the first checker wrote."]
    assert re.search(r"<del>.*?second.*?</del>", source_of(response))
    row = Verdict.objects.get(pk=verdict.pk)
    assert (row.state, row.latest.summary) == ("draft", "What the second checker wrote.")
    assert post(signed_in(world.checker), "desk:submit", verdict.pk, sent | {"version": row.version}).status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).latest.summary == "What the first checker wrote."


def test_double_click_on_a_submission_with_new_text_submits_once(world: World) -> None:
    verdict = world.draft
    sent = written(verdict, summary="A better sentence.", token=str(uuid.uuid4()))
    client, before = signed_in(world.checker), Entry.objects.count()
    assert [post(client, "desk:submit", verdict.pk, sent).status_code for _ in range(2)] == [303, 303]
    assert Entry.objects.count() == before + 1


def test_text_that_arrives_after_the_submission_survives(world: World) -> None:
    verdict = world.draft
    sent = written(verdict, rationale="Text that came too late.")
    submit(person=world.checker, verdict=verdict)
    response = post(signed_in(world.checker), "desk:submit", verdict.pk, sent)
    assert response.status_code == 409
    assert values(response, "rationale") == ["Text that came too late."]
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1


def test_others_can_neither_submit_nor_save_through_a_submission(world: World) -> None:
    sent = written(world.draft, summary="Not mine.")
    assert post(signed_in(world.second_checker), "desk:submit", world.draft.pk, sent).status_code == 403
    assert Verdict.objects.get(pk=world.draft.pk).latest.number == 1


def test_saving_preserves_exceptions_and_the_message(world: World) -> None:
    verdict = without_evidence(world)
    sent = written(verdict, summary="A better sentence.", exception_evidence="All archives burned.", message="Please hurry.")
    response = signed_in(world.checker).post(page_of(verdict), sent)
    assert response.status_code == 200
    assert "Version 2 saved." in source_of(response)
    assert values(response, "exception_evidence") == ["All archives burned."]
    assert values(response, "version")[0] == str(Verdict.objects.get().version)
    again = written(Verdict.objects.get(), exception_evidence="All archives burned.", token=values(response, "token")[0])
    assert signed_in(world.checker).post(page_of(verdict), again).status_code == 200
    assert Verdict.objects.get().latest.number == 2


def test_reason_of_a_return_comes_first(world: World) -> None:
    verdict = world.returned
    submit(person=world.checker, verdict=verdict, message="Please read it again.")
    return_verdict(person=world.other_editor, verdict=Verdict.objects.get(pk=verdict.pk), reason="Name the day as well.")
    page = parsed(signed_in(world.checker).get(page_of(verdict)))
    (main,) = page.all("main")
    (band,) = main.all("section", aria_labelledby="returned-title")
    assert "Returned by Olga Other" in band.all("h2")[0].text
    assert band.all("blockquote")[0].text == "Name the day as well."
    (fold,) = band.all("details")
    assert "Name the source of the images." in fold.text
    assert main.text.index("Name the day as well.") < main.text.index("Rationale")
    verdict.refresh_from_db()
    assert post(signed_in(world.checker), "desk:submit", verdict.pk, written(verdict, summary="New.")).status_code == 303
    assert not parsed(signed_in(world.checker).get(page_of(verdict))).all(aria_labelledby="returned-title")


def test_submitting_again_without_a_change_requires_a_message(world: World) -> None:
    verdict = world.returned
    response = submitted(world, verdict)
    assert refused_fields(response) == {"message"}
    assert Verdict.objects.get(pk=verdict.pk).state == "returned"
    assert submitted(world, verdict, message="The source is named in item 1.").status_code == 303
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.action, entry.reason) == ("verdict.submitted", "The source is named in item 1.")
    review = signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk]))
    assert "The source is named in item 1." in source_of(review)


@pytest.mark.parametrize("change", ["text", "evidence", "both and back"])
def test_submitting_again_after_a_change_requires_no_message(world: World, change: str) -> None:
    verdict = world.returned
    if change == "evidence":
        world.evidence_on(verdict.claim, "context", quote="Seen on 12 March.")
    if change == "both and back":
        save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Something else.")
        verdict.refresh_from_db()
    said = {"summary": "A better sentence."} if change == "text" else {}
    said |= {"summary": "Images show the scene before the withdrawal."} if change == "both and back" else {}
    expected = 422 if change == "both and back" else 303
    assert submitted(world, verdict, **said).status_code == expected


def test_taking_a_submission_back_does_not_count_as_a_change(world: World) -> None:
    verdict = world.returned
    assert submitted(world, verdict, message="Please read it again.").status_code == 303
    verdict.refresh_from_db()
    move(person=world.checker, verdict=verdict, name="take_back", seen_version=verdict.version)
    verdict.refresh_from_db()
    assert refused_fields(submitted(world, verdict)) == {"message"}


def test_exceptions_of_a_returned_version_are_submitted_with_the_next_one(world: World) -> None:
    verdict = without_evidence(world)
    exceptions = {f"exception_{line}": f"No {line}." for line in ("evidence", "for", "against", "backed")}
    assert submitted(world, verdict, **exceptions).status_code == 303
    return_verdict(person=world.editor, verdict=verdict, reason="Explain more.")
    page = signed_in(world.checker).get(page_of(verdict))
    displayed = {name: values(page, name)[0] for name in exceptions}
    assert displayed == exceptions
    verdict.refresh_from_db()
    displayed["exception_for"] = "No archive answered."
    before = Entry.objects.count()
    assert submitted(world, verdict, **displayed).status_code == 303
    latest = Verdict.objects.get().latest
    assert (latest.number, Entry.objects.count()) == (2, before + 1)
    assert dict(latest.waivers.values_list("line", "reason")) == {
        "evidence": "No evidence.",
        "for": "No archive answered.",
        "against": "No against.",
        "backed": "No backed.",
    }
