"""`manage.py import_articles FILE…`: imports each file as an article. A refused file does not stop the others."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.models import Person
from factcheck.archive.fields import MAX_FILE_NAME
from factcheck.archive.models import Method
from factcheck.articles import readers
from factcheck.articles.actions import ImportResult, import_article
from factcheck.articles.canonical import MAX_BYTES
from factcheck.articles.fields import file_too_large
from factcheck.articles.readers.preview import escape_invisible
from factcheck.desk.library.forms import DetailsForm
from factcheck.operations.management.acting import acting_person, add_person_option
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, NotAllowed, Refused


class Command(BaseCommand):
    help = "Import files as articles. The options apply to all files. Details that a file declares, such as its title, are used."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=readers.format_names())
        parser.add_argument("--encoding", choices=list(readers.encodings()), default="", help=readers.DEFAULT_ENCODING)
        parser.add_argument(
            "--confirm-encoding",
            action="store_true",
            help="Confirm the encoding, also for files that are valid in a more likely encoding",
        )
        parser.add_argument("--outlet", default="", help="Name of the outlet; added to the sources if it is new")
        parser.add_argument("--language", default="", help="Language tag such as en, uk, or pt-BR")
        parser.add_argument("--date", default="", help="Date of publication, YYYY-MM-DD")
        add_person_option(parser, "importing")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        person = acting_person(options["email"])
        declared = {
            "encoding": options["encoding"],
            "confirm_encoding": options["confirm_encoding"],
            **_validated_details(outlet_name=options["outlet"], language=options["language"], published_on=options["date"]),
        }
        refused = 0
        for file in files:
            name = _printable_name(file)
            try:
                imported = _import_file(file, person, declared)
            except NotAllowed as refusal:  # applies to the person, and so to all files
                raise CommandError(refusal.message) from refusal
            except (OSError, Refused) as error:
                refused += 1
                self.stderr.write(f"refused   {name}: {_reason(error)}")
            else:
                status = "imported" if imported.is_new else "exists"
                self.stdout.write(
                    f"{status:<9} {name}: article {imported.article.pk}, {escape_invisible(imported.article.display_title)}"
                )
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were refused.")


def _import_file(file: Path, person: Person, declared: dict[str, Any]) -> ImportResult:
    permit(person, "article.import")
    size = file.stat().st_size
    if size > MAX_BYTES:  # checked before reading, in case the file is huge
        raise Invalid({"content": file_too_large(size)})
    with file.open("rb") as opened:
        content = opened.read(MAX_BYTES + 1)  # a device or a pipe reports no size and may be endless
    name = file.name.encode("utf-8", "replace").decode()[:MAX_FILE_NAME]
    return import_article(person=person, content=content, method=Method.COMMAND, name=name, **declared)


def _printable_name(file: Path) -> str:
    """The file name for the terminal. On Linux, a file name can contain any bytes, such as escape sequences."""
    return escape_invisible(os.fsencode(file).decode("utf-8", "backslashreplace"))


def _reason(error: OSError | Refused) -> str:
    if isinstance(error, Invalid):
        return " ".join(message for messages in error.errors.values() for message in messages)
    return error.message if isinstance(error, Refused) else error.strerror or str(error)


def _validated_details(**options: str) -> dict[str, Any]:
    """The options after validation with the form of the import screen."""
    form = DetailsForm(options)
    if not form.is_valid():
        raise CommandError(" ".join(f"{field}: {' '.join(map(str, errors))}" for field, errors in form.errors.items()))
    return {name.removesuffix("_name"): form.cleaned_data[name] for name in options}
