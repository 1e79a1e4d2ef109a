"""Corrections and retractions, from the action to the published document."""

from __future__ import annotations

import pytest

from factcheck.ledger.models import Entry
from factcheck.publishing.actions import correct, edit_correction_notice, publish, retract
from factcheck.publishing.models import Correction, Publication
from factcheck.verdicts.actions import approve, move, return_verdict, save_version
from factcheck.verdicts.models import Rating, Verdict, VerdictState
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]


def open_correction(world: World, kind: str = "clarification", notice: str = "The date of the images is given.") -> Correction:
    return correct(person=world.checker, verdict=world.published, correction_kind=kind, notice=notice)


def publish_correction(world: World, correction: Correction, **text: object) -> Publication:
    verdict = Verdict.objects.get(pk=correction.verdict_id)
    save_version(person=world.checker, verdict=verdict, seen_version=None, **(text or {"summary": "Images of 11 March show it."}))
    return publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))


def test_opening_a_correction_does_not_change_the_publication(world: World) -> None:
    correction = open_correction(world)
    publication = Publication.objects.get()
    assert (publication.is_current, publication.number, publication.document["corrections"]) == (True, 1, [])
    assert correction.publication is None
    assert Verdict.objects.get(pk=world.published.pk).state == VerdictState.CORRECTING


def test_corrected_version_replaces_the_current_one_and_keeps_the_slug(world: World) -> None:
    publication = publish_correction(world, open_correction(world))
    first = Publication.objects.get(number=1)
    assert (publication.number, publication.publication_kind, publication.is_current) == (2, "corrected", True)
    assert publication.slug == first.slug
    assert not first.is_current
    assert publication.first_published_at == first.first_published_at
    assert Correction.objects.get().publication == publication


def test_document_lists_all_corrections_newest_first(world: World) -> None:
    first = publish_correction(world, open_correction(world, notice="First notice."), summary="One.")
    world.published.refresh_from_db()
    second = publish_correction(world, open_correction(world, kind="typo", notice="Second notice."), summary="Two.")
    assert [c["notice"] for c in second.document["corrections"]] == ["Second notice.", "First notice."]
    assert [c["number"] for c in second.document["corrections"]] == [3, 2]
    assert second.document["corrections"][1] == first.document["corrections"][0]
    assert [v["number"] for v in second.document["versions"]] == [2, 1]


def test_publishing_a_correction_records_one_entry_for_all_rows(world: World) -> None:
    correction = open_correction(world)
    publication = publish_correction(world, correction)
    entry = Entry.objects.latest("number")
    assert entry.action == "verdict.corrected"
    assert sorted(kind for kind, *_ in entry.touched) == ["correction", "publication", "publication", "verdict"]
    assert ["publication", publication.pk, 1] in [row[:3] for row in entry.touched]


def test_changed_rating_is_published_as_a_change_of_verdict(world: World) -> None:
    publication = publish_correction(world, open_correction(world, kind="typo"), rating=Rating.objects.get(name="Mostly false"))
    published = publication.document["corrections"][0]
    assert (published["kind"], published["rating_before"], published["rating_after"]) == (
        "change_of_verdict",
        "False",
        "Mostly false",
    )
    assert Correction.objects.get().correction_kind == "change_of_verdict"


def test_corrected_statement_keeps_the_slug(world: World) -> None:
    from factcheck.claims.actions import edit_claim

    correction = open_correction(world)
    edit_claim(person=world.checker, claim=world.published.claim, seen_version=None, statement="The scene was staged.")
    publication = publish_correction(world, correction)
    assert (publication.statement, publication.slug) == (
        "The scene was staged.",
        "images-from-before-the-withdrawal-show-the-scene",
    )


@pytest.mark.parametrize(
    ("kind", "notice", "field"),
    [
        ("retraction", "Because.", "correction_kind"),
        ("nonsense", "Because.", "correction_kind"),
        ("typo", "", "notice"),
        ("typo", "   ", "notice"),
        ("typo", "x" * 2001, "notice"),
        ("typo", "a\x00b", "notice"),
        ("typo", "a\ud800b", "notice"),
    ],
)
def test_correction_needs_a_kind_and_a_notice(world: World, kind: str, notice: str, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        correct(person=world.editor, verdict=world.published, correction_kind=kind, notice=notice)
    assert list(caught.value.errors) == [field]
    assert not Correction.objects.exists()


def test_author_may_open_a_correction(world: World) -> None:
    assert correct(person=world.checker, verdict=world.published, correction_kind="typo", notice="A comma.").pk


@pytest.mark.parametrize("role", ["reader", "second_checker"])
def test_others_may_not_open_a_correction(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        correct(person=getattr(world, role), verdict=world.published, correction_kind="typo", notice="A comma.")


def test_only_one_correction_is_open_at_a_time(world: World) -> None:
    open_correction(world)
    with pytest.raises(Refused, match="already being corrected"):
        open_correction(world)


def test_edit_conflict_returns_the_entered_notice(world: World) -> None:
    with pytest.raises(EditConflict) as caught:
        correct(
            person=world.editor,
            verdict=world.published,
            correction_kind="typo",
            notice="Typed with care.",
            seen_version=world.published.version - 1,
        )
    assert caught.value.typed == {"notice": "Typed with care."}


def test_notice_can_be_edited_until_it_is_public(world: World) -> None:
    correction = edit_correction_notice(person=world.checker, correction=open_correction(world), notice="Better words.")
    assert publish_correction(world, correction).document["corrections"][0]["notice"] == "Better words."
    correction.refresh_from_db()
    with pytest.raises(Refused, match="public"):
        edit_correction_notice(person=world.editor, correction=correction, notice="Too late.")


def test_notice_cannot_be_edited_during_or_after_the_review(world: World) -> None:
    correction = open_correction(world)
    verdict = Verdict.objects.get(pk=correction.verdict_id)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images show it earlier.")
    for step in (world.submit, world.approve):
        step(verdict)
        with pytest.raises(Refused, match="under review"):
            edit_correction_notice(person=world.checker, correction=correction, notice="Nobody read this.")


@pytest.mark.parametrize("action", ["opens", "rewords"])
def test_author_of_the_notice_cannot_approve_it(world: World, action: str) -> None:
    if action == "opens":
        correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="Mine.")
    else:
        edit_correction_notice(person=world.editor, correction=open_correction(world), notice="Mine.")
    verdict = Verdict.objects.get(pk=world.published.pk)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images show it earlier.")
    world.submit(Verdict.objects.get(pk=verdict.pk))
    with pytest.raises(NotAllowed, match="contributed"):
        world.approve(Verdict.objects.get(pk=verdict.pk))


def test_other_checkers_cannot_edit_the_notice(world: World) -> None:
    with pytest.raises(NotAllowed):
        edit_correction_notice(person=world.second_checker, correction=open_correction(world), notice="Mine.")


def test_retraction_keeps_the_published_content_below_its_notice(world: World) -> None:
    first = Publication.objects.get(verdict=world.published)
    publication = retract(person=world.editor, verdict=world.published, notice="The images were misdated.")
    assert (publication.publication_kind, publication.number, publication.slug) == ("retracted", 2, first.slug)
    assert publication.document["verdict"] == first.document["verdict"]
    assert publication.document["evidence"] == first.document["evidence"]
    assert publication.document["corrections"][0]["notice"] == "The images were misdated."
    assert Verdict.objects.get(pk=world.published.pk).state == VerdictState.RETRACTED
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.reason) == ("verdict.retracted", "The images were misdated.")


def test_retraction_does_not_publish_later_changes(world: World) -> None:
    verdict = world.published
    world.evidence_on(verdict.claim, "supports", note="SECRET found later")
    publication = retract(person=world.editor, verdict=verdict, notice="Withdrawn.")
    assert "SECRET" not in str(publication.document)


@pytest.mark.parametrize("state", ["correcting", "submitted", "returned", "approved", "draft"])
def test_open_correction_does_not_block_a_retraction(world: World, state: str) -> None:
    open_correction(world)
    verdict = Verdict.objects.get(pk=world.published.pk)
    if state != "correcting":
        save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images of 11 March show it.")
        world.submit(Verdict.objects.get(pk=verdict.pk))
    if state == "returned":
        return_verdict(person=world.editor, verdict=verdict, reason="Name the date.")
    if state in ("approved", "draft"):
        world.approve(verdict)
    if state == "draft":
        move(person=world.editor, verdict=verdict, name="reopen")
    assert Verdict.objects.get(pk=verdict.pk).state == state
    publication = retract(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk), notice="All of it was wrong.")
    assert Verdict.objects.get(pk=verdict.pk).state == "retracted"
    assert [c["notice"] for c in publication.document["corrections"]] == ["All of it was wrong."]
    assert publication.document["verdict"]["summary"] == Publication.objects.get(number=1).document["verdict"]["summary"]


def test_basis_of_an_earlier_submission_cannot_approve_a_later_one(world: World) -> None:
    """The notice can change between two submissions, so a review of the first does not cover the second."""
    correction = open_correction(world)
    verdict = Verdict.objects.get(pk=correction.verdict_id)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images of 11 March show it.")
    world.submit(Verdict.objects.get(pk=verdict.pk))
    read = basis_for(verdict.claim)
    return_verdict(person=world.other_editor, verdict=verdict, reason="Say it more plainly.")
    edit_correction_notice(person=world.checker, correction=correction, notice="Something else altogether.")
    world.submit(Verdict.objects.get(pk=verdict.pk))
    with pytest.raises(Refused, match="submitted again"):
        approve(person=world.editor, verdict=verdict, version=verdict.latest, basis=read)


def test_retraction_needs_a_notice_and_an_editor(world: World) -> None:
    with pytest.raises(Invalid):
        retract(person=world.editor, verdict=world.published, notice=" ")
    with pytest.raises(NotAllowed):
        retract(person=world.checker, verdict=world.published, notice="Because.")


def test_unpublished_verdict_cannot_be_retracted_or_corrected(world: World) -> None:
    with pytest.raises(Refused):
        retract(person=world.editor, verdict=world.approved, notice="Because.")
    with pytest.raises(Refused):
        correct(person=world.editor, verdict=world.approved, correction_kind="typo", notice="Because.")


def test_retracted_check_stays_retracted(world: World) -> None:
    retract(person=world.editor, verdict=world.published, notice="Withdrawn.")
    with pytest.raises(Refused):
        correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="Because.")
