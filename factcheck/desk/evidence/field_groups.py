"""The groups of optional fields that the forms of evidence fold, and which of them are open. Pure."""

from __future__ import annotations

from typing import Any, Final, Protocol

from factcheck.evidence.fields import VERIFICATION

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "source": ("title", "source", "origin"),
    "dates": ("author", "published_on", "accessed_on", "available_since", "event_on", "locator"),
    "publication": (
        "fetching",
        "may_show_surroundings",
        "evidence_set",
        "is_graphic",
        "protection",
        "protection_note",
    ),
    "verification": VERIFICATION,
}
"""Group → its fields, in the order of the page. A form can lack some of them."""


class GroupedForm(Protocol):
    fields: dict[str, Any]

    def __getitem__(self, name: str) -> Any: ...

    def default_of(self, name: str) -> Any: ...


def open_groups(form: GroupedForm) -> dict[str, bool]:
    """Whether each group is open: a field in it has an error, or another value than its default."""
    return {group: any(_is_used(form, name) for name in names if name in form.fields) for group, names in GROUPS.items()}


def _is_used(form: GroupedForm, name: str) -> bool:
    field = form[name]
    return bool(field.errors) or str(field.value() or "") != str(form.default_of(name) or "")
