"""Names of the rows of ledger entries, as the screens name them: “item [5]”, “search “Archive of Z””. One query."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from factcheck.articles.models import UNTITLED, Article, Source
from factcheck.claims.models import Actor, Claim, Mention, Party, Relation
from factcheck.desk.history.labels import kind_label
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.ledger.kinds import kind_of
from factcheck.verdicts.models import VerdictVersion
from factcheck.web.typography import shorten

MAX_NAME = 80
"""Maximum length of a name in code points. A name with two parts has half of it for each."""
_SEPARATOR = "\x1f"
"""Separates the parts of a name. Stored texts contain no control characters."""


def _first_of(*fields: str) -> Any:
    """The first of the fields that is not empty, as text."""
    texts = [NullIf(Cast(F(field), CharField()), Value("")) for field in fields]
    return Coalesce(*texts, Value(UNTITLED))


_NAMES: dict[type[Model], tuple[Any, str]] = {
    Evidence: (_first_of("number"), "item [{}]"),
    EvidenceCopy: (Concat("evidence__number", Value(_SEPARATOR), "number", output_field=CharField()), "copy {1} of item [{0}]"),
    SearchLogEntry: (_first_of("terms", "place"), "search “{}”"),
    Reply: (_first_of("actor__name", "source__name", "name"), "request for comment to {}"),
    VerdictVersion: (_first_of("number"), "version {}"),
    Claim: (_first_of("statement"), "claim “{}”"),
    Relation: (Concat("claim__statement", Value(_SEPARATOR), "other__statement"), "relation of “{}” to “{}”"),
    Mention: (_first_of("revision__article__title", "revision__article__opening"), "mention in “{}”"),
    Party: (_first_of("source__name", "actor__name"), "party {}"),
    Source: (_first_of("name"), "source {}"),
    Actor: (_first_of("name"), "actor {}"),
    Article: (_first_of("title", "opening"), "article “{}”"),
}
"""Model → an expression for the name or its parts, and the format of the displayed name."""
_MODELS = {kind_of(model): model for model in _NAMES}

Row = tuple[str, int]
"""The kind and id of a row."""


def load_row_names(rows: Iterable[Row]) -> Mapping[Row, str]:
    """The displayed names of rows, each given by its kind and id. Rows of models without names have their kind and id.

    Names that are equal get the ids as well, so that no two links have the same text.
    """
    rows = set(rows)
    ids: dict[str, set[int]] = defaultdict(set)
    for kind, pk in rows:
        if kind in _MODELS:
            ids[kind].add(pk)
    names = {(kind, pk): f"{kind_label(kind)} {pk}" for kind, pk in rows}
    if ids:
        first, *rest = (_query(kind, wanted) for kind, wanted in sorted(ids.items()))
        for kind, pk, name in first.union(*rest, all=True):
            parts = name.split(_SEPARATOR)
            names[kind, pk] = _NAMES[_MODELS[kind]][1].format(*(shorten(part, MAX_NAME // len(parts)) for part in parts))
    number_of = Counter(names.values())
    return {row: f"{name} (ID {row[1]})" if number_of[name] > 1 else name for row, name in names.items()}


def _query(kind: str, ids: set[int]) -> QuerySet[Any, Any]:
    rows = _MODELS[kind]._default_manager.filter(pk__in=ids).order_by()
    return rows.values_list(Value(kind, output_field=CharField()), "pk", _NAMES[_MODELS[kind]][0])
