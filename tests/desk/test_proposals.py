"""Details that the import form proposes from a pasted text, and a first line that repeats the title."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from factcheck.articles.actions import add_source
from factcheck.articles.models import Article
from tests.pages import Element, parsed, signed_in
from tests.world import World

TEXT = "A title for this text\n\nDemonstration Gazette, 6 April 2022\n\nThe first paragraph.\n"


def proposed(world: World, **values: str) -> Element:
    data = {"propose": "1", "content": TEXT, **values}
    return parsed(signed_in(world.checker).post(reverse("desk:article-import"), data))


def value(page: Element, name: str) -> str:
    (field,) = page.all("input", id=f"id_{name}")
    return field.attributes.get("value", "")


def test_empty_fields_are_filled_and_nothing_is_imported(world: World) -> None:
    add_source(person=world.checker, name="Demonstration Gazette", source_kind="outlet")
    page = proposed(world)
    assert value(page, "title") == "A title for this text"
    assert value(page, "outlet_name") == "Demonstration Gazette"
    assert value(page, "published_on") == "2022-04-06"
    assert value(page, "author") == ""
    assert "“6 April 2022” in line 3. Check it." in page.text
    assert TEXT.strip() in page.all("textarea", id="id_content")[0].raw
    assert not Article.objects.filter(title="A title for this text").exists()


def test_a_value_that_somebody_typed_stays(world: World) -> None:
    page = proposed(world, title="My title", published_on="2022-04-07")
    assert value(page, "title") == "My title"
    assert value(page, "published_on") == "2022-04-07"


def test_an_outlet_that_is_no_source_of_the_library_is_not_proposed(world: World) -> None:
    assert value(proposed(world), "outlet_name") == ""


def test_a_text_that_states_nothing_says_so(world: World) -> None:
    page = proposed(world, content="One paragraph, which is all that this text has.")
    assert "No further details found in the first lines." in page.text


def test_readers_cannot_ask_for_proposals(world: World) -> None:
    response = signed_in(world.reader).post(reverse("desk:article-import"), {"propose": "1", "content": TEXT})
    assert response.status_code == 403


def imported(world: World, **values: str) -> Any:
    data = {"content": TEXT, "title": "A  title for this TEXT", "token": str(uuid.uuid4()), **values}
    return signed_in(world.checker).post(reverse("desk:article-import"), data)


def test_proposed_title_that_the_text_repeats_is_asked_about(world: World) -> None:
    page = proposed(world)
    assert [field.attributes["value"] for field in page.all("input", name="first_line")] == ["leave_out", "keep"]
    assert not proposed(world, title="My title").all("input", name="first_line")


@pytest.mark.parametrize("choice", [{}, {"first_line": "other"}])
def test_text_that_repeats_its_title_is_not_imported_without_a_choice(world: World, choice: dict[str, str]) -> None:
    response = imported(world, **choice)
    assert response.status_code == 422
    page = parsed(response)
    assert len(page.all("input", name="first_line")) == 2
    assert TEXT.strip() in page.all("textarea", id="id_content")[0].raw
    assert choice or "The first line of the text repeats the title. Choose whether to keep it." in page.text
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("values", "opening"),
    [
        ({"first_line": "leave_out"}, "Demonstration Gazette, 6 April 2022"),
        ({"first_line": "keep"}, "A title for this text"),
        ({"title": "Another title", "first_line": "leave_out"}, "A title for this text"),
        ({"title": "Another title", "first_line": "other"}, "A title for this text"),
        ({"title": ""}, "A title for this text"),
        ({"content": "A title for this text\n \n"}, "A title for this text"),
        ({"content": "\r\nA title for this text\r\n\r\nThe text.\r\n", "first_line": "leave_out"}, "The text."),
    ],
)
def test_first_line_is_left_out_only_if_it_repeats_the_title_and_was_chosen(
    world: World, values: dict[str, str], opening: str
) -> None:
    assert imported(world, **values).status_code == 303
    assert Article.objects.get().current.text.splitlines()[0] == opening
