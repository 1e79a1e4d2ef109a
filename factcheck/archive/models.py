"""Captures: the hash, size, name, media type, import method, and time of stored bytes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from factcheck.archive.fields import MAX_FILE_NAME, MAX_TOOL
from factcheck.archive.triggers import HeldStays
from factcheck.ledger.models import Immutable
from factcheck.web.text import storable


class Method(models.TextChoices):
    PASTE = "paste", "pasted"
    UPLOAD = "upload", "uploaded"
    COMMAND = "command", "imported by command"
    API = "api", "sent by API"
    FETCH = "fetch", "fetched"
    DERIVED = "derived", "derived"


class Capture(Immutable):
    """Stored bytes. A derived object names its `parent`, and the `tool` that derived it, with its version."""

    other_values = frozenset({"copy", "evidence"})

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100, validators=[storable])
    name = models.CharField(max_length=MAX_FILE_NAME, blank=True, validators=[storable])
    method = models.CharField(max_length=10, choices=Method)
    captured_at = models.DateTimeField(auto_now_add=True)
    captured_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="derived")
    tool = models.CharField(max_length=MAX_TOOL, blank=True, db_default="", validators=[storable])

    class Meta(Immutable.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="capture_hash_is_sha256"),
            models.CheckConstraint(
                condition=~models.Q(method=Method.DERIVED) | (models.Q(parent__isnull=False) & ~models.Q(tool="")),
                name="capture_derived_by_tool",
            ),
        ]
        triggers = [*Immutable.Meta.triggers, HeldStays(name="held_stays")]

    def __str__(self) -> str:
        return self.name or self.sha256[:12]


class UploadVolume(models.Model):
    """The number of bytes that a person added to the store on one day (`archive.quota`). Not part of the editorial record."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(help_text="in the time zone of the newsroom")
    size = models.PositiveBigIntegerField(help_text="bytes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_upload_volume_per_day")]
        indexes = [models.Index(fields=["day"], name="upload_volume_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.size}"
