"""Sources, articles, and their immutable revisions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, F, Func, Q, When
from django.db.models.functions import Left

from factcheck.accounts.visibility import sees_newsroom
from factcheck.archive.models import Capture
from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.articles.readers import encoding_label
from factcheck.articles.triggers import TextIsCanonical
from factcheck.ledger.closable import Closable, ClosableQuerySet, closed_with_reason
from factcheck.ledger.models import Immutable, Recorded
from factcheck.ledger.named import Named, RefersToSurvivor
from factcheck.web.http_urls import http_url_constraint
from factcheck.web.known_names import KnownName, KnowsName, known_name_constraints, known_name_indexes, unique_key
from factcheck.web.search import COMPLETE, SearchKey, key_grams, stored_key
from factcheck.web.text import storable

EXACT_COUNT_LIMIT = 60_000
"""Length in code points up to which the words of a text are counted. For longer texts, the count is estimated."""
INDEXED_CODE_POINTS = 150_000
"""Number of code points of a text, and of its search key, that are indexed for full-text search.

PostgreSQL limits a tsvector to 1 MiB; a longer text could exceed that.
"""


class Precision(models.TextChoices):
    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"


MAX_OPENING = 130
"""Maximum length of the first words of an article, in code points."""
UNTITLED = "Untitled article"


class SourceKind(models.TextChoices):
    OUTLET = "outlet", "news outlet"
    AGENCY = "agency", "news agency"
    GOVERNMENT = "government", "government body"
    INTERNATIONAL = "international", "international organization"
    RESEARCH = "research", "research or investigation"
    ORGANIZATION = "organization", "organization"
    PERSON = "person", "person or witness"
    PLATFORM = "platform", "platform or social media"


class Source(Named):
    """An institution or outlet. `interest` is one sentence about what the source has at stake in general.

    `is_party` is no longer used: since parties belong to claims (`claims.models.Party`), it only stays for the digests of rows.
    """

    editable_fields = SOURCE
    other_values = frozenset({"merged", "other_names", "rows"})
    name = models.CharField(max_length=SOURCE.max_length("name"), validators=[storable])
    address = models.URLField(max_length=SOURCE.max_length("address"), blank=True, validators=[storable])
    country = models.CharField(max_length=SOURCE.max_length("country"), blank=True, validators=[storable])
    source_kind = models.CharField("kind", max_length=20, choices=SourceKind, default=SourceKind.ORGANIZATION)
    is_party = models.BooleanField("party to the dispute", default=False)
    interest = models.CharField(max_length=SOURCE.max_length("interest"), blank=True, validators=[storable])

    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    search_key = stored_key("country", "interest")

    constraints_of_parts = {unique_key("source"): "name"}

    class Meta(Named.Meta):
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="source_by_name"), key_grams("source_key_grams")]
        constraints = [http_url_constraint("address", "source_address_is_http")]
        triggers = [*Named.Meta.triggers, KnowsName(name="knows_name", names="articles_knownsourcename")]

    def __str__(self) -> str:
        return self.name


class ArticleClosedReason(models.TextChoices):
    BY_MISTAKE = "by_mistake", "imported by mistake"


class KnownSourceName(KnownName):
    """A name of a source."""

    owner = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="known_names")

    class Meta:
        constraints = known_name_constraints("source")
        indexes = known_name_indexes("source")


class ArticleQuerySet(ClosableQuerySet["Article"]):
    def visible_to(self, person: Any) -> ArticleQuerySet:
        """All articles for an active user, none for anyone else."""
        return self if sees_newsroom(person) else self.none()


class Article(Closable):
    editable_fields = ARTICLE
    other_values = frozenset({"length", "may_show_text", "mentions", "passages", "revision", "sha256"})
    title = models.CharField(max_length=ARTICLE.max_length("title"), blank=True, validators=[storable])
    opening = models.CharField(
        max_length=MAX_OPENING, blank=True, help_text="the first words of the imported text; empty in articles that predate it"
    )
    outlet = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="articles")
    author = models.CharField(max_length=ARTICLE.max_length("author"), blank=True, validators=[storable])
    published_on = models.DateField(null=True, blank=True)
    address = models.URLField(max_length=ARTICLE.max_length("address"), blank=True, validators=[storable])
    language = models.CharField(
        max_length=ARTICLE.max_length("language"), blank=True, validators=[storable], help_text="BCP 47, such as en or uk"
    )
    is_graphic = models.BooleanField("text warning", default=False)
    may_show_text = models.BooleanField(
        "text shown to readers", default=False, db_default=False, help_text="on the public page of the article, with its checks"
    )
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    closed_reason = models.CharField("reason", max_length=14, choices=ArticleClosedReason, blank=True, db_default="")
    search_key = stored_key("title")

    objects = ArticleQuerySet.as_manager()

    class Meta(Recorded.Meta):
        indexes = [
            models.Index(fields=["imported_at", "id"], name="article_library"),
            models.Index(fields=["imported_at", "id"], condition=Q(closed_at__isnull=False), name="article_closed_library"),
            key_grams("article_title_grams"),
        ]
        constraints = [
            http_url_constraint("address", "article_address_is_http"),
            closed_with_reason("article_closed_with_reason"),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            RefersToSurvivor(name="outlet_is_not_merged", table="articles_source", columns=["outlet"]),
        ]

    def __str__(self) -> str:
        return self.display_title

    @property
    def display_title(self) -> str:
        """The title for staff screens. An article without a title has the first words of its text, which are never published."""
        return self.title or self.opening or UNTITLED

    @property
    def current(self) -> Revision:
        """The newest revision, cached on the instance. Takes one query unless a caller has set `_current`."""
        if not hasattr(self, "_current"):
            self._current = self.revisions.order_by("-number")[0]
        return self._current


class Revision(Immutable):
    """One immutable version of an article's text. Offsets of mentions and evidence refer to `text`."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(validators=[storable])
    sha256 = models.CharField(max_length=64, db_index=True)
    length = models.PositiveIntegerField(help_text="code points")
    encoding = models.CharField(max_length=40, blank=True)
    reader = models.CharField(max_length=40, blank=True, db_default="", help_text="empty in revisions that predate the column")
    reader_version = models.SmallIntegerField(null=True, blank=True)
    original = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.GeneratedField(
        expression=SearchVector(Left(SearchKey(Left("text", INDEXED_CODE_POINTS)), INDEXED_CODE_POINTS), config=COMPLETE),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    word_count = models.GeneratedField(
        expression=Case(
            When(
                length__lte=EXACT_COUNT_LIMIT,
                then=Func(F("text"), template=r"cardinality(regexp_split_to_array(btrim(%(expressions)s, E' \t\n'), '\s+'))"),
            ),
            output_field=models.IntegerField(),
        ),
        output_field=models.IntegerField(null=True),
        db_persist=True,
        null=True,
        help_text="words between white space; empty for a long text, whose number is estimated from its length",
    )

    class Meta(Immutable.Meta):
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_revision_per_number")]
        indexes = [GinIndex(fields=["words"], name="revision_words")]
        triggers = [*Immutable.Meta.triggers, TextIsCanonical(name="canonical")]

    def __str__(self) -> str:
        return f"{self.article_id} revision {self.number}"

    @property
    def reader_and_version(self) -> tuple[str, int]:
        """Name and version of the reader. Revisions that are older than these columns were read by version 1 of `plain`."""
        return self.reader or "plain", self.reader_version or 1

    @property
    def encoding_label(self) -> str:
        """The name of the encoding on screens; empty if the reader has no encodings."""
        return encoding_label(self.encoding) if self.encoding else ""
