"""Edit conflicts of all kinds of forms: the notice promises a comparison only if it displays one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.web.submission import CHECK_CHANGES, COMPARE_VERSIONS
from tests.pages import parsed, post, signed_in
from tests.world import World
from tests.writes import WRITES

pytestmark = pytest.mark.django_db

Form = tuple[Person, str, int, dict[str, Any]]
NOTICE = {"notice": "The source withdrew it."}
REASON = {"reason": "It is wrong."}
OF_EVIDENCE = {"stance": "context", "closeness": "primary", "address": "https://institute.example/images", "exact": "Seen."}


def withdrawn_relation(world: World) -> Form:
    relation = WRITES["withdraw a relation"](world).arguments["relation"]
    return world.checker, "desk:relation-withdraw", relation.pk, REASON


WITHOUT_COMPARISON: dict[str, Callable[[World], Form]] = {
    "withdraw a mention": lambda w: (w.checker, "desk:mention-withdraw", w.mention.pk, REASON),
    "withdraw evidence": lambda w: (w.checker, "desk:evidence-withdraw", w.evidence.pk, REASON),
    "withdraw a relation": withdrawn_relation,
    "revise an article": lambda w: (w.checker, "desk:revise", w.first_article.pk, {"content": "Text.", "encoding": "utf-8"}),
    "reopen": lambda w: (w.editor, "desk:reopen", w.approved.pk, REASON),
    "return": lambda w: (w.editor, "desk:return", w.submitted.pk, {**REASON, "number": 1, "basis": "0" * 64}),
    "open a correction": lambda w: (w.editor, "desk:correct", w.published.pk, {**NOTICE, "correction_kind": "typo"}),
    "retract": lambda w: (w.editor, "desk:retract", w.published.pk, NOTICE),
}
WITH_COMPARISON: dict[str, Callable[[World], Form]] = {
    "edit evidence": lambda w: (w.checker, "desk:evidence", w.evidence.pk, {**OF_EVIDENCE, "note": "Another note."}),
    "save a version": lambda w: (w.checker, "desk:verdict", w.draft.claim_id, {"summary": "Another summary."}),
    "submit": lambda w: (w.checker, "desk:submit", w.draft.pk, {"summary": "Another summary."}),
    "edit an actor": lambda w: (w.checker, "desk:actor", w.minister.pk, {"name": "M. Minister", "actor_kind": "person"}),
}


@pytest.mark.parametrize("name", [*WITHOUT_COMPARISON, *WITH_COMPARISON])
def test_notice_of_an_edit_conflict_promises_a_comparison_only_if_it_displays_one(name: str, world: World) -> None:
    person, route, pk, form = {**WITHOUT_COMPARISON, **WITH_COMPARISON}[name](world)
    response = post(signed_in(person), route, pk, {**form, "version": 99})
    assert response.status_code == 409
    comparisons = [element for element in parsed(response).walk() if "data-conflict" in element.attributes]
    (notice,) = [element.text for element in parsed(response).all(data_refusal="409")]
    assert (COMPARE_VERSIONS in notice, CHECK_CHANGES in notice) == (bool(comparisons), not comparisons)
    assert bool(comparisons) == (name in WITH_COMPARISON)


def test_conflict_of_a_form_without_its_own_page_says_what_to_do(world: World) -> None:
    client, url = signed_in(world.checker), reverse("desk:evidence-stance", args=[world.evidence.pk])
    form = {"stance": "supports", "version": 99}
    for headers in ({}, {"HX-Request": "true"}):
        response = client.post(url, form, headers=headers)
        assert response.status_code == 409
        text = parsed(response).text
        assert "Reload the page, check what has changed, then make your change again." in text
        assert "below" not in text


SAVES: dict[str, Callable[[World], Form]] = {
    "edit evidence": lambda w: (w.checker, "desk:evidence", w.evidence.pk, {**OF_EVIDENCE, "note": "First note.", "version": 1}),
    "save a version": lambda w: (w.checker, "desk:verdict", w.draft.claim_id, {"summary": "First summary.", "version": 1}),
}


@pytest.mark.parametrize("name", SAVES)
def test_conflict_names_another_person_but_not_the_one_who_has_two_tabs(name: str, world: World) -> None:
    person, route, pk, form = SAVES[name](world)
    assert post(signed_in(person), route, pk, form).status_code == 303
    changed = {key: value.replace("First", "Other") if isinstance(value, str) else value for key, value in form.items()}
    own = parsed(post(signed_in(person), route, pk, changed)).all(data_refusal="409")[0].text
    assert "You saved a newer version" in own
    assert "another tab or window" in own
    assert "Someone else" not in own
    assert str(person) not in own
    others = parsed(post(signed_in(world.second_checker), route, pk, changed)).all(data_refusal="409")[0].text
    assert "Someone else saved a change" in others
    assert f"{person} changed this" in others
