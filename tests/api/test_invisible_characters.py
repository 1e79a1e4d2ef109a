"""Texts with invisible characters: refused in names, titles, and statements, whichever interface sends them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from factcheck.accounts.actions import add_person
from factcheck.accounts.models import Role
from factcheck.articles.actions import edit_article
from factcheck.articles.models import Article, KnownSourceName, Source
from factcheck.ledger.models import Entry
from factcheck.verdicts import actions as verdicts
from factcheck.web import characters
from factcheck.web.errors import Invalid
from tests.api.calls import Caller
from tests.editable import EDITABLE, Rows, all_rows
from tests.pages import signed_in
from tests.sql import without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article")]

OVERRIDE = "\u202e"
OWN_FORMAT = {
    *(("newsroom", "contact"), ("article", "language")),
    *(("newsroom", "brand_color"), ("newsroom", "accent_color")),
}
"""Fields whose format excludes these characters, with an error message of its own."""
IDENTIFYING = [
    (kind, field.name)
    for kind, editable in EDITABLE.items()
    for field in editable.fields
    if field.is_identifying and (kind, field.name) not in OWN_FORMAT
]
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = [chr(point) for point in range(0xA0) if unicodedata.category(chr(point)) == "Cc" and chr(point) != "\n"]
INVISIBLE = [*"\u200b\u2060\u00ad\u034f\u115f\u3164\uffa0\ufe0f\u180b\U000e0100\u2800\ufeff"]


def altered(value: Any, text: str) -> Any:
    """A sample value with `text` in it; a list of texts gets it in its first item."""
    return [altered(value[0], text), *value[1:]] if isinstance(value, list) else f"{value} {text}"


def raw_update(row: Any, **columns: str) -> None:
    """Change columns of a row as in a database that predates the rule, without triggers."""
    with without_triggers() as cursor:
        names = ", ".join(f'"{name}" = %s' for name in columns)
        cursor.execute(f"UPDATE {row._meta.db_table} SET {names} WHERE id = %s", [*columns.values(), row.pk])


def test_identifying_fields_are_the_names_titles_and_statements() -> None:
    assert {
        ("article", "title"),
        ("source", "name"),
        ("actor", "name"),
        ("claim", "statement"),
        ("claim", "topics"),
        ("newsroom", "name"),
        ("rating", "name"),
    } <= set(IDENTIFYING)
    assert not {("verdict", "rationale"), ("correction", "notice"), ("claim", "context"), ("evidence", "note")} & set(IDENTIFYING)


@pytest.mark.parametrize("character", [*BIDI, *CONTROLS, "\ufffe", "\ufdd0", "\U0010ffff"], ids=ascii)
def test_refused_characters_are_named(character: str) -> None:
    error = characters.identifying_text_error(f"Anna{character}Smith")
    assert error is not None
    assert f"U+{ord(character):04X}" in error


def test_message_names_the_character() -> None:
    assert characters.identifying_text_error(f"Anna{OVERRIDE}") == (
        "This text contains an invisible character: U+202E right-to-left override. Remove it and try again."
    )


@pytest.mark.parametrize("text", [*INVISIBLE, "".join(INVISIBLE), " \u200b \u3164"], ids=ascii)
def test_text_without_visible_characters_is_refused(text: str) -> None:
    assert "only invisible characters" in str(characters.identifying_text_error(text))


@pytest.mark.parametrize(
    "text",
    ["", "محمد", "שרה כהן", "می‌خواهم", "क्‍ष", "👩‍🚀", "❤️", "Zoë", "co\u00adop", "two\nlines", "“quoted”", "a\u00a0b"],
    ids=ascii,
)
def test_visible_texts_in_any_script_are_allowed(text: str) -> None:
    assert characters.identifying_text_error(text) is None


@pytest.mark.parametrize(("kind", "name"), IDENTIFYING)
def test_actions_refuse_invisible_characters_in_each_field(world: World, kind: str, name: str) -> None:
    editable = EDITABLE[kind]
    rows: Rows = all_rows(world, before=kind)
    values = editable.samples(world, rows)
    bad = {**values, name: altered(values[name], OVERRIDE)}
    entries = Entry.objects.count()
    if kind != "newsroom":
        with pytest.raises(Invalid) as error:
            editable.add(world, rows, bad)
        field = "claimant" if (kind, name) == ("actor", "name") else name
        assert error.value.errors[field] == [
            "This text contains an invisible character: U+202E right-to-left override. Remove it and try again."
        ]
        assert Entry.objects.filter(kind=kind, number__gt=entries, action__endswith="added").count() == 0
    if editable.change:
        row = editable.add(world, rows, values)
        with pytest.raises(Invalid) as error:
            editable.change(world, row, {name: altered(values[name], "\x07")})
        assert "U+0007 control character" in error.value.errors[name][0]


def test_api_and_form_report_the_field(world: World, checker: Caller) -> None:
    article = world.first_article
    response = checker.patch(f"articles/{article.pk}/", {"title": f"a{OVERRIDE}b", "version": article.version})
    assert response.status_code == 422
    assert "U+202E" in response.json()["errors"]["title"][0]
    source = world.institute
    data = {"name": "\u200b\u2060", "version": source.version, "source_kind": source.source_kind}
    page = signed_in(world.checker).post(f"/desk/sources/{source.pk}/", data)
    assert page.status_code == 422
    assert "U+200B zero width space" in page.content.decode()


@pytest.mark.parametrize("statement", ["\u200b", f"He said {OVERRIDE}this.", "a\u0085b"], ids=ascii)
def test_statement_of_a_claim(world: World, checker: Caller, statement: str) -> None:
    body = {"statement": statement, "layer": "utterance", "claimant": world.minister.pk}
    response = checker.post("claims/", body)
    assert (response.status_code, list(response.json()["errors"])) == (422, ["statement"])


def test_tab_in_a_name_or_statement_becomes_a_space(world: World, checker: Caller) -> None:
    actor = checker.post("actors/", {"name": "A Ministry", "description": "a\tb"}).json()
    claim = checker.post("claims/", {"statement": "One\ttwo.", "layer": "utterance", "claimant": actor["id"]}).json()
    assert (actor["description"], claim["statement"]) == ("a b", "One two.")


def test_new_name_in_another_form_is_reported_at_its_field(world: World) -> None:
    with pytest.raises(Invalid) as error:
        edit_article(person=world.checker, article=world.first_article, seen_version=None, outlet=f"Daily {OVERRIDE}News")
    assert list(error.value.errors) == ["outlet"]


def test_names_of_people_and_tokens(world: World, administrator: Caller) -> None:
    invited = {"email": "new@newsroom.example", "name": f"New{OVERRIDE}", "role": "checker"}
    assert list(administrator.post("people/", invited).json()["errors"]) == ["name"]
    issued = signed_in(world.checker).post("/api/v1/tokens/", {"name": f"a{OVERRIDE}"}, content_type="application/json")
    assert list(issued.json()["errors"]) == ["name"]
    page = signed_in(world.checker).post("/desk/profile/", {"name": "\u3164", "version": world.checker.version})
    assert (page.status_code, "U+3164 hangul filler" in page.content.decode()) == (422, True)


def test_person_on_the_command_line_is_refused() -> None:
    with pytest.raises(Invalid):
        add_person(by=None, email="first@newsroom.example", name=f"First{OVERRIDE}", role=Role.ADMINISTRATOR)


def test_row_that_predates_the_rule_is_readable_and_editable(world: World, checker: Caller) -> None:
    source = world.institute
    raw_update(source, name=f"Old{OVERRIDE}name", address="https://user:pw@old.example/")
    source.refresh_from_db()
    KnownSourceName.objects.filter(owner=source).update(name=source.name)
    response = checker.patch(f"sources/{source.pk}/", {"country": "Nepal", "version": source.version})
    assert response.status_code == 200, response.content
    body = response.json()
    form = {"name": body["name"], "address": body["address"], "source_kind": body["source_kind"], "country": "India"}
    page = signed_in(world.checker).post(f"/desk/sources/{source.pk}/", {**form, "version": body["version"]})
    assert page.status_code == 303, page.content.decode()
    stored = Source.objects.get(pk=source.pk)
    assert (stored.name, stored.country, stored.address) == (f"Old{OVERRIDE}name", "India", "https://user:pw@old.example/")
    article = world.first_article
    assert edit_article(person=world.checker, article=article, seen_version=None, outlet=stored.name).outlet == stored


def test_verdict_that_predates_the_rule_can_be_saved(world: World) -> None:
    verdict = world.draft
    raw_update(verdict.latest, summary=f"Old{OVERRIDE}summary")
    verdict.refresh_from_db()
    version = verdicts.save_version(
        person=world.checker,
        verdict=verdict,
        seen_version=verdict.version,
        summary=f"Old{OVERRIDE}summary",
        rationale="Another text.",
    )
    assert (version.summary, version.rationale) == (f"Old{OVERRIDE}summary", "Another text.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u200fשלום\tעולם\u202e\nText.", "שלום עולם"),
        ("\u200b\nText.", "Text."),
        ("\u202e\n\u3164 \u2060\nText.", "Text."),
        ("\u200b\n\u3164", "Untitled article"),
    ],
    ids=ascii,
)
def test_untitled_article_is_shown_by_its_first_visible_line(checker: Caller, text: str, shown: str) -> None:
    response = checker.post("articles/", {"text": text})
    assert response.status_code == 201, response.content
    article = Article.objects.get(pk=response.json()["id"])
    assert (response.json()["title"], article.title, article.display_title) == ("", "", shown)
    assert article.current.text == text


def test_article_without_title_that_predates_openings_is_shown_as_untitled(world: World) -> None:
    article = world.first_article
    edit_article(person=world.checker, article=article, seen_version=None, title="")
    raw_update(article, opening="")
    client = signed_in(world.checker)
    for address in (f"/desk/articles/{article.pk}/", "/desk/articles/", "/desk/search/?q=mayor"):
        assert "Untitled article" in client.get(address).content.decode().partition("<body")[2], address


@pytest.mark.parametrize(
    "address", ["https://user:pw@host.example/", "http://good.example@127.0.0.1/", "https://a.example/\u202eb", "//x@y"]
)
def test_addresses_with_user_information_are_refused_in_each_field(world: World, checker: Caller, address: str) -> None:
    source, actor, article = world.institute, world.minister, world.first_article
    claim = {"claim": world.open_claim.pk, "stance": "supports", "closeness": "primary", "exact": "e"}
    for response, field in (
        (checker.patch(f"sources/{source.pk}/", {"address": address, "version": source.version}), "address"),
        (checker.patch(f"actors/{actor.pk}/", {"same_as": address, "version": actor.version}), "same_as"),
        (checker.patch(f"articles/{article.pk}/", {"address": address, "version": article.version}), "address"),
        (checker.post("evidence/", {**claim, "address": address}), "address"),
    ):
        assert (response.status_code, list(response.json()["errors"])) == (422, [field]), response.content
