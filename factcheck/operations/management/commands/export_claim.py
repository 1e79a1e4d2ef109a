"""`manage.py export_claim ID FILE`: writes the package of a claim to a new file, and records the export."""

from __future__ import annotations

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.claims.models import Claim
from factcheck.exchange.actions import export_claim
from factcheck.operations.management.acting import acting_person, add_person_option
from factcheck.setup.durable import flush_folder, link, temporary_name
from factcheck.web.errors import Refused


class Command(BaseCommand):
    help = "Write the package of a claim to a new ZIP file. It contains internal notes and names of staff."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("claim", type=int, help="Id of the claim")
        parser.add_argument("file", type=Path, help="Path of the new file")
        parser.add_argument("--without-originals", action="store_true", help="Leave out the original files of articles")
        parser.add_argument(
            "--without-item", type=int, action="append", default=[], metavar="NUMBER", help="Leave out this item of evidence"
        )
        parser.add_argument(
            "--protected-item",
            type=int,
            action="append",
            default=[],
            metavar="NUMBER",
            help="Include this item although its details are protected; others with protected details are left out",
        )
        parser.add_argument("--reason", default="", help="Why the protected items may leave the newsroom")
        add_person_option(parser, "exporting")

    def handle(self, *args: Any, claim: int, file: Path, **options: Any) -> None:
        person = acting_person(options["email"])
        row = Claim.objects.filter(pk=claim).first()
        if row is None:
            raise CommandError(f"There is no claim {claim}.")
        numbers = dict(row.evidence.values_list("number", "pk"))
        if unknown := {*options["without_item"], *options["protected_item"]} - numbers.keys():
            raise CommandError(f"The claim has no item {min(unknown)}.")
        if file.exists():
            raise CommandError(f"{file} exists. Choose another name.")
        temporary = temporary_name(file)
        try:
            package = export_claim(
                person=person,
                claim=row,
                with_originals=not options["without_originals"],
                without_items=[numbers[number] for number in options["without_item"]],
                protected_items=[numbers[number] for number in options["protected_item"]],
                reason=options["reason"],
            )
            with package.file, os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as output:
                shutil.copyfileobj(package.file, output, 1 << 20)
                output.flush()
                os.fsync(output.fileno())
            if not link(temporary, file):
                raise CommandError(f"{file} exists. Choose another name.")
            flush_folder(file.parent)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        except OSError as error:
            raise CommandError(f"{file} could not be written: {error.strerror}.") from error
        finally:
            temporary.unlink(missing_ok=True)
        for sentence in package.row.left_out:
            self.stdout.write(sentence)
        self.stdout.write(f"{package.row.size:,} bytes written to {file}. SHA-256: {package.row.sha256}")
