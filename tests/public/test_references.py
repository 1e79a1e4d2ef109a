"""The links of citations in the texts of a check, and what they keep on their line."""

from __future__ import annotations

import re
from typing import Any

import pytest

from factcheck.public.templatetags.public_parts import rationale_blocks, summary_with_references
from tests.growth import assert_linear

CJK = "これは撤退の前に撮影された写真であり、同じ場所に同じ遺体が写っていることが複数の衛星画像から確認できる"
LONG_WORDS = {
    "japanese": CJK,
    "short japanese": "遺体の写真",
    "address": "https://example.org/" + 60 * "path/",
    "long": 200 * "w",
}


def document(text: str) -> dict[str, Any]:
    items = [{"number": number, "title": "A page", "source": {"name": "A source"}} for number in range(1, 41)]
    verdict = {"rationale": text, "summary": text, "citations": [1]}
    return {"verdict": verdict, "evidence": {"supports": items}}


def kept(html: str) -> list[str]:
    """The texts that are never broken into lines."""
    return [re.sub("<[^>]*>", "", each) for each in re.findall(r'<span class="ref-word">(.*?)</span>(?!</a>)', html)]


@pytest.fixture(params=["summary", "rationale"])
def render(request: pytest.FixtureRequest) -> Any:
    if request.param == "summary":
        return lambda text: str(summary_with_references(document(text)))
    return lambda text: str(rationale_blocks(document(text))[0]["html"])


@pytest.mark.parametrize("unit", ["a", "a [1] ", "[1] ", "[1, 2]. "])
def test_references_take_time_in_proportion_to_the_text(unit: str) -> None:
    assert_linear(lambda size: lambda: rationale_blocks(document(size // len(unit) * unit)), 12_500, within=4)


@pytest.mark.parametrize("word", LONG_WORDS.values(), ids=LONG_WORDS)
def test_after_a_long_word_only_the_space_is_kept(word: str, render: Any) -> None:
    """An unbroken long word is wider than a phone."""
    assert kept(render(f"The {word} [1].")) == ["\u00a01."]


def test_a_short_word_stays_with_its_references(render: Any) -> None:
    assert kept(render("The photograph [1, 2], it shows [3]")) == ["photograph 12,", "shows 3"]


def test_many_references_are_kept_at_the_ends_only(render: Any) -> None:
    numbers = ", ".join(str(number) for number in range(1, 41))
    assert kept(render(f"It shows [{numbers}].")) == ["shows 1", "40."]
