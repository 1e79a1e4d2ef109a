"""What tests do with pages of the product: request them as somebody, post forms, and find what they contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import Person


def signed_in(person: Person) -> Client:
    """A client of its own in which `person` is signed in."""
    client = Client()
    client.force_login(person)
    return client


def post(client: Client, name: str, pk: int, data: dict[str, Any], **more: Any) -> HttpResponse:
    """The response to `data` posted to the route `name`, such as "desk:claim-edit", of the row `pk`."""
    return client.post(reverse(name, args=[pk]), data, **more)


def source_of(response: Any) -> str:
    """The HTML of a page with each run of white space as one space."""
    return re.sub(r"\s+", " ", response.content.decode())


def refused_fields(response: Any) -> set[str]:
    """The names of the fields that a response with status 422 refuses, as its form or its error page has them."""
    assert response.status_code == 422, response.content.decode(errors="replace")[:3000]
    form = response.context.get("form")
    return set(form.errors) if form is not None else set(response.context["error"].errors)


@dataclass
class Element:
    """An element of a page with its attributes; an attribute without a value is the empty string."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text below the element, white space folded."""
        return re.sub(r"\s+", " ", self.raw).strip()

    @property
    def raw(self) -> str:
        """All text below the element, character by character."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements below with these attributes. `data_draft` stands for `data-draft`, `class_` for one of the classes."""
        return [one for one in self.walk() if tag in ("", one.tag) and all(one.has(*pair) for pair in attributes.items())]

    def has(self, name: str, value: str) -> bool:
        name = name.rstrip("_").replace("_", "-")
        found = self.attributes.get(name)
        return found is not None and (value in found.split() if name == "class" else value == found)


_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parsed(response: Any) -> Element:
    """The page of a response as a tree."""
    tree = _Tree()
    tree.feed(response.content.decode())
    tree.close()
    return tree.open[0]


def alerts(response: Any) -> list[str]:
    """The texts with the role `alert`: refusals, and the summary of a form's errors."""
    return [element.text for element in parsed(response).all(role="alert")]


def texts_to_copy(response: Any) -> list[str]:
    """Input that was not saved and that no form on the page holds: it stands there to be copied."""
    return [element.text for element in parsed(response).all(class_="typed")]


def headings(response: Any, level: int = 1) -> list[str]:
    return [element.text for element in parsed(response).all(f"h{level}")]


def links(response: Any) -> set[str]:
    """The addresses to which the page has a link."""
    return {element.attributes["href"] for element in parsed(response).all("a") if "href" in element.attributes}


def field_errors(response: Any) -> dict[str, str]:
    """The errors that the page shows beside its fields, by the name of the field."""
    lists = {element.attributes.get("id", ""): element.text for element in parsed(response).all("ul", class_="errorlist")}
    return {name.removeprefix("id_").removesuffix("_error"): text for name, text in lists.items() if name.endswith("_error")}


def values(response: Any, name: str) -> list[str]:
    """What the controls called `name` would send as they stand, in the order of the page."""
    found = []
    for element in parsed(response).all(name=name):
        kind = element.attributes.get("type", "text")
        if element.tag == "textarea":
            found.append(element.raw.removeprefix("\n"))
        elif element.tag == "select":
            options = element.all("option")
            chosen = [option for option in options if "selected" in option.attributes] or options[:1]
            found += [option.attributes.get("value", option.text) for option in chosen]
        elif element.tag == "input" and (kind not in ("checkbox", "radio") or "checked" in element.attributes):
            found.append(element.attributes.get("value", ""))
    return found


def control_names(response: Any) -> set[str]:
    """The names of all form controls on the page."""
    return {e.attributes["name"] for e in parsed(response).walk() if "name" in e.attributes and e.tag != "meta"}
