"""Share images as rows: drawn by a job after each publication, and again when the colors, the fonts, or the drawing change.

Publishing never waits for an image and never fails because of one. A periodic task draws what a job has missed.
"""

from __future__ import annotations

import json
import logging
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.newsroom.colors import text_color
from factcheck.newsroom.queries import Branding, branding
from factcheck.publishing.logos.queries import logo_content
from factcheck.publishing.models import Publication
from factcheck.publishing.sharing.drawing import DRAWING, Style, draw_placeholder, draw_share_image
from factcheck.publishing.sharing.models import ShareImage
from factcheck.publishing.sharing.typesetting import HAS_SHAPING
from factcheck.publishing.sharing.words import share_words
from factcheck.web.dates import newsroom_zone

log = logging.getLogger(__name__)

DRAW_TASK = "draw_share_image"
_TRIED = "share-images-tried"
MISSING_AT_ONCE = 200
"""Images that one run of the periodic task draws, about 40 seconds of work."""


def draw_on_commit(publication: Publication) -> None:
    """Enqueue the job that draws the image when the current transaction has committed. A failure is only logged."""
    transaction.on_commit(lambda: _enqueue(publication.pk), robust=True)


def _enqueue(publication_id: int) -> None:
    try:
        app.configure_task(DRAW_TASK, queueing_lock=f"{DRAW_TASK}:{publication_id}").defer(publication_id=publication_id)
    except AlreadyEnqueued:
        pass
    except Exception:
        log.exception("The share image of publication %s was not enqueued. The periodic task draws it.", publication_id)


def draw_image(publication_id: int) -> ShareImage:
    """Draw and store the image of a publication, in place of an earlier one. Raises OSError if a font cannot be read."""
    document = Publication.objects.values_list("document", flat=True).get(pk=publication_id)
    newsroom = branding()
    content = draw_share_image(share_words(document, newsroom_zone()), style_of(newsroom))
    values = {"style": style_key(newsroom), "content": content, "sha256": sha256(content).hexdigest()}
    return ShareImage.objects.update_or_create(publication_id=publication_id, defaults=values)[0]


def outdated() -> QuerySet[Publication]:
    """The current publications without an image, or with one in another style."""
    is_outdated = Q(share_image=None) | ~Q(share_image__style=style_key(branding()))
    return Publication.objects.filter(is_outdated, is_current=True).order_by("-id")


def draw_outdated(most: int = MISSING_AT_ONCE) -> tuple[int, int]:
    """Draw up to `most` outdated images, the newest publications first. Returns how many were drawn, and how many failed.

    Failures are logged, and tried again after all others, so that they do not keep others from being drawn.
    """
    drawn = failed = 0
    for pk in _next_outdated(most):
        try:
            draw_image(pk)
            drawn += 1
        except Exception:
            failed += 1
            log.exception("The share image of publication %s could not be drawn.", pk)
    return drawn, failed


def _next_outdated(most: int) -> list[int]:
    """The publications whose images are drawn now: the newest ones that were not tried yet, and then those that were.

    The cache has the range of ids that were tried. If it is lost, the newest ones are tried again.
    """
    newest, oldest = cache.get(_TRIED) or (0, 0)
    ids = outdated().values_list("pk", flat=True)
    untried = list(ids.filter(Q(pk__gt=newest) | Q(pk__lt=oldest))[:most])
    if len(untried) == most:
        cache.set(_TRIED, (max(newest, untried[0]), min(oldest or untried[-1], untried[-1])), timeout=None)
        return untried
    again = list(ids.filter(pk__gte=oldest, pk__lte=newest)[: most - len(untried)])
    cache.set(_TRIED, (again[0], again[-1]) if again else None, timeout=None)
    return untried + again


def current_image(slug: str) -> ShareImage | None:
    """The image of the current publication of a check, or None if it is not drawn yet. One query."""
    return ShareImage.objects.filter(publication__slug=slug, publication__is_current=True).first()


def style_of(newsroom: Branding) -> Style:
    """The colors and the logo of the newsroom, and the additional font. One query if the newsroom has a logo.

    Raises DamagedCapture and StoreUnavailable.
    """
    colors = {"brand": newsroom.brand, "on_brand": text_color(newsroom.brand)} if newsroom.brand else {}
    content = logo_content(newsroom.logo.sha256) if newsroom.logo else None
    logo = {"logo": content, "logo_contains_name": newsroom.logo.contains_name} if newsroom.logo and content else {}
    return Style(**colors, extra_font=str(settings.SHARE_FONT or ""), **logo)  # type: ignore[arg-type]


def style_key(newsroom: Branding) -> str:
    """Identifies everything besides the document that determines an image: a change of it draws all images again."""
    style = style_of(newsroom._replace(logo=None))
    values: list[Any] = [DRAWING, style.brand, style.on_brand, style.extra_font, settings.TIME_ZONE, HAS_SHAPING]
    if newsroom.logo:
        values += [newsroom.logo.sha256, newsroom.logo.contains_name]
    return sha256(json.dumps(values).encode()).hexdigest()


@lru_cache(maxsize=4)
def placeholder(newsroom: str, style: Style) -> bytes:
    """The image of a check whose image is not drawn yet. It has no rating, which could be outdated."""
    return draw_placeholder(newsroom, style)
