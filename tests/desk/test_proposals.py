"""Details that the import form proposes from a pasted text."""

from __future__ import annotations

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
