"""Full-text search: parses the text of a search into a query of limited size. No other module calls PostgreSQL's query parsers.

PostgreSQL's `websearch_to_tsquery` raises an error for 33 hyphens, and the words that it matches depend on the locale of the
database. This module parses the text in Python, and compares each word and phrase by its search key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Func, GeneratedField, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from psycopg import sql

from factcheck.web.names import ContainsText, NameGrams, NameKey
from factcheck.web.search_key import search_key

Row = TypeVar("Row", bound=Model)

MAX_LENGTH = 2000
"""Number of code points of the text that are parsed. Callers have smaller limits."""
COMPLETE = "factcheck"
"""The text search configuration of the vectors: English word stems, including those of stop words."""
MAX_TERMS = 64
"""Maximum number of words and phrases in a query. Further ones are ignored."""

_DOUBLE_QUOTES = re.compile("[“”„‟«»]")
_KEY = "factcheck_search_key({})"


class SearchKey(Func):
    """The search key of a text, computed by the database, for both search vectors and queries."""

    function = "factcheck_search_key"
    arity = 1
    output_field = TextField()


def text_grams(column: str) -> NameGrams:
    """The expression of a former index, to which migrations refer. The stored keys have replaced it."""
    return NameGrams(NameKey(SearchKey(column)))


def stored_key(*columns: str) -> GeneratedField:
    """A generated column for `containing`: the search keys of short texts without accents, with a line break between them."""
    keys: list[Any] = [NameKey(SearchKey(column)) for column in columns]
    expression = keys[0] if len(keys) == 1 else Concat(keys[0], Value("\n", TextField()), *keys[1:])
    return GeneratedField(expression=expression, output_field=TextField(), db_persist=True)


def key_grams(name: str, condition: Q | None = None) -> GinIndex:
    """The index on the trigrams of the stored key (`web.containing`). Without `fastupdate`, so no search reads a pending list."""
    return GinIndex(NameGrams("search_key"), fastupdate=False, condition=condition, name=name)


def containing(rows: QuerySet[Row], text: str) -> QuerySet[Row]:
    """The rows with `text` in their column `search_key`, also within words; case, accents, and typography are ignored.

    The model has the column `search_key = stored_key(…)`. Returns no rows for a text without letters and digits. Reads the rows
    in the order of the query until a page is full; `web.containing` also uses an index, which is better for rare texts.
    """
    if not search_key(text):
        return rows.none()
    return rows.filter(contains(text))


def contains(text: str) -> ContainsText:
    """The condition of `containing`, for a text with letters or digits."""
    return ContainsText("search_key", NameKey(Value(search_key(text))))


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase. `words` is a search key."""

    words: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A parsed search: alternatives, each with terms that must all match. False if it contains no words."""

    alternatives: tuple[tuple[Term, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    @property
    def query(self) -> TextQueryExpression:
        """The query for the ORM: `filter(words=text_query.query)`."""
        return TextQueryExpression(self)

    @property
    def included_words(self) -> str:
        """All words except those of excluded terms."""
        return " ".join(term.words for terms in self.alternatives for term in terms if not term.is_excluded)

    def sql(self, placeholder: Callable[[int], str] = "%(term_{})s".format) -> str:
        """The SQL expression of the tsquery; `placeholder` returns the placeholder for the term with a given number.

        Stop words are ignored, unless the query has no other words. Each placeholder occurs several times.
        """
        if not self:
            return "''::tsquery"
        ignoring, complete = (self._sql(config, placeholder) for config in ("english", COMPLETE))
        return f"(CASE WHEN numnode({ignoring}) > 0 THEN {ignoring} ELSE {complete} END)"

    def _sql(self, config: str, placeholder: Callable[[int], str]) -> str:
        numbers = iter(range(MAX_TERMS))
        alternatives = (
            " && ".join(_term_sql(term, placeholder(next(numbers)), config) for term in terms) for terms in self.alternatives
        )
        return "(" + " || ".join(f"({alternative})" for alternative in alternatives) + ")"

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters for `sql()` with the default placeholders."""
        words = (term.words for terms in self.alternatives for term in terms)
        return {f"term_{number}": value for number, value in enumerate(words)}


class TextQueryExpression(SearchQuery):
    """A parsed search as an ORM expression."""

    def __init__(self, text_query: TextQuery) -> None:
        super().__init__("", config="english")
        self.text_query = text_query

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[str]]:  # type: ignore[override]
        # The SQL contains the query three times.
        return self.text_query.sql(lambda number: "%s"), 3 * list(self.text_query.parameters.values())


class ConstantQuery(SearchQuery):
    """A tsquery as an ORM expression that is a constant of the statement (`constant_queries`)."""

    def __init__(self, literal: str) -> None:
        super().__init__("", config="english")
        self.literal = literal

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[str]]:  # type: ignore[override]
        return self.literal, []


def constant_queries(expressions: Sequence[str], parameters: Mapping[str, Any]) -> list[str]:
    """The SQL literals of the tsqueries that SQL expressions evaluate to, for statements with parameters. One statement.

    The planner of PostgreSQL knows from a literal how many rows a query matches. For a parameter, it assumes a rare word.
    """
    columns = ", ".join(f"({expression})::text" for expression in expressions)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", dict(parameters))
        return [tsquery_literal(text, cursor.connection) for text in cursor.fetchone()]


def parse(text: str) -> TextQuery:
    """Parse `text` with the syntax of web searches: words, "a phrase", `or` between alternatives, `-` before excluded terms.

    `or` has a lower precedence than the implicit "and". A word that contains punctuation, such as a-b, is a phrase. A phrase
    without a closing quotation mark extends to the end of the text. Every text is valid.
    """
    alternatives: list[list[Term]] = [[]]
    is_or = False
    is_excluded = False  # whether a hyphen precedes the opening quotation mark
    for number, piece in enumerate(_DOUBLE_QUOTES.sub('"', text[:MAX_LENGTH]).split('"')):
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
    terms = [(number, term) for number, group in enumerate(alternatives) for term in group][:MAX_TERMS]
    numbers = dict.fromkeys(number for number, _ in terms)
    return TextQuery(tuple(tuple(term for of, term in terms if of == number) for number in numbers))


def is_wordless(text: str) -> bool:
    """Whether `text` is not blank but contains no searchable words, only punctuation and symbols."""
    return bool(text.strip()) and not parse(text)


def all_words_sql(parameter: str, config: str = "english") -> str:
    """The SQL expression of a tsquery for texts that contain all words of the parameter, in any order."""
    return f"plainto_tsquery('{config}', {_KEY.format(parameter)})"


def any_word_sql(parameter: str, config: str = "english") -> str:
    """Like `all_words_sql`, for texts that contain any of the words. The replacement is safe: a search key contains no `&`."""
    return f"replace({all_words_sql(parameter, config)}::text, '&', '|')::tsquery"


def lexemes_sql(expression: str) -> str:
    """The SQL expression of the lexemes of a text, as an array."""
    return f"tsvector_to_array(to_tsvector('english', {_KEY.format(expression)}))"


def parsed_sql(parameter: str) -> str:
    """The SQL expression of a tsquery that the caller composed of lexemes."""
    return f"{parameter}::tsquery"


@dataclass(frozen=True, slots=True)
class QueryWords:
    """The words of a query as the database knows them: `literal` is its tsquery for statements (see `constant_queries`).

    `lexemes` are the stems of its included words, without stop words unless there are no others. `known` says for each included
    word whether it matches.
    """

    literal: str
    lexemes: tuple[str, ...]
    known: dict[str, bool]

    @property
    def initials(self) -> frozenset[str]:
        """The stemmer does not change the first letter of a word."""
        return frozenset(lexeme[0] for lexeme in self.lexemes)

    @property
    def may_match(self) -> Callable[[str], bool]:
        """Whether the key of a word can have one of the stems: a stem differs from its word only in the last two letters."""
        beginnings = tuple(lexeme[: max(1, len(lexeme) - 2)] for lexeme in self.lexemes)
        return lambda key: key.startswith(beginnings) or (" " in key and any(word.startswith(beginnings) for word in key.split()))

    def matching(self, keys: set[str]) -> set[str]:
        """The search keys in `keys` that contain an included word, in any form. One query if there is a form not in the query."""
        unknown = sorted(keys - self.known.keys())
        found = {key for key in keys if self.known.get(key)}
        if unknown:
            with connection.cursor() as cursor:
                cursor.execute(_KEYS_MATCHING, [unknown, list(self.lexemes)])
                found |= {key for (key,) in cursor.fetchall()}
        return found


_LEXEMES = "tsvector_to_array(to_tsvector('{}', {}))"
_KEYS_MATCHING = """
SELECT key FROM unnest(%s::text[]) AS key WHERE {of_key} && %s::text[]
""".format(of_key=_LEXEMES.format(COMPLETE, "key"))
_QUERY_WORDS = """
SELECT ({query})::text, q.lexemes, ARRAY(SELECT word FROM unnest(%(words)s::text[]) AS word WHERE {of_word} && q.lexemes)
FROM (SELECT coalesce(nullif({without_stop_words}, '{{}}'), {all_words}) AS lexemes) AS q
"""


@lru_cache(maxsize=512)
def words_of_query(query: TextQuery) -> QueryWords:
    """What a search that marks its matches needs to know about its query. One statement, when the process is first asked.

    It depends on the query and on the text search configurations, which no migration changes: stored columns depend on them.
    """
    words = sorted({*query.included_words.split()})
    statement = _QUERY_WORDS.format(
        query=query.sql(),
        of_word=_LEXEMES.format(COMPLETE, "word"),
        without_stop_words=_LEXEMES.format("english", "%(included)s"),
        all_words=_LEXEMES.format(COMPLETE, "%(included)s"),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**query.parameters, "words": words, "included": query.included_words})
        text, lexemes, matching = cursor.fetchone()
        literal = tsquery_literal(text, cursor.connection)
    return QueryWords(literal, tuple(lexemes), {word: word in matching for word in words})


def tsquery_literal(tsquery: str, connection: Any) -> str:
    """The SQL literal of a tsquery, for a statement with parameters."""
    return f"{sql.Literal(tsquery).as_string(connection)}::tsquery".replace("%", "%%")


def _term_sql(term: Term, parameter: str, config: str) -> str:
    phrase = f"phraseto_tsquery('{config}', {_KEY.format(parameter)})"
    return f"!!{phrase}" if term.is_excluded else phrase
