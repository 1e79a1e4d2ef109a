"""Steps of an action that changes a recorded row: lock it, compare its version, save the next version, and record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from factcheck.ledger.actions.entries import NewEntry, json_value, record, record_many
from factcheck.ledger.models import Recorded
from factcheck.ledger.queries import newest_entry
from factcheck.web.consent import require_consent
from factcheck.web.dates import format_moment
from factcheck.web.decisions import Denied, can, permit
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from factcheck.web.text import normalize_line_endings, normalize_texts

RecordedRow = TypeVar("RecordedRow", bound=Recorded)
Resolve = Callable[[dict[str, Any]], tuple[dict[str, Any], Sequence[NewEntry]]]


class PartChange(Protocol):
    """A change of a part of a row that is stored in another table. `before` and `after` are empty if nothing changes."""

    @property
    def before(self) -> Mapping[str, Any]: ...

    @property
    def after(self) -> Mapping[str, Any]: ...

    def save(self) -> None: ...


def lock_row(
    row: RecordedRow,
    *,
    person: Any,
    permission: str,
    subject: Callable[[RecordedRow], Any] | None = None,
    seen_version: int | None = None,
    typed: Mapping[str, Any] | None = None,
    rows: QuerySet[RecordedRow] | None = None,
    lock_first: Callable[[], object] | None = None,
) -> RecordedRow:
    """Check the permission, lock the row, and compare its version with `seen_version`. Returns the locked row.

    `subject` maps the row to the object of the permission, which by default is the row itself. `rows` is a queryset that selects
    the related rows that the action reads. `typed` contains the submitted values of the form. `lock_first` locks the rows that
    precede this one in the lock order, after the permission is checked. Raises NotAllowed or Refused if the permission is denied,
    and EditConflict if the row has a newer version.
    """
    subject = subject or (lambda row: row)
    decision = can(person, permission, subject(row))
    if isinstance(decision, Denied) and not decision.for_now:
        raise NotAllowed(decision.reason)
    require_consent(permission)
    if lock_first:
        lock_first()
    queryset = type(row)._default_manager.all() if rows is None else rows
    locked = queryset.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    # `row` may be stale. A decision that depends on its state is therefore repeated after the lock, when the state cannot change.
    if not decision:
        permit(person, permission, subject(locked))
    expect_version(locked, seen_version, person=person, typed=typed)
    if decision and locked.version != row.version:
        permit(person, permission, subject(locked))
    return locked


def expect_version(row: Recorded, seen: int | None, *, person: Any, typed: Mapping[str, Any] | None = None) -> None:
    """Raise EditConflict if the version of the locked `row` differs from `seen`, the version that `person` saw in the form."""
    if seen is None or row.version == seen:
        return
    raise edit_conflict(
        row,
        person=person,
        versions=f"It is now version {row.version}; you edited version {seen}.",
        current={field: _comparable(getattr(row, field, ""), value) for field, value in (typed or {}).items()},
        typed=json_value(typed or {}),
    )


def edit_conflict(
    row: Recorded, *, person: Any, versions: str, current: Mapping[str, Any], typed: Mapping[str, Any]
) -> EditConflict:
    """The conflict of `person` with whoever wrote the current version of `row`, possibly the same person in another tab.

    `versions` is a sentence that names the newest version. One query.
    """
    entry = newest_entry(row)
    is_own = entry is not None and entry.person_id == person.pk
    noun = row._meta.verbose_name
    if is_own:
        message = f"You saved a newer version of this {noun} elsewhere, for example in another tab or window."
    elif entry is not None and entry.person is not None:
        message = f"{entry.person} changed this {noun} on {format_moment(entry.at)}, while you were editing it."
    else:
        message = f"This {noun} was changed while you were editing it."
    return EditConflict(f"{message} {versions}", current=current, typed=typed, is_own=is_own)


def save_next_version(row: Recorded, *, is_part_changed: bool = False, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Save `changes` to a locked row as its next version. Returns (before, after), the values of the fields that differ.

    If no field differs, nothing is written, unless `is_part_changed` is true: a part of the row in another table has changed.
    Texts are normalized before the comparison, so that an old row with other line breaks does not count as changed.
    """
    before, after = {}, {}
    for field, value in normalize_texts(changes, row.editable_fields).items():
        old = getattr(row, field)
        if normalize_texts({field: old}, row.editable_fields)[field] != value:
            before[field], after[field] = old, value
            setattr(row, field, value)
    if after or is_part_changed:
        row.version += 1
        row.save(update_fields=[*after, "version"])
    return json_value(before), json_value(after)


def edit(
    row: RecordedRow,
    *,
    person: Any,
    permission: str,
    action: str,
    seen_version: int | None,
    fields: Mapping[str, Any],
    validate: Callable[[Mapping[str, Any]], None] | None = None,
    resolve: Resolve | None = None,
    on_change: Callable[[RecordedRow], None] | None = None,
    part: Callable[[RecordedRow], PartChange] | None = None,
    lock_first: Callable[[], object] | None = None,
) -> RecordedRow:
    """Change `fields` of a row and record the change as `action`. If no field differs, write nothing. Returns the current row.

    `validate` raises Invalid for invalid values. `resolve` replaces names in `fields` with rows and returns the fields and the
    entries of the rows that it added. `part` returns the change of a part of the locked row; it is saved after the row.
    `on_change` runs before the entry is appended. `lock_first` is that of `lock_row`, whose exceptions this raises.
    """
    locked = lock_row(row, person=person, permission=permission, seen_version=seen_version, typed=fields, lock_first=lock_first)
    if validate:
        validate(fields)
    resolved, entries = resolve(dict(fields)) if resolve else (fields, ())
    change = part(locked) if part else None
    before, after = save_next_version(locked, is_part_changed=bool(change and change.after), **resolved)
    if change and change.after:
        change.save()
        before, after = {**before, **change.before}, {**after, **change.after}
    if not after:
        return locked
    if on_change:
        on_change(locked)
    record_many(person=person, entries=[*entries, NewEntry(action=action, subject=locked, before=before, after=after)])
    return locked


def withdraw(
    row: RecordedRow,
    *,
    person: Any,
    permission: str,
    action: str,
    reason: str,
    seen_version: int | None,
    subject: Callable[[RecordedRow], Any] | None = None,
    before: Callable[[RecordedRow], Mapping[str, Any]] | None = None,
    on_change: Callable[[RecordedRow], None] | None = None,
    **columns: Any,
) -> RecordedRow:
    """Mark a row as withdrawn with a reason and record this as `action`. The row is not deleted.

    `columns` are set in addition to the time and the reason. `before` returns the values of the row for the entry. Raises
    Invalid for an empty reason, Refused if the row is already withdrawn, and the exceptions of `lock_row`.
    """
    locked: Any = lock_row(
        row, person=person, permission=permission, subject=subject, seen_version=seen_version, typed={"reason": reason}
    )
    noun = locked._meta.verbose_name
    reason = normalize_line_endings(reason.strip())
    if not reason:
        raise Invalid({"reason": f"Enter the reason for withdrawing this {noun}."})
    if locked.withdrawn_at is not None:
        raise Refused(f"This {noun} is already withdrawn.")
    save_next_version(locked, withdrawn_at=timezone.now(), withdrawn_reason=reason, **columns)
    if on_change:
        on_change(locked)
    record(person=person, action=action, subject=locked, before=before(locked) if before else None, reason=reason)
    return locked  # type: ignore[no-any-return]


def _comparable(current: Any, submitted: Any) -> Any:
    """The stored value in the format of the submitted one: a row becomes its name if the form submits a name."""
    return str(current) if isinstance(current, Model) and isinstance(submitted, str) else json_value(current)
