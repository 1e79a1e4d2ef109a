"""Dropping a correction or a new check, and checking a retracted claim again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from factcheck.accounts.actions import change_person
from factcheck.claims.models import Contribution
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import correct, drop, edit_correction_notice, publish, recheck, retract
from factcheck.publishing.models import Correction, Publication
from factcheck.verdicts.actions import approve, return_verdict, save_version
from factcheck.verdicts.models import Rating, Verdict
from factcheck.verdicts.queries import basis_for, is_unchanged_since_return
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.pages import parsed, signed_in
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

NOTICE = "The images were dated again."


def current(world: World) -> Verdict:
    return Verdict.objects.get(pk=world.published.pk)


def correcting(world: World) -> Verdict:
    """A verdict with an open correction and a version that is not public."""
    correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="One letter.")
    rating = Rating.objects.get(name="Mostly false")
    save_version(person=world.checker, verdict=current(world), seen_version=None, summary="Another text.", rating=rating)
    return current(world)


def retracted(world: World) -> Verdict:
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    return current(world)


def rechecked(world: World) -> Verdict:
    recheck(person=world.second_checker, verdict=retracted(world), notice=NOTICE)
    return current(world)


def test_dropped_correction_leaves_the_publication_and_restores_its_text(world: World) -> None:
    verdict = correcting(world)
    public = verdict.versions.get(number=1)
    drop(person=world.checker, verdict=verdict, reason="The page was right.")
    row, newest = current(world), current(world).latest
    assert (row.state, row.approved) == ("published", public)
    assert (newest.number, newest.summary, newest.rating) == (3, public.summary, public.rating)
    publication = Publication.objects.get()
    assert (publication.is_current, publication.number) == (True, 1)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.reason, entry.before, entry.after) == (
        "verdict.dropped",
        "The page was right.",
        {"state": "correcting", "version": 2},
        {"state": "published", "version": 1},
    )
    assert sorted(kind for kind, *_ in entry.touched) == ["correction", "verdict", "verdictversion"]


def test_dropped_correction_is_closed_and_another_can_be_opened_and_published(world: World) -> None:
    drop(person=world.editor, verdict=correcting(world), reason="It was right.")
    closed = Correction.objects.get()
    assert (closed.closed_by, closed.closed_reason, closed.publication) == (world.editor, "It was right.", None)
    with pytest.raises(Refused, match="closed"):
        edit_correction_notice(person=world.editor, correction=closed, notice="Two letters.")
    correct(person=world.checker, verdict=current(world), correction_kind="clarification", notice="A date was added.")
    verdict = current(world)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="It was so on 11 March.")
    world.submit(verdict)
    approve(person=world.other_editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    publication = publish(person=world.editor, verdict=current(world))
    assert [c["notice"] for c in publication.document["corrections"]] == ["A date was added."]


def test_newest_rating_of_a_dropped_correction_is_not_proposed(world: World) -> None:
    drop(person=world.editor, verdict=correcting(world), reason="It was right.")
    page = parsed(signed_in(world.reader).get(f"/desk/claims/{current(world).claim_id}/verdict/"))
    restored, dropped, published = (item.text for item in page.all("ol", class_="versions-list")[0].all("li"))
    assert ["proposed" in text for text in (restored, dropped, published)] == [False, True, False]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001, "a\x00b"])
def test_dropping_needs_a_reason(world: World, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        drop(person=world.editor, verdict=correcting(world), reason=reason)
    assert list(caught.value.errors) == ["reason"]
    assert current(world).state == "correcting"


def test_verdict_that_was_never_published_cannot_be_dropped(world: World) -> None:
    with pytest.raises(Refused, match="never published"):
        drop(person=world.checker, verdict=world.draft, reason="No.")
    page = parsed(signed_in(world.checker).get(f"/desk/claims/{world.draft.claim_id}/verdict/"))
    assert not page.all("a", href=f"/desk/verdicts/{world.draft.pk}/drop/")


def test_dropped_submission_can_be_corrected_and_submitted_again(world: World) -> None:
    verdict = correcting(world)
    world.submit(verdict)
    drop(person=world.checker, verdict=current(world), reason="Not needed.")
    assert current(world).state == "published"
    assert is_submittable_again(world)


def is_submittable_again(world: World) -> bool:
    correct(person=world.checker, verdict=current(world), correction_kind="typo", notice="A letter.")
    return world.submit(current(world)).state == "submitted"


def test_new_check_has_a_new_author_and_leaves_the_retraction_public(world: World) -> None:
    verdict = rechecked(world)
    assert (verdict.state, verdict.author, verdict.approved) == ("draft", world.second_checker, None)
    assert Publication.objects.get(is_current=True).publication_kind == "retracted"
    contributors = set(Contribution.objects.filter(claim=verdict.claim_id).values_list("person_id", flat=True))
    assert {world.checker.pk, world.second_checker.pk} <= contributors
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.before, entry.after) == (
        "verdict.rechecked",
        {"state": "retracted", "author": world.checker.pk},
        {"state": "draft", "author": world.second_checker.pk, "kind": "new_check", "notice": NOTICE},
    )


def test_new_check_is_published_after_the_retraction(world: World) -> None:
    verdict = rechecked(world)
    world.submit(verdict)
    approve(person=world.other_editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    publication = publish(person=world.editor, verdict=current(world))
    assert (publication.number, publication.publication_kind, publication.is_current) == (3, "corrected", True)
    assert [(c["kind"], c["notice"]) for c in publication.document["corrections"]] == [
        ("new_check", NOTICE),
        ("retraction", "It was wrong."),
    ]
    slug = publication.slug
    page = signed_in(world.reader).get(reverse("public:check", args=[slug])).content.decode()
    assert NOTICE in page
    assert "It was wrong." in page
    (versions,) = parsed(signed_in(world.reader).get(reverse("public:check", args=[slug]))).all(aria_labelledby="versions")
    ratings = [line.text.rpartition(": ")[2] for line in versions.all("li")]
    assert ratings == ["False (this version)", "Retracted", "False"]


def test_preview_and_feed_name_a_new_check(world: World) -> None:
    verdict = rechecked(world)
    world.submit(verdict)
    approve(person=world.other_editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    (preview,) = parsed(signed_in(world.editor).get(reverse("desk:publish", args=[verdict.pk]))).all(aria_labelledby="publish")
    assert "Publish this new check" in preview.text
    assert "Change of verdict" not in preview.text
    publish(person=world.editor, verdict=current(world))
    assert "New check: " in signed_in(world.reader).get(reverse("public:feed")).content.decode()


def test_changed_notice_is_a_change_for_a_submission_after_a_return(world: World) -> None:
    verdict = world.submit(correcting(world))
    return_verdict(person=world.other_editor, verdict=verdict, reason="Reword the notice.")
    verdict = current(world)
    assert is_unchanged_since_return(verdict, verdict.latest)
    correction = Correction.objects.get(verdict=verdict)
    edit_correction_notice(person=world.checker, correction=correction, notice="One word was misspelled.")
    assert not is_unchanged_since_return(verdict, verdict.latest)


@pytest.mark.parametrize(("opened", "noun"), [(correcting, "correction"), (rechecked, "new check")])
def test_page_names_what_is_dropped(world: World, opened: Callable[[World], Verdict], noun: str) -> None:
    page = parsed(signed_in(world.editor).get(reverse("desk:drop", args=[opened(world).pk])))
    assert page.all("h1")[0].text == f"Drop the {noun}"
    assert f"The notice of the {noun}, which will not be published:" in page.text
    assert [button.text for button in page.all("form", class_="form")[0].all("button")] == [f"Drop {noun}"]


def test_dropped_new_check_is_retracted_again(world: World) -> None:
    drop(person=world.second_checker, verdict=rechecked(world), reason="Nothing new.")
    assert current(world).state == "retracted"
    assert Publication.objects.get(is_current=True).publication_kind == "retracted"
    recheck(person=world.checker, verdict=current(world), notice="Once more.")
    assert current(world).author == world.checker


def test_check_that_is_retracted_already_cannot_be_retracted_during_its_new_check(world: World) -> None:
    with pytest.raises(Refused, match="already retracted"):
        retract(person=world.editor, verdict=rechecked(world), notice="Again.")


def test_reader_cannot_recheck(world: World) -> None:
    with pytest.raises(NotAllowed):
        recheck(person=world.reader, verdict=retracted(world), notice="Again.")


def test_retraction_closes_an_open_correction_and_restores_the_public_text(world: World) -> None:
    verdict = correcting(world)
    retract(person=world.editor, verdict=verdict, notice="It was wrong.")
    closed = Correction.objects.get(notice="One letter.")
    assert closed.closed_reason == "The check was retracted."
    assert current(world).latest.summary == world.published.versions.get(number=1).summary
    recheck(person=world.checker, verdict=current(world), notice="Again.")


def test_editor_who_corrects_a_check_whose_author_left_becomes_the_author(world: World) -> None:
    verdict = world.published
    change_person(by=world.administrator, person=world.checker, is_active=False)
    correct(person=world.other_editor, verdict=verdict, correction_kind="typo", notice="One letter.")
    assert current(world).author == world.other_editor
    assert Entry.objects.latest("number").after["author"] == world.other_editor.pk
