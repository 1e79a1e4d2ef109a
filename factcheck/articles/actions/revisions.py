"""Writing the revisions of articles, from bytes. The actions that import an article and revise one share this."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.accounts.models import Person
from factcheck.archive.actions import StoredBytes, add_capture, store_bytes
from factcheck.archive.models import Method
from factcheck.articles.canonical import MOST_BYTES, CanonicalText, Undecodable, Unsuitable, canonical, decode
from factcheck.articles.models import Article, Revision
from factcheck.web.errors import Invalid


@dataclass(frozen=True, slots=True)
class NewText:
    """A canonical text, the bytes that it was read from, and how they came."""

    canonical: CanonicalText
    stored: StoredBytes
    encoding: str
    name: str
    method: Method | str


def read_and_store(content: bytes, *, encoding: str, name: str, method: Method | str) -> NewText:
    """Read the canonical text from `content`, then store the bytes. Runs before the transaction that writes the revision.

    Raises Invalid(content) for too many bytes, and with the position of the first byte that is not valid in `encoding`.
    """
    if len(content) > MOST_BYTES:
        raise Invalid({"content": f"The file has {len(content):,} bytes; at most {MOST_BYTES:,} can be imported at once."})
    try:
        text = canonical(decode(content, encoding))
    except (Undecodable, Unsuitable) as error:
        raise Invalid({"content": str(error)}) from error
    return NewText(text, store_bytes(content), encoding, name, method)


def write_revision(*, person: Person, article: Article, number: int, new: NewText) -> Revision:
    """The rows of a revision and of the capture of its bytes (`original`). The caller records both."""
    original = add_capture(
        person=person,
        stored=new.stored,
        media_type=f"text/plain; charset={new.encoding}",
        name=new.name,
        method=new.method,
    )
    return Revision.objects.create(
        article=article,
        number=number,
        text=new.canonical.text,
        sha256=new.canonical.sha256,
        length=new.canonical.length,
        encoding=new.encoding,
        original=original,
        imported_by=person,
    )
