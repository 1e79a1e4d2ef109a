"""The state of everything that readers see, for caches of what is composed of all publications."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from factcheck.newsroom.models import NEWSROOM_ID
from factcheck.newsroom.queries import Branding, branding_of
from factcheck.web.database.replica import reading_connection


class PublicState(NamedTuple):
    """Identifies what lists and feeds for readers contain. It never returns to an earlier value.

    `newest_sha256` distinguishes a restored database, `hidden` identifies the takedowns in force, and `hidden_changed_at` is when
    the last of them began or ended. `newsroom_version` is that of the newsroom's settings.
    """

    newsroom: Branding
    newsroom_version: int
    newest_id: int | None
    newest_sha256: str | None
    newest_notice: int | None
    hidden: str | None
    hidden_changed_at: datetime | None


FRAME_COLUMNS = "w.name, w.brand_color, w.accent_color, f.sha256, l.width, l.height, l.contains_name"
FRAME = """
    LEFT JOIN newsroom_logo l ON l.id = w.logo_id
    LEFT JOIN archive_capture f ON f.id = l.capture_id
    CROSS JOIN (
        SELECT string_agg(id::text, ',' ORDER BY id) FILTER (WHERE ended_at IS NULL) AS hidden,
            greatest(max(created_at), max(ended_at)) AS changed_at
        FROM evidence_takedown
    ) t"""
"""SQL: the columns of `branding_of`, and joins of the newsroom `w` with its logo and with the takedowns `t` of all claims."""
_STATE = f"""
    SELECT {FRAME_COLUMNS}, w.version, p.id, p.sha256,
        (SELECT max(id) FROM publishing_availabilitynotice), t.hidden, t.changed_at
    FROM newsroom_newsroom w {FRAME}
    LEFT JOIN LATERAL (SELECT id, sha256 FROM publishing_publication ORDER BY id DESC LIMIT 1) p ON TRUE
    WHERE w.id = %(newsroom)s"""  # noqa: S608  (constants)
"""SQL, because building the query would take longer than the rest of the request (decision 8)."""


def public_state() -> PublicState:
    """The current state. One query."""
    with reading_connection().cursor() as cursor:
        cursor.execute(_STATE, {"newsroom": NEWSROOM_ID})
        row = cursor.fetchone()
    return PublicState(branding_of(*row[:7]), *row[7:])
