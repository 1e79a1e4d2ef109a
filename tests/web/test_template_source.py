"""The template loader removes the indentation of HTML, but not of emails."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import engines
from django.template.backends.django import DjangoTemplates

INDENTED = "<ul>\n  <li>\n    {{ text }}\n\t</li>\n</ul>\n"


@pytest.fixture
def engine(tmp_path: Path) -> DjangoTemplates:
    """The configured engine with another template directory."""
    options = {**engines["django"].engine.__dict__}
    loaders = {"loaders": options["loaders"], "builtins": options["builtins"]}
    return DjangoTemplates({"NAME": "indented", "DIRS": [tmp_path], "APP_DIRS": False, "OPTIONS": loaders})


def test_html_is_rendered_without_indentation(engine: DjangoTemplates, tmp_path: Path) -> None:
    (tmp_path / "list.html").write_text(INDENTED)
    rendered = engine.get_template("list.html").render({"text": "first\n  second"})
    assert rendered == "<ul>\n<li>\nfirst\n  second\n</li>\n</ul>\n"


def test_indentation_of_text_is_preserved(engine: DjangoTemplates, tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("Steps:\n  1. {{ text }}\n")
    assert engine.get_template("mail.txt").render({"text": "Sign in."}) == "Steps:\n  1. Sign in.\n"
