"""Names of the rows of ledger entries, as the screens name them: “item [5]”, “search “Archive of Z””. One query."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, CharField, F, Model, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Left, Length, NullIf
from django.db.models.lookups import GreaterThan

from factcheck.accounts.models import Person
from factcheck.articles.models import UNTITLED, Article, Revision, Source
from factcheck.claims.models import Actor, Claim, Mention, Party, Relation
from factcheck.desk.history.labels import kind_label
from factcheck.desk.history.messages import UNNAMED_PERSON
from factcheck.evidence.availability.models import AddressCheck, AddressInterval, AddressStatement
from factcheck.evidence.copies.models import CopyRequest, EvidenceCopy, QuotePlace
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown
from factcheck.evidence.models import Evidence, Reply, SearchLogEntry
from factcheck.ledger.kinds import kind_of
from factcheck.newsroom.models import Logo, Newsroom
from factcheck.publishing.models import Correction, Publication
from factcheck.publishing.notices.models import AvailabilityNotice
from factcheck.verdicts.models import Confirmation, Rating, Review, Verdict, VerdictVersion, Waiver
from factcheck.web.typography import shorten

MAX_NAME = 80
"""Maximum length of a name in code points. A name with two parts has half of it for each."""
_SEPARATOR = "\x1f"
"""Separates the parts of a name. Stored texts contain no control characters."""


def _first_of(*fields: str) -> Any:
    """The first of the fields that is not empty, as text."""
    texts = [NullIf(Cast(F(field), CharField()), Value("")) for field in fields]
    return Coalesce(*texts, Value(UNTITLED))


def _parts(*fields: str) -> Any:
    """The fields as the parts of one name."""
    separated = [part for field in fields for part in (Value(_SEPARATOR), field)]
    return Concat(*separated[1:], output_field=CharField())


_ITEM = _first_of("evidence__number")
_HELD_LENGTH = MAX_NAME - 2
_HELD = Case(
    When(claim=None, then=Concat(Value("item ["), "evidence__number", Value("]"), output_field=CharField())),
    When(
        GreaterThan(Length("claim__statement"), _HELD_LENGTH),
        then=Concat(Value("“"), Left("claim__statement", _HELD_LENGTH - 1), Value("…”"), output_field=CharField()),
    ),
    default=Concat(Value("“"), "claim__statement", Value("”"), output_field=CharField()),
)
"""What a legal hold keeps: an item or a claim."""

_NAMES: dict[type[Model], tuple[Any, str]] = {
    Evidence: (_first_of("number"), "item [{}]"),
    EvidenceCopy: (_parts("evidence__number", "number"), "copy {1} of item [{0}]"),
    CopyRequest: (_ITEM, "request for a copy of item [{}]"),
    QuotePlace: (_ITEM, "place of the quote of item [{}]"),
    AddressCheck: (_ITEM, "check of the address of item [{}]"),
    AddressInterval: (_ITEM, "interval for checks of the address of item [{}]"),
    AddressStatement: (_first_of("check_row__evidence__number"), "check of the address of item [{}]"),
    Takedown: (_ITEM, "takedown of item [{}]"),
    LegalHold: (_HELD, "legal hold on {}"),
    CaptureVerification: (_ITEM, "verification of the stored bytes of item [{}]"),
    EvidenceExport: (_ITEM, "export of item [{}]"),
    AvailabilityNotice: (_ITEM, "availability notice for item [{}]"),
    SearchLogEntry: (_first_of("terms", "place"), "search “{}”"),
    Reply: (_first_of("actor__name", "source__name", "name"), "request for comment to {}"),
    Rating: (_first_of("name"), "rating “{}”"),
    Verdict: (_first_of("claim__statement"), "the verdict on “{}”"),
    VerdictVersion: (_first_of("number"), "version {}"),
    Waiver: (_first_of("verdict_version__number"), "written exception for version {}"),
    Review: (_first_of("verdict_version__number"), "review of version {}"),
    Confirmation: (_first_of("verdict__claim__statement"), "confirmation of the check of “{}”"),
    Publication: (_first_of("number"), "publication {}"),
    Correction: (_first_of("verdict__claim__statement"), "correction notice for “{}”"),
    Claim: (_first_of("statement"), "claim “{}”"),
    Relation: (_parts("claim__statement", "other__statement"), "relation of “{}” to “{}”"),
    Mention: (_first_of("revision__article__title", "revision__article__opening"), "mention in “{}”"),
    Party: (_first_of("source__name", "actor__name"), "party {}"),
    Source: (_first_of("name"), "source {}"),
    Actor: (_first_of("name"), "actor {}"),
    Article: (_first_of("title", "opening"), "article “{}”"),
    Revision: (_parts("number", _first_of("article__title", "article__opening")), "revision {} of “{}”"),
    Person: (Coalesce(NullIf(F("name"), Value("")), Value(UNNAMED_PERSON)), "{}"),
    Newsroom: (Value("", output_field=CharField()), "the newsroom"),
    Logo: (_first_of("capture__name"), "logo “{}”"),
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
