"""The screens that publish, correct, and retract."""

from __future__ import annotations

import html
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.publishing.actions import correct
from factcheck.publishing.models import Correction, Publication
from factcheck.verdicts.actions import approve, save_version
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_for, gate_for
from tests.pages import notices_after, parsed, refused_fields, signed_in, texts_to_copy, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("editor", "institute", "first_article", "minister")]


@pytest.fixture
def editor(world: World, client: Client) -> Client:
    client.force_login(world.editor)
    return client


def at(name: str, verdict: Verdict) -> str:
    return reverse(f"desk:{name}", args=[verdict.pk])


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(version|seen|token|correction)" value="([^"]*)"', page))


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def check_of(response) -> str:
    """The check in a page, without the parts that only the public page has."""
    article = re.search(r'<article class="check".*</article>', response.content.decode(), re.DOTALL).group(0)
    return re.split(r'<section class="section" aria-labelledby="(?:cite|versions)">', article)[0].strip()


def landed(editor: Client, response, said: str):
    """The public page, reached by the link in the message after the action."""
    assert response["Location"] == reverse("desk:checks")
    notice = re.search(r'id="notice".*?</div>\s*<button', text_of(editor.get(response["Location"])), re.DOTALL).group(0)
    assert said in notice
    return Client().get(re.search(r'<a href="([^"]+)">Open public page</a>', notice).group(1))


def test_preview_equals_the_public_page(world: World, editor: Client) -> None:
    approved = world.approved
    with time_machine.travel(timezone.now(), tick=False):  # both name the second
        page = editor.get(at("publish", approved))
        preview = editor.get(at("publish-preview", approved))
        response = editor.post(at("publish", approved), hidden(page.content.decode()))
    assert f'src="{at("publish-preview", approved)}"' in text_of(page)
    assert response.status_code == 303
    public = landed(editor, response, "Published: “Images from before the withdrawal show the scene.”")
    assert check_of(public).startswith(check_of(preview).removesuffix("</article>").strip())


def test_only_pages_of_this_site_may_embed_the_preview(world: World, editor: Client) -> None:
    page, preview = editor.get(at("publish", world.approved)), editor.get(at("publish-preview", world.approved))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert (page["X-Frame-Options"], preview["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "private" in preview["Cache-Control"] or "no-store" in preview["Cache-Control"]


def test_publishing_is_refused_if_the_document_changed_since_the_preview(world: World, editor: Client) -> None:
    from factcheck.verdicts.actions import edit_rating
    from factcheck.verdicts.models import Rating

    seen = hidden(editor.get(at("publish", world.approved)).content.decode())
    edit_rating(person=world.administrator, rating=Rating.objects.get(name="False"), seen_version=None, description="Wrong.")
    response = editor.post(at("publish", world.approved), seen)
    assert response.status_code == 409
    assert not Publication.objects.exists()


def test_publishing_without_the_seen_document_returns_422(world: World, editor: Client) -> None:
    response = editor.post(at("publish", world.approved), {})
    assert response.status_code == 422
    assert not Publication.objects.exists()


def test_editor_is_warned_about_a_long_statement(world: World, editor: Client) -> None:
    verdict = world.approve(world.submit(world.ready(world.claim("Long. " * 15))))
    assert "The statement has 90 characters." in text_of(editor.get(at("publish", verdict)))
    assert "The statement has" not in text_of(editor.get(at("publish", world.approved)))


def test_editor_is_warned_that_another_statement_becomes_public(world: World, editor: Client) -> None:
    from factcheck.claims.actions import add_relation

    claim, other = world.claim(), world.claim("They did it.", quote="the town had been left")
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    verdict = world.approve(world.submit(world.ready(claim)))
    data = "Readers will see the statement of another claim that has no published check: “They did it.”"
    assert data in text_of(editor.get(at("publish", verdict)))


def test_changed_record_offers_to_reopen_the_verdict(world: World, editor: Client) -> None:
    verdict = world.approved
    world.evidence_on(verdict.claim, "context")
    page = text_of(editor.get(at("publish", verdict)))
    assert "changed after the approval" in page
    assert "Reopen verdict" in page
    assert "Below is exactly" not in page


def test_refused_publication_lists_each_unmet_line_once(world: World, editor: Client) -> None:
    """After all evidence was withdrawn, several lines are unmet, whether the editor opens the page or submits it."""
    verdict = world.approved
    seen = hidden(editor.get(at("publish", verdict)).content.decode())
    for item in Evidence.objects.filter(claim=verdict.claim):
        withdraw_evidence(person=world.checker, item=item, reason="A mistake.")
    unmet = [line.key for line in gate_for(verdict.claim, verdict.latest) if line.is_open]
    assert len(unmet) > 1
    for response in (editor.get(at("publish", verdict)), editor.post(at("publish", verdict), seen)):
        (summary,) = parsed(response).all(role="alert")
        assert [item.attributes["data-unmet"] for item in summary.all("li")] == unmet
        assert "data-focus" in summary.attributes


def test_opening_a_correction_and_editing_its_notice_are_confirmed(world: World, editor: Client) -> None:
    verdict = world.published
    sent = {"version": verdict.version, "correction_kind": "clarification", "notice": "The date was added."}
    assert notices_after(editor, at("correct", verdict), sent) == [
        "The correction is open. Readers still see the published version until the correction is published."
    ]
    correction = Correction.objects.get(verdict=verdict)
    edited = {"version": correction.version, "correction": correction.pk, "notice": "The day was added."}
    assert notices_after(editor, at("correct", verdict), edited) == [
        "The notice was saved. Readers see it when the correction is published."
    ]


def test_correction_reaches_the_public_page(world: World, editor: Client) -> None:
    verdict = world.published
    sent = {"version": verdict.version, "correction_kind": "clarification", "notice": "The date was added."}
    assert editor.post(at("correct", verdict), sent).status_code == 303
    verdict = Verdict.objects.get(pk=verdict.pk)
    (on_verdict,) = parsed(editor.get(reverse("desk:verdict", args=[verdict.claim_id]))).all(aria_labelledby="correction-title")
    assert "The date was added." in on_verdict.text
    assert at("correct", verdict) in [link.attributes["href"] for link in on_verdict.all("a")]
    page = text_of(editor.get(at("correct", verdict)))
    assert "Edit the notice" in page
    assert "The date was added." in page
    sent = {**hidden(page), "notice": "The date of the images was added."}
    assert editor.post(at("correct", verdict), sent).status_code == 303
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images of 11 March show it.")
    world.submit(Verdict.objects.get(pk=verdict.pk))
    approve(person=world.other_editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    preview = editor.get(at("publish", verdict))
    assert "Publish this correction" in text_of(preview)
    assert "Readers will see no change" not in text_of(preview)
    (publishing,) = parsed(preview).all(aria_labelledby="publish")
    assert at("correct", verdict) not in [link.attributes["href"] for link in publishing.all("a")]  # not possible in this state
    assert at("review", verdict) in [link.attributes["href"] for link in publishing.all("a")]
    response = editor.post(at("publish", verdict), hidden(preview.content.decode()))
    assert "The date of the images was added." in text_of(landed(editor, response, "Published: "))


def test_correction_that_changes_nothing_is_noted_before_its_publication(world: World, editor: Client) -> None:
    correct(person=world.checker, verdict=world.published, correction_kind="typo", notice="One letter.")
    verdict = world.submit(Verdict.objects.get(pk=world.published.pk))
    approve(person=world.other_editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    assert "Readers will see no change from version 1 except the notice." in text_of(editor.get(at("publish", verdict)))


@pytest.mark.parametrize("name", ["correct", "retract"])
def test_editor_who_writes_a_notice_is_told_first_that_someone_else_has_to_approve(world: World, name: str) -> None:
    sentence = "You write the notice, so someone else has to approve"
    assert sentence in text_of(signed_in(world.editor).get(at(name, world.published)))
    if name == "correct":
        assert sentence not in text_of(signed_in(world.checker).get(at(name, world.published)))


@pytest.mark.parametrize("name", ["correct", "retract"])
def test_form_without_a_notice_preserves_input(world: World, editor: Client, name: str) -> None:
    response = editor.post(
        at(name, world.published), {"version": world.published.version, "correction_kind": "typo", "notice": " "}
    )
    assert refused_fields(response) == {"notice"}
    if name == "correct":
        assert values(response, "correction_kind") == ["typo"]


def test_outdated_form_displays_input(world: World, editor: Client) -> None:
    sent = {"version": world.published.version - 1, "correction_kind": "typo", "notice": "Typed with care."}
    response = editor.post(at("correct", world.published), sent)
    assert response.status_code == 409
    assert "Typed with care." in text_of(response)


def test_outdated_notice_stays_in_its_form_and_can_be_submitted_again(world: World, editor: Client) -> None:
    verdict = world.published
    for name in ("retract", "correct"):
        sent = {"version": verdict.version - 1, "correction_kind": "typo", "notice": "Typed with care."}
        response = editor.post(at(name, verdict), sent)
        assert response.status_code == 409
        assert values(response, "notice") == ["Typed with care."]
    again = hidden(response.content.decode())
    assert editor.post(at("correct", verdict), {**sent, **again}).status_code == 303
    assert Correction.objects.get().notice == "Typed with care."


def test_opening_a_correction_on_an_outdated_page_does_not_edit_an_open_one(world: World, editor: Client) -> None:
    verdict, other = world.published, Client()
    other.force_login(world.other_editor)
    forms = [hidden(client.get(at("correct", verdict)).content.decode()) for client in (editor, other)]
    data = {"correction_kind": "typo"}
    assert other.post(at("correct", verdict), {**forms[1], **data, "notice": "Olga's notice."}).status_code == 303
    response = editor.post(at("correct", verdict), {**forms[0], **data, "notice": "What Ed typed."})
    assert response.status_code == 409
    assert values(response, "notice") == ["Olga's notice."]
    assert "What Ed typed." in texts_to_copy(response)
    assert Correction.objects.get().notice == "Olga's notice."


def test_repeated_request_opens_one_correction_and_different_input_survives(world: World, editor: Client) -> None:
    verdict = world.published
    form = {**hidden(editor.get(at("correct", verdict)).content.decode()), "correction_kind": "typo", "notice": "A slip."}
    assert [editor.post(at("correct", verdict), form).status_code for _ in range(2)] == [303, 303]
    response = editor.post(at("correct", verdict), {**form, "notice": "Another slip."})
    assert response.status_code == 409
    assert "Another slip." in text_of(response)
    assert Correction.objects.get().notice == "A slip."


def test_notice_edited_after_submission_is_displayed_for_copying(world: World, editor: Client) -> None:
    verdict = world.published
    sent = {"version": verdict.version, "correction_kind": "typo", "notice": "A slip."}
    editor.post(at("correct", verdict), sent)
    form = hidden(editor.get(at("correct", verdict)).content.decode())
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images of 11 March show it.")
    world.submit(Verdict.objects.get(pk=verdict.pk))
    response = editor.post(at("correct", verdict), {**form, "notice": "A better sentence."})
    assert response.status_code == 409
    assert "A better sentence." in texts_to_copy(response)
    assert values(response, "notice") == []
    assert Correction.objects.get().notice == "A slip."


def test_second_retraction_displays_its_notice_for_copying(world: World, editor: Client) -> None:
    verdict = world.published
    sent = {"version": verdict.version, "notice": "The entry belonged to another company."}
    assert editor.post(at("retract", verdict), sent).status_code == 303
    response = editor.post(at("retract", verdict), {**sent, "notice": "Another reason."})
    assert response.status_code == 409
    assert "Another reason." in text_of(response)


def test_retraction_reaches_the_public_page(world: World, editor: Client) -> None:
    verdict = world.published
    page = text_of(editor.get(at("retract", verdict)))
    assert "You can’t undo a retraction, but the claim can be checked again." in page
    assert "You write the notice, so someone else has to approve a new check of this claim." in page
    response = editor.post(at("retract", verdict), {"version": verdict.version, "notice": "It was wrong."})
    assert response.status_code == 303
    assert "It was wrong." in text_of(landed(editor, response, "Retracted: "))


def test_unknown_verdict_returns_404(editor: Client) -> None:
    for name in ("publish", "correct", "retract"):
        assert editor.get(reverse(f"desk:{name}", args=[999_999])).status_code == 404


def test_list_has_the_permitted_actions_of_each_person(world: World, client: Client) -> None:
    verdict = world.published
    offered = {}
    for who in ("reader", "second_checker", "checker", "editor"):
        client.force_login(getattr(world, who))
        page = client.get(reverse("desk:checks")).content.decode()
        offered[who] = [name for name in ("correct", "retract") if at(name, verdict) in page]
    assert offered == {"reader": [], "second_checker": [], "checker": ["correct"], "editor": ["correct", "retract"]}


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "approved"])
def test_unpublished_verdict_cannot_be_retracted(world: World, state: str) -> None:
    verdict = getattr(world, state)
    client = Client()
    client.force_login(world.editor)
    address = reverse("desk:retract", args=[verdict.pk])
    for response in (client.get(address), client.post(address, {"notice": "It was wrong.", "version": verdict.version})):
        assert response.status_code == 409
        assert "never published" in response.content.decode()
