"""Share images of publications. They are derived from the documents, so they can be deleted and drawn again."""

from __future__ import annotations

from django.db import models


class ShareImage(models.Model):
    """The share image of one publication. `style` identifies how it was drawn (`images.style_key`); `sha256` its bytes."""

    publication = models.OneToOneField(
        "publishing.Publication", on_delete=models.CASCADE, primary_key=True, related_name="share_image"
    )
    style = models.CharField(max_length=64)
    content = models.BinaryField(help_text="PNG, 1200 × 630 pixels")
    sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "publishing"

    def __str__(self) -> str:
        return f"share image of publication {self.publication_id}"
