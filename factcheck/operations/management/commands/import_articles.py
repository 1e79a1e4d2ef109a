"""`manage.py import_articles FILE…` imports each file as an article. A file that is refused does not stop the others."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.models import Person, Role
from factcheck.archive.fields import MOST_FILE_NAME
from factcheck.archive.models import Method
from factcheck.articles import readers
from factcheck.articles.actions import ImportResult, import_article
from factcheck.articles.canonical import MAX_BYTES
from factcheck.articles.fields import file_too_large
from factcheck.articles.readers.preview import escape_invisible
from factcheck.desk.library.forms import DetailsForm
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, NotAllowed, Refused


class Command(BaseCommand):
    help = "Import files as articles. Options apply to all of them; the title is the first line of each text."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = readers.default_encoding()
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=readers.format_names())
        parser.add_argument("--encoding", choices=list(readers.encodings()), default=default, help=f"Default: {default}")
        parser.add_argument(
            "--confirm-encoding",
            action="store_true",
            help="The encoding is right, even for files that are valid in a more likely one",
        )
        parser.add_argument("--outlet", default="", help="Name of the outlet; a new name is added to the sources")
        parser.add_argument("--language", default="", help="A tag such as en, uk or pt-BR")
        parser.add_argument("--date", default="", help="Day of publication, YYYY-MM-DD")
        parser.add_argument(
            "--as", dest="email", default="", help="Email address of who imports; the first administrator by default"
        )

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        person = _person(options["email"])
        declared = {
            "encoding": options["encoding"],
            "confirm_encoding": options["confirm_encoding"],
            **_details(outlet_name=options["outlet"], language=options["language"], published_on=options["date"]),
        }
        refused = 0
        for file in files:
            name = _printable(file)
            try:
                imported = _import(file, person, declared)
            except NotAllowed as refusal:  # of the person, so of every file
                raise CommandError(refusal.message) from refusal
            except (OSError, Refused) as error:
                refused += 1
                self.stderr.write(f"refused   {name}: {_reason(error)}")
            else:
                word = "imported" if imported.is_new else "known"
                self.stdout.write(f"{word:<9} {name}: article {imported.article.pk}, {escape_invisible(imported.article.title)}")
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were refused.")


def _import(file: Path, person: Person, declared: dict[str, Any]) -> ImportResult:
    permit(person, "article.import")
    size = file.stat().st_size
    if size > MAX_BYTES:  # before it is read: a mistyped name may be that of a film
        raise Invalid({"content": file_too_large(size)})
    with file.open("rb") as opened:
        content = opened.read(MAX_BYTES + 1)  # a device or a pipe reports no size and may never end
    name = file.name.encode("utf-8", "replace").decode()[:MOST_FILE_NAME]
    return import_article(person=person, content=content, method=Method.COMMAND, name=name, **declared)


def _printable(file: Path) -> str:
    """The file's name for the terminal. On Linux it may contain any bytes, escape sequences among them."""
    return escape_invisible(os.fsencode(file).decode("utf-8", "backslashreplace"))


def _reason(error: OSError | Refused) -> str:
    if isinstance(error, Invalid):
        return " ".join(problem for problems in error.errors.values() for problem in problems)
    return error.message if isinstance(error, Refused) else error.strerror or str(error)


def _person(email: str) -> Person:
    if email:
        found = Person.objects.filter(email=email.strip().lower()).first()
        if found is None:
            raise CommandError(f"Nobody with the address {email} works here.")
        return found
    found = Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("pk").first()
    if found is None:
        raise CommandError("There is no administrator yet. Add one with add_person, or say who imports with --as EMAIL.")
    return found


def _details(**options: str) -> dict[str, Any]:
    """The options, validated by the form of the import screen."""
    form = DetailsForm(options)
    if not form.is_valid():
        raise CommandError(" ".join(f"{field}: {' '.join(map(str, text))}" for field, text in form.errors.items()))
    return {name.removesuffix("_name"): form.cleaned_data[name] for name in options}
