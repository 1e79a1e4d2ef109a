"""Permissions for packages of claims."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.web.consent import needs_consent
from factcheck.web.decisions import Decision, rule

needs_consent({"claim.export": "export a claim", "claim.import": "import a claim"})


@rule("claim.export")
def may_export_claim(person: Person, subject: Any) -> Decision:
    """A package leaves the newsroom with everything that the claim rests on. Closed claims can be exported."""
    return at_least(person, Role.EDITOR, "export claims")


@rule("claim.import")
def may_import_claim(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.EDITOR, "import claims from packages")


@rule("package.verify")
def may_verify_package(person: Person, subject: Any) -> Decision:
    """Uploading a package and reading the report adds nothing. Only those who can import it afterward may do so."""
    return at_least(person, Role.EDITOR, "import claims from packages")
