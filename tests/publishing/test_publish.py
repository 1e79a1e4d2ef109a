"""Publishing an approved verdict: the rows it writes, and the conditions that prevent it."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Role
from factcheck.claims.actions import edit_claim
from factcheck.evidence.actions import withdraw_evidence
from factcheck.ledger.chain import digest
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import draft_publication, publish
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import approve, move
from factcheck.verdicts.models import Rating, Verdict, VerdictState
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import EditConflict, NotAllowed, Refused
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("approved")]


def test_publishing_writes_the_document_with_its_hash(world: World) -> None:
    publication = publish(person=world.editor, verdict=world.approved)
    stored = Publication.objects.get(pk=publication.pk)
    assert stored.sha256 == digest(stored.document)
    assert stored.is_current
    assert (stored.number, stored.publication_kind) == (1, "first")
    assert stored.slug == "images-from-before-the-withdrawal-show-the-scene"
    assert (stored.rating, stored.conclusion) == ("False", "refuted")
    assert (stored.claimant, stored.topics) == ("Mikhail Minister", ["Examples"])


def test_publishing_records_one_entry_with_the_publication(world: World) -> None:
    verdict = world.approved
    entries = Entry.objects.count()
    publication = publish(person=world.editor, verdict=verdict)
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.latest("number")
    assert entry.action == "verdict.published"
    assert [row[:3] for row in entry.touched] == [
        ["verdict", verdict.pk, verdict.version + 1],
        ["publication", publication.pk, 1],
    ]
    assert entry.after["sha256"] == publication.sha256


def test_publishing_moves_the_verdict(world: World) -> None:
    publish(person=world.editor, verdict=world.approved)
    world.approved.refresh_from_db()
    assert world.approved.state == VerdictState.PUBLISHED


@pytest.mark.parametrize("role", ["reader", "checker", "second_checker"])
def test_only_editors_publish(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        publish(person=getattr(world, role), verdict=world.approved)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_unapproved_verdict_is_not_published(world: World, state: str) -> None:
    with pytest.raises(Refused, match="It can be published only while it is approved"):
        publish(person=world.editor, verdict=getattr(world, state))
    assert not Publication.objects.exists()


def test_old_version_is_not_published(world: World) -> None:
    with pytest.raises(EditConflict):
        publish(person=world.editor, verdict=world.approved, seen_version=world.approved.version - 1)


def test_evidence_that_changed_after_the_approval_stops_publishing(world: World) -> None:
    verdict = world.approved
    world.evidence_on(verdict.claim, "context")
    with pytest.raises(Refused, match="changed after the approval") as caught:
        publish(person=world.editor, verdict=verdict)
    assert "Reopen" in caught.value.next_step


def test_claim_that_changed_after_the_approval_stops_publishing(world: World) -> None:
    edit_claim(person=world.second_checker, claim=world.approved.claim, seen_version=None, statement="Something else altogether.")
    with pytest.raises(Refused, match="changed after the approval"):
        publish(person=world.editor, verdict=world.approved)


def test_changes_of_related_rows_after_the_approval_stop_publishing(world: World) -> None:
    """A source, an article, an actor, a denied claim, and a rating are on the page, so a change requires another approval."""
    from factcheck.articles.actions import edit_article, edit_source
    from factcheck.claims.actions import add_relation, edit_actor
    from factcheck.verdicts.actions import edit_rating

    changes = (
        lambda: edit_source(
            person=world.second_checker, source=world.institute, seen_version=None, interest="Is paid by one side."
        ),
        lambda: edit_source(person=world.second_checker, source=world.outlet, seen_version=None, name="Another outlet"),
        lambda: edit_article(person=world.second_checker, article=world.first_article, seen_version=None, title="Another title"),
        lambda: edit_actor(person=world.second_checker, actor=world.minister, seen_version=None, description="someone else"),
        lambda: edit_claim(person=world.second_checker, claim=denied, seen_version=None, statement="They did something else."),
        lambda: edit_rating(person=world.administrator, rating=verdict.latest.rating, seen_version=None, name="True after all"),
    )
    for number, change in enumerate(changes):
        denied = world.claim(f"They did it {number}.", quote="the town had been left")
        claim = world.claim(f"Claim {number}.")
        add_relation(person=world.checker, claim=claim, relation_kind="denies", other=denied)
        verdict = world.approve(world.submit(world.ready(claim)))
        change()
        with pytest.raises(Refused, match="changed after the approval"):
            publish(person=world.editor, verdict=verdict)


def test_unmet_gate_stops_publishing(world: World) -> None:
    verdict = world.approved
    withdraw_evidence(person=world.second_checker, item=verdict.claim.evidence.get(), reason="Not what it seemed.")
    with pytest.raises(Refused, match="does not pass the evidence gate"):
        publish(person=world.editor, verdict=verdict)


def test_reopened_verdict_is_not_published(world: World) -> None:
    move(person=world.checker, verdict=world.approved, name="reopen")
    with pytest.raises(Refused, match="It can be published only while it is approved"):
        publish(person=world.editor, verdict=world.approved)


def test_published_document_equals_the_preview(world: World) -> None:
    seen = draft_publication(world.approved)
    publication = publish(person=world.editor, verdict=world.approved, seen_document=seen.seen)
    assert {**publication.document, "published_at": "", "first_published_at": ""} == {
        **seen.document,
        "published_at": "",
        "first_published_at": "",
    }


def test_scale_that_changed_after_the_preview_stops_publishing(world: World) -> None:
    from factcheck.verdicts.actions import edit_rating

    seen = draft_publication(world.approved).seen
    edit_rating(person=world.administrator, rating=Rating.objects.get(name="True"), seen_version=None, number=9)
    with pytest.raises(Refused, match="while you were reading"):
        publish(person=world.editor, verdict=world.approved, seen_document=seen)


def test_equal_statements_get_different_slugs(world: World) -> None:
    slugs = []
    for _ in range(3):
        verdict = world.approve(world.submit(world.ready(world.claim())))
        slugs.append(publish(person=world.editor, verdict=verdict).slug)
    assert slugs == [
        "images-from-before-the-withdrawal-show-the-scene",
        "images-from-before-the-withdrawal-show-the-scene-2",
        "images-from-before-the-withdrawal-show-the-scene-3",
    ]


def test_headline_in_another_script_gets_a_slug(world: World) -> None:
    verdict = world.approve(world.submit(world.ready(headline="Сцена була там до відступу")))
    assert publish(person=world.editor, verdict=verdict).slug == "сцена-була-там-до-відступу"


def test_rating_number_is_within_the_scale(world: World) -> None:
    verdict = publish(person=world.editor, verdict=world.approved).document["verdict"]
    assert (verdict["worst"], verdict["number"], verdict["best"]) == (1, 1, 5)


def test_rating_off_the_scale_has_no_number(world: World) -> None:
    verdict = world.approve(
        world.submit(world.ready(rating=Rating.objects.get(name="Unproven"), conclusion="not_enough", as_of=date(2022, 5, 1)))
    )
    values = publish(person=world.editor, verdict=verdict).document["verdict"]
    assert (values["worst"], values["number"], values["best"]) == (None, None, None)


def test_author_who_became_an_editor_may_publish(world: World) -> None:
    from factcheck.accounts.actions import change_person

    verdict = world.approved
    change_person(by=world.administrator, person=world.checker, role=Role.EDITOR)
    world.checker.refresh_from_db()
    assert publish(person=world.checker, verdict=verdict).document["reviewer"] == "Ed Editor"


@pytest.mark.parametrize("who", ["checker", "editor"])
def test_name_changed_after_the_approval_stops_publishing(world: World, who: str) -> None:
    """The names of author and reviewer are on the page, and no one has reviewed the new name."""
    verdict = world.approved
    change_person(by=world.administrator, person=getattr(world, who), name="The Supreme Court")
    with pytest.raises(Refused, match="a name that readers would see was changed to: The Supreme Court"):
        publish(person=world.other_editor, verdict=verdict)
    move(person=world.checker, verdict=verdict, name="reopen")
    again = world.submit(Verdict.objects.get(pk=verdict.pk))
    approve(person=world.other_editor, verdict=again, version=again.latest, basis=basis_for(again.claim))
    publish(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk))
