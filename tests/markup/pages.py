"""All pages of the product: those of the routes, public pages in each state, and pages of errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from factcheck.articles.actions import show_text
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from factcheck.web.errors import Refused
from tests.routes import Row, all_rows
from tests.world import World

FRAGMENTS = ("desk:source-options", "desk:actor-options")
"""Lists of options that a script inserts; they are no pages."""
ERRORS = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503, 507)


@dataclass(frozen=True)
class Place:
    """A page, or something else that a URL returns. `prepare` returns the URL, in a new world."""

    name: str
    prepare: Callable[[World], str]
    is_public: bool = False
    is_form: bool = False
    """Whether the page is the response to a form without input, rather than to a request for the page."""

    def __str__(self) -> str:
        return self.name

    def html(self, world: World) -> str:
        """The source of the page; empty if it is no page."""
        return html_of(self.response(world))

    def response(self, world: World) -> Any:
        """The response for an administrator or, if the page is public, for a reader."""
        url, client = self.prepare(world), Client()
        if not self.is_public:
            client.force_login(world.administrator)
        return client.post(url, {}) if self.is_form else client.get(url)


def html_of(response: Any) -> str:
    """The page, or an empty text if the response is none."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    return content.decode() if is_page else ""


def _place(row: Row) -> Place:
    def url(world: World) -> str:
        return reverse(row.name, kwargs=row.args(world)) + row.query

    return Place(str(row), url, is_public=row.expected("anonymous") in (200, 404), is_form=row.method == "POST")


def route_places() -> list[Place]:
    """The page of each route, and the one after its form was submitted without input."""
    rows = [row for row in all_rows() if row.name not in FRAGMENTS and not row.json and not row.name.startswith("api:")]
    return [_place(row) for row in rows]


def published_check(world: World) -> str:
    return reverse("public:check", args=[Publication.objects.get(verdict=world.published, is_current=True).slug])


def corrected_check(world: World) -> str:
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The date was added.")
    verdict = Verdict.objects.get(pk=verdict.pk)
    save_version(person=world.checker, verdict=verdict, seen_version=None, summary="Images of 11 March show it.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    return published_check(world)


def retracted_check(world: World) -> str:
    retract(person=world.editor, verdict=world.published, notice="The images were misdated.")
    return published_check(world)


def article(world: World) -> str:
    row = world.published.claim.mentions.get().revision.article
    return reverse("public:article", args=[row.pk])


def whole_article(world: World) -> str:
    row = world.published.claim.mentions.get().revision.article
    row.refresh_from_db()
    show_text(person=world.editor, article=row, seen_version=row.version, may_show_text=True, reason="It is licensed.")
    return article(world)


def _of_check(check: Callable[[World], str], path: str) -> Callable[[World], str]:
    return lambda world: check(world) + path


def _at(path: str) -> Callable[[World], str]:
    return lambda world: path if world.published else ""


def public_places() -> list[Place]:
    """Every kind of public page, in each of its states. Embeds require the setting EMBED_ORIGINS."""
    checks = {"check": published_check, "corrected check": corrected_check, "retracted check": retracted_check}
    places = dict(checks)
    places |= {f"embed of a {name}": _of_check(check, "embed/") for name, check in checks.items()}
    places |= {f"first version of a {name}": _of_check(check, "versions/1/") for name, check in checks.items()}
    places |= {
        "index": _at("/"),
        "search": _at("/?q=scene&rating=False"),
        "search without results": _at("/?q=nothing"),
        "empty index": lambda world: "/",
        "corrections": lambda world: "/corrections/" if retracted_check(world) else "",
        "no corrections": lambda world: "/corrections/",
        "quotes of an article": article,
        "whole article": whole_article,
        "topic": _at("/topics/examples/"),
        "claimant": _at("/claimants/mikhail-minister/"),
        "source": _at("/sources/the-institute/"),
        "method": lambda world: "/method/",
        "page that does not exist": lambda world: "/nothing/",
    }
    return [Place(name, prepare, is_public=True) for name, prepare in places.items()]


def error_page(status: int) -> str:
    return render_to_string(f"errors/{status}.html", {"error": Refused("It was changed.")}, RequestFactory().get("/"))
