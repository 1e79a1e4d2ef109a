"""What other sites may do with checks, the additional font of share images, and security.txt."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from PIL import ImageFont

from factcheck.variables import comma_separated, origins, value_of


def _font(name: str) -> Path | None:
    """The absolute path of a font that FreeType reads."""
    value = value_of(name)
    if not value:
        return None
    try:
        if not Path(value).is_absolute():
            raise OSError
        ImageFont.truetype(value, 40)
    except (OSError, ValueError):
        raise ImproperlyConfigured(
            f"{name} must be the absolute path of a font file, such as a .ttf, .otf, or .ttc file"
        ) from None
    return Path(value)


def _embedders(name: str) -> list[str]:
    """Origins, or only `*` for all of them."""
    return ["*"] if comma_separated(name) == ["*"] else origins(name)


def _contacts(name: str) -> list[str]:
    """Addresses for a Contact field (RFC 9116): mailto:, tel:, or https:."""
    values = comma_separated(name)
    for value in values:
        if not re.fullmatch(r"(mailto:[!-~]+@[!-~]+|tel:\+?[0-9()./-]+|https://[!-~]+)", value) or len(value) > 500:
            raise ImproperlyConfigured(
                f"{name} must be a list of addresses that begin with mailto:, tel:, or https://, such as mailto:desk@example.org"
            )
    return values


def _day(name: str) -> date | None:
    value = value_of(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a date such as 2027-06-30, not {value!r}") from None


SHARE_FONT = _font("FACTCHECK_SHARE_FONT")
"""A font for share images with characters that the included fonts lack, such as Chinese, Japanese, or Korean ones."""
EMBED_ORIGINS = _embedders("FACTCHECK_EMBED_ORIGINS")
"""The sites that may display the framed embed. If it is empty, there is none."""
SECURITY_CONTACTS = _contacts("FACTCHECK_SECURITY_CONTACT")
"""For people who find a vulnerability: the Contact fields of security.txt."""
SECURITY_EXPIRES = _day("FACTCHECK_SECURITY_EXPIRES")
"""The last day on which security.txt is valid. Afterward, it is not served."""
if bool(SECURITY_CONTACTS) != bool(SECURITY_EXPIRES):
    raise ImproperlyConfigured(
        "FACTCHECK_SECURITY_EXPIRES must be set with FACTCHECK_SECURITY_CONTACT, because security.txt has to name both"
    )
