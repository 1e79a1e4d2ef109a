"""The steps of a new newsroom to its first published check. Each is done when the database says so."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists
from django.urls import reverse

from factcheck.accounts.models import Person, Role
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desk.queue import messages
from factcheck.newsroom.models import NEWSROOM_ID, Newsroom
from factcheck.publishing.models import Publication
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import State
from factcheck.web.decisions import can


@dataclass(frozen=True, slots=True)
class FirstStep:
    """`is_next`: it is the first one that is not done."""

    label: str
    help: str
    act: str
    url: str
    is_done: bool
    is_next: bool


def first_steps(person: Person) -> list[FirstStep]:
    """The steps that the person may take; empty if they may take none, if all are done, or once a check is published.

    One query; none for readers.
    """
    allowed = {
        "name": can(person, "newsroom.edit"),
        "people": can(person, "people.manage"),
        "article": can(person, "article.import"),
        "claim": can(person, "claim.add"),
        "verdict": can(person, "verdict.open"),
        "check": person.is_at_least(Role.EDITOR),
    }
    if not any(allowed.values()):
        return []
    done = _done()
    if done["check"]:
        return []
    urls = {
        "name": reverse("desk:newsroom"),
        "people": reverse("desk:invite"),
        "article": reverse("desk:article-import"),
        "claim": reverse("desk:library"),
        "verdict": f"{reverse('desk:claims')}?state=none",
        "check": f"{reverse('desk:queue')}?part=others",
    }
    shown = [name for name, may_take in allowed.items() if may_take]
    following = next((name for name in shown if not done[name]), None)
    if following is None:
        return []
    return [FirstStep(*messages.FIRST_STEPS[name], urls[name], done[name], is_next=name == following) for name in shown]


def _done() -> dict[str, bool]:
    """Whether each step is done. One query."""
    active = Person.objects.filter(is_active=True)
    editors, checkers = active.filter(role__in=_from(Role.EDITOR)), active.filter(role__in=_from(Role.CHECKER))
    row = (
        Newsroom.objects.filter(pk=NEWSROOM_ID)
        .annotate(
            has_editor=Exists(editors),
            has_second=Exists(checkers.order_by("pk")[1:2]),
            article=Exists(Article.objects.filter(closed_at=None)),
            claim=Exists(Claim.objects.filter(closed_at=None)),
            verdict=Exists(Verdict.objects.exclude(state=State.DRAFT)),
            has_check=Exists(Publication.objects.all()),
        )
        .values("name", "has_editor", "has_second", "article", "claim", "verdict", "has_check")
        .get()
    )
    return {
        **{name: row[name] for name in ("article", "claim", "verdict")},
        "check": row["has_check"],
        "name": bool(row["name"]) or settings.NEWSROOM_NAME != settings.UNNAMED_NEWSROOM,
        "people": row["has_editor"] and row["has_second"],
    }


def _from(least: Role) -> list[Role]:
    """The roles with at least the rights of `least`."""
    return [role for role in Role if role.rank >= least.rank]
