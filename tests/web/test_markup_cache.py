"""Cached markup: it depends on its values alone, and a change of any value, also in a loaded relation, renders it again."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.middleware.csrf import _does_token_match, get_token
from django.template import Context, RequestContext, Template
from django.template.base import Node
from django.test import RequestFactory
from django.utils import timezone

from factcheck.articles.models import Source
from factcheck.evidence.models import Evidence
from factcheck.web.keyed_values import keyed
from factcheck.web.markup_cache import MarkupCache, NotRepeatable, digest_of
from factcheck.web.templatetags import markup as tags
from tests.pages import empty_markup_cache

AT = datetime(2022, 4, 4, 22, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    title: str
    source: Any = None
    at: datetime = AT


@pytest.fixture(autouse=True)
def kept() -> Iterator[MarkupCache]:
    with empty_markup_cache() as cache:
        yield cache


@pytest.fixture
def renderings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places of the cached parts that were rendered, in order."""
    places: list[str] = []
    rendered = tags.CachedNode._rendered

    def note(node: tags.CachedNode, context: Context, values: dict[str, Any]) -> str:
        places.append(node.place)
        return rendered(node, context, values)

    monkeypatch.setattr(tags.CachedNode, "_rendered", note)
    return places


def template(source: str) -> Template:
    return Template("{% load markup parts %}" + source)


def test_equal_values_are_rendered_once(renderings: list[str]) -> None:
    part = template("{% cached row=row level=level %}<b>{{ row.title }}</b>{{ level }}{% endcached %}")
    for _ in range(3):
        assert part.render(Context({"row": Row("A & B"), "level": None})) == "<b>A &amp; B</b>None"
    assert len(renderings) == 1
    assert part.render(Context({"row": Row("A & B"), "level": 4})) == "<b>A &amp; B</b>4"
    assert part.render(Context({"row": replace(Row("A & B"), title="C"), "level": 4})) == "<b>C</b>4"
    assert len(renderings) == 3


def test_change_of_a_loaded_relation_is_rendered() -> None:
    part = template("{% cached row=row %}{{ row.source.name }}{% endcached %}")
    for name in ("Institute", "Institute of Peace"):
        assert part.render(Context({"row": Evidence(pk=1, source=Source(pk=1, name=name))})) == name


@pytest.mark.parametrize("change", [{"pk": 2}, {"exact": "x"}, {"version": 2}, {"source": Source(pk=1, name="Another")}])
def test_each_value_of_a_model_is_part_of_the_digest(change: dict[str, Any]) -> None:
    values: dict[str, Any] = {"pk": 1, "version": 1, "exact": "", "source": Source(pk=1, name="One")}
    assert digest_of(Evidence(**values)) == digest_of(Evidence(**values))
    assert digest_of(Evidence(**values)) != digest_of(Evidence(**values | change))


def test_parts_of_different_templates_are_different() -> None:
    values = Context({"row": Row("A")})
    assert template("{% cached row=row %}<b>{{ row.title }}</b>{% endcached %}").render(values) == "<b>A</b>"
    assert template("{% cached row=row %}<i>{{ row.title }}</i>{% endcached %}").render(values) == "<i>A</i>"


def test_time_zone_is_part_of_the_digest() -> None:
    part = template("{% cached row=row %}{% when row.at %}{% endcached %}")
    for zone, day in (("UTC", "4 April 2022"), ("Asia/Tokyo", "5 April 2022")):
        with timezone.override(zone):
            assert day in part.render(Context({"row": Row("A")}))


def test_safe_and_unsafe_text_are_different() -> None:
    part = template("{% cached row=row %}{{ row.title }}{% endcached %}")
    assert part.render(Context({"row": Row("<b>")})) == "&lt;b&gt;"
    assert part.render(Context({"row": Row("<b>")}, autoescape=False)) == "<b>"


def test_tokens_are_filled_in_for_each_request(renderings: list[str]) -> None:
    part = template("{% cached row=row %}<form>{% csrf_token %}{% idempotency_key %}{% idempotency_key %}</form>{% endcached %}")
    keys = set()
    for _ in range(2):
        request = RequestFactory().get("/")
        get_token(request)
        markup = part.render(RequestContext(request, {"row": Row("A")}))
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', markup)
        assert _does_token_match(token, request.META["CSRF_COOKIE"])
        keys |= set(re.findall(r'name="token" value="([0-9a-f-]{36})"', markup))
    assert len(keys) == 4
    assert len(renderings) == 1


IMPURE = {
    "a variable that is not named": ("{{ other }}", "the variable other"),
    "the request": ("{% current '/desk/' %}", "the variable request"),
    "a variable in a condition": ("{% if other == 1 %}x{% endif %}", "the variable other"),
    "the time": ("{% when row.at relative=True %}", "the time"),
    "the database": ("{{ row.source.articles.count }}", "the database"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "what"), IMPURE.values(), ids=IMPURE)
def test_part_that_reads_more_than_its_values_is_refused(content: str, what: str) -> None:
    connection.ensure_connection()
    values = {"row": Row("A", Source(pk=1, name="One")), "other": 1}
    with pytest.raises(NotRepeatable, match=f"reads {what}"):
        template("{% cached row=row %}" + content + "{% endcached %}").render(Context(values))


def test_newsroom_gets_the_page_and_the_log_says_what_is_wrong(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.TESTING = False
    part = template("{% cached row=row %}{{ row.title }} {{ other }}{% endcached %}")
    for other in ("one", "two"):
        with caplog.at_level(logging.ERROR, "factcheck.web.markup_cache"):
            assert part.render(Context({"row": Row("A"), "other": other})) == f"A {other}"
    assert "line 1 reads the variable other, which is not among its values." in caplog.text


def test_value_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(NotRepeatable, match="cannot be written"):
        template("{% cached row=row %}x{% endcached %}").render(Context({"row": Row("A", source=lambda: 1)}))


def test_least_recently_used_markup_is_removed_first() -> None:
    cache = MarkupCache(most_bytes=4_000)
    names = [digest_of(number) for number in range(5)]
    for name in names[:4]:
        cache.keep(name, "x" * 700)
    assert cache.get(names[0])
    cache.keep(names[4], "y" * 700)
    assert [bool(cache.get(name)) for name in names] == [True, False, True, True, True]
    assert cache.size == 4 * (200 + sys.getsizeof("x" * 700))


def test_markup_that_would_fill_a_quarter_of_the_cache_is_not_kept() -> None:
    cache = MarkupCache(most_bytes=4_000)
    cache.keep(b"1", "x" * 801)
    assert (cache.get(b"1"), len(cache)) == (None, 0)


def test_threads_share_a_cache() -> None:
    cache = MarkupCache(most_bytes=100_000)

    def use(start: int) -> bool:
        for number in range(start, start + 2_000):
            name = digest_of(number % 300)
            cache.keep(name, "x" * (number % 300))
            found = cache.get(name)
            if found is not None and len(found) != number % 300:
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(0, 8_000, 1_000)))
    assert cache.size <= 100_000
    cache.clear()
    assert (cache.size, len(cache)) == (0, 0)


def test_error_in_a_part_is_raised_and_nothing_is_kept(kept: MarkupCache) -> None:
    class Failing(Node):
        def render(self, context: Context) -> str:
            raise ZeroDivisionError

    part = template("{% cached row=row %}x{% endcached %}")
    part.nodelist[-1].nodelist.append(Failing())
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            part.render(Context({"row": Row("A")}))
    assert len(kept) == 0


@dataclass(frozen=True)
class Deadline:
    at: datetime

    def is_over(self) -> bool:
        return self.at < timezone.now()

    def is_before_today(self) -> bool:
        return self.at.date() < timezone.localdate()


@pytest.mark.parametrize("part", ["{{ row.is_over }}", "{{ row.is_before_today }}", '{% now "Y" %}'])
def test_part_that_reads_the_time_is_an_error(part: str) -> None:
    source = template("{% cached row=row %}" + part + "{{ row.at }}{% endcached %}")
    with pytest.raises(NotRepeatable, match=r"reads the time|reads today’s date"):
        source.render(Context({"row": Deadline(AT)}))


def test_keyed_value_is_computed_only_if_its_markup_is_not_kept() -> None:
    computed: list[Row] = []

    def title_of(row: Row, end: str) -> str:
        computed.append(row)
        return row.title + end

    part = template("{% cached title=title %}{% if title %}{{ title }}, {{ title|length }}{% endif %}{% endcached %}")
    rows = [Row("First"), Row("First"), Row("Second"), Row("")]
    markup = [part.render(Context({"title": keyed(title_of, row, end)})) for row in rows for end in ("!", "")]
    assert markup == ["First!, 6", "First, 5"] * 2 + ["Second!, 7", "Second, 6", "!, 1", ""]
    assert computed == [rows[0], rows[0], rows[2], rows[2], rows[3], rows[3]]
