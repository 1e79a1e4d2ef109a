"""The difference between an approved record and the current one, and the decisions about it, as editors see them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.articles.actions import edit_source
from factcheck.articles.models import Article, Source
from factcheck.claims.actions import get_or_create_actor, merge_actors
from factcheck.claims.models import Actor, Claim, Mention, Party, Relation
from factcheck.desk.changes.displayed_rows import displayed_rows
from factcheck.desk.choice_labels import display_choice
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.merging.actions import merge_claims, split_claim
from factcheck.publishing.actions import correct, publish
from factcheck.verdicts.actions import hand_over
from factcheck.verdicts.models import Rating, Verdict
from tests.pages import Element, control_names, parsed, signed_in, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]


def displayed_differences(world: World, verdict: Verdict) -> list[str]:
    """The rows of the difference on the page, as HTML."""
    page = source_of(signed_in(world.editor).get(reverse("desk:confirm", args=[verdict.pk])))
    return [row.split("</section>")[0] for row in page.split('<section class="change record-change"')[1:]]


def disabled(page: Element) -> dict[str, str]:
    """The labels of the disabled buttons of a parsed page, and the reasons next to them."""
    buttons = page.all("button", aria_disabled="true")
    reasons = {reason.attributes["id"]: reason.text for reason in page.all("span") if "id" in reason.attributes}
    return {button.text: reasons[button.attributes["aria-describedby"]] for button in buttons}


def queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_withdrawn_item_has_its_withdrawal_and_few_fields(world: World) -> None:
    verdict = world.ready(rationale="The images are older [1].")
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    item = verdict.claim.evidence.get()
    withdraw_evidence(person=world.second_checker, item=item, reason="It shows another <town>.")
    (row,) = displayed_differences(world, verdict)
    assert re.search("This item was withdrawn by .*Sam Second.*: “<bdi>It shows another &lt;town&gt;.</bdi>”", row)
    assert "The published text cites it." in row
    assert re.findall("<dt>(.*?)</dt>", row) == ["Stance toward the claim", "Quote", "Source name"]


def test_withdrawn_item_that_the_text_does_not_cite(world: World) -> None:
    withdraw_evidence(person=world.second_checker, item=world.published.claim.evidence.get(), reason="It is a copy.")
    (row,) = displayed_differences(world, world.published)
    assert ("It is a copy." in row, "cites it" in row) == (True, False)


def test_withdrawals_take_one_query(world: World) -> None:
    verdict = world.ready()
    world.evidence_on(verdict.claim, quote="Seen again.")
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    world.evidence_on(verdict.claim, person=world.second_checker, quote="Meanwhile.")
    page, client = reverse("desk:confirm", args=[verdict.pk]), signed_in(world.editor)
    counts = [queries(client, page)]
    for item in verdict.claim.evidence.filter(number__lt=3):
        withdraw_evidence(person=world.second_checker, item=item, reason="It is a copy.")
        counts.append(queries(client, page))
    assert counts == [counts[0], counts[0] + 1, counts[0] + 1]


def split_off(world: World, claim: Claim, **selected: Any) -> Claim:
    fields = {"statement": "All was well.", "layer": "proposition", "claimant": "Mira Mayor", "seen_version": None}
    return split_claim(person=world.second_checker, claim=claim, **{**fields, **selected})


def test_item_that_moved_has_its_move_and_not_a_later_withdrawal(world: World) -> None:
    claim = world.published.claim
    item = claim.evidence.get()
    added = split_off(world, claim, evidence=[item])
    (row,) = displayed_differences(world, world.published)
    link = f'“<a href="{reverse("desk:claim", args=[added.pk])}"><bdi>All was well.</bdi></a>” by'
    assert re.search(f"This item was moved to claim {link} .*Sam Second", " ".join(row.split()))
    item.refresh_from_db()
    withdraw_evidence(person=world.second_checker, item=item, reason="It shows another town.")
    assert displayed_differences(world, world.published) == [row]


def test_item_that_was_withdrawn_before_it_moved_has_its_withdrawal(world: World) -> None:
    claim = world.published.claim
    withdraw_evidence(person=world.checker, item=claim.evidence.get(), reason="It shows another town.")
    split_off(world, claim, evidence=[claim.evidence.get()])
    (row,) = displayed_differences(world, world.published)
    assert ("was withdrawn by" in row, "It shows another town." in row, "was moved" in row) == (True, True, False)


def test_item_that_returned_and_was_withdrawn_elsewhere_has_its_withdrawal(world: World) -> None:
    claim = world.published.claim
    added = split_off(world, claim, evidence=[claim.evidence.get()])
    withdraw_evidence(person=world.second_checker, item=added.evidence.get(), reason="It shows another town.")
    merge_claims(person=world.checker, claim=added, into=claim, seen_version=None)
    rows = [row for row in displayed_differences(world, world.published) if "This item" in row]
    assert [("was withdrawn by" in row, "was moved" in row) for row in rows] == [(True, False)]


def test_party_that_a_merge_of_actors_withdrew_has_its_withdrawal(world: World) -> None:
    verdict = world.ready()
    duplicate = get_or_create_actor(person=world.checker, name="Minister M.", actor_kind="person")[0]
    for actor in (world.minister, duplicate):
        world.party_on(verdict.claim, actor=actor)
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    merge_actors(person=world.other_editor, actor=duplicate, into=world.minister, seen_version=None)
    (row,) = (row for row in displayed_differences(world, verdict) if "(removed)" in row)
    withdrawal = Party.objects.exclude(withdrawn_at=None).get()
    assert "This party was withdrawn by" in row
    assert f"“<bdi>{withdrawal.withdrawn_reason}</bdi>”" in row


def test_moves_take_two_queries(world: World) -> None:
    verdict = world.ready()
    world.evidence_on(verdict.claim, quote="Seen again.")
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    world.evidence_on(verdict.claim, person=world.second_checker, quote="Meanwhile.")
    page, client = reverse("desk:confirm", args=[verdict.pk]), signed_in(world.editor)
    counts = [queries(client, page)]
    for item in verdict.claim.evidence.filter(number__lt=3):
        split_off(world, verdict.claim, evidence=[item], statement=f"All was well in scene {item.number}.")
        counts.append(queries(client, page))
    assert counts == [counts[0], counts[0] + 2, counts[0] + 2]


def test_values_have_the_labels_of_the_screens_and_no_hashes(world: World) -> None:
    world.search_on(world.published.claim)
    (row,) = displayed_differences(world, world.published)
    assert "nothing found" in row
    rows = displayed_rows(
        world.published.claim_id,
        {
            "mentions": {"1": {"mode": "direct", "anchor": "anchored", "text": "a" * 64}},
            "relations": {"3": {"relation": "denies"}},
        },
        {
            "mentions": {"1": {"mode": "scare", "anchor": "needs_review", "text": "b" * 64}},
            "evidence": {"2": {"number": 1, "source": {"source_kind": "agency"}}},
            "relations": {"3": {"relation": "part_of"}},
        },
        None,
    )
    assert {(field.before, field.after) for row in rows for field in row.fields} == {
        ("direct quote", "scare quote"),
        ("anchored", "needs review"),
        ("earlier revision", "newer revision"),
        ("", "news agency"),
        ("denies", "is part of"),
    }


def test_columns_of_one_name_have_the_same_labels_in_records() -> None:
    """A record has no kinds of rows, so its values are labeled by the names of their columns alone."""
    labels = {}
    for model in (Claim, Actor, Mention, Relation, Party, Source, Article, Evidence, SearchLogEntry, Reply, Rating):
        for column in model._meta.concrete_fields:
            if column.name != "closed_reason":  # not part of a record
                for value, label in column.flatchoices:
                    assert labels.setdefault((column.name, value), label) == display_choice(column.name, value) == label


def test_count_of_actions_and_count_of_differences_do_not_contradict(world: World) -> None:
    item = world.published.claim.evidence.get()
    for note in ("One.", "Two.", "Three."):
        item = change_evidence(person=world.second_checker, item=item, note=note, seen_version=None)
    client = signed_in(world.editor)
    assert "changed 3 times" in source_of(client.get("/desk/?part=changed"))
    page = source_of(client.get(reverse("desk:confirm", args=[world.published.pk])))
    assert "1 part of the record differs." in page
    assert page.count("record-change") == 1


def test_decisions_that_are_not_permitted_state_the_reason(world: World) -> None:
    page = reverse("desk:confirm", args=[world.published.pk])
    world.evidence_on(world.published.claim, person=world.editor, quote="Seen again.")
    shown = parsed(signed_in(world.editor).get(page))
    assert disabled(shown) == {
        "Confirm without correction": "You made one of the changes to this record, so another editor has to confirm the check."
    }
    assert "reason" not in control_names(signed_in(world.editor).get(page))
    assert set(disabled(parsed(signed_in(world.checker).get(page)))) >= {"Confirm without correction", "Retract"}
    correct(person=world.other_editor, verdict=world.published, correction_kind="typo", notice="A typo.")
    assert "Open a correction" in disabled(parsed(signed_in(world.other_editor).get(page)))


def test_editor_who_edited_a_shared_row_is_told_before_confirming(world: World) -> None:
    world.published, publish(person=world.editor, verdict=world.approve(world.submit(world.ready())))
    edit_source(person=world.editor, source=Source.objects.get(pk=world.institute.pk), seen_version=None, country="UA")
    page = reverse("desk:confirm-shared", args=["source", world.institute.pk])
    own = signed_in(world.editor).get(page)
    assert list(disabled(parsed(own))) == ["Confirm all of these checks"]
    assert "reason" not in control_names(own)
    assert "reason" in control_names(signed_in(world.other_editor).get(page))


def test_page_of_an_outdated_approval_names_the_new_author(world: World) -> None:
    verdict = world.approved
    hand_over(person=world.editor, verdict=verdict, to=world.second_checker, reason="On leave.")
    page = parsed(signed_in(world.editor).get(reverse("desk:publish", args=[verdict.pk])))
    (row,) = page.all("section", class_="record-change")
    assert row.attributes["aria-label"] == "Author"
    assert [part.text for tag in ("del", "ins") for part in row.all(tag)] == [
        "removed: Chris Checker end of removal",
        "added: Sam Second end of addition",
    ]
