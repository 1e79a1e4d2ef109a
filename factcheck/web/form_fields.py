"""Form fields for text and dates. The maximum length of a text applies to the stored value, not to the submitted one."""

from __future__ import annotations

from typing import Any

from django import forms

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
