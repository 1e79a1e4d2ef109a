"""Corrections of evidence: every field, on record, through the action, the API, and the screen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.claims.anchoring import find
from factcheck.claims.models import Contribution
from factcheck.evidence.actions import FileLocator, PassageLocator, attach, change_evidence, withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.api.calls import Caller
from tests.pages import headings, parsed, post, refused_fields, signed_in, source_of, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("evidence")]


def passage_of(world: World, **fields: Any) -> Evidence:
    text = world.first_article.current
    locator = PassageLocator(text, find(text.text, "The mayor"))
    return attach(
        person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator, **fields
    )


def file_of(world: World) -> Evidence:
    file = FileLocator("report.pdf", "application/pdf", b"bytes", "Quoted.")
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=file)


def reloaded(item: Evidence) -> Evidence:
    return Evidence.objects.get(pk=item.pk)


def change(world: World, item: Evidence, **fields: Any) -> Evidence:
    return change_evidence(person=world.second_checker, item=item, seen_version=item.version, **fields)


def test_address_and_quote_of_a_page_are_corrected_in_one_entry(world: World) -> None:
    item, _ = world.evidence, world.second_checker
    entries = Entry.objects.count()
    change(world, item, address="https://institute.example/april", exact="Seen since 12 March.\r\nTwice.", title="Images")
    row = reloaded(item)
    assert (row.address, row.exact, row.title) == ("https://institute.example/april", "Seen since 12 March.\nTwice.", "Images")
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.person, entry.before) == (
        "evidence.changed",
        world.second_checker,
        {"address": "https://institute.example/images", "exact": "Seen since 11 March.", "title": ""},
    )
    assert row.at_version(1).exact == "Seen since 11 March."


def test_correction_makes_a_contributor(world: World) -> None:
    change(world, world.evidence, exact="Seen since 12 March.")
    assert Contribution.objects.filter(claim=world.open_claim, person=world.second_checker).exists()


def test_quote_of_a_file_is_corrected_and_its_bytes_stay(world: World) -> None:
    item = file_of(world)
    change(world, item, exact="Quoted exactly.")
    assert (reloaded(item).exact, reloaded(item).capture_id) == ("Quoted exactly.", item.capture_id)
    change(world, reloaded(item), exact="")
    assert reloaded(item).exact == ""


def test_passage_is_replaced_by_another_one_of_the_same_article(world: World) -> None:
    item, text = passage_of(world), world.first_article.current
    change(world, item, passage=PassageLocator(text, find(text.text, "A second official")))
    row = reloaded(item)
    assert (row.exact, text.text[row.start : row.end]) == ("A second official", "A second official")
    assert row.suffix.startswith(" said that")
    assert (Entry.objects.latest("number").before or {})["exact"] == "The mayor"


@pytest.mark.parametrize(
    ("of", "fields", "field"),
    [
        ("page", {"exact": " "}, "exact"),
        ("page", {"address": ""}, "address"),
        ("page", {"address": "ftp://institute.example/"}, "address"),
        ("page", {"address": "https://me:secret@institute.example/"}, "address"),
        ("passage", {"exact": "Another quote"}, "exact"),
        ("passage", {"address": "https://institute.example/"}, "address"),
        ("file", {"address": "https://institute.example/"}, "address"),
        ("page", {"published_on": timezone.localdate() + timedelta(days=2)}, "published_on"),
        ("page", {"accessed_on": timezone.localdate() + timedelta(days=2)}, "accessed_on"),
    ],
)
def test_invalid_correction_names_its_field_and_changes_nothing(
    world: World, of: str, fields: dict[str, Any], field: str
) -> None:
    item = {"page": lambda world: world.evidence, "passage": passage_of, "file": file_of}[of](world)
    with pytest.raises(Invalid) as error:
        change(world, item, **fields)
    assert set(error.value.errors) == {field}
    assert reloaded(item).version == 1


def test_passage_of_another_article_is_refused(world: World) -> None:
    other = world.second_article.current
    for item in (passage_of(world), world.evidence):
        with pytest.raises(Invalid) as error:
            change(world, item, passage=PassageLocator(other, find(other.text, "410 bodies")))
        assert set(error.value.errors) == {"selection"}


def test_stale_withdrawn_and_forbidden_corrections_are_refused(world: World) -> None:
    item = world.evidence
    change(world, item, exact="Seen since 12 March.")
    with pytest.raises(EditConflict) as conflict:
        change_evidence(person=world.checker, item=item, seen_version=1, exact="Seen since 13 March.")
    assert conflict.value.current == {"exact": "Seen since 12 March."}
    with pytest.raises(NotAllowed):
        change_evidence(person=world.reader, item=item, seen_version=2, exact="x")
    withdraw_evidence(person=world.checker, item=item, reason="Wrong place.")
    with pytest.raises(Refused):
        change_evidence(person=world.checker, item=reloaded(item), seen_version=3, exact="x")
    assert reloaded(item).exact == "Seen since 12 March."


def test_page_is_accessed_today_unless_another_day_is_given(world: World) -> None:
    assert world.evidence.accessed_on == timezone.localdate()
    assert world.evidence_on(world.open_claim, accessed_on=date(2022, 4, 8)).accessed_on == date(2022, 4, 8)
    assert world.evidence_on(world.open_claim, accessed_on=None).accessed_on is None
    assert (file_of(world).accessed_on, passage_of(world).accessed_on) == (None, None)


def test_api_corrects_each_kind_of_item(world: World) -> None:
    checker = Caller(world.checker)
    page, file, passage = world.evidence, file_of(world), passage_of(world)
    body = {"version": 1, "address": "https://institute.example/april", "exact": "Seen since 12 March.", "author": "A. Author"}
    answer = checker.patch(f"evidence/{page.pk}/", body)
    assert answer.status_code == 200, answer.content
    assert {name: answer.json()[name] for name in body} == {**body, "version": 2}
    assert (answer.json()["number"], answer.json()["accessed_on"]) == (1, timezone.localdate().isoformat())
    assert checker.patch(f"evidence/{file.pk}/", {"version": 1, "exact": "Exactly."}).json()["exact"] == "Exactly."
    selection = {"selector": [{"type": "TextQuoteSelector", "exact": "A second official"}]}
    answer = checker.patch(f"evidence/{passage.pk}/", {"version": 1, "selection": selection})
    assert (answer.status_code, answer.json()["exact"]) == (200, "A second official")
    for item, body in (
        (passage, {"exact": "x"}),
        (file, {"address": "https://a.example/"}),
        (page, {"selection": selection}),
        (passage, {"revision": passage.revision_id}),
    ):
        answer = checker.patch(f"evidence/{item.pk}/", {"version": reloaded(item).version, **body})
        assert answer.status_code == 422, answer.content
        assert set(answer.json()["errors"]) == {next(name if name != "revision" else "selection" for name in body)}


SAID = {"stance": "contradicts", "closeness": "primary", "version": 1}


def test_screen_corrects_a_page_and_displays_the_earlier_values(world: World) -> None:
    client, item = signed_in(world.checker), world.evidence
    data = {**SAID, "address": "https://institute.example/april", "exact": "Seen since 12 March.", "title": "Images of April"}
    assert post(client, "desk:evidence", item.pk, data).status_code == 303
    assert post(client, "desk:evidence", item.pk, {**data, "version": 2, "author": "A. Author"}).status_code == 303
    page = client.get(reverse("desk:evidence", args=[item.pk]))
    assert "Corrected 2 times" in headings(page, 2)
    corrections = [element.text for element in parsed(page).all(class_="entries")]
    assert all(text in corrections[0] for text in ("11", "12", "https://institute.example/images", "A. Author", "Chris Checker"))
    board = source_of(client.get(reverse("desk:claim", args=[world.open_claim.pk])))
    assert f'<a href="/desk/evidence/{item.pk}/#corrections">corrected 2 times</a>' in board
    assert "Images of April" in board


def test_screen_requires_the_quote_and_the_address_of_a_page(world: World) -> None:
    response = post(signed_in(world.checker), "desk:evidence", world.evidence.pk, {**SAID, "address": "", "exact": ""})
    assert refused_fields(response) == {"address", "exact"}


def test_screen_selects_another_passage(world: World) -> None:
    client, item = signed_in(world.checker), passage_of(world)
    page = client.get(reverse("desk:evidence", args=[item.pk]))
    assert values(page, "exact") == []
    data = {**SAID, "revision": values(page, "revision")[0], "quote": "A second official"}
    assert post(client, "desk:evidence", item.pk, data).status_code == 303
    assert reloaded(item).exact == "A second official"
    data = {**data, "version": 2, "quote": "Not in the article."}
    response = post(client, "desk:evidence", item.pk, data)
    assert (response.status_code, set(response.context["select"].errors)) == (422, {"quote"})
    assert post(client, "desk:evidence", item.pk, {**SAID, "version": 2, "note": "Why."}).status_code == 303
    assert (reloaded(item).exact, reloaded(item).note) == ("A second official", "Why.")


@pytest.mark.unprepared
def test_item_without_a_title_has_that_of_its_article(client: Client, world: World) -> None:
    article = world.article(title="The denial", author="A. Reporter", published_on=date(2022, 4, 4))
    text = article.current
    locator = PassageLocator(text, find(text.text, "The mayor"))
    values = {"person": world.checker, "claim": world.open_claim, "stance": "context", "closeness": "primary"}
    item = attach(quoted_from=locator, **values)
    client = signed_in(world.reader)
    page = source_of(client.get(reverse("desk:evidence", args=[item.pk])))
    assert "<h1" in page
    assert all(text in page for text in ("The denial", "A. Reporter", "4 April 2022"))
    change(world, item, title="The denial, in print", author="A. Writer", published_on=date(2022, 4, 5))
    page = source_of(client.get(reverse("desk:evidence", args=[item.pk])))
    assert all(text in page for text in ("The denial, in print", "A. Writer", "5 April 2022"))


def test_number_of_queries_does_not_depend_on_corrections(world: World, django_assert_max_num_queries: Any) -> None:
    item = world.evidence
    client = signed_in(world.checker)
    change(world, item, exact="Seen since 12 March.")
    with django_assert_max_num_queries(50) as one:
        client.get(reverse("desk:evidence", args=[item.pk]))
    for day in range(13, 20):
        change(world, reloaded(item), exact=f"Seen since {day} March.")
    with django_assert_max_num_queries(50) as many:
        client.get(reverse("desk:evidence", args=[item.pk]))
    assert len(one) == len(many)


def test_moves_and_settings_are_not_corrections_of_what_the_item_says(world: World) -> None:
    item = world.evidence
    change(world, item, stance="context", evidence_set="A")
    change(world, reloaded(item), fetching="never")
    client = signed_in(world.checker)
    pages = [reverse("desk:board", args=[item.claim_id]), reverse("desk:evidence", args=[item.pk])]
    assert [re.findall(r"[Cc]orrected \d", source_of(client.get(page))) for page in pages] == [[], []]
    change(world, reloaded(item), stance="supports", title="Images")
    assert [re.findall(r"[Cc]orrected \d", source_of(client.get(page))) for page in pages] == [["corrected 1"], ["Corrected 1"]]
