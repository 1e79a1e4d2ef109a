"""Each editable field is in the model, action, ledger, API, form, screens, and published document, or is left out for a reason.

The fields come from `fields.py` of each noun. A field that is missing in one place fails a test here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone

import factcheck
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.desk.evidence.forms import SearchForm
from factcheck.desk.history.entry_presenter import present_entries
from factcheck.desk.history.labels import field_label
from factcheck.ledger.models import Entry
from factcheck.publishing import document as doc
from factcheck.publishing.fields import NOT_PUBLISHED, PUBLISHED_NAMES
from factcheck.publishing.snapshot import take_snapshot
from factcheck.web.fields import Fields
from tests.editable import EDITABLE, RECORD, Rows, all_rows, stored
from tests.field_places import API, EDIT_FORMS, EDITED_ON, FORMS, NOT_ON_PUBLIC_PAGE, PUBLISHED_IN, SHOWN_ON, VALUES
from tests.pages import Element, parsed, signed_in
from tests.plugin import rolled_back
from tests.world import World

pytestmark = pytest.mark.django_db

EACH = [(kind, name) for kind, each in EDITABLE.items() for name in each.fields.names]
CHANGEABLE = [(kind, name) for kind, name in EACH if EDITABLE[kind].change]

NOW = timezone.now()


def test_every_list_of_fields_is_tested_here() -> None:
    root = Path(factcheck.__file__).parent
    modules = [importlib.import_module(f"factcheck.{path.parent.name}.fields") for path in root.glob("*/fields.py")]
    lists = {one.kind for module in modules for one in vars(module).values() if isinstance(one, Fields)}
    assert lists == set(EDITABLE)


@pytest.mark.parametrize("kind", EDITABLE)
def test_every_column_is_an_editable_field_or_fixed(kind: str) -> None:
    each = EDITABLE[kind]
    columns = {column.name for column in each.model._meta.concrete_fields} - RECORD - each.fixed
    assert columns | each.parts == set(each.fields.names)


@pytest.mark.parametrize(("kind", "name"), EACH)
def test_lengths_are_those_of_the_list(kind: str, name: str) -> None:
    each, field = EDITABLE[kind], EDITABLE[kind].fields[name]
    if name not in each.parts:
        column: Any = each.model._meta.get_field(name)
        is_text = isinstance(column, models.CharField | models.TextField) and not column.choices
        assert (column.max_length if is_text else None) == field.max_length
        assert isinstance(column, models.URLField) == field.is_address
    for serializer in API[kind]:
        given: Any = serializer().fields[name]
        if field.max_length and not given.read_only and issubclass(serializer, StrictSerializer):
            assert given.max_length == field.max_length, serializer
    for form in FORMS[kind]:
        control: Any = form.base_fields[field.control]
        if field.max_length:
            assert control.max_length == field.max_length, form
        elif related := _named(each.model, name):
            assert control.max_length == related._meta.get_field("name").max_length, form
        if field is next(one for one in each.fields if one.control == field.control):
            assert control.label == field.form_label, form
            assert field.help_text in ("", control.help_text), form


def _named(model: Any, name: str) -> Any:
    """The model of a field that people fill in with a name."""
    related = getattr(model._meta.get_field(name), "related_model", None) if name != "chain" else None
    return related if related and name != "rating" else None


@pytest.mark.parametrize("kind", API)
def test_the_api_has_each_field(kind: str) -> None:
    for serializer, others in API[kind].items():
        assert set(serializer().fields) - others == set(EDITABLE[kind].fields.names), serializer


@pytest.mark.parametrize("kind", EDIT_FORMS)
def test_a_form_gives_the_action_each_field_as_it_was_stored(world: World, kind: str) -> None:
    row = all_rows(world)[kind]
    blank = EDIT_FORMS[kind](latest=row.latest, seen=1) if kind == "verdict" else EDIT_FORMS[kind].of(row)
    form = type(blank)({name: blank[name].value() for name in blank.fields})
    assert form.is_valid(), form.errors
    values = getattr(form, VALUES.get(kind, "values"))()
    texts = {name: getattr(value, "name", value) for name, value in ((n, stored(row, n)) for n in values)}
    assert {name: getattr(value, "name", value) for name, value in values.items()} == texts
    assert set(values) == set(EDITABLE[kind].fields.names)


def test_a_search_is_logged_with_each_field() -> None:
    fields = EDITABLE["search"].fields
    data = {"sought": "supports", "place": "a", "terms": "b", "searched_on": "2022-04-10", "is_found": "1", "note": "c"}
    form = SearchForm(data)
    assert form.is_valid()
    assert set(form.cleaned_data) - {"token"} == set(fields.names)


@pytest.mark.parametrize("kind", EDITABLE)
def test_the_entry_of_a_new_row_has_each_field(world: World, kind: str) -> None:
    each, rows = EDITABLE[kind], all_rows(world)
    if kind == "correction":
        row = each.add(world, rows, each.samples(world, rows))
        assert set(each.fields.names) <= set(_last_entry(row.verdict).after or {})
        return
    row = rows[kind]
    first = Entry.objects.filter(kind=row.kind, object_id=row.pk).order_by("number")[0]
    assert set(each.fields.names) <= set(first.after or {})
    samples = each.samples(world, rows)
    assert {name: stored(row, name) for name in samples} == samples


@pytest.mark.parametrize(("kind", "name"), CHANGEABLE)
def test_the_action_changes_each_field_and_the_history_names_it(world: World, kind: str, name: str) -> None:
    each, rows = EDITABLE[kind], all_rows(world)
    row = rows[kind] if kind in rows else each.add(world, rows, each.samples(world, rows))
    value = each.sample(world, name, 1)
    _change(world, kind, row, name)
    entry = _last_entry(row)
    assert stored(row, name) == value
    assert name in (entry.before or {})
    assert each.fields[name].label in {field.label for reading in present_entries([entry]) for field in reading.fields}
    assert field_label(kind, name) == each.fields[name].label


@pytest.mark.parametrize("kind", EDITED_ON)
def test_each_field_has_a_control_on_each_screen_that_edits_it(world: World, kind: str) -> None:
    rows = all_rows(world)
    if kind == "correction":
        rows[kind] = EDITABLE[kind].add(world, rows, EDITABLE[kind].samples(world, rows))
    wanted = {field.control for field in EDITABLE[kind].fields}
    for person, draft, address in EDITED_ON[kind]:
        page = parsed(signed_in(getattr(world, person)).get(address(rows)))
        forms = [form for form in page.all("form") if form.attributes.get("data-draft", "").startswith(draft)]
        names = {element.attributes.get("name") for form in forms for element in form.walk()}
        assert wanted <= names, (draft, wanted - names)


@pytest.mark.parametrize("kind", SHOWN_ON)
def test_each_field_is_displayed(world: World, kind: str) -> None:
    """A screen that displays a field changes with it."""
    rows = all_rows(world)
    client = signed_in(world.reader)
    for address, left_out in SHOWN_ON[kind]:
        pages = _pages(world, kind, rows, lambda: visible(parsed(client.get(address(rows)))))  # noqa: B023
        before = pages.pop("")
        assert {name for name, page in pages.items() if page == before} == left_out.keys(), address(rows)


@pytest.mark.parametrize("kind", PUBLISHED_IN)
def test_the_document_has_each_field_or_a_reason(kind: str) -> None:
    fields, left_out = EDITABLE[kind].fields, NOT_PUBLISHED.get(kind, {})
    assert left_out.keys() <= set(fields.names)
    assert all(left_out.values())
    keys = {name for part in PUBLISHED_IN[kind] for name in part.__dataclass_fields__}
    names = PUBLISHED_NAMES.get(kind, {})
    assert {name for name in fields.names if names.get(name, name) not in keys} == left_out.keys()


@pytest.mark.parametrize("kind", [kind for kind in PUBLISHED_IN if kind != "correction"])
def test_readers_see_each_published_field(world: World, kind: str) -> None:
    """The document changes with each field that is published, and the public page with each field that it displays."""
    rows = all_rows(world)
    published = _pages(world, kind, rows, lambda: _published(world, rows))
    document, page = published.pop("")
    same_document = {name for name, after in published.items() if after[0] == document}
    same_page = {name for name, after in published.items() if after[1] == page}
    assert same_document == NOT_PUBLISHED.get(kind, {}).keys()
    assert same_page - same_document == NOT_ON_PUBLIC_PAGE.get(kind, {}).keys()


def _published(world: World, rows: Rows) -> tuple[dict[str, Any], list[str]]:
    """The document that would be published now, and what its page displays."""
    verdict = type(rows["verdict"]).objects.get(pk=rows["verdict"].pk)
    review: Any = SimpleNamespace(created_by=world.editor, created_at=NOW)
    check = take_snapshot(
        verdict=verdict, version=verdict.latest, review=review, slug="check", at=NOW, earlier=[], correction=None
    )
    document = doc.build_document(check)
    page: Any = SimpleNamespace(content=render_to_string("public/check_body.html", {"check": document}).encode())
    return document, visible(parsed(page))


def _pages(world: World, kind: str, rows: Rows, read: Callable[[], Any]) -> dict[str, Any]:
    """What `read` gives after each field alone was changed, by the name of the field, and without a change as "".

    A row that never changes is added again instead.
    """
    each, pages = EDITABLE[kind], {}
    for name in ("", *each.fields.names):
        with rolled_back():
            if each.change and name:
                _change(world, kind, rows[kind], name)
            elif not each.change:
                values = each.samples(world, rows)
                each.add(world, rows, values | ({name: each.sample(world, name, 1)} if name else {}))
            pages[name] = read()
    return pages


def _change(world: World, kind: str, row: Any, name: str) -> None:
    """Give one field another value."""
    each = EDITABLE[kind]
    assert each.change
    each.change(world, type(row).objects.get(pk=row.pk), {name: each.sample(world, name, 1)})


def _last_entry(row: Any) -> Entry:
    return Entry.objects.filter(kind=row.kind, object_id=row.pk).select_related("person").order_by("-number")[0]


def visible(element: Element) -> list[str]:
    """The texts of a page outside its forms, and the web addresses of its links."""
    found: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            found += child.split()
        elif child.tag not in ("form", "head", "script", "style", "template"):
            href = child.attributes.get("href", "")
            found += [href] if href.startswith("http") else []
            found += visible(child)
    return found
