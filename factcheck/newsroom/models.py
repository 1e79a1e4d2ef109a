"""The settings of the newsroom that administrators edit on screen. There is one row."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from factcheck.ledger.models import Immutable, Recorded
from factcheck.newsroom.fields import MAX_CHECK_DAYS, NEWSROOM
from factcheck.web.text import storable

NEWSROOM_ID = 1
COLOR_PATTERN = "^(#[0-9a-f]{6})?$"


class Fetching(models.TextChoices):
    """When the pages of evidence are fetched. The default, on request, is stored as an empty text."""

    ON_REQUEST = "", "fetched when someone asks for a copy"
    AUTOMATIC = "automatic", "fetched automatically when evidence is attached"
    NEVER = "never", "never fetched"


class QuoteSurroundings(models.TextChoices):
    """Whether the words around a quote in a preserved copy are published. The default is stored as an empty text."""

    PER_ITEM = "", "published for items that permit it"
    NEVER = "never", "never published"


class Logo(Immutable):
    """A logo that the newsroom has or had. Its bytes, a PNG file, are public under their SHA-256, also after a replacement.

    `width` and `height` are in pixels. Readers see a logo that `contains_name` without the name beside it.
    """

    capture = models.ForeignKey("archive.Capture", on_delete=models.PROTECT, related_name="+")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    contains_name = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"logo {self.pk}, {self.width} × {self.height} pixels"


class Newsroom(Recorded):
    """The single row, which a migration creates. Empty fields fall back to environment variables (`newsroom.queries`).

    `gate_levels` maps keys of gate lines to levels. Lines without a key have the default level of `verdicts.gate`.
    `logo` and `gate_levels` have their own forms and actions.
    """

    editable_fields = NEWSROOM
    id = models.PositiveSmallIntegerField(primary_key=True, default=NEWSROOM_ID)
    name = models.CharField(max_length=NEWSROOM.max_length("name"), blank=True, validators=[storable])
    contact = models.CharField(max_length=NEWSROOM.max_length("contact"), blank=True, validators=[storable])
    brand_color = models.CharField(max_length=NEWSROOM.max_length("brand_color"), blank=True, default="", db_default="")
    accent_color = models.CharField(max_length=NEWSROOM.max_length("accent_color"), blank=True, default="", db_default="")
    logo = models.ForeignKey(Logo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gate_levels = models.JSONField(default=dict)
    page_fetching = models.CharField(max_length=10, choices=Fetching, blank=True, default="", db_default="")
    quote_surroundings = models.CharField(max_length=10, choices=QuoteSurroundings, blank=True, default="", db_default="")
    check_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_CHECK_DAYS)],
        help_text="the number of days between two checks of an address; empty: never",
    )

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(id=NEWSROOM_ID), name="one_newsroom"),
            models.CheckConstraint(
                condition=Q(brand_color__regex=COLOR_PATTERN, accent_color__regex=COLOR_PATTERN), name="newsroom_colors"
            ),
            models.CheckConstraint(condition=Q(check_days__range=(1, MAX_CHECK_DAYS)), name="newsroom_check_days"),
        ]

    def __str__(self) -> str:
        return self.name or "newsroom"
