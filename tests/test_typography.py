"""Screens, messages, and emails use typographic apostrophes and quotation marks.

The rule covers the texts that people read in a browser or an email, and the messages of the API. It does not cover comments,
docstrings (the descriptions of the API operations among them), the output of commands in a terminal, which is ASCII, and the
demonstration, whose texts stand for what people enter.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.test_project import ROOT, tracked

APOSTROPHE = re.compile(r"[A-Za-z]'(?:[A-Za-z]|(?<=s')\s[a-z])")
QUOTED = re.compile(r'(?:^|[\s(])"\w[^"=<>]*\w[.,!?…]?"(?=[\s.,;!?)]|$)')
"""A quotation in straight quotation marks."""
CODE = re.compile(r"\b(?:SELECT|EXISTS|UPDATE|INSERT|CREATE|RAISE|WHERE|jsonb)\b|=>|[{}]\s*\n|\breturn\b")
"""What distinguishes SQL and JavaScript in a string from a sentence."""
CODE_SAMPLES = {
    'The version that you read, such as "3". The field `version` in the body is equivalent.',
    'Send the version that you read in quotation marks, such as "3". A version in the body must match.',
}
"""Texts that quote characters of a request."""
OTHER_TEXTS = ("factcheck/demonstration/", "factcheck/setup/", "factcheck/operations/")


def strings_of(source: str) -> Iterator[tuple[int, str]]:
    """The string constants of a module with their lines, without docstrings and other bare strings."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def text_of_template(source: str) -> str:
    """The text of a template, and the texts within its tags: labels and sentences that contain a space."""
    source = re.sub(r"\{#.*?#\}", " ", source)
    source = re.sub(r"\{%\s*comment.*?endcomment\s*%\}", " ", source, flags=re.DOTALL)
    in_tags = " ".join(
        text for tag in re.findall(r"\{[%{].*?[%}]\}", source, re.DOTALL) for text in re.findall(r'"([^"]* [^"]*)"', tag)
    )
    text = re.sub(r"\{[%{].*?[%}]\}", "x", source, flags=re.DOTALL)
    labels = " ".join(re.findall(r'\s(?:aria-label|title|alt|placeholder|data-announce)="([^"]*)"', text))
    return f"{re.sub(r'<[^>]*>', ' ', text)} {labels} {in_tags}"


def text_of_script(source: str) -> str:
    """A script without comments and regular expressions."""
    source = re.sub(r"/\*.*?\*/", " ", source, flags=re.DOTALL)
    return re.sub(r"(?m)(^|\s)//.*$", " ", source)


def straight(text: str) -> list[str]:
    return [*APOSTROPHE.findall(text), *QUOTED.findall(text)]


def violations() -> Iterator[str]:
    for path in tracked("factcheck/*.py"):
        name = str(path.relative_to(ROOT))
        if "migrations" in path.parts or name.startswith(OTHER_TEXTS):
            continue
        for line, text in strings_of(path.read_text()):
            if text not in CODE_SAMPLES and not CODE.search(text) and straight(text):
                yield f"{name}:{line}: {text[:100]}"
    for path in tracked("templates/*.html", "templates/*.txt"):
        if found := straight(text_of_template(path.read_text())):
            yield f"{path.relative_to(ROOT)}: {found}"
    for path in tracked("static/js/*.js"):
        if found := APOSTROPHE.findall(text_of_script(path.read_text())):
            yield f"{path.relative_to(ROOT)}: {found}"


def test_texts_for_people_use_typographic_apostrophes_and_quotation_marks() -> None:
    assert list(violations()) == []


@pytest.mark.parametrize("text", ["the outlet's voice", "the readers' view", 'He said "no" twice.', '("a draft")', "It wasn't."])
def test_straight_marks_are_recognized(text: str) -> None:
    assert straight(text)
    assert straight(text_of_template(f"<p>{text}</p>"))


@pytest.mark.parametrize(
    "text", ["the outlet’s voice", "He said “no.”", '{% if a == "b" %}', '<a href="x" class="y">', "{# the outlet's #}", "1' 2''"]
)
def test_other_texts_are_accepted(text: str) -> None:
    assert not straight(text_of_template(text))


def test_code_samples_exist() -> None:
    """An exception that no text needs is removed."""
    sources = "".join(path.read_text() for path in tracked("factcheck/api/*.py"))
    assert [text for text in CODE_SAMPLES if text not in sources] == []
