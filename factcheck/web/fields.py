"""Types for the `fields.py` modules, which list the editable fields of each model with their labels and lengths. Pure.

Columns, actions, forms, serializers, the history, and the published document use these lists. `tests/test_fields.py` checks that
none of them omits a field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One editable field.

    `label` is the field's name in running text; it defaults to `name` with spaces. `form_label` and `help_text` belong to its
    control. `max_length` is in code points. `control` is the name of the control if it differs from `name`: a date and its
    precision share one control. `is_address`: the value is empty or an http or https URL. `is_multiline`: the text may contain
    line breaks. In all other texts, forms, API, and actions replace line breaks with spaces (`web.text.normalize_texts`).

    `is_identifying`: the text names or states something and is read within other text, so it contains no control or bidirectional
    control characters and is visible (`web.characters`). This is the default for single-line texts with a maximum length.

    `not_published` is the reason why readers do not see the field. Such a field does not count when a record is compared with the
    one that an editor approved.
    """

    name: str
    label: str = ""
    max_length: int | None = None
    form_label: str = ""
    help_text: str = ""
    control: str = ""
    is_address: bool = False
    is_multiline: bool = False
    not_published: str = ""
    is_identifying: bool | None = None

    def __post_init__(self) -> None:
        label = self.label or self.name.replace("_", " ")
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "form_label", self.form_label or label[0].upper() + label[1:])
        object.__setattr__(self, "control", self.control or self.name)
        if self.is_identifying is None:
            is_line = self.max_length is not None and not self.is_multiline and not self.is_address
            object.__setattr__(self, "is_identifying", is_line)

    @property
    def control_options(self) -> dict[str, Any]:
        """The keyword arguments of a form field: `label`, and `max_length` and `help_text` if the field has them."""
        options = {"label": self.form_label, "max_length": self.max_length, "help_text": self.help_text}
        return {name: value for name, value in options.items() if value}


class Fields:
    """The editable fields of one model. `kind` is the name of the model in the ledger."""

    def __init__(self, kind: str, *fields: Field) -> None:
        self.kind = kind
        self._by_name = {field.name: field for field in fields}
        self.names = tuple(self._by_name)

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Field]:
        return iter(self._by_name.values())

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def max_length(self, name: str) -> int:
        """The maximum length of the field `name` in code points. Raises LookupError if it has none."""
        if (limit := self[name].max_length) is None:
            raise LookupError(f"{self.kind}.{name} has no maximum length")
        return limit

    def control(self, name: str, **options: Any) -> dict[str, Any]:
        """The keyword arguments of the form field for `name`; `options` are added and take precedence."""
        return {**self[name].control_options, **options}

    @property
    def own_controls(self) -> tuple[str, ...]:
        """The names of the fields whose control has the same name, so that its value is the value of the field."""
        return tuple(field.name for field in self if field.control == field.name)

    @property
    def published(self) -> tuple[str, ...]:
        """The names of the fields that readers see."""
        return tuple(field.name for field in self if not field.not_published)

    @property
    def form_labels(self) -> dict[str, str]:
        return {field.name: field.form_label for field in self}

    @property
    def help_texts(self) -> dict[str, str]:
        return {field.name: field.help_text for field in self if field.help_text}

    def values_of(self, row: Any) -> dict[str, Any]:
        """The value of each field in a row of the model."""
        return {name: getattr(row, name) for name in self.names}

    def addresses_in(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The values of the URL fields in `values`, by field name."""
        return {field.name: values[field.name] for field in self if field.is_address and field.name in values}


MAX_URL_LENGTH = 2000
"""Maximum length of a URL in code points."""
REASON = Field("reason", max_length=500, help_text="The withdrawn item stays on the record with this reason.", is_multiline=True)
"""The reason for withdrawing a row."""
