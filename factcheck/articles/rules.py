"""Permissions for articles and sources."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.articles.models import Source
from factcheck.articles.queries import is_in_use
from factcheck.ledger.closable import on_open_row
from factcheck.web.decisions import Decision, Denied, rule
from factcheck.web.typography import in_quotes


@rule("article.import")
def may_import_articles(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.CHECKER, "import articles")


@rule("article.edit")
def may_edit_article(person: Person, subject: Any) -> Decision:
    return on_open_row(at_least(person, Role.CHECKER, "edit the details of an article"), subject)


@rule("article.revise")
def may_revise_article(person: Person, subject: Any) -> Decision:
    return on_open_row(at_least(person, Role.CHECKER, "add a revision"), subject)


@rule("article.show_text")
def may_show_article(person: Person, subject: Any) -> Decision:
    return on_open_row(at_least(person, Role.EDITOR, "decide what readers see of an article"), subject)


@rule("article.close")
def may_close_article(person: Person, subject: Any) -> Decision:
    decision = on_open_row(at_least(person, Role.CHECKER, "close articles"), subject)
    if not decision or subject is None:
        return decision
    if is_in_use(subject):
        return Denied(
            "Open claims have mentions or evidence in this article, so it was not imported by mistake. Withdraw them first, or"
            " close these claims.",
            for_now=True,
        )
    return decision


@rule("article.reopen")
def may_reopen_article(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.CHECKER, "reopen articles")
    if decision and subject is not None and not subject.is_closed:
        return Denied("This article is open.", for_now=True)
    return decision


@rule("source.edit")
def may_edit_source(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.CHECKER, "add or edit sources")
    if decision and isinstance(subject, Source) and subject.merged_into:
        return Denied(f"This source was merged into {in_quotes(subject.merged_into.name, '.')}", for_now=True)
    return decision
