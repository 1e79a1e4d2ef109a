"""People, profile, tokens, and the pages of signing in."""

import uuid

from tests.routes import Row, only_get, only_post
from tests.world import World


def _invited(world: World) -> dict[str, int]:
    from factcheck.accounts.actions import add_person

    return {"person_id": add_person(by=None, email="new@newsroom.example", name="Nina New", role="reader").pk}


def _token(world: World) -> dict[str, int]:
    from factcheck.accounts.actions import issue_token

    return {"token_id": issue_token(by=world.second, person=world.second, name="export")[0].pk}


def _person(world: World) -> dict[str, object]:
    return {"name": "Sam Second", "role": "editor", "is_active": "on", "version": world.second.version}


def _new(world: World) -> dict[str, object]:
    return {"token": uuid.uuid4(), "email": "new@newsroom.example", "name": "Nina New", "role": "reader"}


ADMINISTRATORS = (302, 403, 403, 403, 200)
ONCE = {"token": uuid.uuid4(), "name": "export"}

ROWS = [
    *only_get("accounts:people", ADMINISTRATORS),
    Row("accounts:invite", "GET", ADMINISTRATORS),
    Row("accounts:invite", "POST", ADMINISTRATORS, data=_new),
    Row("accounts:person", "GET", ADMINISTRATORS, args=lambda world: {"person_id": world.second.pk}),
    Row("accounts:person", "POST", (302, 403, 403, 403, 303), args=lambda world: {"person_id": world.second.pk}, data=_person),
    *only_post("accounts:invite-again", ADMINISTRATORS, args=_invited),
    Row("accounts:profile", "GET", (302, 200, 200, 200, 200)),
    Row("accounts:profile", "POST", (302, 303, 303, 303, 303), data=lambda world: {"name": "Another Name", "version": 1}),
    *only_post("accounts:token-issue", (302, 200, 200, 200, 200), data=lambda world: ONCE),
    *only_post("accounts:token-revoke", (302, 403, 403, 403, 303), args=_token),
]
