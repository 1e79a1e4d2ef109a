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


class NameInput(forms.TextInput):
    """A text field that suggests existing names. `static/js/combobox.js` turns it into a combobox.

    `options` is the URL of the suggestions (it may be lazy), `new` the message for a name that does not exist yet.
    """

    def __init__(self, options: Any, *, new: str = "", **attrs: Any) -> None:
        new_name = {"data-combobox-new": new} if new else {}
        super().__init__({"data-combobox": options, **new_name, "autocomplete": "off", **attrs})
