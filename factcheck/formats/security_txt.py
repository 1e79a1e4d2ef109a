"""security.txt: whom to tell about a vulnerability. Pure. Shape: RFC 9116."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo


def security_txt(*, contacts: Sequence[str], expires: date, canonical: str, zone: tzinfo) -> str:
    """The file. `expires` is the last day on which it is valid, in `zone`; `canonical` is its absolute URL."""
    end = datetime.combine(expires, time(23, 59, 59), zone)
    lines = [*(f"Contact: {contact}" for contact in contacts), f"Expires: {end.isoformat()}", "Preferred-Languages: en"]
    if canonical.startswith("https://"):  # the only scheme that the field may have
        lines.append(f"Canonical: {canonical}")
    return "\n".join(lines) + "\n"
