"""`tests/writes/` contains every action of the application, unless it is excluded here with a reason."""

from __future__ import annotations

import copy
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import factcheck
from tests.plugin import rolled_back
from tests.world import World
from tests.writes import WRITES

EXCLUDED = {
    "accounts.reset_factor": "only a command calls it, so it has no idempotency key",
    "accounts.replace_password": "only a command calls it, so it has no idempotency key",
    "accounts.set_password": "the sign-in library calls it; it writes no recorded column",
    "accounts.end_session": "it deletes a session, which is no recorded row",
    "accounts.end_other_sessions": "it deletes sessions, which are no recorded rows",
    "accounts.end_sessions": "a step of change_person; it writes no recorded row",
    "accounts.issue_token": "tokens are not recorded; tests/accounts/test_tokens.py repeats its request",
    "accounts.restrict_deciding_tokens": "a step of change_person and of changed second factors; it writes no recorded row",
    "accounts.revoke_token": "tokens are not recorded; revoking a token twice changes nothing",
    "accounts.revoke_tokens": "a step of change_person and of new passwords; it writes no recorded row",
    "archive.add_capture": "a step of import_article, revise_article, and attach",
    "articles.resolve_sources": "a step of the actions that accept names of sources",
    "articles.write_revision": "a step of import_article and revise_article",
    "exchange.import_claim": "the package identifies the claim: tests/exchange/test_import.py imports it twice",
    "exchange.import_staged": "its receipt is that of import_claim: tests/exchange/test_import_screens.py submits it twice",
    "exchange.export_claim": "a repeated request is another export; tests/exchange/test_export.py exports",
    "evidence.new_copy": "a step of the actions that add copies",
    "evidence.add_provided_copy": "a step of provide_copy",
    "evidence.add_selected_copy": "a step of attach",
    "evidence.add_collected_copy": "a step of add_fetched_copy and of checks of addresses",
    "evidence.request_check": "it writes no recorded row; a repeated request finds the check in progress",
    "evidence.search_again": "a step of change_evidence",
    "evidence.searched_place": "a step of the actions that add copies",
    "evidence.automatic_request": "a step of attach and change_evidence",
    "evidence.request_after_correction": "a step of change_evidence",
    "claims.contribute": "a step of the actions that change rows of a claim",
    "verdicts.restore_version": "a step of drop and retract",
    "ledger.edit": "the steps of an action that edits a row",
    "ledger.edit_conflict": "the error of an action that edits a row",
    "ledger.expect_version": "a step of actions",
    "ledger.find_or_add_named": "a step of the actions that accept names",
    "ledger.lock_row": "a step of actions",
    "ledger.record": "the last step of actions",
    "ledger.record_many": "the last step of actions",
    "ledger.withdraw": "the steps of an action that withdraws a row",
    "verdicts.lock_verdict": "a step of the actions on verdicts",
}
"""Functions in the interface of an `actions` module that take a person but are not in WRITES → the reason."""
MORE_ACTIONS = (
    "factcheck.accounts.tokens",
    "factcheck.evidence.availability.actions",
    "factcheck.evidence.copies.actions",
    "factcheck.evidence.copies.providing",
    "factcheck.evidence.copies.quotes",
    "factcheck.evidence.copies.selecting",
    "factcheck.evidence.custody.actions",
    "factcheck.evidence.passages",
    "factcheck.evidence.replies.actions",
    "factcheck.evidence.revisions",
    "factcheck.exchange.importing",
    "factcheck.publishing.logos.actions",
    "factcheck.publishing.notices.actions",
)
"""Modules with actions that are not an `actions` module."""


def test_each_action_is_in_writes_or_excluded_with_a_reason(rolled_back_world: World) -> None:
    written = set()
    for build in WRITES.values():
        with rolled_back():
            written.add(_name(build(copy.deepcopy(rolled_back_world)).action))
    assert set(EXCLUDED) == set(_functions_that_take_a_person()) - written
    assert written <= set(_functions_that_take_a_person())


def _functions_that_take_a_person() -> Iterator[str]:
    """The functions with an argument `person` or `by` in `__all__`, or in all public names, of each `actions` module."""
    for package in pkgutil.iter_modules(factcheck.__path__, "factcheck."):
        if package.ispkg and any(module.name == "actions" for module in pkgutil.iter_modules(_path(package.name))):
            module = importlib.import_module(f"{package.name}.actions")
            for name in getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")]):
                value: Any = getattr(module, name)
                is_own = inspect.isfunction(value) and value.__module__.startswith(module.__name__)
                if is_own and {"person", "by"} & set(inspect.signature(value).parameters):
                    yield _name(value)

    for name in MORE_ACTIONS:
        for attribute, value in vars(importlib.import_module(name)).items():
            is_own = inspect.isfunction(value) and value.__module__ == name and not attribute.startswith("_")
            if is_own and {"person", "by"} & set(inspect.signature(value).parameters):
                yield _name(value)


def _path(package: str) -> list[str]:
    return list(importlib.import_module(package).__path__)


def _name(function: Callable[..., Any]) -> str:
    """The package and the name of a function: `claims.add_claim`."""
    return f"{function.__module__.split('.')[1]}.{function.__name__}"
