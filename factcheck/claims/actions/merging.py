"""Actions that merge two sources or two actors: all references move to one of them, in one ledger entry.

Published documents contain names, not references, so they do not change. The record of each affected claim has changed, as after
any edit of a source or an actor.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.articles.models import KnownSourceName, Source
from factcheck.claims.models import Actor, Attribution, KnownActorName, Mention, Party
from factcheck.ledger.actions import change_once, expect_version, json_value, record, save_next_version, take_over_names
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.models import Recorded
from factcheck.ledger.named import Named
from factcheck.ledger.references import references_to
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused

NamedModelRow = TypeVar("NamedModelRow", bound=Named)
Values = dict[str, dict[str, dict[str, Any]]]

PARTS = (KnownSourceName, KnownActorName)
"""Referring tables without ledger entries of their own, which `take_over_names` moves. Chains are moved with their mentions."""


@change_once("source.merge", "source")
def merge_sources(
    *,
    person: Person,
    source: Source,
    into: Source,
    seen_version: int | None = None,
    seen_into_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Source:
    """Merge `source` into `into`: everything that refers to `source` refers to `into`, which gets its names as other names.

    Empty fields of `into` are filled from `source`; its other fields do not change. If both are parties to a claim, the party
    that is `source` is withdrawn. Returns the merged source. Raises EditConflict if a version is not the one that was seen, and
    Refused if either source is already merged.
    """
    return _merge(source, into, person=person, permission="source.edit", seen=(seen_version, seen_into_version))


@change_once("actor.merge", "actor")
def merge_actors(
    *,
    person: Person,
    actor: Actor,
    into: Actor,
    seen_version: int | None = None,
    seen_into_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Actor:
    """Merge `actor` into `into`, like `merge_sources`. Of neighboring links in an attribution chain, one remains."""
    return _merge(actor, into, person=person, permission="actor.edit", seen=(seen_version, seen_into_version))


@dataclass(slots=True)
class _Moved:
    """The rows that a merge has moved, and their values for the entry: kind → id → changed values."""

    rows: list[Recorded] = field(default_factory=list)
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)

    def add(self, row: Recorded, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.rows.append(row)
        for values, side in ((self.before, before), (self.after, after)):
            values.setdefault(kind_of(row), {})[str(row.pk)] = json_value(side)


def _merge(
    row: NamedModelRow, into: NamedModelRow, *, person: Person, permission: str, seen: tuple[int | None, int | None]
) -> NamedModelRow:
    permit(person, permission)
    noun = str(row._meta.verbose_name)
    if row.pk == into.pk:
        raise Invalid({"into": f"Choose another {noun}. This is the one to be merged."})
    merged, survivor = _lock_both(row, into)
    for locked, version in zip((merged, survivor), seen, strict=True):
        if locked.merged_into_id:
            raise Refused(f"“{locked.name}” was already merged into “{locked.merged_into.name}”.")
        expect_version(locked, version, person=person)
    moved = _Moved()
    for model, columns in references_to(type(row)).items():
        if model is Attribution:
            _move_chains(merged, survivor, moved)
        elif model not in PARTS:
            _move_rows(model, columns, merged, survivor, moved)
    filled = {name: getattr(merged, name) for name in fields_to_fill(merged, survivor)}
    names_before, names_after = take_over_names(merged, survivor)
    before, after = save_next_version(survivor, is_part_changed=True, **filled)
    save_next_version(merged, merged_into=survivor)
    moved.add(merged, {"merged_into": None}, {"merged_into": survivor})
    record(
        person=person,
        action=f"{kind_of(row)}.merged",
        subject=survivor,
        touched=moved.rows,
        before={**before, **names_before, "rows": moved.before},
        after={**after, **names_after, "merged": merged.name, "rows": moved.after},
    )
    return merged


def fields_to_fill(merged: Named, survivor: Named) -> list[str]:
    """The fields of the survivor that are empty or unknown, and that the merged row fills."""
    empty = ("", None, "unknown")
    columns = {column.name for column in survivor._meta.concrete_fields}
    names = [each.name for each in survivor.editable_fields if each.name in columns]
    return [name for name in names if getattr(survivor, name) in empty and getattr(merged, name) not in empty]


def _lock_both(row: NamedModelRow, into: NamedModelRow) -> tuple[NamedModelRow, NamedModelRow]:
    """Lock both rows in the order of their ids, so that concurrent merges in opposite directions do not deadlock.

    The lock also waits for transactions that are adding references to them (`RefersToSurvivor`).
    """
    rows = type(row)._default_manager.filter(pk__in=[row.pk, into.pk]).order_by("pk").select_for_update(of=("self",))
    by_id = {locked.pk: locked for locked in rows}
    return by_id[row.pk], by_id[into.pk]


def _move_rows(model: type[Any], columns: Sequence[str], merged: Named, survivor: Named, moved: _Moved) -> None:
    """Replace `merged` in the foreign keys `columns` of `model`, one new version for each row. Three queries for any number."""
    if not issubclass(model, Recorded):
        raise TypeError(f"{model._meta.label} has no ledger entries: decide how a merge moves it")
    condition = Q()
    for column in columns:
        condition |= Q(**{column: merged.pk})
    rows = list(model._base_manager.filter(condition).order_by("pk").select_for_update(of=("self",), no_key=True))
    withdrawn = _duplicate_parties(rows, columns, survivor) if model is Party else set()
    for row in rows:
        values = {column: getattr(row, f"{column}_id") for column in columns if getattr(row, f"{column}_id") == merged.pk}
        replaced: dict[str, Any] = dict.fromkeys(values, survivor.pk)
        if row.pk in withdrawn:
            replaced |= {"withdrawn_at": timezone.now(), "withdrawn_reason": _duplicate_reason(merged, survivor)}
            model._base_manager.filter(pk=row.pk).update(
                version=F("version") + 1, **{f"{name}_id" if name in columns else name: value for name, value in replaced.items()}
            )
        row.version += 1
        moved.add(row, {name: values.get(name) or None for name in replaced}, replaced)
    changes: dict[str, Any] = {
        column: Case(
            When(**{column: merged.pk}, then=Value(survivor.pk)), default=F(f"{column}_id"), output_field=BigIntegerField()
        )
        for column in columns
    }
    others = model._base_manager.filter(pk__in=[row.pk for row in rows if row.pk not in withdrawn])
    others.update(version=F("version") + 1, **changes)


def _duplicate_parties(rows: Sequence[Any], columns: Sequence[str], survivor: Named) -> set[int]:
    """The ids of the active parties among `rows` whose claims already have `survivor` as a party."""
    active = [row for row in rows if row.withdrawn_at is None]
    (column,) = columns
    parties = Party.objects.active().filter(**{column: survivor.pk}, claim__in=[row.claim_id for row in active])
    claims = set(parties.values_list("claim", flat=True))
    return {row.pk for row in active if row.claim_id in claims}


def _duplicate_reason(merged: Named, survivor: Named) -> str:
    return f"Merged: “{merged.name}” is “{survivor.name}”, which is already a party."[:500]


def _move_chains(merged: Named, survivor: Named, moved: _Moved) -> None:
    """Replace `merged` in attribution chains. Of equal neighbors in a chain, the first remains."""
    ids = Attribution.objects.filter(actor=merged.pk).values("mention")
    locked = Mention.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True)
    mentions = {mention.pk: mention for mention in locked}
    links = Attribution.objects.filter(mention__in=mentions).order_by("mention", "position")
    repeated = []
    for mention_id, chain in groupby(list(links), key=lambda link: link.mention_id):
        before: list[int] = []
        after: list[int] = []
        for link in chain:
            before.append(link.actor_id)
            actor = survivor.pk if link.actor_id == merged.pk else link.actor_id
            if after and after[-1] == actor == survivor.pk:
                repeated.append(link.pk)
            else:
                after.append(actor)
        mentions[mention_id].version += 1
        moved.add(mentions[mention_id], {"chain": before}, {"chain": after})
    Attribution.objects.filter(pk__in=repeated).delete()
    Mention.objects.filter(pk__in=mentions).update(version=F("version") + 1)
    Attribution.objects.filter(actor=merged.pk).update(actor=survivor.pk)
