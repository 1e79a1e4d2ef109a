"""The tag `url` renders the same URLs as Django, and composes each of them once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse, set_script_prefix
from django.urls.base import get_script_prefix

from factcheck.web.templatetags.fast_urls import url_parts, urls_by_slug


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, int]]:
    """The name of each view whose arguments are ids, and their number."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        elif isinstance(each, URLPattern) and each.name:
            yield f"{namespace}{each.name}", len(each.pattern.converters)


def render(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


def test_urls_are_those_of_django() -> None:
    compared = 0
    for name, count in patterns(get_resolver()):
        for ids in ([7 + at for at in range(count)], [12_345_678_901] * count, [0] * count):
            arguments = {f"id{at}": each for at, each in enumerate(ids)}
            source = "{% url '" + name + "' " + " ".join(arguments) + " %}"
            try:
                expected = reverse(name, args=ids)
            except (NoReverseMatch, TypeError) as error:
                with pytest.raises(type(error)):
                    render(source, **arguments)
                continue
            assert render(source, **arguments) == expected
            assert render(source.replace(" %}", " as address %}") + "{{ address }}", **arguments) == expected
            compared += 1
    assert compared > 200


def test_other_arguments_and_unknown_views_are_resolved_by_django() -> None:
    assert render("{% url 'desk:history' kind pk %}", kind="claim", pk=5) == reverse("desk:history", args=["claim", 5])
    assert render("{% url 'desk:claim' claim_id=pk %}", pk=5) == reverse("desk:claim", args=[5])
    assert render("{% url view pk %}", view="desk:claim", pk="5") == reverse("desk:claim", args=[5])
    assert render("{% url 'desk:claim' pk as address %}[{{ address }}]", pk=-5) == "[]"
    assert render("{% url 'desk:nothing' pk as address %}[{{ address }}]", pk=5) == "[]"
    for source in ("{% url 'desk:nothing' pk %}", "{% url 'desk:claim' %}", "{% url 'desk:queue' pk %}"):
        with pytest.raises(NoReverseMatch):
            render(source, pk=5)


def test_each_url_is_composed_once() -> None:
    for pk in range(50):
        render("{% url 'desk:claim' pk %}", pk=pk)
    before = url_parts.cache_info().misses
    render("{% for pk in pks %}{% url 'desk:claim' pk %}{% endfor %}", pks=range(1000))
    assert url_parts.cache_info().misses == before


def test_prefix_of_the_installation_is_part_of_the_url() -> None:
    prefix = get_script_prefix()
    try:
        set_script_prefix("/newsroom/")
        assert render("{% url 'desk:claim' pk %}", pk=5).startswith("/newsroom/")
    finally:
        set_script_prefix(prefix)
    assert not render("{% url 'desk:claim' pk %}", pk=5).startswith("/newsroom/")


def test_urls_by_slug_are_those_of_django() -> None:
    url_of = urls_by_slug("public:check")
    for slug in ("the-scene-2", "сцена", "a%20b", "check"):
        assert url_of(slug) == reverse("public:check", args=[slug])
