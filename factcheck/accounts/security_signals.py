"""Receivers of the signals of Django and the sign-in library that concern tokens and the security log."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from factcheck.accounts.tokens import restrict_deciding_tokens


@receiver(post_save, sender=Authenticator)
@receiver(post_delete, sender=Authenticator)
def restrict_after_factor_change(instance: Authenticator, created: bool = True, **kwargs: Any) -> None:
    """A second factor was added or removed, on any path. (Each use of a factor updates its row, which changes nothing.)"""
    if created:
        restrict_deciding_tokens(instance.user)
