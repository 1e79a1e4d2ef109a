"""The token of forms: Django accepts it, it differs on each page, and it does not reveal the secret."""

from __future__ import annotations

from collections import Counter

import pytest
from django.http import HttpResponse
from django.middleware.csrf import (
    CSRF_ALLOWED_CHARS,
    CSRF_SECRET_LENGTH,
    CSRF_TOKEN_LENGTH,
    CsrfViewMiddleware,
    _does_token_match,
    _unmask_cipher_token,
)
from django.template import engines
from django.test import RequestFactory

from factcheck.web.csrf_tokens import masked_token

SECRETS = ("a" * CSRF_SECRET_LENGTH, "9" * CSRF_SECRET_LENGTH, CSRF_ALLOWED_CHARS[15:47])


@pytest.mark.parametrize("secret", SECRETS)
def test_token_is_one_of_django_and_differs_each_time(rf: RequestFactory, secret: str) -> None:
    tokens = set()
    for _ in range(200):
        request = rf.get("/")
        request.META["CSRF_COOKIE"] = secret
        token = masked_token(request)
        assert request.META["CSRF_COOKIE_NEEDS_UPDATE"] is True
        assert len(token) == CSRF_TOKEN_LENGTH
        assert _unmask_cipher_token(token) == secret
        assert _does_token_match(token, secret)
        assert not _does_token_match(token, secret[1:] + "0")
        tokens.add(token)
    assert len(tokens) == 200
    for half in (slice(CSRF_SECRET_LENGTH), slice(CSRF_SECRET_LENGTH, None)):  # both look random
        seen = Counter("".join(token[half] for token in tokens))
        assert set(seen) == set(CSRF_ALLOWED_CHARS)
        assert max(seen.values()) < 2.2 * min(seen.values())


def test_first_request_gets_a_secret_and_a_cookie(rf: RequestFactory) -> None:
    """The template uses this context processor, and the middleware of Django sets the cookie and accepts the token."""
    template = engines["django"].from_string("{% csrf_token %}|{{ csrf_token }}")
    request = rf.get("/")
    middleware = CsrfViewMiddleware(lambda request: HttpResponse(template.render({}, request)))
    response = middleware(request)
    markup = response.content.decode()
    field, _, token = markup.partition("|")
    assert f'value="{token}"' in field
    secret = next(iter(response.cookies.values())).value
    assert _does_token_match(token, secret)
    assert request.META["CSRF_COOKIE"] == secret
