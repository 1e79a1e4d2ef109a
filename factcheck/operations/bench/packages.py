"""A claim with a large file, for the benchmark of packages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test.utils import override_settings

from factcheck.accounts.models import Person
from factcheck.articles.actions import import_article
from factcheck.claims.actions import NewMention, add_claim
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import FileLocator
from factcheck.exchange.packing import write_package
from factcheck.exchange.verification.command import verify_package
from factcheck.exchange.verification.contents import ZipContents
from factcheck.publishing.heads import sign_head

TEXT = "The minister said that the bridge was closed."
QUOTE = "the bridge was closed"


@contextmanager
def measured_package(person: Person, file: Path) -> Iterator[tuple[Claim, Path]]:
    """A claim whose evidence is `file`, and the path of its package. The package is removed afterward."""
    imported = import_article(person=person, content=TEXT.encode(), outlet="The Bench Gazette")
    revision = imported.article.current
    claim = add_claim(
        person=person,
        claimant="The minister",
        statement="The bridge was closed.",
        layer="proposition",
        mention=NewMention(revision, [find(revision.text, QUOTE)], "indirect", []),
    )
    with file.open("rb") as content, override_settings(MAX_UPLOAD_BYTES=file.stat().st_size):
        locator = FileLocator("file.bin", "application/octet-stream", content)
        attach(person=person, claim=claim, stance="context", closeness="primary", quoted_from=locator)
    sign_head()
    with TemporaryDirectory(prefix="factcheck-bench-") as folder:
        path = Path(folder) / "package.zip"
        export_package(claim, path)
        yield claim, path


def export_package(claim: Claim, path: Path) -> None:
    with path.open("wb+") as out:
        write_package(claim, out)


def is_proven(path: Path) -> bool:
    """Verify the package as an import does. Whether nothing is broken, and everything is proven."""
    with path.open("rb") as file:
        report = verify_package(ZipContents(file))
    return not report.errors and not report.unproven
