"""The template tag with what the head of a staff page shows, which is the key of its markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from factcheck.web.templatetags.fast_urls import url_of
from factcheck.web.templatetags.parts import current

register = template.Library()
_SECTIONS = (
    ("Queue", "desk:queue", True),
    ("Library", "desk:library", False),
    ("Claims", "desk:claims", False),
    ("Checks", "desk:checks", False),
)
"""The label, the name of the URL, and whether only this page belongs to the section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A link in the header. `current` is its attribute `aria-current`, or empty."""

    label: str
    url: str
    current: SafeString


@dataclass(frozen=True, slots=True)
class AccountMenu:
    """The person whose menu the header contains."""

    name: str
    email: str
    role: str
    role_label: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head of a page shows. Nobody is signed in if `account` is None."""

    sections: tuple[Section, ...]
    account: AccountMenu | None


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> PageHead:
    """The head for the request."""
    sections = []
    for label, name, is_exact in _SECTIONS:
        url = url_of(name)
        sections.append(Section(label, url, current(context, url, exact=is_exact)))
    person: Any = getattr(context.get("request"), "user", None)
    is_known = person is not None and person.is_authenticated
    return PageHead(
        tuple(sections), AccountMenu(person.name, person.email, person.role, person.get_role_display()) if is_known else None
    )
