"""Form fields that several screens share: partial dates, lists of lines, and names of sources."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy

from factcheck.articles.fields import SOURCE
from factcheck.articles.models import Source
from factcheck.claims import dates
from factcheck.desk import messages
from factcheck.web.form_fields import LineField, MultilineField, NameInput

SOURCE_OPTIONS = reverse_lazy("desk:source-options")


class PartialDateField(LineField):
    """A day, a month, or a year as text; cleans to `dates.PartialDate` or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **{"help_text": messages.PARTIAL_DATE_HELP, **options})

    def clean(self, value: Any) -> dates.PartialDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return dates.parse_partial_date(text)
        except dates.InvalidDate as error:
            raise forms.ValidationError(str(error)) from error


class LinesField(MultilineField):
    """A list with one entry per line; cleans to the lines that are not blank."""

    def __init__(self, *, most: int, longest: int, **options: Any) -> None:
        self.most, self.longest = most, longest
        super().__init__(max_length=most * (longest + 1), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in (super().clean(value) or "").splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > self.most:
            raise forms.ValidationError(messages.too_many_lines(self.most))
        if long := next((line for line in lines if len(line) > self.longest), None):
            raise forms.ValidationError(messages.too_long(long, self.longest))
        return lines


class SourceNameField(LineField):
    """The name of an existing source, case-insensitive; cleans to the Source or None. Accepts an id, which old URLs contain."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"max_length": SOURCE.max_length("name"), "required": False, "widget": NameInput(SOURCE_OPTIONS), **options}
        )

    def clean(self, value: Any) -> Source | None:
        name = " ".join(super().clean(value).split())
        if not name:
            return None
        source = Source.objects.filter(name__iexact=name).first()
        if source is None and name.isascii() and name.isdigit() and len(name) <= 18:
            source = Source.objects.filter(pk=name).first()
        if source is None:
            raise forms.ValidationError(messages.SOURCE_UNKNOWN, code="unknown")
        return source
