"""The other names of rows: changing them, and the names of a merged row, which become other names of the survivor."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.ledger.named import Named
from factcheck.web.characters import identifying_text_error
from factcheck.web.errors import Invalid
from factcheck.web.known_names import MAX_NAME_LENGTH, MAX_OTHER_NAMES
from factcheck.web.name_identity import name_identity, normalize_name
from factcheck.web.text import text_error


@dataclass(frozen=True, slots=True)
class OtherNamesChange:
    """The change of the other names of `row`, for the argument `part` of `ledger.actions.edit`."""

    row: Named
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)

    def save(self) -> None:
        """Write the change. The row must have been saved, so that the trigger has updated its displayed name."""
        names = self.row.known_names
        names.filter(is_alias=True, name__in=self.removed).delete()
        if self.removed:
            _end_exemptions(names.model, names.model.objects.filter(key__in=map(name_identity, self.removed)))
        names.bulk_create([names.model(owner=self.row, name=name) for name in self.added])


def other_names_change(row: Named, names: Iterable[str] | None, *, name: str | None = None) -> OtherNamesChange:
    """The change of the other names of the locked `row` to `names`; None leaves them as they are.

    `name` is its new displayed name, which cannot also be another name. Raises Invalid(other_names) for a new name that is not
    allowed or that another row has, and if new names exceed the maximum number. Merges can exceed it: such a row can still be
    edited, and names can be removed from it. At most two queries.
    """
    old = {name_identity(known): known for known in row.other_names}
    displayed = name_identity(row.name if name is None else name)
    entered_names = [normalize_name(entered) for entered in reversed(list(names or ())) if entered.strip()]
    new = old if names is None else {name_identity(entered): entered for entered in entered_names}
    new = {key: old.get(key, entered) for key, entered in new.items() if key != displayed}
    added = {key: entered for key, entered in new.items() if key not in old}
    _require_valid(list(added.values()), len(new))
    if new.keys() == old.keys():
        return OtherNamesChange(row)
    taken = row.known_names.model.objects.filter(key__in=added).exclude(owner=row).select_related("owner").order_by("key")
    if held := taken.first():
        raise Invalid({"other_names": f"“{held.name}” is already a name of “{held.owner.name}”. Merge the two instead."})
    return OtherNamesChange(
        row,
        removed=tuple(old[key] for key in old.keys() - new.keys()),
        added=tuple(added.values()),
        before={"other_names": sorted(old.values(), key=str.casefold)},
        after={"other_names": sorted(new.values(), key=str.casefold)},
    )


def edited_name(row: Named, name: str) -> str:
    """The value of `name` to store. An unchanged name that predates its normalization stays as it is."""
    name = normalize_name(name)
    return row.name if name == normalize_name(row.name) else name


def take_over_names(merged: Named, survivor: Named) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make all names of `merged` other names of `survivor`. Both are locked. Returns the values before and after, for the entry.

    A name whose key `survivor` already has is removed.
    """
    before = survivor.other_names
    names = survivor.known_names.model.objects
    own = list(survivor.known_names.values_list("key", flat=True))
    names.filter(owner=merged, key__in=own).delete()
    names.filter(owner=merged).update(owner=survivor, is_alias=True)
    _end_exemptions(names.model, names.filter(owner=survivor))
    return {"other_names": before}, {"other_names": type(survivor)._default_manager.get(pk=survivor.pk).other_names}


def _end_exemptions(model: Any, names: Any) -> None:
    """Make the first duplicate of each key among `names` subject to the constraint if no other row has the key.

    Usually, there are none, and this takes one query.
    """
    for duplicate in names.filter(is_duplicate=True).order_by("pk"):
        if not model.objects.filter(key=duplicate.key, is_duplicate=False).exists():
            model.objects.filter(pk=duplicate.pk).update(is_duplicate=False)


def _require_valid(added: Collection[str], total: int) -> None:
    for name in added:
        if problem := text_error(name) or identifying_text_error(name):
            raise Invalid({"other_names": problem})
        if len(name) > MAX_NAME_LENGTH:
            raise Invalid(
                {"other_names": f"A name can have at most {MAX_NAME_LENGTH} characters; “{name[:40]}…” has {len(name)}."}
            )
    if added and total > MAX_OTHER_NAMES:
        raise Invalid({"other_names": f"At most {MAX_OTHER_NAMES} other names are allowed; there are {total}."})
