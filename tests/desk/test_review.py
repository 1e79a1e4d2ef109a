"""The review screen: its content, the decisions, and two editors at the same time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.claims.actions import NewMention, add_mention, add_relation, name_party
from factcheck.claims.anchoring import find
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.publishing.actions import correct
from factcheck.verdicts.actions import approve, return_verdict, save_version, submit
from factcheck.verdicts.models import Review, Verdict
from factcheck.verdicts.queries import basis_for
from tests.pages import alerts, links, parsed, refused_fields, signed_in, source_of, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("submitted", "editor")]


def see(person: Person, verdict: Verdict) -> str:
    response = signed_in(person).get(reverse("desk:review", args=[verdict.pk]))
    assert response.status_code == 200
    return source_of(response)


def seen_in(shown: str) -> dict[str, str]:
    """The hidden values of the form on the page."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', shown)[1] for name in ("version", "number", "basis")}  # type: ignore[index]


def decide(person: Person, verdict: Verdict, act: str, seen: dict[str, str], reason: str = "") -> Any:
    return signed_in(person).post(reverse(f"desk:{act}", args=[verdict.pk]), {**seen, "reason": reason})


def state_of(verdict: Verdict) -> str:
    return Verdict.objects.get(pk=verdict.pk).state


def test_screen_has_everything_for_the_decision(world: World) -> None:
    verdict = world.submitted
    denied = world.claim("Civilians were killed before the withdrawal.", quote="rejected the accusation")
    add_relation(person=world.checker, claim=verdict.claim, relation_kind="denies", other=denied)
    content = see(world.editor, verdict)
    for words in (
        "The scene was arranged after the withdrawal.",  # the claim
        "The minister spoke on Monday. “",  # text before the mention
        "This claim <b>denies</b>",
        "Civilians were killed before the withdrawal.",
        "Seen since 11 March.",  # evidence
        "The Institute",
        "Press archive",  # search log
        "<strong>older</strong>",  # rationale, rendered
        "Images show the scene before the withdrawal.",  # summary
        "The claim has a claimant",  # gate
    ):
        assert words in content


def test_context_of_a_mention_starts_and_ends_at_word_boundaries(world: World) -> None:
    long = "A wonderful beginning " * 20
    article = world.article(
        f"An earlier paragraph.\n\nOpening words. Then more.\n\n{long}middle words {long}end.\n", title="Long"
    )
    verdict = world.submitted
    for quote in ("An earlier", "Opening words", "middle words"):
        mention = NewMention(article.current, [find(article.current.text, quote)], "indirect", [world.minister])
        add_mention(person=world.checker, claim=verdict.claim, mention=mention)
    content = see(world.editor, verdict)
    start = '<blockquote class="quoted" dir="auto" > <mark data-layer="proposition">'
    assert f"{start}An earlier</mark> paragraph. </blockquote>" in content
    assert f"{start}Opening words</mark>. Then more. </blockquote>" in content
    cut = re.search(
        r'<blockquote class="quoted"[^>]*> … (\w+) [^<]*<mark[^>]*>middle words</mark>[^<]* (\w+) … </blockquote>', content
    )
    assert cut
    assert set(cut.groups()) <= {"A", "wonderful", "beginning"}


def test_approval_covers_exactly_the_displayed_version(world: World) -> None:
    verdict = world.submitted
    response = decide(world.editor, verdict, "approve", seen_in(see(world.editor, verdict)), "Each image was looked at.")
    assert response.status_code == 303
    review = Review.objects.get()
    assert (review.decision, review.created_by, review.reason) == ("approve", world.editor, "Each image was looked at.")
    assert (review.verdict_version, review.basis) == (verdict.latest, basis_for(verdict.claim))
    assert state_of(verdict) == "approved"


def test_approved_verdict_can_be_published_but_not_approved_again(world: World) -> None:
    content = see(world.editor, world.approved)
    decision = content.split('id="decision-title"')[1].split("</section>")[0]
    assert reverse("desk:publish", args=[world.approved.pk]) in decision
    assert "Approve version" not in decision


def test_returning_requires_a_reason_for_the_author(world: World) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict))
    refused = decide(world.editor, verdict, "return", seen, "  ")
    assert refused_fields(refused) == {"reason"}
    assert state_of(verdict) == "submitted"
    assert decide(world.editor, verdict, "return", seen, "Name the source of the images.").status_code == 303
    assert state_of(verdict) == "returned"
    editor = source_of(signed_in(world.checker).get(reverse("desk:verdict", args=[verdict.claim_id])))
    assert "Name the source of the images." in editor


def test_contributor_sees_why_they_may_not_approve_and_may_return(world: World) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict))
    world.evidence_on(verdict.claim, person=world.other_editor)
    assert "You contributed to this claim or its verdict" in see(world.other_editor, verdict)
    assert decide(world.other_editor, verdict, "approve", seen, "because").status_code == 403
    assert state_of(verdict) == "submitted"
    assert decide(world.other_editor, verdict, "return", seen, "Name the source.").status_code == 303
    assert state_of(verdict) == "returned"


def test_gate_has_no_links_on_the_review_screen(world: World) -> None:
    verdict = world.submitted
    withdraw_evidence(person=world.checker, item=Evidence.objects.get(claim=verdict.claim), reason="The wrong street.")
    content = see(world.editor, verdict)
    assert "missing" in content
    assert reverse("desk:evidence-add", args=[verdict.claim_id]) not in content


def test_administrator_cannot_approve_own_verdict(world: World) -> None:
    verdict = world.draft
    save_version(person=world.administrator, verdict=verdict, seen_version=verdict.version, summary="By an administrator.")
    verdict.refresh_from_db()
    world.submit(verdict)
    seen = seen_in(see(world.editor, verdict))
    assert decide(world.administrator, verdict, "approve", seen).status_code == 403


def test_evidence_added_during_the_review_prevents_the_approval_and_is_displayed(world: World) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict))
    world.evidence_on(verdict.claim, "supports", person=world.second_checker, quote="A new page says the opposite.")
    response = decide(world.editor, verdict, "approve", seen, "I was about to approve.")
    content = source_of(response)
    assert response.status_code == 409
    assert alerts(response)
    assert "A new page says the opposite." in content
    assert "I was about to approve." in values(response, "reason")
    assert state_of(verdict) == "submitted"
    assert decide(world.editor, verdict, "approve", seen_in(content), "Now I have seen it.").status_code == 303


def test_party_named_after_the_page_was_read_prevents_the_approval(world: World) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict))
    name_party(person=world.second_checker, claim=verdict.claim, source=world.institute, interest="Is paid by one side.")
    assert decide(world.editor, verdict, "approve", seen).status_code == 409


def test_second_editor_sees_the_first_decision_and_the_note_survives(world: World) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict))
    assert decide(world.other_editor, verdict, "approve", seen).status_code == 303
    response = decide(world.editor, verdict, "return", seen, "My careful reason.")
    assert response.status_code == 409
    assert any("Olga Other" in alert for alert in alerts(response))
    assert "My careful reason." in values(response, "reason")
    assert state_of(verdict) == "approved"
    again = decide(world.editor, verdict, "approve", seen, "Another reason.")
    assert again.status_code == 409
    assert Review.objects.filter(verdict_version__verdict=verdict).count() == 1


def test_changes_since_the_return_are_displayed(world: World) -> None:
    verdict = world.submitted
    kept = Evidence.objects.get(claim=verdict.claim)
    return_verdict(person=world.editor, verdict=verdict, reason="Say which images.")
    added = world.evidence_on(verdict.claim, "supports", person=world.second_checker, quote="Seen again on 19 March.")
    withdraw_evidence(person=world.second_checker, item=added, reason="It is a copy of the first.")
    verdict.refresh_from_db()
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Images of March show the scene.")
    verdict.refresh_from_db()
    world.submit(verdict)
    content = see(world.editor, verdict)
    since = content.split("What changed since version 1 was returned")[1].split("Where the claim appears")[0]
    assert "Say which images." not in since  # the band above has the reason
    assert content.count("Say which images.</blockquote>") == 1
    assert re.search(r"<ins>.*?March.*?</ins>", since)
    assert "Evidence added" in since
    assert f"item [{added.number}]" in since
    assert f"evidence {added.pk}" not in since
    assert "Seen again on 19 March." in since
    assert "Evidence withdrawn" in since
    assert "It is a copy of the first." in since
    assert kept.exact not in since


def test_reason_of_the_return_is_beside_the_answer_of_the_author(world: World) -> None:
    verdict = world.submitted
    return_verdict(person=world.editor, verdict=verdict, reason="Say which images.")
    verdict.refresh_from_db()
    submit(person=world.checker, verdict=verdict, message="The caption in [1] names them.")
    response = signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk]))
    page = parsed(response)
    (band,) = page.all(class_="review-band")
    reason, answer, changed = band.all("section")
    assert "Nothing" in changed.text
    assert "Returned by Ed Editor" in reason.text
    assert "Say which images." in reason.text
    assert "Answer of Chris Checker" in answer.text
    assert "The caption in [1] names them." in answer.text
    assert f'href="#evidence-{verdict.claim.evidence.get(number=1).pk}"' in source_of(response)


def test_a_return_lists_what_changed_since(world: World) -> None:
    verdict = world.submitted
    return_verdict(person=world.editor, verdict=verdict, reason="Look again.")
    verdict.refresh_from_db()
    world.evidence_on(verdict.claim, "supports", person=world.second_checker, quote="A new image.")
    world.submit(verdict)
    (band,) = parsed(signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk]))).all(class_="review-band")
    assert "1 change of the claim or its evidence" in band.text
    assert "Rationale" not in band.text


def test_an_item_has_a_chip_one_line_of_facts_and_the_rest_on_demand(world: World) -> None:
    verdict = world.submitted
    item = verdict.claim.evidence.get(number=1)
    page = parsed(signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk])))
    (row,) = page.all(id=f"evidence-{item.pk}")
    (more,) = row.all("details")
    assert row.all(class_="chip")
    assert "The Institute" in row.text.replace(more.text, "")
    assert "Details" in more.text
    assert "Details" not in row.text.replace(more.text, "")


def test_the_note_has_a_button_for_each_item_and_editors_see_that_they_may_decide(world: World) -> None:
    verdict = world.submitted
    (decision,) = parsed(signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk]))).all(id="decision")
    assert "You did not contribute to this claim or its verdict, so you may decide." in decision.text
    assert [button.attributes["data-cite"] for button in decision.all("button", class_="chip")] == ["1"]
    (own,) = parsed(signed_in(world.checker).get(reverse("desk:review", args=[verdict.pk]))).all(id="decision")
    assert "so you may decide" not in own.text


def test_items_say_where_the_rationale_cites_them(world: World) -> None:
    verdict = world.submitted
    assert "not cited" in see(world.editor, verdict)


def test_only_open_lines_of_the_gate_are_written_out(world: World) -> None:
    page = parsed(signed_in(world.editor).get(reverse("desk:review", args=[world.submitted.pk])))
    (aside,) = page.all("aside", class_="review-aside")
    (lines,) = [fold for fold in aside.all("details") if "Met lines" in fold.text]
    assert "The claim has a claimant" in lines.text
    assert "The claim has a claimant" not in aside.text.replace(lines.text, "")


def test_no_changes_since_the_return_are_reported(world: World) -> None:
    verdict = world.submitted
    return_verdict(person=world.editor, verdict=verdict, reason="Look again.")
    verdict.refresh_from_db()
    world.submit(verdict)
    content = see(world.editor, verdict)
    assert "The text of the verdict has not changed." in content
    assert "its evidence, and the search log have not changed." in content


def test_earlier_decisions_have_their_reasons(world: World) -> None:
    verdict = world.approved
    return_verdict(person=world.other_editor, verdict=verdict, reason="The second image is missing.")
    content = see(world.editor, verdict)
    decisions = content.split("Earlier decisions")[1]
    assert decisions.index("The second image is missing.") < decisions.index("Approved")


@pytest.mark.unprepared
def test_next_review_has_a_shortcut_and_skips_own_contributions(world: World) -> None:
    first, second, third = (world.submit(world.ready(world.claim(f"Statement {n}."))) for n in (1, 2, 3))
    world.evidence_on(second.claim, person=world.editor)
    links = re.findall(r'<a class="button" href="([^"]+)" data-key="n">', see(world.editor, first))
    assert links == [reverse("desk:review", args=[third.pk])]
    around = re.findall(r'<a class="button" href="([^"]+)" data-key="n">', see(world.editor, third))
    assert around == [reverse("desk:review", args=[first.pk])]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("basis", "x"),
        ("basis", "A" * 64),
        ("number", "none"),
        ("number", "99"),
        ("version", ""),
        ("reason", "a" * 4001),
        ("reason", "\x00"),
    ],
)
def test_invalid_input_names_the_field(world: World, field: str, value: str) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict)) | {"reason": "because"}
    response = signed_in(world.editor).post(reverse("desk:approve", args=[verdict.pk]), {**seen, field: value})
    assert response.status_code == 422
    assert state_of(verdict) == "submitted"


def test_approval_of_an_older_version_is_refused(world: World) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict))
    return_verdict(person=world.other_editor, verdict=verdict, reason="Shorter.")
    verdict.refresh_from_db()
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Shorter.")
    verdict.refresh_from_db()
    world.submit(verdict)
    response = decide(world.editor, verdict, "approve", seen)
    assert response.status_code == 409
    assert state_of(verdict) == "submitted"


def grow(world: World, verdict: Verdict) -> None:
    """Add one row of each kind that the screen lists."""
    number = Evidence.objects.count()
    item = world.evidence_on(verdict.claim, "supports", person=world.second_checker, quote=f"Quote {number}.")
    other = world.claim(f"Another statement {number}.")
    add_relation(person=world.checker, claim=verdict.claim, relation_kind="counters", other=other)
    world.search_on(verdict.claim, "contradicts")
    withdraw_evidence(person=world.second_checker, item=item, reason="Not needed.")
    approve(person=world.editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    return_verdict(person=world.editor, verdict=verdict, reason="Once more.")
    verdict.refresh_from_db()
    world.submit(verdict)


def test_number_of_queries_does_not_depend_on_the_record(world: World, django_assert_max_num_queries: Any) -> None:
    verdict = world.submitted
    grow(world, verdict)
    client, address = signed_in(world.editor), reverse("desk:review", args=[verdict.pk])
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    grow(world, verdict)
    grow(world, verdict)
    with django_assert_max_num_queries(40) as three:
        client.get(address)
    assert len(three) == len(one)


def test_notice_of_a_correction_is_displayed_before_the_approval(world: World) -> None:
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The date of the images is given.")
    verdict = Verdict.objects.get(pk=verdict.pk)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images of 11 March show it.")
    content = see(world.editor, world.submit(verdict))
    assert "Will be published as a correction: clarification" in content
    assert "The date of the images is given." in content


def test_author_and_editors_can_edit_the_notice_of_a_correction_until_it_is_submitted(world: World) -> None:
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The date of the images is given.")
    address = reverse("desk:review", args=[verdict.pk])
    notice = reverse("desk:correct", args=[verdict.pk])
    for person, is_linked in ((world.checker, True), (world.editor, True), (world.second_checker, False)):
        assert (notice in links(signed_in(person).get(address))) == is_linked, person
    verdict = Verdict.objects.get(pk=verdict.pk)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images of 11 March show it.")
    world.submit(verdict)
    assert notice not in links(signed_in(world.checker).get(address))


def test_stale_approval_names_only_what_changed(world: World) -> None:
    verdict = world.submit(world.returned)
    seen = seen_in(see(world.editor, verdict))
    world.evidence_on(verdict.claim, "context")
    (notice,) = alerts(decide(world.editor, verdict, "approve", seen))
    assert "The record changed while you were reading" in notice
    assert "submitted again" not in notice
    assert "Last decision" not in notice


def test_approval_of_an_earlier_submission_says_that_the_verdict_was_submitted_again(world: World) -> None:
    verdict = world.submitted
    seen = seen_in(see(world.editor, verdict))
    return_verdict(person=world.other_editor, verdict=verdict, reason="One source is missing.")
    world.submit(verdict)
    (notice,) = alerts(decide(world.editor, verdict, "approve", seen))
    assert "The verdict was submitted again." in notice
    assert "One source is missing." in notice
    assert "was edited" not in notice
