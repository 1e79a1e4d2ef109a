"""Screens say what an action changes before it is submitted, and offer nothing that would be refused."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse

from factcheck.evidence.actions import withdraw_evidence
from factcheck.verdicts.actions import save_version
from tests.pages import parsed, signed_in, source_of
from tests.world import World

FILTERS = {"factcheck.desk.library.forms.LibraryFilterForm", "factcheck.public.forms.PublicFilterForm"}
"""Filters of lists, which ignore values that are not valid, and display no messages."""
pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute")]


def test_withdrawal_names_the_approval_and_the_citation(world: World) -> None:
    verdict = world.ready()
    save_version(person=world.checker, verdict=verdict, seen_version=None, rationale="The images are older [1].")
    verdict = world.approve(world.submit(verdict))
    row = verdict.claim.evidence.get()
    text = source_of(signed_in(world.checker).get(reverse("desk:evidence-withdraw", args=[row.pk])))
    assert "it needs another approval" in text
    assert "cites [1]" in text
    review = reverse("desk:review", args=[verdict.pk])
    publish = reverse("desk:publish", args=[verdict.pk])
    editor = signed_in(world.editor)
    assert parsed(editor.get(review)).all("a", href=publish)
    withdraw_evidence(person=world.checker, item=row, seen_version=row.version, reason="It shows another place.")
    page = parsed(editor.get(review))
    assert not page.all("a", href=publish)
    assert "needs another approval" in page.text


def test_withdrawal_without_a_verdict_has_no_notice(world: World) -> None:
    page = parsed(signed_in(world.checker).get(reverse("desk:evidence-withdraw", args=[world.evidence.pk])))
    assert not page.all(class_="is-caution")


def test_takedown_is_on_the_page_of_the_item_and_asks_only_what_can_be_chosen(world: World) -> None:
    row = world.evidence_on(world.open_claim)
    address = reverse("desk:evidence-takedown", args=[row.pk])
    page = reverse("desk:evidence", args=[row.pk])
    assert parsed(signed_in(world.editor).get(page)).all("a", href=address)
    assert not parsed(signed_in(world.checker).get(page)).all("a", href=address)
    form = parsed(signed_in(world.editor).get(address))
    assert [element.attributes["type"] for element in form.all("input", name="copy")] == ["hidden"]
    refused = signed_in(world.editor).post(address, {"copy": ""})
    assert "Choose the kind of reason." in source_of(refused)


def test_every_form_states_its_limits_in_our_words() -> None:
    """Django would say “Ensure this value has at most 160 characters (it has 2000).”"""
    from factcheck.web.form_fields import RequiredMessages

    def subclasses(of: type) -> set[type]:
        return {each for child in of.__subclasses__() for each in ({child} | subclasses(child))}

    used = {form for form in subclasses(forms.BaseForm) if form.__module__.startswith("factcheck.") and not form.__subclasses__()}
    found = {f"{form.__module__}.{form.__qualname__}" for form in used if not issubclass(form, RequiredMessages)}
    assert found - FILTERS - {"factcheck.web.gallery.SampleForm"} == set()
