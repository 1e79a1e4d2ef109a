"""Editing the details of articles and sources, with optimistic concurrency."""

import uuid
from datetime import date

import pytest
from django.test import Client

from factcheck.articles.actions import edit_article, edit_source
from factcheck.articles.models import Article, Source
from factcheck.ledger.models import Entry
from tests.api.calls import Caller
from tests.pages import alerts, field_errors, values
from tests.world import World


def details(**changed: object) -> dict[str, object]:
    return {"title": "A better title", "outlet_name": "The Daily Example", "published_on": "2022-04-05", "version": 1, **changed}


@pytest.mark.django_db
def test_edit_changes_details_with_one_entry(client: Client, world: World) -> None:
    client.force_login(world.checker)
    address = f"/desk/articles/{world.first_article.pk}/edit/"
    response = client.post(address, details(outlet_name="Another outlet", language="uk", is_graphic="on"))
    assert (response.status_code, response["Location"]) == (303, address)
    article = Article.objects.get()
    assert (article.title, article.outlet.name, article.published_on) == ("A better title", "Another outlet", date(2022, 4, 5))
    assert (article.language, article.is_graphic, article.version) == ("uk", True, 2)
    assert [entry.action for entry in Entry.objects.order_by("-number")[:2]] == ["article.edited", "source.added"]


@pytest.mark.django_db
def test_empty_outlet_field_removes_the_outlet(client: Client, world: World) -> None:
    client.force_login(world.checker)
    client.post(f"/desk/articles/{world.first_article.pk}/edit/", details(outlet_name=""))
    assert Article.objects.get().outlet is None


@pytest.mark.django_db
def test_edit_conflict_displays_both_versions_and_keeps_the_input(client: Client, world: World) -> None:
    article = world.first_article
    edit_article(
        person=world.second_checker, article=article, seen_version=1, title="The title of the second", outlet="Second Post"
    )
    client.force_login(world.checker)
    address = f"/desk/articles/{article.pk}/edit/"
    response = client.post(address, details(author="A. Author"))
    assert response.status_code == 409
    (alert,) = alerts(response)
    assert "The title of the second" in alert
    assert "Second Post" in alert
    assert [values(response, name) for name in ("title", "author", "version")] == [["A better title"], ["A. Author"], ["2"]]
    assert Article.objects.get().title == "The title of the second"
    assert Source.objects.filter(name="The Daily Example").count() == 1
    assert client.post(address, details(version=2)).status_code == 303
    assert Article.objects.get().title == "A better title"


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"title": "x" * 301}, {"language": "??"}, {"version": "one"}, {"version": ""}])
def test_invalid_details_return_422_and_change_nothing(client: Client, changed: dict[str, object], world: World) -> None:
    client.force_login(world.checker)
    assert client.post(f"/desk/articles/{world.first_article.pk}/edit/", details(**changed)).status_code == 422
    assert Article.objects.get().version == 1


@pytest.mark.django_db
def test_reader_sees_the_details_and_the_missing_permission(client: Client, world: World) -> None:
    client.force_login(world.reader)
    address = f"/desk/articles/{world.first_article.pk}/edit/"
    text = client.get(address).content.decode()
    assert world.first_article.current.sha256 in text
    assert "To edit the details of an article, you need the checker role. Your role is reader." in text
    assert client.post(address, details()).status_code == 403


def source(**changed: object) -> dict[str, object]:
    return {"name": "The Ministry", "source_kind": "government", "country": "Examplia", "version": 1, **changed}


@pytest.mark.django_db
def test_repeated_form_adds_one_source(client: Client) -> None:
    client.force_login(World().checker)
    form = source(token=uuid.uuid4(), interest="Is accused itself.", address="https://ministry.example/")
    assert [client.post("/desk/sources/add/", form).status_code for _ in range(2)] == [303, 303]
    row = Source.objects.get()
    assert (row.interest, row.address) == ("Is accused itself.", "https://ministry.example/")
    text = client.get("/desk/sources/").content.decode()
    assert "Is accused itself." in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": "The Institute"}, "Name: A source with this name already exists."),
        ({"name": "the INSTITUTE"}, "Name: A source with this name already exists."),
        ({"name": "x" * 201}, "Name: Enter at most 200 characters. This text has 201."),
        ({"address": "javascript:alert(1)"}, "Web address: Enter a web address that begins with http"),
        ({"interest": "x" * 301}, "Interest: Enter at most 300 characters. This text has 301."),
        ({"source_kind": "gossip"}, "Kind: Select a valid choice"),
    ],
)
@pytest.mark.parametrize("where", ["add", "change"])
def test_invalid_source_is_rejected_with_the_reason(
    client: Client, changed: dict[str, object], message: str, where: str, world: World
) -> None:
    assert world.institute
    client.force_login(world.checker)
    address = "/desk/sources/add/" if where == "add" else f"/desk/sources/{world.ministry.pk}/"
    response = client.post(address, source(token=uuid.uuid4(), **changed))
    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.django_db
def test_edit_conflict_of_a_source_displays_both_versions(client: Client, world: World) -> None:
    edit_source(person=world.second_checker, source=world.ministry, seen_version=1, interest="Entered by the second.")
    client.force_login(world.checker)
    response = client.post(f"/desk/sources/{world.ministry.pk}/", source(interest="Entered by the first."))
    text = response.content.decode()
    assert response.status_code == 409
    assert text.index("Entered by the second.") < text.index("Entered by the first.")
    assert 'name="version" value="2"' in text


@pytest.mark.django_db
def test_source_search_takes_a_constant_number_of_queries(client: Client, django_assert_num_queries, world: World) -> None:
    client.force_login(world.reader)
    assert world.ministry
    with django_assert_num_queries(2):  # session with person, sources
        client.get("/desk/sources/")
    assert world.institute
    assert world.outlet
    with django_assert_num_queries(2):
        text = client.get("/desk/sources/").content.decode()
    assert text.index("The Daily Example") < text.index("The Institute") < text.index("The Ministry")
    assert "The Institute" not in client.get("/desk/sources/?q=ministry").content.decode()
    assert "No sources match." in client.get("/desk/sources/?q=zebra").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("published_on", "2999-01-01", "This date is in the future."), ("language", "english", "Enter a language tag (BCP 47)")],
)
def test_date_in_the_future_and_unknown_language_are_rejected(
    client: Client, world: World, field: str, value: str, message: str
) -> None:
    client.force_login(world.checker)
    edited = client.post(f"/desk/articles/{world.first_article.pk}/edit/", details(**{field: value}))
    imported = client.post("/desk/articles/import/", {"content": "Text.", "encoding": "utf-8", field: value})
    for response in (edited, imported):
        assert response.status_code == 422
        assert field_errors(response)[field].startswith(message)
    called = Caller(world.checker).post("articles/", {"text": "Text.", field: value})
    assert called.json()["errors"][field][0].startswith(message)
    assert Article.objects.get().version == 1
