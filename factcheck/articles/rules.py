"""Permissions for articles and sources."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.web.decisions import Decision, rule


@rule("article.import")
def may_import_articles(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "import articles")


@rule("article.edit")
def may_edit_article(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "edit the details of an article")


@rule("article.revise")
def may_revise_article(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "add a revision")


@rule("source.edit")
def may_edit_source(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "add or edit sources")
