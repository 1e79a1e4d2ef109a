"""`manage.py import_articles FILE…`: text files become articles; one that is refused does not stop the others."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.accounts.models import Person, Role
from factcheck.archive.models import Method
from factcheck.articles.actions import Imported, import_article
from factcheck.articles.canonical import ENCODINGS, MOST_BYTES
from factcheck.articles.forms import DetailsForm
from factcheck.web.errors import Invalid, Refused


class Command(BaseCommand):
    help = "Import text files. What is known of all of them can be given; the title is the first line of each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--encoding", choices=ENCODINGS, default="utf-8", help="utf-8 where it is left out; never guessed")
        parser.add_argument("--outlet", default="", help="Name of the outlet; it becomes a source where it is new")
        parser.add_argument("--language", default="", help="A tag such as en, uk or pt-BR")
        parser.add_argument("--date", default="", help="Day of publication, YYYY-MM-DD")
        parser.add_argument("--as", dest="email", default="", help="Who imports; the first administrator where it is left out")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        person = _person(options["email"])
        details = _details(outlet_name=options["outlet"], language=options["language"], published_on=options["date"])
        refused = 0
        for file in files:
            try:
                imported = _import(file, person, options["encoding"], details)
            except OSError as error:
                refused += 1
                self.stderr.write(f"refused   {file}: {error.strerror}")
            except Invalid as refusal:
                refused += 1
                self.stderr.write(f"refused   {file}: {' '.join(text for said in refusal.errors.values() for text in said)}")
            except Refused as refusal:
                raise CommandError(refusal.message) from refusal
            else:
                word = "imported" if imported.is_new else "known"
                self.stdout.write(f"{word:<9} {file}: article {imported.article.pk}, {imported.article.title}")
        if refused:
            raise CommandError(f"{refused} of {len(files)} files were refused.")


def _import(file: Path, person: Person, encoding: str, details: dict[str, Any]) -> Imported:
    size = file.stat().st_size
    if size > MOST_BYTES:  # before it is read: a mistyped name may be that of a film
        raise Invalid({"content": f"The file has {size:,} bytes; at most {MOST_BYTES:,} can be imported at once."})
    name = file.name.encode("utf-8", "replace").decode()[:255]
    return import_article(
        person=person, content=file.read_bytes(), encoding=encoding, method=Method.COMMAND, name=name, **details
    )


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


def _details(**said: str) -> dict[str, Any]:
    """The options through the same door as the form on the screen."""
    form = DetailsForm(said)
    if not form.is_valid():
        raise CommandError(" ".join(f"{field}: {' '.join(map(str, text))}" for field, text in form.errors.items()))
    return {name.removesuffix("_name"): form.cleaned_data[name] for name in said}
