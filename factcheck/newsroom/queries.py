"""Reads of the newsroom's settings. An empty setting falls back to its environment variable."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings

from factcheck.ledger.models import Entry
from factcheck.newsroom.models import NEWSROOM_ID, Fetching, Newsroom, QuoteSurroundings
from factcheck.web.database.replica import reading_connection


def the_newsroom() -> Newsroom:
    return Newsroom.objects.get(pk=NEWSROOM_ID)


def newsroom_name() -> str:
    """The name of the newsroom. One query, in SQL, because composing it takes longer than executing it."""
    with reading_connection().cursor() as cursor:
        cursor.execute("SELECT name FROM newsroom_newsroom WHERE id = %s", [NEWSROOM_ID])
        (name,) = cursor.fetchone()
    return name or settings.NEWSROOM_NAME


class LogoMark(NamedTuple):
    """The logo in pages and feeds: the SHA-256 of its PNG file, which its address contains, and its size in pixels."""

    sha256: str
    width: int
    height: int
    contains_name: bool = False


class Branding(NamedTuple):
    """How public pages display the newsroom. The colors are "#rrggbb", or empty for those of the software."""

    name: str
    brand: str = ""
    accent: str = ""
    logo: LogoMark | None = None

    @property
    def key(self) -> str:
        """Identifies the colors in the address of their style sheet; empty if both are those of the software."""
        return f"{self.brand[1:]}-{self.accent[1:]}" if self.brand or self.accent else ""


LOGO_COLUMNS = ("logo__capture__sha256", "logo__width", "logo__height", "logo__contains_name")


def branding_of(name: str, brand: str, accent: str, *logo: Any) -> Branding:
    """The branding from columns of the newsroom and from LOGO_COLUMNS, which are None without a logo."""
    return Branding(name or settings.NEWSROOM_NAME, brand, accent, LogoMark(*logo) if logo[0] else None)


def branding() -> Branding:
    """The current name, colors, and logo. One query."""
    columns = ("name", "brand_color", "accent_color", *LOGO_COLUMNS)
    return branding_of(*Newsroom.objects.values_list(*columns).get(pk=NEWSROOM_ID))


def installation_hash() -> str:
    """The hash of the first ledger entry, which identifies the installation. It is empty without entries. One query."""
    return Entry.objects.filter(number=1).values_list("hash", flat=True).first() or ""


def name_and_contact() -> tuple[str, str]:
    """The name, and the email address for readers, which may be empty."""
    name, contact = Newsroom.objects.values_list("name", "contact").get(pk=NEWSROOM_ID)
    return name or settings.NEWSROOM_NAME, contact or settings.CONTACT


def stored_fetching() -> Fetching:
    """When the pages of evidence are fetched, unless an item has its own setting."""
    return Fetching(Newsroom.objects.values_list("page_fetching", flat=True).get(pk=NEWSROOM_ID))


def permits_surroundings() -> bool:
    """Whether the words around the quote of an item may be published, if the item permits it."""
    return Newsroom.objects.values_list("quote_surroundings", flat=True).get(pk=NEWSROOM_ID) != QuoteSurroundings.NEVER


def stored_check_days() -> int | None:
    """The number of days between two checks of an address, unless an item has its own interval; None for never."""
    return Newsroom.objects.values_list("check_days", flat=True).get(pk=NEWSROOM_ID)


def stored_gate_levels() -> dict[str, str]:
    """The levels that the newsroom has set, by the key of the gate line."""
    levels: dict[str, str] = Newsroom.objects.values_list("gate_levels", flat=True).get(pk=NEWSROOM_ID)
    return levels
