"""Helpers for tests of pages: sign in, submit forms, and read the content of responses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from unittest import mock

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.web.markup_cache import MarkupCache
from factcheck.web.templatetags import markup as tags


def signed_in(person: Person) -> Client:
    """A new client in which `person` is signed in."""
    client = Client()
    client.force_login(person)
    return client


@contextmanager
def empty_markup_cache() -> Iterator[MarkupCache]:
    """Meanwhile, this process keeps markup in another cache, which is empty at first and far from full."""
    with mock.patch.object(tags, "MARKUP", MarkupCache()) as cache:
        yield cache


def post(client: Client, name: str, pk: int, data: dict[str, Any], **more: Any) -> HttpResponse:
    """POST `data` to the URL name `name`, such as "desk:claim-edit", of the row `pk`."""
    return client.post(reverse(name, args=[pk]), data, **more)


def notices_after(client: Client, url: str, data: dict[str, Any]) -> list[str]:
    """The messages on the page to which a saved form redirects."""
    response: Any = client.post(url, data)
    assert response.status_code == 303
    return [str(message) for message in client.get(response["Location"]).context["messages"]]


def source_of(response: Any) -> str:
    """The HTML of a page with each run of white space as one space."""
    return re.sub(r"\s+", " ", response.content.decode())


def refused_fields(response: Any) -> set[str]:
    """The names of the fields with errors in the form or the error page of a 422 response."""
    assert response.status_code == 422, response.content.decode(errors="replace")[:3000]
    form = response.context.get("form")
    return set(form.errors) if form is not None else set(response.context["error"].errors)


@dataclass
class Element:
    """An element of a page. The value of an attribute without a value is the empty string."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in the element, with white space collapsed."""
        return re.sub(r"\s+", " ", self.raw).strip()

    @property
    def raw(self) -> str:
        """All text in the element, unchanged."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    def walk(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The descendants with these attributes. `data_draft` matches `data-draft`, and `class_` matches one of the classes."""
        candidates = (element for element in self.walk() if tag in ("", element.tag))
        return [element for element in candidates if all(element.has(*attribute) for attribute in attributes.items())]

    def has(self, name: str, value: str) -> bool:
        name = name.rstrip("_").replace("_", "-")
        actual = self.attributes.get(name)
        return actual is not None and (value in actual.split() if name == "class" else value == actual)


_VOID_ELEMENTS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID_ELEMENTS:
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
    """The HTML of a response as a tree of elements."""
    tree = _Tree()
    tree.feed(response.content.decode())
    tree.close()
    return tree.open[0]


def alerts(response: Any) -> list[str]:
    """The texts of the elements with the role `alert`: refusals, and the error summary of a form."""
    return [element.text for element in parsed(response).all(role="alert")]


def texts_to_copy(response: Any) -> list[str]:
    """Input that was not saved and that the page lists for copying, because no form contains it."""
    return [element.text for element in parsed(response).all(class_="typed")]


def headings(response: Any, level: int = 1) -> list[str]:
    return [element.text for element in parsed(response).all(f"h{level}")]


def links(response: Any) -> set[str]:
    """The URLs of all links on the page."""
    return {element.attributes["href"] for element in parsed(response).all("a") if "href" in element.attributes}


def field_errors(response: Any) -> dict[str, str]:
    """The error messages next to the fields, by the name of the field."""
    lists = {element.attributes.get("id", ""): element.text for element in parsed(response).all("ul", class_="errorlist")}
    return {name.removeprefix("id_").removesuffix("_error"): text for name, text in lists.items() if name.endswith("_error")}


def values(response: Any, name: str) -> list[str]:
    """The values that the controls with this name would submit, in document order."""
    submitted = []
    for element in parsed(response).all(name=name):
        kind = element.attributes.get("type", "text")
        if element.tag == "textarea":
            submitted.append(element.raw.removeprefix("\n"))
        elif element.tag == "select":
            options = element.all("option")
            selected = [option for option in options if "selected" in option.attributes] or options[:1]
            submitted += [option.attributes.get("value", option.text) for option in selected]
        elif element.tag == "input" and (kind not in ("checkbox", "radio") or "checked" in element.attributes):
            submitted.append(element.attributes.get("value", ""))
    return submitted


def control_names(response: Any) -> set[str]:
    """The names of all form controls on the page."""
    elements = parsed(response).walk()
    return {element.attributes["name"] for element in elements if "name" in element.attributes and element.tag != "meta"}
