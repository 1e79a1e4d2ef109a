"""`manage.py draw_share_images`: draws the share images of all published checks that have none, or one in other colors."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.publishing.sharing.images import MISSING_AT_ONCE, draw_outdated, outdated
from factcheck.publishing.sharing.models import ShareImage


class Command(BaseCommand):
    help = "Draw the share images of published checks that have none, or one in other colors. Published documents do not change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", dest="again", help="Delete all images first, and draw them again")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        if again:
            ShareImage.objects.all().delete()
        total, drawn = outdated().count(), 0
        while True:
            now, failed = draw_outdated()
            drawn += now
            if failed:
                raise CommandError(f"{drawn:,} of {total:,} drawn; {failed:,} failed. The log contains the reasons.")
            if not now:
                break
            if now == MISSING_AT_ONCE:
                self.stdout.write(f"{drawn:,} of {total:,}")
        self.stdout.write(f"{drawn:,} share images drawn.")
