"""Evidence sets: items of a claim that are sufficient only together. Pure.

A set is a name that the items share. If one of its items is withdrawn, the others no longer count as sufficient.
"""

from __future__ import annotations

from collections.abc import Iterable


def withdrawn_members(items: Iterable[tuple[str, int, bool]]) -> dict[str, tuple[int, ...]]:
    """The names of the sets with withdrawn items → the numbers of these items, both in order.

    `items` are all items of a claim: the name of the set, which may be empty, the number, and whether the item was withdrawn.
    """
    members: dict[str, list[int]] = {}
    for name, number, is_withdrawn in items:
        if is_withdrawn and name.strip():
            members.setdefault(name.strip(), []).append(number)
    return {name: tuple(sorted(numbers)) for name, numbers in sorted(members.items())}
