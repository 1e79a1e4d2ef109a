"""The filters of the history screen: who acted, and on what. Counts need one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from factcheck.desk.history.sentences import DECISIONS, SYSTEM
from factcheck.ledger.models import Entry

NOBODY = "0"
"""The value of the filter for entries without a person."""
_OTHER = "claim"
_NOUNS = {
    "verdict": ("verdict", "correction", "notice"),
    "evidence": ("evidence", "search", "reply", "takedown", "hold"),
    "copies": ("copy", "quote", "capture", "address"),
}
"""Group → the nouns of its actions. All other actions belong to the claim and its mentions."""
LABELS = {
    "decisions": "Decisions",
    "verdict": "Text of the verdict",
    "evidence": "Evidence",
    "copies": "Copies",
    _OTHER: "Claim and mentions",
}


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A link that limits the entries, or that ends the limit if it is current. `query` is that of its URL."""

    query: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class HistoryFilters:
    """`people` and `groups` are empty if there is nothing to choose."""

    people: list[FilterLink]
    groups: list[FilterLink]
    entries: QuerySet[Entry]
    total: int


def filtered(entries: QuerySet[Entry], parameters: Mapping[str, str]) -> HistoryFilters:
    """The entries that the parameters `by` and `about` permit. Unknown values limit nothing."""
    rows = list(entries.order_by().values_list("person_id", "person__name", "action").annotate(count=Count("number")))
    people, names, groups = Counter[str](), {NOBODY: SYSTEM}, Counter[str]()
    for person_id, name, action, count in rows:
        key = str(person_id or NOBODY)
        people[key] += count
        groups[group_of(action)] += count
        names[key] = name or names.get(key) or SYSTEM
    by, about = parameters.get("by", ""), parameters.get("about", "")
    if by in people:
        entries = entries.filter(person__isnull=True) if by == NOBODY else entries.filter(person_id=int(by))
    if about in groups:
        entries = entries.filter(action__in={action for _, _, action, _ in rows if group_of(action) == about})
    links = [_link(parameters, "by", key, names[key], count) for key, count in people.most_common()]
    kinds = [_link(parameters, "about", key, LABELS[key], groups[key]) for key in LABELS if groups[key]]
    return HistoryFilters(
        links if len(links) > 1 else [], kinds if len(kinds) > 1 else [], entries, sum(count for *_, count in rows)
    )


def _link(parameters: Mapping[str, str], name: str, value: str, label: str, count: int) -> FilterLink:
    is_current = parameters.get(name) == value
    kept = {key: text for key, text in parameters.items() if key not in (name, "page")}
    return FilterLink(f"?{urlencode(kept if is_current else {**kept, name: value})}", label, count, is_current)


def group_of(action: str) -> str:
    """The key in LABELS of the group to which an action belongs."""
    if action in DECISIONS:
        return "decisions"
    noun = action.partition(".")[0]
    return next((group for group, nouns in _NOUNS.items() if noun in nouns), _OTHER)
