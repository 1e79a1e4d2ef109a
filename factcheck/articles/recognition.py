"""Details of an article that stand in the first lines of its text, as proposals for the person who imports it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MAX_TITLE = 300
"""Code points. A longer first line is a paragraph."""
MAX_LINE = 120
"""Code points of a line with an outlet, an author, or a date."""
_HEAD = 4000
"""Code points of the text that are read."""
_LINES = 4
"""Number of lines after the title that are read."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>[0-9]{{4}})\b",
        rf"\b{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})\b",
        r"\b(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})\b",
    )
)
_SEPARATORS = re.compile(r"\s*[,·|•–—]\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the words that state it, and the number of their line, counted from 1."""

    value: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class RecognizedDetails:
    """`names`: words in the lines after the title that could be the name of an outlet."""

    title: Found | None = None
    published_on: Found | None = None
    author: Found | None = None
    names: tuple[Found, ...] = ()


def recognize(text: str) -> RecognizedDetails:
    """The details in the first lines of `text`. What is not stated there is None."""
    lines = [(number, line.strip()) for number, line in enumerate(text[:_HEAD].splitlines(), start=1)]
    filled = [(number, line) for number, line in lines if line]
    if not filled:
        return RecognizedDetails()
    title = _title(lines, filled)
    below = [(number, line) for number, line in filled[1 if title else 0 :][:_LINES] if len(line) <= MAX_LINE]
    dates = [found for number, line in below if (found := _date(number, line))]
    authors = [Found(line[3:].strip(), line, number) for number, line in below if line[:3].casefold() == "by "]
    names = tuple(Found(part, part, number) for number, line in below for part in _SEPARATORS.split(line) if part)
    return RecognizedDetails(title, dates[0] if dates else None, authors[0] if authors else None, names)


def repeats_title(text: str, title: str) -> bool:
    """Whether the first line of `text` that is not blank is the title, and text follows it. Case and spacing do not count."""
    line, rest = _split_first_line(text)
    return bool(title.split() and rest.strip()) and line.casefold().split() == title.casefold().split()


def without_first_line(text: str) -> str:
    """`text` without its first line that is not blank, and without the blank lines around it."""
    return _split_first_line(text)[1].lstrip()


def _split_first_line(text: str) -> tuple[str, str]:
    line, _, rest = text.lstrip("\ufeff").lstrip().partition("\n")
    return line, rest


def _title(lines: list[tuple[int, str]], filled: list[tuple[int, str]]) -> Found | None:
    """The first line, if a blank line and further text follow it, and if it is no sentence."""
    number, line = filled[0]
    is_followed_by_blank = number < len(lines) and not lines[number][1]
    if len(filled) > 1 and is_followed_by_blank and len(line) <= MAX_TITLE and not line.endswith("."):
        return Found(line, line, number)
    return None


def _date(number: int, line: str) -> Found | None:
    for pattern in _DATES:
        if match := pattern.search(line):
            month = match["month"]
            position = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
            try:
                day = date(int(match["year"]), position, int(match["day"]))
            except ValueError:
                continue
            return Found(day.isoformat(), match.group(), number)
    return None
