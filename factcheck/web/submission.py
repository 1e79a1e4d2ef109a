"""The flow of submitted forms: validate the form, call the action, and on refusal return what the page needs to render it again.

A view provides the form, the action, and the URL of the next page. Only this module decides what a form contains after a refusal.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar, cast

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse

from factcheck.web.decisions import permit_before_consent
from factcheck.web.errors import EditConflict, FormAlreadyUsed, Invalid, Refused
from factcheck.web.form_fields import RequiredMessages
from factcheck.web.responses import redirect_to

Form = TypeVar("Form", bound=forms.BaseForm)
Saved = TypeVar("Saved")

COMPARE_VERSIONS = "Compare the versions below. Your input is still in the form; submit it again to save it."
CHECK_CHANGES = "Check what has changed, then submit again."


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field of an edit conflict with its display values: when the form was opened, as saved now, and as submitted.

    `is_changed`: whether this person changed the field. If not, the form now contains the saved value.
    """

    label: str
    opened: str
    saved: str
    submitted: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class EnteredValue:
    """The display value of a field that this person entered, to be copied from a page on which the form cannot be submitted."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Form, Saved]):
    """The result of a submission. `value` is the return value of the action if `is_saved`; the rest is for rendering the form.

    `conflicts` is None unless the row changed after the form was opened. `row` is the saved row if `submit` could reload it.
    """

    form: Form
    status: int = 200
    is_saved: bool = False
    value: Saved | None = None
    refusal: Refused | None = None
    conflicts: Sequence[FieldConflict] | None = None
    entered: Sequence[EnteredValue] = ()
    row: Any = None

    @property
    def had_file(self) -> bool:
        return bool(self.form.files)

    @property
    def next_step(self) -> str:
        """The next step if the form can be submitted again: that of the refusal or, after an edit conflict, what to compare."""
        if self.refusal is None or self.refusal.next_step:
            return self.refusal.next_step if self.refusal else ""
        if self.conflicts:
            return COMPARE_VERSIONS
        return CHECK_CHANGES if isinstance(self.refusal, EditConflict) and self.conflicts is None else ""

    def require_saved(self) -> Saved:
        """The value of the action, for a form that has no page of its own.

        Raises the refusal, or Invalid with the messages of the form.
        """
        if self.refusal:
            raise self.refusal
        if not self.is_saved:
            raise Invalid({name: [str(error) for error in errors] for name, errors in self.form.errors.items()})
        return cast(Saved, self.value)

    @property
    def context(self) -> dict[str, Any]:
        """Template context: `form`, and `submission` for templates/parts/rejected_form.html."""
        return {"form": self.form, "submission": self}


class IdempotentForm(RequiredMessages, forms.Form):
    """A form with an idempotency key in the hidden field `token`, so that a double click writes once."""

    # Without an id: nothing refers to it, and a page may contain several forms.
    token = forms.UUIDField(required=False, widget=forms.HiddenInput(attrs={"id": False}), initial=uuid.uuid4)


class EditForm(IdempotentForm):
    """A form that changes a row. The hidden field `version` is the version of the row that the person saw.

    Subclasses implement `initial_of`. They may be model forms, but never write to the row.
    """

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: Any, request: HttpRequest | None = None) -> Self:
        """Create the form for `row`, bound to the request if it is a POST."""
        data, files = bound_to(request) or (None, None)
        return cls(data, files, initial={**cls.initial_of(row), "version": row.version})

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """The initial values of the fields for `row`."""
        return {}

    @classmethod
    def initial_at(cls, row: Any, version: int) -> dict[str, Any]:
        """The initial values of the fields for an earlier version of `row`."""
        return cls.initial_of(row.at_version(version))

    @classmethod
    def initial_without_version(cls, row: Any) -> dict[str, Any]:
        """The initial values of the fields for a form that names no version of `row`."""
        return cls.initial_of(row)


def bound_to(request: HttpRequest | None) -> tuple[Any, ...]:
    """The data and files of a POST request, as the first arguments of a form; empty for other requests."""
    return (request.POST, request.FILES) if request is not None and request.method == "POST" else ()


def submit(
    request: HttpRequest,
    form: Form,
    save: Callable[[Form], Saved],
    *,
    permission: str,
    subject: Any = None,
    reload: Callable[[], Any] | None = None,
    field_names: Mapping[str, str] | None = None,
    also: Sequence[forms.BaseForm] = (),
) -> Outcome[Form, Saved]:
    """Validate `form` and call `save` with it. An unbound form is returned unchanged.

    The action checks the permission itself, after it has detected repeated requests: a submitted verdict cannot be submitted, but
    a second click on the button is not a second submission. Here, `permission` on `subject` is only checked if the form is not
    valid, so that people who lack it are not asked to correct the form.

    `reload` returns the saved row, for a form that changes one. `field_names` maps field names of the action to those of the
    form. `also` lists forms on the same page that must be valid as well.
    """
    if not form.is_bound:
        return Outcome(form)
    try:
        if all([form.is_valid(), *(other.is_valid() for other in also)]):
            return Outcome(form, is_saved=True, value=save(form))
        permit_before_consent(request.user, permission, subject)
    except Invalid as invalid:
        add_errors(form, invalid, field_names)
    except Refused as refusal:
        return rejected(form, refusal, row=reload() if reload else None)
    return Outcome(form, status=422)


def rejected(form: Form, refusal: Refused, *, row: Any = None) -> Outcome[Form, Any]:
    """The outcome of a bound form whose action was refused. The form still contains the input and can be submitted again.

    After FormAlreadyUsed, it has a new idempotency key. If `row` is given, the form gets its current version. If this person saw
    another version, fields that they did not change get the saved values, and `conflicts` lists all fields that differ.
    """
    entered = entered_values(form)
    conflicts = None
    hidden: dict[str, Any] = {}
    if isinstance(refusal, FormAlreadyUsed):
        hidden["token"] = uuid.uuid4()
    if row is not None and isinstance(form, EditForm):
        form.is_valid()  # Sets cleaned_data, even if there are errors.
        if form.cleaned_data.get("version") != row.version:
            conflicts = _merge_saved_values(form, row)
        hidden["version"] = row.version
    set_data(form, **hidden)
    return Outcome(form, status=refusal.status, refusal=refusal, conflicts=conflicts, entered=entered, row=row)


def saved(request: HttpRequest, message: str, *, to: str, changed: Iterable[str] = ()) -> HttpResponse:
    """Add a success message and redirect to the URL `to`. `changed` lists the nouns whose regions refetch."""
    if message:
        messages.success(request, message)
    return redirect_to(request, to, changed=changed)


def add_errors(form: forms.BaseForm, invalid: Invalid, field_names: Mapping[str, str] | None = None) -> None:
    """Add the errors of an action to the form: to the field of that name, or to the form itself if it has no such field."""
    form.is_valid()  # `add_error` requires a form that was cleaned.
    for name, texts in invalid.errors.items():
        name = (field_names or {}).get(name, name)
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def set_data(form: forms.BaseForm, **values: Any) -> None:
    """Replace values in the data of a bound form, so that it renders them and the next submission contains them."""
    if not values:
        return
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    for name, value in values.items():
        _set_widget_value(data, form.add_prefix(name), form.fields[name].widget if name in form.fields else None, value)
    form.data = data


def entered_values(form: forms.BaseForm) -> list[EnteredValue]:
    """The visible fields that are not empty."""
    return [EnteredValue(str(field.label), text) for field in form.visible_fields() if (text := display_value(field))]


def display_value(field: BoundField) -> str:
    """The value of a field in readable form, with labels instead of keys."""
    value = field.value()
    if isinstance(field.field, forms.FileField):
        return ""
    if isinstance(field.field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(field.field, forms.ModelChoiceField):
        return _label_of_choice(field.field, value)
    labels = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    text = "" if value is None else labels.get(str(value), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _merge_saved_values(form: EditForm, row: Any) -> list[FieldConflict] | None:
    """Set the fields that this person did not change to the saved values.

    Returns the fields that differ, or None if the form has no fields of the row.
    """
    initial, seen = form.initial_of(row), form.cleaned_data.get("version")
    if not initial:
        return None
    current = _unbound_form(form, initial)
    opened = _unbound_form(form, form.initial_without_version(row) if seen is None else form.initial_at(row, seen))
    conflicts, merged = [], {}
    for field in form.visible_fields():
        if field.name not in initial:
            continue
        texts = display_value(opened[field.name]), display_value(current[field.name]), display_value(field)
        if texts[0] == texts[1] == texts[2]:
            continue
        is_changed = texts[2] != texts[0]
        conflicts.append(FieldConflict(str(field.label), *texts, is_changed))
        if not is_changed:
            merged[field.name] = current[field.name].value()
    set_data(form, **merged)
    return conflicts


def _unbound_form(form: EditForm, initial: Mapping[str, Any]) -> forms.Form:
    """An unbound form with the fields of `form`."""
    unbound = forms.Form(initial=dict(initial))
    unbound.fields = form.fields
    return unbound


def _set_widget_value(data: Any, name: str, widget: forms.Widget | None, value: Any) -> None:
    """Set the value of a field in a QueryDict, in the format that its widget submits."""
    if isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
        return
    formatted = widget.format_value(value) if widget else value
    if isinstance(formatted, list | tuple):
        data.setlist(name, [str(item) for item in formatted])
    else:
        data[name] = "" if formatted is None else str(formatted)


def _label_of_choice(field: Any, value: Any) -> str:
    """The label of the selected row, which is fetched alone, because the field may have thousands of choices."""
    try:
        row = field.to_python(value)
    except forms.ValidationError:
        return str(value)
    return "" if row is None else str(field.label_from_instance(row))
