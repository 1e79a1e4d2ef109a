"""The flow of every submitted form: validate it, call the action, and on refusal return what the page needs to show it again.

A view names its form, its action and where the work continues. What a form keeps after a refusal is decided here alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse

from factcheck.web.decisions import permit
from factcheck.web.errors import FormAlreadyUsed, Invalid, Refused
from factcheck.web.responses import redirect_to

Form = TypeVar("Form", bound=forms.BaseForm)
Saved = TypeVar("Saved")


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field of an edit conflict, as displayed: when the form was opened, as saved now, and as submitted.

    `is_changed`: whether this person changed the field. If not, the form now has the saved value.
    """

    label: str
    opened: str
    saved: str
    submitted: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class EnteredValue:
    """One field as this person filled it in, as displayed: to be copied from a page that cannot take the form again."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Form, Saved]):
    """What came of a form. `value` is what the action returned if `is_saved`; the rest is for the page that shows the form.

    `conflicts` is None unless the row changed after the form was opened. `row` is the row as it is saved now, if the submission
    could reload it.
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
    def context(self) -> dict[str, Any]:
        """For the page: `form`, and `submission` for templates/parts/rejected_form.html."""
        return {"form": self.form, "submission": self}


class IdempotentForm(forms.Form):
    """A form with an idempotency key in the hidden field `token`: a double click writes once."""

    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


class EditForm(IdempotentForm):
    """A form that changes a row. The hidden field `version` is the version of the row that the person saw.

    Subclasses give `initial_of`. They may be model forms; the row is then never written to.
    """

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: Any, request: HttpRequest | None = None) -> Self:
        """The form of `row`: bound to the request if it is a POST."""
        data, files = bound_to(request) or (None, None)
        return cls(data, files, initial={**cls.initial_of(row), "version": row.version})

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """The values that the form shows for `row`."""
        return {}

    @classmethod
    def initial_at(cls, row: Any, version: int) -> dict[str, Any]:
        """The values that the form showed for an earlier version of `row`."""
        return cls.initial_of(row.at_version(version))


def bound_to(request: HttpRequest | None) -> tuple[Any, ...]:
    """The data and files of a POST request, as the first arguments of a form; nothing for other requests."""
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
    """Validate `form` and call `save` with it; an unbound form is returned as it is.

    The action asks the permission itself, after it has recognized a repeated request: a submitted verdict may not be submitted,
    but a second click on the button is no second submission. So `permission` on `subject` is asked here only if the form is
    invalid: whoever may not do this is told so, and not to correct the form.

    `reload` returns the row as it is saved now, for a form that changes one. `field_names` maps field names of the action to
    those of the form. `also` are forms on the same page that must be valid too.
    """
    if not form.is_bound:
        return Outcome(form)
    try:
        if all([form.is_valid(), *(other.is_valid() for other in also)]):
            return Outcome(form, is_saved=True, value=save(form))
        permit(request.user, permission, subject)
    except Invalid as invalid:
        add_errors(form, invalid, field_names)
    except Refused as refusal:
        return rejected(form, refusal, row=reload() if reload else None)
    return Outcome(form, status=422)


def rejected(form: Form, refusal: Refused, *, row: Any = None) -> Outcome[Form, Any]:
    """The outcome of a bound form whose action was refused. The form keeps what was entered and can be submitted again.

    After FormAlreadyUsed it has a new key. If `row` is given, the form is set on its current version. If that is not the version
    that this person saw, fields that they did not change take the saved values, and every field that differs is in `conflicts`.
    """
    entered = entered_values(form)
    conflicts = None
    hidden: dict[str, Any] = {}
    if isinstance(refusal, FormAlreadyUsed):
        hidden["token"] = uuid.uuid4()
    if row is not None and isinstance(form, EditForm):
        form.is_valid()  # sets cleaned_data, also of a form with errors
        if form.cleaned_data.get("version") != row.version:
            conflicts = _merge(form, row)
        hidden["version"] = row.version
    set_data(form, **hidden)
    return Outcome(form, status=refusal.status, refusal=refusal, conflicts=conflicts, entered=entered, row=row)


def saved(request: HttpRequest, message: str, *, to: str, changed: Iterable[str] = ()) -> HttpResponse:
    """Report success and continue at `to`. `changed` names the nouns whose regions refetch."""
    if message:
        messages.success(request, message)
    return redirect_to(request, to, changed=changed)


def add_errors(form: forms.BaseForm, invalid: Invalid, field_names: Mapping[str, str] | None = None) -> None:
    """Add the errors of an action to the fields of the form; an error of no field of this form goes to the form itself."""
    form.is_valid()  # errors are added to a form that was cleaned
    for name, problems in invalid.errors.items():
        name = (field_names or {}).get(name, name)
        for problem in problems:
            form.add_error(name if name in form.fields else None, problem)


def set_data(form: forms.BaseForm, **values: Any) -> None:
    """Replace values in the data of a bound form, so that it shows them and submits them the next time."""
    if not values:
        return
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    for name, value in values.items():
        _set(data, form.add_prefix(name), form.fields[name].widget if name in form.fields else None, value)
    form.data = data


def entered_values(form: forms.BaseForm) -> list[EnteredValue]:
    """The visible fields in which something was entered."""
    return [EnteredValue(str(field.label), text) for field in form.visible_fields() if (text := display_value(field))]


def display_value(field: BoundField) -> str:
    """The value of a field as a person reads it."""
    value = field.value()
    if isinstance(field.field, forms.FileField):
        return ""
    if isinstance(field.field, forms.BooleanField):
        return "yes" if value else "no"
    if isinstance(field.field, forms.ModelChoiceField):
        return _label_of_row(field.field, value)
    labels = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    text = "" if value is None else labels.get(str(value), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _merge(form: EditForm, row: Any) -> list[FieldConflict] | None:
    """Give fields that this person did not change the saved values.

    Returns the fields that differ, or None if the form has no field of the row.
    """
    initial, seen = form.initial_of(row), form.cleaned_data.get("version")
    if not initial:
        return None
    current = _unbound(form, initial)
    opened = current if seen is None else _unbound(form, form.initial_at(row, seen))
    conflicts, taken = [], {}
    for field in form.visible_fields():
        if field.name not in initial:
            continue
        texts = display_value(opened[field.name]), display_value(current[field.name]), display_value(field)
        if texts[0] == texts[1] == texts[2]:
            continue
        is_changed = texts[2] != texts[0]
        conflicts.append(FieldConflict(str(field.label), *texts, is_changed))
        if not is_changed:
            taken[field.name] = current[field.name].value()
    set_data(form, **taken)
    return conflicts


def _unbound(form: EditForm, initial: Mapping[str, Any]) -> forms.Form:
    """A form with the fields of `form` that is not bound."""
    unbound = forms.Form(initial=dict(initial))
    unbound.fields = form.fields
    return unbound


def _set(data: Any, name: str, widget: forms.Widget | None, value: Any) -> None:
    """Set a field's value in a QueryDict the way that its widget submits it."""
    if isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
        return
    formatted = widget.format_value(value) if widget else value
    if isinstance(formatted, list | tuple):
        data.setlist(name, [str(one) for one in formatted])
    else:
        data[name] = "" if formatted is None else str(formatted)


def _label_of_row(field: Any, value: Any) -> str:
    """The chosen row, looked up alone: the field may offer thousands."""
    try:
        row = field.to_python(value)
    except forms.ValidationError:
        return str(value)
    return "" if row is None else str(field.label_from_instance(row))
