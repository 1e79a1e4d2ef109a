"""Published checks for pure tests: one complete example, and Hypothesis strategies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from factcheck.publishing import published
from factcheck.publishing.document import STANCES

NOW = datetime(2026, 1, 2, 10, 0, tzinfo=UTC)

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds are naive
addresses = st.one_of(st.just(""), st.just("https://example.org/a?b=c&d"), st.just("javascript:alert(1)"), text)
claimants = st.builds(published.PublishedClaimant, text, st.sampled_from(["person", "organization"]), text, addresses)
claims = st.builds(
    published.PublishedClaim,
    text,
    text,
    st.sampled_from(["utterance", "proposition", "report"]),
    claimants,
    st.none() | days,
    st.sampled_from(["day", "month", "year"]),
    text,
    st.tuples(text),
    st.tuples(text),
)
scale = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(sorted)


@st.composite
def verdicts(draw: Any) -> published.PublishedVerdict:
    worst, number, best = draw(st.just((None, None, None)) | scale)
    conclusion = draw(st.sampled_from(["supported", "refuted", "not_enough", "conflicting"]))
    words = draw(st.tuples(text.filter(str.strip), text, text, text, text))
    return published.PublishedVerdict(words[0], conclusion, *words[1:], draw(days), draw(st.integers(1, 9)), number, worst, best)


sources = st.builds(published.PublishedSource, text.filter(bool), addresses, text, text, st.booleans(), text)
appearances = st.builds(
    published.PublishedAppearance,
    text,
    text,
    addresses,
    st.none() | days,
    text,
    st.tuples(text),
    st.tuples(st.builds(published.PublishedQuote, text, text, text)),
    text,
    st.booleans(),
)
items = st.builds(
    published.PublishedEvidence,
    st.sampled_from(STANCES),
    st.sampled_from(["primary", "secondary"]),
    st.none() | sources,
    text,
    text,
    text,
    st.none() | days,
    text,
    text,
    text,
    addresses,
)
corrections = st.builds(
    published.PublishedCorrection,
    st.sampled_from(["typo", "clarification", "change_of_verdict"]),
    text,
    text,
    moments,
    st.integers(2, 9),
    text,
    text,
)
checks = st.builds(
    published.PublishedCheck,
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    st.integers(1, 9),
    st.sampled_from(["first", "corrected"]),
    text,
    moments,
    moments,
    verdicts(),
    claims,
    st.tuples(text),
    text,
    moments,
    st.tuples(st.builds(published.PublishedRelation, st.sampled_from(["denies", "counters", "part_of", "same_as"]), text, text)),
    st.lists(appearances, max_size=2).map(tuple),
    st.lists(items, max_size=3).map(tuple),
    st.tuples(st.builds(published.PublishedSearch, st.sampled_from(STANCES), text, text, days, st.booleans(), text)),
    st.tuples(st.builds(published.PublishedException, text, text)),
    st.lists(corrections, max_size=2).map(tuple),
)


def check(**changes: Any) -> published.PublishedCheck:
    """An example check. `changes` replace its fields."""
    values: dict[str, Any] = {
        "slug": "the-scene",
        "number": 1,
        "kind": "first",
        "newsroom": "The Newsroom",
        "first_published_at": NOW,
        "published_at": NOW,
        "verdict": published.PublishedVerdict(
            "False", "refuted", "refuted", "Wrong.", "It is not so.", "Because.", date(2026, 1, 1), 2, 1, 1, 5
        ),
        "claim": published.PublishedClaim(
            "The scene was arranged.",
            "",
            "proposition",
            published.PublishedClaimant("Mikhail Minister", "person", "foreign minister", "https://www.wikidata.org/wiki/Q1"),
            date(2022, 4, 4),
        ),
        "authors": ("Chris Checker",),
        "reviewer": "Ed Editor",
        "reviewed_at": NOW,
        **changes,
    }
    return published.PublishedCheck(**values)


def item(stance: str = "contradicts", source: str = "The Institute", **fields: Any) -> published.PublishedEvidence:
    return published.PublishedEvidence(stance, "primary", published.PublishedSource(source) if source else None, **fields)


def appearance(title: str, day: date | None, address: str = "") -> published.PublishedAppearance:
    return published.PublishedAppearance(
        title, "Outlet", address, day, "direct quote", (), (published.PublishedQuote("scene"),), "0" * 64
    )
