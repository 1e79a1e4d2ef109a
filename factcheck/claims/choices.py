"""The values of the columns of claims and mentions that have fixed choices."""

from __future__ import annotations

from django.db import models


class Layer(models.TextChoices):
    UTTERANCE = "utterance", "utterance"
    PROPOSITION = "proposition", "proposition"
    REPORT = "report", "report"


class ClaimType(models.TextChoices):
    EVENT = "event", "event or property"
    NUMERICAL = "numerical", "numerical"
    QUOTE = "quote", "quote verification"
    CAUSAL = "causal", "causal"
    POSITION = "position", "position"


class Mode(models.TextChoices):
    DIRECT = "direct", "direct quote"
    INDIRECT = "indirect", "indirect speech"
    SCARE = "scare", "scare quote"
    HEADLINE = "headline", "headline"
    OWN_VOICE = "own_voice", "the outlet’s own voice"


class Anchor(models.TextChoices):
    ANCHORED = "anchored", "anchored"
    NEEDS_REVIEW = "needs_review", "needs review"
    ORPHAN = "orphan", "orphan"
    BEING_PLACED = "being_placed", "being placed"
