"""A published version of a check as a citation: plain text, BibTeX, RIS, and CSL-JSON. Pure.

A citation names the address of the version, whose text never changes, and the day on which it was read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from factcheck.formats.titles import RETRACTED, check_name
from factcheck.web.days import day_text
from factcheck.web.typography import isolated

_BIBTEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}$&#%_"},
}


@dataclass(frozen=True, slots=True)
class CitedCheck:
    """What a citation says. `published` and `accessed` are days in the newsroom's time zone; `address` is absolute.

    `key` has ASCII letters, digits, and hyphens, and identifies the version among all checks of the newsroom.
    """

    authors: tuple[str, ...]
    title: str
    newsroom: str
    version: int
    first_published: date
    published: date
    accessed: date
    address: str
    key: str


def cited_check(document: Mapping[str, Any], *, number: int, address: str, accessed: date, zone: tzinfo) -> CitedCheck:
    """The citation of a published document. `number` is that of the short address of the check."""
    title = check_name(document)
    return CitedCheck(
        authors=tuple(_line(name) for name in document["authors"]),
        title=f"{RETRACTED}: {_line(title)}" if document["kind"] == "retracted" else _line(title),
        newsroom=_line(document["newsroom"]),
        version=document["number"],
        first_published=datetime.fromisoformat(document["first_published_at"]).astimezone(zone).date(),
        published=datetime.fromisoformat(document["published_at"]).astimezone(zone).date(),
        accessed=accessed,
        address=address,
        key=f"check-{number}-{document['number']}",
    )


def plain_citation(check: CitedCheck) -> str:
    """One line for a list of references."""
    authors = f"{isolated(_joined(check.authors))}. " if check.authors else ""
    title = check.title if check.title.endswith((".", "?", "!", "…")) else f"{check.title}."
    version = f"version {check.version}, {day_text(check.published)}"
    read = f"Accessed {day_text(check.accessed)}."
    return f"{authors}“{isolated(title)}” {isolated(check.newsroom)}, {version}. {check.address}. {read}"


def bibtex(check: CitedCheck) -> str:
    """An entry of the type @online, as BibLaTeX defines it."""
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in check.authors) or f"{{{_escaped(check.newsroom)}}}",
        "title": f"{{{_escaped(check.title)}}}",
        "organization": _escaped(check.newsroom),
        "version": str(check.version),
        "date": check.published.isoformat(),
        "url": check.address,
        "urldate": check.accessed.isoformat(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{check.key},\n{lines}\n}}\n"


def ris(check: CitedCheck) -> str:
    """An entry of the type WEB. Its lines end with CR LF."""
    entries = [
        ("TY", "WEB"),
        *(("AU", name) for name in check.authors or (check.newsroom,)),
        ("TI", check.title),
        ("PB", check.newsroom),
        ("PY", f"{check.published:%Y}"),
        ("DA", f"{check.published:%Y/%m/%d}"),
        ("ET", f"Version {check.version}"),
        ("UR", check.address),
        ("Y2", f"{check.accessed:%Y/%m/%d}"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in entries)


def csl_json(check: CitedCheck) -> str:
    """A list with one item, for Zotero and citation processors."""
    names = check.authors or (check.newsroom,)
    item = {
        "id": check.key,
        "type": "webpage",
        "title": check.title,
        "author": [{"literal": name} for name in names],
        "publisher": check.newsroom,
        "version": str(check.version),
        "issued": _parts(check.published),
        "original-date": _parts(check.first_published),
        "URL": check.address,
        "accessed": _parts(check.accessed),
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


FORMATS: dict[str, tuple[Callable[[CitedCheck], str], str]] = {
    "txt": (plain_citation, "text/plain; charset=utf-8"),
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
    "json": (csl_json, "application/vnd.citationstyles.csl+json"),
}
"""The extension of the file: the function and the media type."""


def _line(text: str) -> str:
    """`text` on one line, without control characters."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX_ESCAPES.get(character, character) for character in text)


def _joined(names: tuple[str, ...]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
