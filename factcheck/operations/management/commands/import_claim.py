"""`manage.py import_claim FILE`: verifies the package of another newsroom and imports its claim."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.articles.readers.preview import escape_invisible
from factcheck.exchange.imported_values import SameNames
from factcheck.exchange.importing import import_claim
from factcheck.operations.management.acting import acting_person, add_person_option
from factcheck.web.errors import Invalid, Refused


class Command(BaseCommand):
    help = "Verify the package of another newsroom, and import its claim without a verdict. Nothing is imported in part."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ZIP file")
        parser.add_argument(
            "--same-names",
            choices=[choice.value for choice in SameNames],
            required=True,
            help="Sources and actors whose name exists here: use them, or add separate ones with the name of the other newsroom",
        )
        parser.add_argument(
            "--key",
            action="append",
            default=[],
            help="Id of the other newsroom’s signing key, from another source than the package",
        )
        parser.add_argument(
            "--accept",
            action="append",
            default=[],
            metavar="PART",
            help="Import this part although nothing in the package proves it: “claim,” or the number of an item",
        )
        add_person_option(parser, "importing")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        person = acting_person(options["email"])
        try:
            with file.open("rb") as package:
                row = import_claim(
                    person=person,
                    file=package,
                    same_names=options["same_names"],
                    trusted=options["key"],
                    accepted=options["accept"],
                    is_command=True,
                )
        except Invalid as error:
            lines = [message for messages in error.errors.values() for message in messages]
            raise CommandError(escape_invisible(" ".join(lines))) from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        except OSError as error:
            raise CommandError(f"{file} could not be read: {error.strerror}.") from error
        if not options["key"]:
            self.stdout.write(f"Trusted without --key: {row.key}. Ask the other newsroom for the id of its key.")
        self.stdout.write(f"Imported as claim {row.claim_id}.")
