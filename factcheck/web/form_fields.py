"""Form fields for text, dates, and URLs, and the input for names.

The maximum length of a text applies to the stored value, not to the submitted one.
"""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.web.fields import MAX_URL_LENGTH
from factcheck.web.http_urls import validate_http_url
from factcheck.web.text import join_lines, normalize_line_endings, storable


class LineField(forms.CharField):
    """A single line of text. Line breaks become spaces: browsers do not send any from such a field, but other programs may."""

    default_validators = [storable]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(join_lines(str(value)) if value else value))


class MultilineField(forms.CharField):
    """Text of several lines, in a text area with `rows` rows. CRLF is normalized to LF before the length is checked."""

    default_validators = [storable]

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows}), **options})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(normalize_line_endings(str(value)) if value else value))


class DayField(forms.DateField):
    """A date, with the date picker of the browser."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options})


class HttpUrlField(forms.URLField):
    """A URL. If the scheme is missing, it is https."""

    default_validators = [validate_http_url]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": MAX_URL_LENGTH, **options})


DEFAULT_REQUIRED = forms.Field.default_error_messages["required"]
INCOMPLETE = "The form is incomplete. Open the page again."
CHOOSE_OPTION = "Choose an option."
CHOOSE_FILE = "Choose a file."


LIMITS = {
    "max_length": "Enter at most %(limit_value)d characters. This text has %(show_value)d.",
    "min_value": "Enter a number of at least %(limit_value)d.",
    "max_value": "Enter a number of at most %(limit_value)d.",
}
"""Code of a validation error → its message, for all fields without a message of their own."""


class RequiredMessages:
    """A form that says what to enter in an empty required field and what its limits are, unless a field has its own message."""

    def full_clean(self: Any) -> None:
        for bound in self:
            bound.field.error_messages = messages = {**LIMITS, **bound.field.error_messages}
            if messages.get("required") is DEFAULT_REQUIRED:  # comparing two translated strings takes ten times as long
                messages["required"] = required_message(bound)
        super().full_clean()  # type: ignore[misc]


def required_message(bound: forms.BoundField) -> str:
    """The message for an empty required field, from its label and the kind of its control."""
    if bound.is_hidden:
        return INCOMPLETE
    if isinstance(bound.field.widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return CHOOSE_OPTION
    if isinstance(bound.field.widget, forms.FileInput):
        return CHOOSE_FILE
    label = str(bound.label)
    return f"Enter the {label[:1].lower()}{label[1:]}."


class NameInput(forms.TextInput):
    """A text field that suggests existing names. `static/js/combobox.js` turns it into a combobox.

    `options` is the URL of the suggestions (it may be lazy), `new` the message for a name that does not exist yet.
    """

    def __init__(self, options: Any, *, new: str = "", **attrs: Any) -> None:
        new_name = {"data-combobox-new": new} if new else {}
        super().__init__({"data-combobox": options, **new_name, "autocomplete": "off", **attrs})
