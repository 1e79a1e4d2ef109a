"""Changing recorded rows: lock, compare the version that the person saw, save the next version, and record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from factcheck.ledger.actions.entries import NewEntry, plain, record, record_many
from factcheck.ledger.models import Recorded
from factcheck.web.decisions import Denied, can, permit
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from factcheck.web.text import normalize_line_endings

Row = TypeVar("Row", bound=Recorded)
Resolve = Callable[[dict[str, Any]], tuple[dict[str, Any], Sequence[NewEntry]]]


def lock_row(
    row: Row,
    *,
    person: Any,
    permission: str,
    subject: Callable[[Row], Any] | None = None,
    seen_version: int | None = None,
    typed: Mapping[str, Any] | None = None,
    rows: QuerySet[Row] | None = None,
) -> Row:
    """The first three steps of a change: ask the permission, lock the row, compare its version with `seen_version`.

    `subject` gives what the permission is asked about, if it is not the row. `rows` is a queryset with the related rows that the
    action reads. Raises NotAllowed or Refused, or EditConflict with the fields in `typed`.
    """
    subject = subject or (lambda found: found)
    decision = can(person, permission, subject(row))
    if isinstance(decision, Denied) and not decision.for_now:
        raise NotAllowed(decision.reason)
    every = type(row)._default_manager.all() if rows is None else rows
    locked = every.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    # The row that was read may be old, so an answer that depends on its state is asked again now that the state cannot change.
    if not decision:
        permit(person, permission, subject(locked))
    expect_version(locked, seen_version, typed=typed)
    if decision and locked.version != row.version:
        permit(person, permission, subject(locked))
    return locked


def expect_version(row: Recorded, seen: int | None, *, typed: Mapping[str, Any] | None = None) -> None:
    """Raise EditConflict if the locked `row` is no longer the version `seen` that the person had on the screen."""
    if seen is None or row.version == seen:
        return
    raise EditConflict(
        f"Someone saved this {row._meta.verbose_name} while you were working on it:"
        f" it is now version {row.version}, you saw version {seen}.",
        current={field: _comparable(getattr(row, field, ""), value) for field, value in (typed or {}).items()},
        typed=plain(typed or {}),
        next_step="Compare the versions below. Your input is still in the form; submit it again to save it.",
    )


def save_next_version(row: Recorded, *, is_part_changed: bool = False, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set `changes` on a locked row and save them as its next version. Returns (before, after) of the fields that differ.

    Nothing is written if no field differs, unless `is_part_changed`: a part of the row that is stored elsewhere changed. Line
    endings are normalized first, so they are no difference.
    """
    before, after = {}, {}
    for field, value in normalize_line_endings(changes).items():
        old = getattr(row, field)
        if normalize_line_endings(old) != value:
            before[field], after[field] = old, value
            setattr(row, field, value)
    if after or is_part_changed:
        row.version += 1
        row.save(update_fields=[*after, "version"])
    return plain(before), plain(after)


def edit(
    row: Row,
    *,
    person: Any,
    permission: str,
    action: str,
    seen_version: int | None,
    fields: Mapping[str, Any],
    validate: Callable[[Mapping[str, Any]], None] | None = None,
    resolve: Resolve | None = None,
    on_change: Callable[[Row], None] | None = None,
) -> Row:
    """Change `fields` of a row and record it as `action`; write nothing if none differs. Returns the row as it is saved now.

    `validate` raises Invalid for values that cannot be saved. `resolve` turns names in `fields` into rows and returns the fields
    with the entries of the rows that it added. `on_change` runs before the entry is appended. Raises as `lock_row` does.
    """
    locked = lock_row(row, person=person, permission=permission, seen_version=seen_version, typed=fields)
    if validate:
        validate(fields)
    resolved, entries = resolve(dict(fields)) if resolve else (fields, ())
    before, after = save_next_version(locked, **resolved)
    if not after:
        return locked
    if on_change:
        on_change(locked)
    record_many(person=person, entries=[*entries, NewEntry(action=action, subject=locked, before=before, after=after)])
    return locked


def withdraw(
    row: Row,
    *,
    person: Any,
    permission: str,
    action: str,
    reason: str,
    seen_version: int | None,
    subject: Callable[[Row], Any] | None = None,
    before: Callable[[Row], Mapping[str, Any]] | None = None,
    on_change: Callable[[Row], None] | None = None,
    **columns: Any,
) -> Row:
    """Withdraw a row with a reason and record it as `action`; the row stays. `columns` are set besides the time and the reason.

    `before` gives the values of the row for the entry. Raises Invalid(reason) for an empty reason, Refused for a row that was
    withdrawn before, and as `lock_row` does.
    """
    locked: Any = lock_row(
        row, person=person, permission=permission, subject=subject, seen_version=seen_version, typed={"reason": reason}
    )
    noun = locked._meta.verbose_name
    reason = normalize_line_endings(reason.strip())
    if not reason:
        raise Invalid({"reason": f"Say why this {noun} is withdrawn."})
    if locked.withdrawn_at is not None:
        raise Refused(f"This {noun} was withdrawn already.")
    save_next_version(locked, withdrawn_at=timezone.now(), withdrawn_reason=reason, **columns)
    if on_change:
        on_change(locked)
    record(person=person, action=action, subject=locked, before=before(locked) if before else None, reason=reason)
    return locked  # type: ignore[no-any-return]


def _comparable(current: Any, typed: Any) -> Any:
    """The stored value in the form of the typed one: a row that was given by name as its name."""
    return str(current) if isinstance(current, Model) and isinstance(typed, str) else plain(current)
