"""Serializers for captures."""

from __future__ import annotations

from rest_framework import serializers

from factcheck.archive.models import Capture


class CaptureSerializer(serializers.ModelSerializer[Capture]):
    class Meta:
        model = Capture
        fields = ("id", "sha256", "size", "media_type", "name", "method", "captured_at")
