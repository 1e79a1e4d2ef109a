"""Lists of published checks: the index with its search and filters, and the pages of topics, claimants, and sources.

They read publications alone, so nothing about unpublished material can be found with a search or a filter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, F, Func, JSONField, Q, QuerySet
from django.db.models.fields.json import KeyTransform
from django.utils import timezone

from factcheck.publishing.hidden_items import HiddenItem, hidden_items, without_hidden_items
from factcheck.publishing.models import LARGE, CorrectionKind, Publication, PublicationKind
from factcheck.publishing.queries import PublicationState, publication_state
from factcheck.publishing.slugs import name_slug
from factcheck.web.pagination import KeysetPage, keyset_page, read_cursor
from factcheck.web.search import ConstantQuery, constant_queries, parse

MAX_FILTER_OPTIONS = 200
"""Maximum number of claimants, and of topics, in the filters."""
MAX_SEARCH = 200
"""Maximum length of a search in code points."""
_ORDER = ("first_published_at", "id")
SUBJECTS = ("topic", "claimant", "source")
"""What has a page with its published checks."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The search and the filters of a request, which must all match. Of several ratings, one must match.

    Retracted checks no longer have a rating, so they match no rating. Of the names `topic` and `claimant`,
    each spelling matches; a name without letters and digits matches exactly.
    """

    words: str = ""
    ratings: tuple[str, ...] = ()
    is_retracted: bool = False
    """whether retracted checks match, besides those with one of `ratings`"""
    topic: str = ""
    claimant: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != Filter()

    def apply(self, rows: QuerySet[Publication]) -> QuerySet[Publication]:
        """The matching rows. One query for the words of the search before that of the queryset."""
        if self.ratings:
            # The conditions of the index `publication_by_rating`
            rated = ~_RETRACTED & (Q(rating=self.ratings[0]) if len(self.ratings) == 1 else Q(rating__in=self.ratings))
            rows = rows.filter(rated | _RETRACTED if self.is_retracted else rated)
        elif self.is_retracted:
            # The index on announced kinds finds the few retracted checks.
            rows = rows.filter(_RETRACTED, announced_kind=CorrectionKind.RETRACTION)
        if self.topic:
            slug = name_slug(self.topic)
            rows = rows.filter(topic_slugs__contains=[slug]) if slug else rows.filter(topics__contains=[self.topic])
        if self.claimant:
            slug = name_slug(self.claimant)
            rows = rows.filter(claimant_slug=slug) if slug else rows.filter(claimant_slug="", claimant=self.claimant)
        if self.since:
            rows = rows.filter(first_published_at__gte=_local_time(self.since, time.min))
        if self.until:
            rows = rows.filter(first_published_at__lte=_local_time(self.until, time.max))
        return _matching(rows, self.words) if self.words else rows


_RETRACTED = Q(publication_kind=PublicationKind.RETRACTED)


def _matching(rows: QuerySet[Publication], text: str) -> QuerySet[Publication]:
    """The rows that match a search of headline, claim, claimant, and summary. None if the text contains no word."""
    parsed = parse(text)
    if not parsed:
        return rows.none()
    (literal,) = constant_queries([parsed.sql()], parsed.parameters)
    return rows.filter(words=ConstantQuery(literal))


class VerdictParts(Func):
    """The verdict of a document without its long texts: with `number`, `worst`, and `best`, the place on the scale."""

    template = "(document -> 'verdict') - ARRAY['rationale', 'summary', 'meaning', 'headline']"
    output_field = JSONField()


def listed_rows() -> QuerySet[Publication]:
    """Current publications without their documents, but with `claim` and `scale`, the parts of a document that lists display.

    `claim` is the published claim. Documents of version 0.1 do not state whether its claimant is a party.
    """
    rows = Publication.objects.filter(is_current=True).defer(*LARGE)
    return rows.annotate(claim=KeyTransform("claim", "document"), scale=VerdictParts())


def index(filters: Filter, cursor: str = "", size: int = 30) -> KeysetPage:
    """Current publications by their first publication, newest first: a correction does not change a check's position."""
    return _page(filters.apply(listed_rows()), cursor, size)


class RatingOption(NamedTuple):
    """A rating in the filters, with the number of checks that have it."""

    rating: str
    conclusion: str
    number: int


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """What the filters offer. `total` is the number of all checks. Lists are in alphabetical order."""

    ratings: tuple[RatingOption, ...]
    retracted: int
    claimants: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.retracted + sum(option.number for option in self.ratings)


def filter_options() -> FilterOptions:
    """The ratings, claimants, and topics of current checks, for the filters.

    Collecting them reads all current checks, so each process caches them until the next publication.
    """
    return _filter_options(publication_state())


@lru_cache(maxsize=1)
def _filter_options(state: PublicationState) -> FilterOptions:
    current = Publication.objects.filter(is_current=True).order_by()
    groups = current.values_list("publication_kind", "rating", "conclusion").annotate(number=Count("id")).order_by("number")
    numbers: dict[str, RatingOption] = {}
    retracted = 0
    for kind, rating, conclusion, number in groups:
        if kind == PublicationKind.RETRACTED:
            retracted += number
            continue
        before = numbers.get(rating)
        numbers[rating] = RatingOption(rating, conclusion, number + (before.number if before else 0))
    topics = current.annotate(topic=Func(F("topics"), function="unnest"))
    return FilterOptions(
        ratings=tuple(numbers[rating] for rating in sorted(numbers)),
        retracted=retracted,
        claimants=_sorted(current.values_list("claimant", flat=True).distinct()),
        topics=_sorted(topics.values_list("topic", flat=True).distinct()),
    )


def _sorted(names: QuerySet[Any, str]) -> tuple[str, ...]:
    return tuple(sorted(names[:MAX_FILTER_OPTIONS], key=str.casefold))


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """The published checks of a topic, a claimant, or a source. `name` is its name in the newest of them.

    The page is empty if all its checks are now published under other names.
    """

    name: str
    page: KeysetPage


def subject_page(kind: str, slug: str, cursor: str = "", size: int = 30) -> SubjectPage | None:
    """The page of the topic, claimant, or source with this slug; None if no publication, current or earlier, has it.

    Two queries; one more if there are no current checks, and two more for a source if a takedown is in force.
    """
    hidden = hidden_items() if kind == "source" else []
    rows = _of_subject(kind, slug, listed_rows())
    page = _shown_page(rows, slug, cursor, size, hidden) if kind == "source" else _page(rows, cursor, size)
    if page.items:
        return SubjectPage(_name_in(kind, slug, page.items[0]), page)
    if cursor:
        return None
    earlier = publications_of_subject(kind, slug).order_by("-id")
    if kind == "source":
        name = _former_source_name(slug, earlier, hidden)
        return SubjectPage(name, page) if name else None
    row = earlier.first()
    return SubjectPage(_name_in(kind, slug, row), page) if row else None


def _page(rows: QuerySet[Publication], cursor: str, size: int) -> KeysetPage:
    return keyset_page(rows, order=_ORDER, cursor=cursor, size=size)


def _shown_page(rows: QuerySet[Publication], slug: str, cursor: str, size: int, hidden: Sequence[HiddenItem]) -> KeysetPage:
    """The page of a source: reads on while takedowns hide the source in all checks of a page, which are few."""
    is_upwards = read_cursor(Publication, cursor, order=_ORDER).upwards
    page = _page(rows, cursor, size)
    shown = _with_shown_sources(page, slug, hidden)
    while not shown.items and (next_cursor := page.newer if is_upwards else page.older):
        page = _page(rows, next_cursor, size)
        shown = _with_shown_sources(page, slug, hidden)
    if not shown.items and is_upwards:
        return _shown_page(rows, slug, "", size, hidden)
    return shown


def _former_source_name(slug: str, rows: QuerySet[Publication], hidden: Sequence[HiddenItem]) -> str:
    """The name of the source in the newest of these publications that displays it; empty if takedowns hide it in all of them."""
    for claim, document in rows.values_list("verdict__claim", "document").iterator(chunk_size=20):
        if names := _source_names(slug, without_hidden_items(document, claim, hidden)):
            return names[0]
    return ""


def publications_of_subject(kind: str, slug: str) -> QuerySet[Publication]:
    """All publications of a topic, claimant, or source, current and earlier ones."""
    return _of_subject(kind, slug, Publication.objects.all())


def _of_subject(kind: str, slug: str, rows: QuerySet[Publication]) -> QuerySet[Publication]:
    if kind == "claimant":
        return rows.filter(claimant_slug=slug)
    return rows.filter(**{f"{kind}_slugs__contains": [slug]})


def _name_in(kind: str, slug: str, row: Publication) -> str:
    if kind == "topic":
        return next((topic for topic in row.topics if name_slug(topic) == slug), slug)
    return row.claimant if kind == "claimant" else str(row.source_name)  # type: ignore[attr-defined]


def _with_shown_sources(page: KeysetPage, slug: str, hidden: Sequence[HiddenItem]) -> KeysetPage:
    """The page with `source_name` and `uses` on each row. Checks that name the source only in hidden items are left out."""
    documents = dict(Publication.objects.filter(pk__in=[row.pk for row in page.items]).values_list("pk", "document"))
    claims: Mapping[int, int] = {}
    if hidden:
        claims = dict(Publication.objects.filter(pk__in=documents).values_list("pk", "verdict__claim"))
    items = []
    for row in page.items:
        document = without_hidden_items(documents[row.pk], claims[row.pk], hidden) if hidden else documents[row.pk]
        if names := _source_names(slug, document):
            row.source_name, row.uses = names[0], _uses(slug, document)
            items.append(row)
    return replace(page, items=items)


def _source_names(slug: str, document: Mapping[str, Any]) -> list[str]:
    """The spellings of the name of a source in a document: those of evidence first."""
    names = [item["source"]["name"] for items in document["evidence"].values() for item in items if item.get("source")]
    names += [appearance["outlet"] for appearance in document["appearances"]]
    return [name for name in names if name_slug(name) == slug]


def _uses(slug: str, document: Mapping[str, Any]) -> list[str]:
    """In which roles a document names the source: its evidence "supports", "contradicts", or is "context"; "outlet"."""
    stances = [
        stance
        for stance, items in document["evidence"].items()
        if any(item.get("source") and name_slug(item["source"]["name"]) == slug for item in items)
    ]
    return stances + ["outlet"] * any(name_slug(appearance["outlet"]) == slug for appearance in document["appearances"])


def _local_time(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))
