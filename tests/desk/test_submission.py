"""Submitted forms: edit conflicts display three values and revert nothing, and repeated requests have the first outcome."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Role
from factcheck.claims.actions import change_mention, edit_actor, edit_claim
from factcheck.claims.anchoring import find, select
from factcheck.claims.models import Actor, Claim, Mention
from factcheck.ledger.models import Entry
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Review, Verdict
from tests.pages import control_names, parsed, signed_in, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


def filled(response: Any, **changes: Any) -> dict[str, Any]:
    """The values that a browser would submit from the page, with `changes`."""
    sent = {name: values(response, name) for name in control_names(response)}
    return {name: found for name, found in sent.items() if found} | changes


def conflicts(response: HttpResponse) -> dict[str, tuple[str, list[str]]]:
    """Field of an edit conflict → who changed it, and its texts (opened, saved, and submitted if it differs)."""
    elements = [element for element in parsed(response).walk() if "data-conflict" in element.attributes]
    return {
        element.attributes["aria-label"].removeprefix("Changes: "): (
            element.attributes["data-conflict"],
            [text.text for text in element.all(class_="typed")],
        )
        for element in elements
    }


def test_edit_conflict_displays_three_values_and_preserves_changes_of_others(world: World) -> None:
    claim = world.open_claim
    client, address = signed_in(world.checker), reverse("desk:claim-edit", args=[claim.pk])
    sent = filled(client.get(address), context="My context.", statement="My statement.")
    before = Claim.objects.get(pk=claim.pk)
    edit_claim(
        person=world.second_checker,
        claim=claim,
        seen_version=claim.version,
        place="Bucha",
        statement="Their statement.",
        topics=["war"],
    )
    response = client.post(address, sent)
    assert response.status_code == 409
    assert conflicts(response) == {
        "Statement": ("yours", [before.statement, "Their statement.", "My statement."]),
        "Place": ("theirs", [before.place or "(empty)", "Bucha"]),
        "Topics": ("theirs", [", ".join(before.topics) or "(empty)", "war"]),
        "Context": ("yours", [before.context or "(empty)", before.context or "(empty)", "My context."]),
    }
    assert client.post(address, filled(response)).status_code == 303
    saved = Claim.objects.get(pk=claim.pk)
    assert (saved.statement, saved.place, saved.topics, saved.context) == ("My statement.", "Bucha", ["war"], "My context.")


def test_conflict_compares_with_the_version_that_the_form_started_from(world: World) -> None:
    verdict = world.draft
    client, address = signed_in(world.checker), reverse("desk:verdict", args=[verdict.claim_id])
    opened = verdict.latest
    sent = filled(client.get(address), summary="My summary.")
    save_version(person=world.second_checker, verdict=verdict, seen_version=verdict.version, rationale="Their rationale.")
    response = client.post(address, sent)
    assert response.status_code == 409
    assert conflicts(response) == {
        "Summary": ("yours", [opened.summary, opened.summary, "My summary."]),
        "Rationale": ("theirs", [opened.rationale or "(empty)", "Their rationale."]),
    }
    assert client.post(address, filled(response)).status_code == 303
    latest = Verdict.objects.get(pk=verdict.pk).latest
    assert (latest.number, latest.summary, latest.rationale) == (3, "My summary.", "Their rationale.")


def test_attribution_chain_of_a_mention_is_merged(world: World) -> None:
    mention = Mention.objects.get(claim=world.submitted.claim)
    client, address = signed_in(world.checker), reverse("desk:mention", args=[mention.pk])
    sent = filled(client.get(address))
    opened = [link.actor.name for link in mention.chain.all()]
    change_mention(
        person=world.second_checker, mention=mention, seen_version=mention.version, mode=mention.mode, chain=["The ministry"]
    )
    other = next(mode for mode in ("direct", "indirect") if mode != mention.mode)
    response = client.post(address, sent | {"mode": other})
    assert response.status_code == 409
    assert conflicts(response)["Attribution chain"] == ("theirs", [" ".join(opened) or "(empty)", "The ministry"])
    assert client.post(address, filled(response)).status_code == 303
    saved = Mention.objects.get(pk=mention.pk)
    assert (saved.mode, [link.actor.name for link in saved.chain.all()]) == (other, ["The ministry"])


def test_quote_of_a_mention_is_compared_with_the_quote_that_another_person_saved(world: World) -> None:
    mention, text = world.mention, world.first_article.current.text
    client, address = signed_in(world.checker), reverse("desk:mention", args=[mention.pk])
    sent = filled(client.get(address), quote="rejected the accusation")
    theirs = [find(text, "The minister spoke on Monday")]
    change_mention(person=world.second_checker, mention=mention, seen_version=1, selectors=theirs)
    response = client.post(address, sent)
    assert response.status_code == 409
    assert "Your version is the same" not in response.content.decode()
    quotes = ["The scene was arranged", "The minister spoke on Monday", "rejected the accusation"]
    assert conflicts(response) == {"Quoted text": ("yours", quotes)}
    assert client.post(address, filled(response)).status_code == 303
    assert [span.exact for span in mention.spans.all()] == ["rejected the accusation"]


def test_form_that_leaves_the_quote_unchanged_preserves_the_quote_of_another_person(world: World) -> None:
    mention, text = world.mention, world.first_article.current.text
    client, address = signed_in(world.checker), reverse("desk:mention", args=[mention.pk])
    sent = filled(client.get(address), mode="scare")
    change_mention(person=world.second_checker, mention=mention, seen_version=1, selectors=[find(text, "The minister spoke")])
    response = client.post(address, sent)
    assert response.status_code == 409
    assert conflicts(response)["Quoted text"] == ("theirs", ["The scene was arranged", "The minister spoke"])
    assert client.post(address, filled(response)).status_code == 303
    assert [span.exact for span in mention.spans.all()] == ["The minister spoke"]


def test_other_occurrences_of_the_same_quote_are_compared_with_their_context(world: World) -> None:
    article = world.article("First note here. Second note there. Third note.", title="Notes")
    mention = world.claim("Notes.", article=article, quote="note here").mentions.get()
    text = article.current.text
    first, second, third = (select(text, start, start + 4) for start in (6, 24, 42))
    change_mention(person=world.checker, mention=mention, seen_version=1, selectors=[first])
    change_mention(person=world.second_checker, mention=mention, seen_version=2, selectors=[second])
    selected = {"version": 2, "revision": 1, "selection": f"{third.start}-{third.end} note"}
    form = {"mode": "direct", "chain": "Mikhail Minister", **selected}
    response = signed_in(world.checker).post(reverse("desk:mention", args=[mention.pk]), form)
    assert response.status_code == 409
    kind, texts = conflicts(response)["Quoted text"]
    assert (kind, [text.partition("[note]")[0].split()[-1] for text in texts]) == ("yours", ["First", "Second", "Third"])


def test_conflict_of_an_actor_preserves_the_change_of_the_other_person(world: World) -> None:
    actor = Actor.objects.get(pk=world.minister.pk)
    client, address = signed_in(world.checker), reverse("desk:actor", args=[actor.pk])
    sent = filled(client.get(address), description="Minister since 2020")
    edit_actor(person=world.second_checker, actor=actor, seen_version=actor.version, same_as="https://example.org/minister")
    response = client.post(address, sent)
    assert response.status_code == 409
    assert client.post(address, filled(response)).status_code == 303
    saved = Actor.objects.get(pk=actor.pk)
    assert (saved.description, saved.same_as) == ("Minister since 2020", "https://example.org/minister")


def test_invalid_form_with_a_conflict_is_merged(world: World) -> None:
    claim = world.open_claim
    client, address = signed_in(world.checker), reverse("desk:claim-edit", args=[claim.pk])
    sent = filled(client.get(address), statement="")
    edit_claim(person=world.second_checker, claim=claim, seen_version=claim.version, place="Bucha")
    change_person(by=world.administrator, person=world.checker, role=Role.READER)
    response = client.post(address, sent)
    assert response.status_code == 403
    outcome = response.context["submission"]
    assert outcome.form["place"].value() == "Bucha"
    assert outcome.form["version"].value() == str(Claim.objects.get(pk=claim.pk).version)


def twice(client: Client, address: str, sent: dict[str, Any]) -> tuple[HttpResponse, int]:
    """The response to a repeated request, which must equal the first response, and the number of new entries."""
    before = Entry.objects.count()
    first, second = client.post(address, sent), client.post(address, sent)
    assert (first.status_code, second.status_code) == (303, 303), second.content.decode()[:2000]
    assert second.headers["Location"] == first.headers["Location"]
    return second, Entry.objects.count() - before


def test_double_click_on_submit_and_reopen_moves_once(world: World) -> None:
    verdict = world.draft
    page = reverse("desk:verdict", args=[verdict.claim_id])
    client, editor = signed_in(world.checker), signed_in(world.editor)
    exceptions = {name: ["Not needed here."] for name in control_names(client.get(page)) if name.startswith("exception_")}
    sent = {"version": verdict.version, "token": str(uuid.uuid4()), **exceptions}
    assert twice(client, reverse("desk:submit", args=[verdict.pk]), sent)[1] == 1
    row = Verdict.objects.get(pk=verdict.pk)
    review = filled(editor.get(reverse("desk:review", args=[row.pk])), reason="Sound.")
    assert twice(editor, reverse("desk:approve", args=[row.pk]), review)[1] == 1
    assert Review.objects.filter(verdict_version__verdict=row).count() == 1
    row.refresh_from_db()
    sent = {"version": row.version, "token": str(uuid.uuid4()), "reason": "Not yet."}
    assert twice(client, reverse("desk:reopen", args=[row.pk]), sent)[1] == 1


def test_double_click_on_return_publish_correct_and_retract_writes_once(world: World) -> None:
    editor, row = signed_in(world.editor), world.approved
    address = reverse("desk:publish", args=[row.pk])
    assert twice(editor, address, filled(editor.get(address)))[1] == 1
    address = reverse("desk:correct", args=[row.pk])
    sent = filled(editor.get(address), correction_kind="typo", notice="A typo in the summary.")
    assert twice(editor, address, sent)[1] == 1
    assert twice(editor, address, filled(editor.get(address), notice="Two typos in the summary."))[1] == 1
    address = reverse("desk:retract", args=[row.pk])
    assert twice(editor, address, filled(editor.get(address), notice="The source withdrew it."))[1] == 1


def test_double_click_on_withdraw_and_relate_writes_once(world: World) -> None:
    client, claim = signed_in(world.checker), world.submitted.claim
    other = world.open_claim
    sent = {"relation_kind": "denies", "other": other.pk, "token": str(uuid.uuid4())}
    assert twice(client, reverse("desk:relation-add", args=[claim.pk]), sent)[1] == 1
    relation = claim.relations.get()
    address = reverse("desk:relation-withdraw", args=[relation.pk])
    assert twice(client, address, filled(client.get(address), reason="Entered by mistake."))[1] == 1


def test_unchanged_form_writes_nothing(world: World) -> None:
    claim = world.open_claim
    edit_claim(person=world.checker, claim=claim, seen_version=claim.version, context="First line.\nSecond line.")
    client, address = signed_in(world.checker), reverse("desk:claim-edit", args=[claim.pk])
    sent = filled(client.get(address))
    sent["context"] = [sent["context"][0].replace("\n", "\r\n")]
    before = Entry.objects.count()
    assert client.post(address, sent).status_code == 303
    assert Entry.objects.count() == before
