"""The context processor with the token of forms. It is the token of Django, whose mask is computed for all characters at once.

Django chooses each character of the mask with the generator of the system, which takes more calls than many a page.
"""

from __future__ import annotations

from functools import partial
from secrets import token_bytes
from typing import Any

from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token
from django.utils.functional import SimpleLazyObject

_BASE = len(CSRF_ALLOWED_CHARS)
_DIGIT_OF = bytes.maketrans(CSRF_ALLOWED_CHARS.encode(), bytes(range(_BASE)))
_CHARACTER_OF = bytes.maketrans(bytes(range(_BASE)), CSRF_ALLOWED_CHARS.encode())
_DIGIT_OF_BYTE = bytes(byte % _BASE for byte in range(256))
_UNEVEN = bytes(range(256 - 256 % _BASE, 256))
"""Random bytes that are discarded. Otherwise, the first characters would be more frequent."""


def csrf(request: Any) -> dict[str, Any]:
    return {"csrf_token": SimpleLazyObject(partial(masked_token, request))}


def masked_token(request: Any) -> str:
    """The token for a form: a random mask and the secret of the cookie, masked with it. It differs each time."""
    secret: str = request.META.get("CSRF_COOKIE", "")
    if len(secret) != CSRF_SECRET_LENGTH:
        return get_token(request)
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True  # the response renews the cookie
    mask = b""
    while len(mask) < CSRF_SECRET_LENGTH:
        mask += token_bytes(CSRF_SECRET_LENGTH + 8).translate(_DIGIT_OF_BYTE, _UNEVEN)
    mask = mask[:CSRF_SECRET_LENGTH]
    digits = secret.encode().translate(_DIGIT_OF)
    masked = bytes([(digit + other) % _BASE for digit, other in zip(digits, mask, strict=True)])
    return (mask + masked).translate(_CHARACTER_OF).decode()
