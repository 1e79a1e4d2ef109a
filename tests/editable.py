"""Functions that add and change rows of each kind, and sample values for each field, for tests of all editable fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from factcheck.articles import actions as articles
from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.models import Article, Source
from factcheck.claims import actions as claims
from factcheck.claims.anchoring import find
from factcheck.claims.fields import ACTOR, CLAIM, MENTION, PARTY
from factcheck.claims.models import Actor, Claim, Mention, Party
from factcheck.evidence import actions as evidence
from factcheck.evidence.fields import EVIDENCE, SEARCH
from factcheck.evidence.locators import PageLocator
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.fields import NEWSROOM
from factcheck.newsroom.models import Newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import correct, edit_correction_notice
from factcheck.publishing.fields import CORRECTION
from factcheck.publishing.models import Correction
from factcheck.verdicts import actions as verdicts
from factcheck.verdicts.fields import RATING, VERDICT
from factcheck.verdicts.models import Rating, VerdictVersion
from factcheck.web.fields import Fields
from tests.world import SECOND, World

RECORD = {"id", "version", "created_at", "created_by"}
"""Columns that all rows have and the application fills in."""
WITHDRAWN = {"withdrawn_at", "withdrawn_by", "withdrawn_reason"}
CLOSED = {"closed_at", "closed_by", "closed_reason", "closed_note"}


Rows = dict[str, Any]
"""Maps each kind to a row. The rows refer to each other: the evidence belongs to the claim, its source is the source, etc."""


@dataclass(frozen=True)
class Editable:
    """The fields of one kind of row with functions that call its actions.

    The functions are `add(world, rows, values)` and `change(world, row, values)`; immutable rows have no `change`. `fixed` has
    the columns of the model that cannot be edited, `parts` the fields that are stored in another table, and `links` maps fields
    that refer to another row to the kind of that row.
    """

    fields: Fields
    model: type[models.Model]
    add: Callable[[World, Rows, dict[str, Any]], Any]
    change: Callable[[World, Any, dict[str, Any]], Any] | None = None
    fixed: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)

    def sample(self, world: World, name: str, number: int) -> Any:
        """A value for a field. `number` is 0 or 1; the two samples differ."""
        if (self.fields.kind, name) in SAMPLES:
            return SAMPLES[self.fields.kind, name][number]
        return _sample_value(world, self.model._meta.get_field(name), name, number)

    def samples(self, world: World, rows: Rows) -> dict[str, Any]:
        linked = {name: rows[kind] for name, kind in self.links.items()}
        return {name: self.sample(world, name, 0) for name in self.fields.names} | linked


def all_rows(world: World, before: str = "") -> Rows:
    """Add a row of each kind except corrections, or only of the kinds that precede `before`, with a value in each field."""
    rows: Rows = {}
    for kind, editable in EDITABLE.items():
        if kind == before:
            break
        if kind != "correction":
            rows[kind] = editable.add(world, rows, editable.samples(world, rows))
    return rows


def _add_rating(world: World, values: dict[str, Any]) -> Rating:
    """Add a rating below the supported ones, which first get higher numbers."""
    for rating in Rating.objects.filter(conclusion="supported"):
        verdicts.edit_rating(person=world.administrator, rating=rating, seen_version=None, number=90 + rating.number)
    return verdicts.add_rating(person=world.administrator, **values)


SAMPLES: dict[tuple[str, str], list[Any]] = {
    ("article", "language"): ["uk", "pt-BR"],
    ("source", "other_names"): [["TFS"], ["The First", "TS"]],
    ("actor", "other_names"): [["TFA"], ["TA", "The Actor"]],
    ("mention", "chain"): [["First Speaker"], ["Second Speaker", "Third Speaker"]],
    ("newsroom", "contact"): ["first@example.org", "second@example.org"],
    ("rating", "conclusion"): ["not_enough", "conflicting"],
    ("verdict", "conclusion"): ["not_enough", "conflicting"],
    ("rating", "number"): [7, 8],
    ("newsroom", "check_days"): [7, 30],
    ("newsroom", "brand_color"): ["#0a3b36", "#ffd700"],
    ("newsroom", "accent_color"): ["#0b5d50", "#7a1020"],
    ("rating", "is_active"): [True, False],
    ("claim", "layer"): ["proposition", "report"],
    ("evidence", "protection"): ["source", "legal"],
}


def _sample_value(world: World, column: Any, name: str, number: int) -> Any:
    match column:
        case ArrayField():
            return [_sample_value(world, column.base_field, name, number)]
        case models.ForeignKey():
            return _get_or_add_row(world, column.related_model, f"The {name} {number}")
        case _ if column.choices:
            return column.choices[number][0]
        case models.BooleanField():
            return bool(number)
        case models.DateField():
            return date(1990 + number, 3, 7)
        case models.IntegerField():
            return 30 + number
        case models.URLField():
            return f"https://{name.replace('_', '-')}-{number}.example/"
        case _:
            return f"{name} {number}"


def _get_or_add_row(world: World, model: Any, name: str) -> Any:
    if model is Rating:
        return Rating.objects.order_by("id")[int(name[-1])]
    if row := model.objects.filter(name=name).first():
        return row
    if model is Actor:
        return claims.get_or_create_actor(person=world.checker, name=name)[0]
    return articles.add_source(person=world.checker, name=name)


def _add_mention(world: World, rows: Rows, values: dict[str, Any]) -> Mention:
    text = rows["article"].current
    new = claims.NewMention(text, [find(text.text, "410 bodies")], **values)
    return claims.add_mention(person=world.checker, claim=rows["claim"], mention=new)


EDITABLE = {
    editable.fields.kind: editable
    for editable in (
        Editable(
            SOURCE,
            Source,
            lambda w, rows, values: articles.add_source(person=w.checker, **values),
            lambda w, row, values: articles.edit_source(person=w.checker, source=row, seen_version=None, **values),
            fixed={"is_party", "merged_into"},
            parts={"other_names"},
        ),
        Editable(
            ARTICLE,
            Article,
            lambda w, rows, values: w.article(SECOND, **values),
            lambda w, row, values: articles.edit_article(person=w.checker, article=row, seen_version=None, **values),
            fixed={"opening", "imported_at", "imported_by", "may_show_text", *CLOSED},
        ),
        Editable(
            ACTOR,
            Actor,
            lambda w, rows, values: claims.get_or_create_actor(person=w.checker, **values)[0],
            lambda w, row, values: claims.edit_actor(person=w.checker, actor=row, seen_version=None, **values),
            fixed={"merged_into"},
            parts={"other_names"},
        ),
        Editable(
            CLAIM,
            Claim,
            lambda w, rows, values: claims.add_claim(person=w.checker, **values),
            lambda w, row, values: claims.edit_claim(person=w.checker, claim=row, seen_version=None, **values),
            fixed={"words", "duplicate_of", "merged_into", *CLOSED},
            links={"claimant": "actor"},
        ),
        Editable(
            MENTION,
            Mention,
            _add_mention,
            lambda w, row, values: claims.change_mention(person=w.checker, mention=row, seen_version=None, **values),
            fixed={"claim", "revision", "anchor", "changed_context", "stays_in_revision", "withdrawn_at", "withdrawn_reason"},
            parts={"chain"},
        ),
        Editable(
            EVIDENCE,
            Evidence,
            lambda w, rows, values: evidence.attach(
                person=w.checker, claim=rows["claim"], quoted_from=PageLocator("https://page.example/", "Quoted words."), **values
            ),
            lambda w, row, values: evidence.change_evidence(person=w.checker, item=row, seen_version=None, **values),
            # the address, the quote, and the setting for copies are in QUOTATION, because only some items have them
            fixed={"claim", "number", "revision", "start", "end", "exact", "prefix", "suffix", "address", "fetching", "capture"}
            | {"may_show_surroundings"}
            | {"anchor", "changed_context", "stays_in_revision", "is_copy_expected", "is_hidden"}
            | WITHDRAWN,
            links={"source": "source"},
        ),
        Editable(
            PARTY,
            Party,
            lambda w, rows, values: claims.name_party(person=w.checker, claim=rows["claim"], actor=rows["actor"], **values),
            lambda w, row, values: claims.edit_party(person=w.checker, party=row, seen_version=None, **values),
            fixed={"claim", "source", "actor", "withdrawn_at", "withdrawn_reason"},
        ),
        Editable(
            SEARCH,
            SearchLogEntry,
            lambda w, rows, values: evidence.log_search(person=w.checker, claim=rows["claim"], **values),
            fixed={"claim"},
        ),
        Editable(
            RATING,
            Rating,
            lambda w, rows, values: _add_rating(w, values),
            lambda w, row, values: verdicts.edit_rating(person=w.administrator, rating=row, seen_version=None, **values),
        ),
        Editable(
            VERDICT,
            VerdictVersion,
            lambda w, rows, values: verdicts.open_verdict(person=w.checker, claim=rows["claim"], **values),
            lambda w, row, values: verdicts.save_version(person=w.checker, verdict=row, seen_version=None, **values),
            fixed={"verdict", "number"},
            links={"rating": "rating"},
        ),
        Editable(
            NEWSROOM,
            Newsroom,
            lambda w, rows, values: edit_newsroom(person=w.administrator, newsroom=the_newsroom(), seen_version=None, **values),
            lambda w, row, values: edit_newsroom(person=w.administrator, newsroom=row, seen_version=None, **values),
            fixed={"gate_levels", "logo"},
        ),
        Editable(
            CORRECTION,
            Correction,
            lambda w, rows, values: correct(person=w.editor, verdict=w.published, correction_kind="typo", **values),
            lambda w, row, values: edit_correction_notice(person=w.editor, correction=row, **values),
            fixed={
                *("verdict", "correction_kind", "opened_at", "opened_by", "publication"),
                *("closed_at", "closed_by", "closed_reason"),
            },
        ),
    )
}
"""Maps each kind to its Editable, in an order in which rows can refer to rows of earlier kinds."""


def stored(row: Any, name: str) -> Any:
    """The current value of a field in the database."""
    if name == "chain":
        return [link.actor.name for link in row.chain.order_by("position")]
    row = getattr(row, "latest", row)
    return getattr(type(row)._default_manager.get(pk=row.pk), name)
