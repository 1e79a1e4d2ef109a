"""Form fields that several screens share: partial dates, lists of lines, names of sources, and people who take over work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.urls import reverse_lazy
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from factcheck.accounts.models import Person, Role
from factcheck.articles.fields import SOURCE
from factcheck.articles.models import Source
from factcheck.claims import dates
from factcheck.desk import messages
from factcheck.ledger.named import Named
from factcheck.web.form_fields import LineField, MultilineField, NameInput
from factcheck.web.known_names import MAX_NAME_LENGTH, MAX_SUBMITTED_NAMES
from factcheck.web.name_identity import normalize_name
from factcheck.web.names import name_order, row_named

SOURCE_OPTIONS = reverse_lazy("desk:source-options")
_REVIEWING = frozenset(role.value for role in Role if role.rank >= Role.EDITOR.rank)
"""The roles that may review."""


class _SuccessorChoices(ModelChoiceIterator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Checkers, then those who may review: as the author, they cannot approve the verdict. Reads only what an option displays."""

    def __iter__(self) -> Iterator[Any]:
        yield next(super().__iter__())  # the empty choice; before the query, because the widget first reads only this one
        groups: dict[str, list[tuple[int, str]]] = {messages.CHECKERS: [], messages.EDITORS: []}
        for pk, name, email, role in self.queryset.values_list("pk", "name", "email", "role"):
            groups[messages.EDITORS if role in _REVIEWING else messages.CHECKERS].append((pk, name or email))
        yield from ((label, group) for label, group in groups.items() if group)


class SuccessorSelect(forms.Select):
    """A choice of people. A newsroom can have hundreds, so the options are not rendered with a template for each."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen, choices = set(self.format_value(value)), cast(Iterable[tuple[Any, Any]], self.choices)
        parts = [
            self._group(key, label, chosen) if isinstance(label, list) else _option(key, label, chosen) for key, label in choices
        ]
        attributes = flatatt(self.build_attrs({"name": name, **self.attrs}, attrs))
        return format_html("<select{}>{}</select>", attributes, SafeString("".join(parts)))

    def _group(self, label: str, choices: Iterable[tuple[Any, str]], chosen: set[str]) -> SafeString:
        options = SafeString("".join(_option(key, name, chosen) for key, name in choices))
        return format_html('<optgroup label="{}">{}</optgroup>', label, options)


def _option(key: Any, label: str, chosen: set[str]) -> SafeString:
    is_chosen = " selected" if str(key) in chosen else ""
    return SafeString(f'<option value="{escape(key)}"{is_chosen}>{escape(label)}</option>')


class SuccessorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A person who takes over verdicts: anyone who can sign in and may write verdicts. The action checks the choice."""

    iterator = _SuccessorChoices
    widget = SuccessorSelect

    def __init__(self, **options: Any) -> None:
        people = Person.objects.filter(is_active=True).exclude(role=Role.READER)
        people = people.order_by(name_order("name"), "name", "pk")
        super().__init__(people, **{"empty_label": messages.CHOOSE_PERSON, **options})

    def leave_out(self, person_id: int) -> None:
        """Do not offer the person who has the work now. Call this after the validation, so that a repeated request is valid."""
        self.queryset = self.queryset.exclude(pk=person_id)  # type: ignore[union-attr]


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


class OtherNamesField(LinesField):
    """The other names of a source or an actor, one per line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"most": MAX_SUBMITTED_NAMES, "longest": MAX_NAME_LENGTH, "required": False, "rows": 2, **options})


def other_names_at(row: Named, version: int) -> dict[str, Any]:
    """The other names at an earlier version, for `initial_at`; empty if they have not changed since then. One query."""
    values = row.values_at(version)
    return {"other_names": values["other_names"]} if "other_names" in values else {}


class SourceNameField(LineField):
    """A name of an existing source (`web.name_identity`); cleans to the Source or None. Accepts an id, which old URLs contain."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"max_length": SOURCE.max_length("name"), "required": False, "widget": NameInput(SOURCE_OPTIONS), **options}
        )

    def clean(self, value: Any) -> Source | None:
        name = normalize_name(super().clean(value))
        if not name:
            return None
        source: Source | None = row_named(Source.objects.all(), name)
        if source is None and name.isascii() and name.isdigit() and len(name) <= 18:
            source = _source_by_id(int(name))
        if source is None:
            raise forms.ValidationError(messages.SOURCE_UNKNOWN, code="unknown")
        return source


def _source_by_id(pk: int) -> Source | None:
    """The source with this id, or the one that replaced it in a merge."""
    row: Source | None = Source.objects.select_related("merged_into").filter(pk=pk).first()
    return row.survivor if row else None
