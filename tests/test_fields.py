"""Each editable field is in the model, action, ledger, API, form, screens, and published document, unless excluded with a reason.

The fields come from the `fields.py` modules. A field that is missing in one place fails a test here.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from rest_framework import serializers

import factcheck
from factcheck.api.serializers.strict import LineCharField, MultilineCharField, StrictModelSerializer, StrictSerializer
from factcheck.desk.evidence.forms import SearchForm
from factcheck.desk.history.entry_presenter import present_entries
from factcheck.desk.history.labels import field_label
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Entry
from factcheck.publishing import document as doc
from factcheck.publishing.fields import PUBLISHED_NAMES
from factcheck.publishing.snapshot import take_snapshot
from factcheck.verdicts.record import read_record
from factcheck.web.fields import Fields
from factcheck.web.form_fields import MultilineField
from tests.editable import EDITABLE, RECORD, Rows, all_rows, stored
from tests.field_places import API, DISPLAYED_ON, EDIT_FORMS, EDITED_ON, FORMS, NOT_ON_PUBLIC_PAGE, PUBLISHED_IN, VALUES
from tests.pages import Element, parsed, signed_in
from tests.plugin import rolled_back
from tests.world import World

pytestmark = pytest.mark.django_db

ALL_FIELDS = [(kind, name) for kind, editable in EDITABLE.items() for name in editable.fields.names]
TEXTS = [(kind, name) for kind, name in ALL_FIELDS if (f := EDITABLE[kind].fields[name]).max_length and not f.is_address]
# An email address, a language tag, and a color have no line breaks.
for _validated in (("newsroom", "contact"), ("article", "language"), ("newsroom", "brand_color"), ("newsroom", "accent_color")):
    TEXTS.remove(_validated)
CHANGEABLE = [(kind, name) for kind, name in ALL_FIELDS if EDITABLE[kind].change]

NOW = timezone.now()


def test_each_list_of_fields_is_tested() -> None:
    root = Path(factcheck.__file__).parent
    modules = [importlib.import_module(f"factcheck.{path.parent.name}.fields") for path in root.glob("*/fields.py")]
    kinds = {value.kind for module in modules for value in vars(module).values() if isinstance(value, Fields)}
    assert kinds == set(EDITABLE)


@pytest.mark.parametrize("kind", EDITABLE)
def test_each_column_is_an_editable_field_or_fixed(kind: str) -> None:
    editable = EDITABLE[kind]
    assert editable.model.editable_fields is editable.fields  # type: ignore[attr-defined]
    columns = {column.name for column in editable.model._meta.concrete_fields if not column.generated} - RECORD - editable.fixed
    assert columns | editable.parts == set(editable.fields.names)


@pytest.mark.parametrize(("kind", "name"), ALL_FIELDS)
def test_column_serializer_and_form_field_match_the_field(kind: str, name: str) -> None:
    editable, field = EDITABLE[kind], EDITABLE[kind].fields[name]
    if name not in editable.parts:
        column: Any = editable.model._meta.get_field(name)
        is_text = isinstance(column, models.CharField | models.TextField) and not column.choices
        assert (column.max_length if is_text else None) == field.max_length
        assert isinstance(column, models.URLField) == field.is_address
    for serializer in API[kind]:
        api_field: Any = serializer().fields[name]
        if field.max_length and not api_field.read_only and issubclass(serializer, StrictSerializer):
            assert api_field.max_length == field.max_length, serializer
            if not field.is_address:
                assert type(api_field) is (MultilineCharField if field.is_multiline else LineCharField), serializer
    for form in FORMS[kind]:
        control: Any = form.base_fields[field.control]
        if field.max_length:
            assert control.max_length == field.max_length, form
            assert isinstance(control, MultilineField) == field.is_multiline, form
        elif related := _model_entered_by_name(editable.model, name):
            assert control.max_length == related._meta.get_field("name").max_length, form
        if field is next(other for other in editable.fields if other.control == field.control):
            assert control.label == field.form_label, form
            assert field.help_text in ("", control.help_text), form


def _model_entered_by_name(model: Any, name: str) -> Any:
    """The related model of a field that users fill in with a name, or None."""
    related = getattr(model._meta.get_field(name), "related_model", None) if name not in ("chain", "other_names") else None
    return related if related and name != "rating" else None


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_line_breaks_are_normalized_before_the_length_is_checked(kind: str, name: str) -> None:
    """In each form and serializer. A line break is one character; in a single-line field, it becomes a space."""
    field = EDITABLE[kind].fields[name]
    separator = "\n" if field.is_multiline else " "
    longest = "x" * ((field.max_length or 0) - 2)
    parts: list[Any] = [form.base_fields[field.control] for form in FORMS[kind]]
    parts += [serializer().fields[name] for serializer in API[kind] if issubclass(serializer, StrictSerializer)]
    for part in parts:
        validate = getattr(part, "clean", None) or part.run_validation
        for line_break in ("\r\n", "\r", "\n"):
            assert validate(f"one{line_break}two") == f"one{separator}two", part
            assert validate(f"x{line_break}{longest}") == f"x{separator}{longest}", part


@pytest.mark.parametrize(("kind", "name"), [*TEXTS, ("claim", "topics")])
def test_actions_normalize_line_breaks(world: World, kind: str, name: str) -> None:
    """When they add a row and when they change it."""
    editable, is_list = EDITABLE[kind], name == "topics"
    rows = all_rows(world, before=kind)
    row = editable.add(world, rows, {**editable.samples(world, rows), name: ["one\r\ntwo"] if is_list else "one\r\ntwo"})
    text = "one\ntwo" if editable.fields[name].is_multiline else "one two"
    assert stored(row, name) == ([text] if is_list else text)
    if editable.change:
        editable.change(world, row, {name: ["two\r\none"] if is_list else "two\r\none"})
        text = "two\none" if editable.fields[name].is_multiline else "two one"
        assert stored(row, name) == (_last_entry(row).after or {})[name] == ([text] if is_list else text)


def test_each_text_of_a_strict_serializer_is_normalized() -> None:
    """Except the text of an article, whose bytes are stored as sent, and base64."""
    importlib.import_module("factcheck.api.urls")
    plain = {
        name
        for serializer in _subclasses(StrictSerializer)
        if serializer is not StrictModelSerializer
        for name, api_field in serializer().fields.items()
        if not api_field.read_only and serializers.CharField in {type(api_field), type(getattr(api_field, "child", None))}
    }
    assert plain == {"text", "content_base64"}


def _subclasses(parent: type) -> set[type]:
    return {parent, *(each for child in parent.__subclasses__() for each in _subclasses(child))}


@pytest.mark.parametrize("kind", API)
def test_serializers_have_each_field(kind: str) -> None:
    for serializer, others in API[kind].items():
        assert set(serializer().fields) - others == set(EDITABLE[kind].fields.names), serializer


@pytest.mark.parametrize("kind", EDIT_FORMS)
def test_unchanged_form_passes_the_stored_value_of_each_field_to_the_action(world: World, kind: str) -> None:
    row = all_rows(world)[kind]
    unbound = EDIT_FORMS[kind](latest=row.latest, seen=1) if kind == "verdict" else EDIT_FORMS[kind].of(row)
    form = type(unbound)({name: unbound[name].value() for name in unbound.fields})
    assert form.is_valid(), form.errors
    values = getattr(form, VALUES.get(kind, "values"))()
    expected = {name: getattr(value, "name", value) for name, value in ((n, stored(row, n)) for n in values)}
    assert {name: getattr(value, "name", value) for name, value in values.items()} == expected
    assert set(values) == set(EDITABLE[kind].fields.names)


def test_search_form_has_each_field() -> None:
    fields = EDITABLE["search"].fields
    data = {"sought": "supports", "place": "a", "terms": "b", "searched_on": "2022-04-10", "is_found": "1", "note": "c"}
    form = SearchForm(data)
    assert form.is_valid()
    assert set(form.cleaned_data) - {"token"} == set(fields.names)


ADDED_LATER = {"newsroom": {"page_fetching", "check_days", "quote_surroundings", "brand_color", "accent_color"}}
"""Fields that the row of the newsroom does not have when its migration creates it."""


@pytest.mark.parametrize("kind", EDITABLE)
def test_entry_of_a_new_row_has_each_field(world: World, kind: str) -> None:
    editable, rows = EDITABLE[kind], all_rows(world)
    if kind == "correction":
        row = editable.add(world, rows, editable.samples(world, rows))
        assert set(editable.fields.names) <= set(_last_entry(row.verdict).after or {})
        return
    row = rows[kind]
    first = Entry.objects.filter(kind=row.kind, object_id=row.pk).order_by("number")[0]
    assert set(editable.fields.names) - ADDED_LATER.get(kind, set()) <= set(first.after or {})
    samples = editable.samples(world, rows)
    assert {name: stored(row, name) for name in samples} == samples


@pytest.mark.parametrize(("kind", "name"), CHANGEABLE)
def test_action_changes_each_field_and_the_history_has_its_label(world: World, kind: str, name: str) -> None:
    editable, rows = EDITABLE[kind], all_rows(world)
    row = rows[kind] if kind in rows else editable.add(world, rows, editable.samples(world, rows))
    value = editable.sample(world, name, 1)
    _change_field(world, kind, row, name)
    entry = _last_entry(row)
    assert stored(row, name) == value
    assert name in (entry.before or {})
    label = editable.fields[name].label
    assert label in {field.label for presented in present_entries([entry]) for field in presented.fields}
    assert field_label(kind, name) == label


@pytest.mark.parametrize("kind", EDITABLE)
def test_history_displays_names_of_related_rows_instead_of_ids(world: World, kind: str) -> None:
    editable, rows = EDITABLE[kind], all_rows(world)
    related = [column.name for column in editable.model._meta.concrete_fields if column.is_relation and column.name not in RECORD]
    for name in {*related, "chain"} & set(editable.fields.names):
        if editable.change:
            _change_field(world, kind, rows[kind], name)
    labels = {field_label(kind, name) for name in (*related, "chain")}
    entries = present_entries(Entry.objects.filter(kind=kind_of(editable.model)).select_related("person"))
    displayed = [field for entry in entries for field in entry.fields if field.label in labels]
    values = {value for field in displayed for text in (field.before, field.after) for value in text.split(" → ")}
    assert {value for value in values if re.fullmatch(r"(ID )?\d+", value)} == set()


@pytest.mark.parametrize("kind", EDITED_ON)
def test_each_field_has_a_control_on_each_edit_screen(world: World, kind: str) -> None:
    rows = all_rows(world)
    if kind == "correction":
        rows[kind] = EDITABLE[kind].add(world, rows, EDITABLE[kind].samples(world, rows))
    controls = {field.control for field in EDITABLE[kind].fields}
    for person, draft, address in EDITED_ON[kind]:
        page = parsed(signed_in(getattr(world, person)).get(address(rows)))
        forms = [form for form in page.all("form") if form.attributes.get("data-draft", "").startswith(draft)]
        names = {element.attributes.get("name") for form in forms for element in form.walk()}
        assert controls <= names, (draft, controls - names)


@pytest.mark.parametrize("kind", DISPLAYED_ON)
def test_each_field_is_displayed(world: World, kind: str) -> None:
    """Changing a field changes each screen that displays it."""
    rows = all_rows(world)
    client = signed_in(world.reader)
    for address, excluded in DISPLAYED_ON[kind]:
        outputs = _output_by_changed_field(world, kind, rows, lambda: visible_text(parsed(client.get(address(rows)))))  # noqa: B023
        unchanged = outputs.pop("")
        assert {name for name, output in outputs.items() if output == unchanged} == excluded.keys(), address(rows)


@pytest.mark.parametrize("kind", PUBLISHED_IN)
def test_document_has_each_field_that_is_not_excluded_with_a_reason(kind: str) -> None:
    fields = EDITABLE[kind].fields
    keys = {name for part in PUBLISHED_IN[kind] for name in part.__dataclass_fields__}
    names = PUBLISHED_NAMES.get(kind, {})
    assert {name for name in fields.names if names.get(name, name) not in keys} == set(fields.names) - set(fields.published)


@pytest.mark.parametrize("kind", [kind for kind in PUBLISHED_IN if kind != "correction"])
def test_public_page_displays_each_published_field(world: World, kind: str) -> None:
    """Changing a published field changes the document, and the public page unless it excludes the field."""
    rows = all_rows(world)
    outputs = _output_by_changed_field(world, kind, rows, lambda: _document_and_page(world, rows))
    document, page = outputs.pop("")
    same_document = {name for name, output in outputs.items() if output[0] == document}
    same_page = {name for name, output in outputs.items() if output[1] == page}
    assert same_document == set(EDITABLE[kind].fields.names) - set(EDITABLE[kind].fields.published)
    assert same_page - same_document == NOT_ON_PUBLIC_PAGE.get(kind, {}).keys()


@pytest.mark.parametrize("kind", [kind for kind in PUBLISHED_IN if kind not in ("newsroom", "verdict", "correction")])
def test_approved_record_has_each_published_field_and_no_other(world: World, kind: str) -> None:
    """A change of a published field makes an approval stale; a change of an internal field does not."""
    rows = all_rows(world)
    outputs = _output_by_changed_field(world, kind, rows, lambda: read_record(rows["claim"]).values)
    record = outputs.pop("")
    unchanged = {name for name, values in outputs.items() if values == record}
    assert unchanged == set(EDITABLE[kind].fields.names) - set(EDITABLE[kind].fields.published)


def _document_and_page(world: World, rows: Rows) -> tuple[dict[str, Any], list[str]]:
    """The document of a publication at this moment, and the text of its page."""
    verdict = type(rows["verdict"]).objects.get(pk=rows["verdict"].pk)
    review: Any = SimpleNamespace(created_by=world.editor, created_at=NOW)
    check = take_snapshot(
        verdict=verdict, version=verdict.latest, review=review, slug="check", at=NOW, earlier=[], correction=None
    )
    document = doc.build_document(check)
    page: Any = SimpleNamespace(content=render_to_string("public/check_body.html", {"check": document}).encode())
    return document, visible_text(parsed(page))


def _output_by_changed_field(world: World, kind: str, rows: Rows, render: Callable[[], Any]) -> dict[str, Any]:
    """The result of `render` after a change of a single field, by the name of the field; the key "" is without a change.

    If rows of this kind are immutable, a new row with another value is added instead.
    """
    editable, outputs = EDITABLE[kind], {}
    for name in ("", *editable.fields.names):
        with rolled_back():
            if editable.change and name:
                _change_field(world, kind, rows[kind], name)
            elif not editable.change:
                values = editable.samples(world, rows)
                editable.add(world, rows, values | ({name: editable.sample(world, name, 1)} if name else {}))
            outputs[name] = render()
    return outputs


def _change_field(world: World, kind: str, row: Any, name: str) -> None:
    """Change one field to its second sample."""
    editable = EDITABLE[kind]
    assert editable.change
    editable.change(world, type(row).objects.get(pk=row.pk), {name: editable.sample(world, name, 1)})


def _last_entry(row: Any) -> Entry:
    return Entry.objects.filter(kind=row.kind, object_id=row.pk).select_related("person").order_by("-number")[0]


def visible_text(element: Element) -> list[str]:
    """The words of a page outside its forms, and the URLs of its external links."""
    result: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            result += child.split()
        elif child.tag not in ("form", "head", "script", "style", "template"):
            href = child.attributes.get("href", "")
            result += [href] if href.startswith("http") else []
            result += visible_text(child)
    return result
