"""A password validator for passwords that are long but easy to guess."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from factcheck.accounts.models import Role
from factcheck.accounts.password_patterns import is_repetitive, without_names, without_runs
from factcheck.newsroom.queries import newsroom_name

LEAST_OTHER = 6
"""Minimum number of letters and digits besides names and runs."""
COMMON_WORDS = ("factcheck", "factchecking", "newsroom", "password", *Role.values)


class GuessablePasswordValidator:
    """Refuses repeated characters, runs on the keyboard, and the names of the newsroom, the site, the product, and the roles."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_repetitive(password):
            raise ValidationError("This password repeats the same characters.", code="password_repetitive")
        if len(without_runs(password)) < min(LEAST_OTHER, len(password)):
            raise ValidationError("This password consists of neighboring keys.", code="password_run")
        host = urlsplit(settings.PUBLIC_URL).hostname or ""
        if len(without_names(password, [newsroom_name(), host, *host.split("."), *COMMON_WORDS])) < LEAST_OTHER:
            raise ValidationError(
                "This password consists of the names of the newsroom, the site, the product, or a role.", code="password_name"
            )

    def get_help_text(self) -> str:
        return "Your password can’t repeat the same characters, follow the keyboard, or consist of the name of the newsroom."
