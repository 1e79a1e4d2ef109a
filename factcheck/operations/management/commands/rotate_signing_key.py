"""`manage.py rotate_signing_key`: replaces the key that signs heads of the ledger. The former key endorses the new one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck.publishing.heads import ShorterLedger, register_key, sign_head
from factcheck.publishing.signing import Signer, current_signer, new_seed, replace_key_file


class Command(BaseCommand):
    help = "Replace the key that signs heads of the ledger. The former key endorses the new one, so earlier heads stay valid."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SIGNING_KEY:
            former, seed = current_signer(), new_seed()
            try:
                sign_head()
            except ShorterLedger as error:
                raise CommandError(str(error)) from error
            successor = Signer(seed)
            register_key(successor, endorsed_by=former)
            moved = replace_key_file(seed)
            self.stdout.write(f"Key {successor.id} replaces key {former.id}, which is now in {moved}. You can delete that file.")
            return
        if not settings.FORMER_SIGNING_KEY:
            raise CommandError(
                "FACTCHECK_SIGNING_KEY is set. Set FACTCHECK_FORMER_SIGNING_KEY to its value and FACTCHECK_SIGNING_KEY to a new"
                " key, then run this command before you restart the other processes."
            )
        former, successor = Signer(settings.FORMER_SIGNING_KEY), Signer(settings.SIGNING_KEY)
        if register_key(successor, endorsed_by=former).endorsed_by != former.id:
            raise CommandError(f"Key {successor.id} has already signed heads without an endorsement by key {former.id}.")
        self.stdout.write(f"Key {successor.id} replaces key {former.id}. Remove FACTCHECK_FORMER_SIGNING_KEY.")
