"""Full-text search: what a person typed, turned into a bounded query. No other module hands typed words to the query parser.

PostgreSQL's own `websearch_to_tsquery` raises an error at 33 hyphens, and compares words by the locale of the database. Here the
text is parsed in Python, and each of its words and phrases is compared by its search key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Func, TextField

from factcheck.web.search_key import search_key

LONGEST = 2000
"""Code points of the typed text that are parsed; callers have smaller limits of their own."""
MOST_TERMS = 64
"""Words and phrases of one query; those that follow are left out."""

_QUOTATION_MARKS = re.compile("[“”„‟«»]")
_KEY = "factcheck_search_key({})"


class SearchKey(Func):
    """The search key of a text as the database computes it, for search vectors and for queries alike."""

    function = "factcheck_search_key"
    arity = 1
    output_field = TextField()


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several in this order. `words` is a search key."""

    words: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """Alternatives, each with the terms that must all hold. False where there is no word to look for."""

    alternatives: tuple[tuple[Term, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    @property
    def query(self) -> SoughtQuery:
        """The query for the ORM: `filter(words=sought.query)`."""
        return SoughtQuery(self)

    @property
    def wanted(self) -> str:
        """The words that may be found, without those that are excluded."""
        return " ".join(term.words for terms in self.alternatives for term in terms if not term.is_excluded)

    def sql(self, placeholder: Callable[[int], str] = "%(sought_{})s".format) -> str:
        """A tsquery in SQL; `placeholder` names the parameter of the term with that number."""
        numbers = iter(range(MOST_TERMS))
        alternatives = (" && ".join(_term_sql(term, placeholder(next(numbers))) for term in terms) for terms in self.alternatives)
        return "(" + " || ".join(f"({alternative})" for alternative in alternatives) + ")" if self else "''::tsquery"

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of `sql()` by name."""
        words = (term.words for terms in self.alternatives for term in terms)
        return {f"sought_{number}": value for number, value in enumerate(words)}


class SoughtQuery(SearchQuery):
    """A parsed query as an expression of the ORM."""

    def __init__(self, sought: Sought) -> None:
        super().__init__("", config="english")
        self.sought = sought

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[str]]:  # type: ignore[override]
        return self.sought.sql(lambda number: "%s"), list(self.sought.parameters.values())


def parse(text: str) -> Sought:
    """The query for `text` as on the web: all words, "a phrase", `or` between alternatives, `-` before what is excluded.

    `or` binds less tightly than the words beside it. A word with punctuation inside, such as a-b, is a phrase. A quotation mark
    without its partner opens a phrase to the end. Whatever is typed has a meaning; nothing raises.
    """
    alternatives: list[list[Term]] = [[]]
    is_or = False
    is_excluded = False  # a hyphen stands right before a quotation mark
    for number, piece in enumerate(_QUOTATION_MARKS.sub('"', text[:LONGEST]).split('"')):
        is_phrase = number % 2 == 1
        for word in [piece] if is_phrase else piece.split():
            if not is_phrase and word.casefold() == "or":
                is_or = bool(alternatives[-1])
                continue
            is_excluded = is_excluded if is_phrase else word.startswith("-") and not word.startswith("--")
            if key := search_key(word):
                if is_or:
                    alternatives.append([])
                    is_or = False
                alternatives[-1].append(Term(key, is_excluded))
        is_excluded = not is_phrase and re.search(r"(^|\s)-$", piece) is not None
    terms = [(group, term) for group, several in enumerate(alternatives) for term in several][:MOST_TERMS]
    groups = dict.fromkeys(group for group, _ in terms)
    return Sought(tuple(tuple(term for of, term in terms if of == group) for group in groups))


def is_wordless(text: str) -> bool:
    """Whether something was typed and nothing in it can be looked for: punctuation and symbols alone."""
    return bool(text.strip()) and not parse(text)


def all_words_sql(parameter: str, config: str = "english") -> str:
    """A tsquery in SQL for texts that hold every word of a text that is a parameter, in any order."""
    return f"plainto_tsquery('{config}', {_KEY.format(parameter)})"


def any_word_sql(parameter: str, config: str = "english") -> str:
    """The same for texts that hold at least one of its words. A search key has no `&`, so the replacement cannot hit a word."""
    return f"replace({all_words_sql(parameter, config)}::text, '&', '|')::tsquery"


def same_words(keys: Iterable[str], sought: Sought) -> set[str]:
    """Those of the search keys `keys` that have a word of `sought` in one of its forms. One query, or none without candidates."""
    initials = {word[0] for word in sought.wanted.split()}  # the stemmer leaves the first letter of a word as it is
    candidates = sorted({key for key in keys if any(word[0] in initials for word in key.split())})
    if not candidates:
        return set()
    lexemes = "tsvector_to_array(to_tsvector('english', {}))"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key FROM unnest(%s::text[]) AS key WHERE {lexemes.format('key')} && {lexemes.format('%s')}",  # noqa: S608
            [candidates, sought.wanted],
        )
        return {key for (key,) in cursor.fetchall()}


def _term_sql(term: Term, parameter: str) -> str:
    phrase = f"phraseto_tsquery('english', {_KEY.format(parameter)})"
    return f"!!{phrase}" if term.is_excluded else phrase
