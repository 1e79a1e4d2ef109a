"""The tags `extends` and `block` render what those of Django render."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Engine, TemplateDoesNotExist, TemplateSyntaxError

from factcheck.web.templatetags.fast_blocks import FastBlockNode, FastExtendsNode

FAST = "factcheck.web.templatetags.fast_blocks"
TEMPLATES = {
    "root": "<{% block title %}Root{% endblock %}|{% block empty %}{% endblock %}|{% block body %}{{ x }}{% endblock %}>",
    "middle": "\n{% extends 'root' %}{% block title %}{{ block.super }} of {{ x }}{% endblock %}"
    "{% block body %}[{% block inner %}inner{% endblock %}]{% endblock %}",
    "leaf": "{% extends 'middle' %}{% block title %}Leaf, {{ block.super }}{% endblock %}{% block inner %}{{ x }}{% endblock %}",
    "text": "{% extends 'middle' %}{% block title %}A <b> text{% endblock %}{% block inner %}{% endblock %}",
    "filled": "{% extends 'root' %}{% block empty %}{% if x %}{% block nested %}now{% endblock %}{% endif %}{% endblock %}",
    "chosen": "{% extends parent %}{% block title %}{{ block.super }}!{% endblock %}",
    "filtered": "{% extends 'ROOT'|lower %}{% block body %}{% endblock %}",
    "including": "{% block title %}Outer{% endblock %} {% include 'leaf' %} {% include 'text' %}",
    "unknown": "{% extends 'missing' %}",
}


def engine(*builtins: str, **templates: str) -> Engine:
    loader = ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", TEMPLATES | templates)])
    return Engine(loaders=[loader], builtins=list(builtins))


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name != "unknown"])
def test_markup_is_that_of_the_standard_tags(name: str) -> None:
    fast, standard = engine(FAST), engine()
    for values in ({"x": "<1>", "parent": "root"}, {"x": "", "parent": "middle"}, {"x": 2, "parent": "leaf"}) * 2:
        found, expected = (each.get_template(name).render(Context(values)) for each in (fast, standard))
        assert found == expected
    node: Any = fast.get_template("leaf").nodelist[0]
    assert type(node) is FastExtendsNode
    assert all(type(block) is FastBlockNode for block in node.blocks.values())


def test_errors_are_those_of_the_standard_tags() -> None:
    for _ in range(2):
        with pytest.raises(TemplateDoesNotExist):
            engine(FAST).get_template("unknown").render(Context())
    with pytest.raises(TemplateSyntaxError, match="Invalid template name"):
        engine(FAST).get_template("chosen").render(Context())
    with pytest.raises(TemplateSyntaxError, match="appears more than once"):
        engine(FAST, twice="{% block a %}{% endblock %}{% block a %}{% endblock %}").get_template("twice")
    with pytest.raises(TemplateSyntaxError, match="must be the first tag"):
        engine(FAST, late="{{ x }}{% extends 'root' %}").get_template("late")


def test_changed_template_is_used_after_the_loaders_were_reset() -> None:
    changing = engine(FAST)
    assert changing.get_template("text").render(Context({"x": 1})) == "\n<A <b> text||[]>"
    changing.template_loaders[0].loaders[0].templates_dict["root"] = "({% block title %}{% endblock %})"  # type: ignore[attr-defined]
    changing.template_loaders[0].reset()  # type: ignore[attr-defined]  # as Django's autoreload does
    assert changing.get_template("text").render(Context({"x": 1})) == "\n(A <b> text)"
