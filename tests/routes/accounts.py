"""People, profile, tokens, and the sign-in pages."""

import uuid
from typing import Any

from tests.routes import Row, only_get, only_post
from tests.world import World


def both(name: str, get: tuple[int, ...] | int, post: tuple[int, ...] | int, **options: Any) -> list[Row]:
    return [Row(name, "GET", get, **options), Row(name, "POST", post, **options)]


def _promoted(world: World) -> dict[str, int]:
    """A person whom another administrator promoted."""
    from factcheck.accounts.actions import change_person

    change_person(by=world.person("administrator"), person=world.second_checker, role="editor")
    return {"person_id": world.second_checker.pk}


def _invited(world: World) -> dict[str, int]:
    from factcheck.accounts.actions import add_person

    return {"person_id": add_person(by=None, email="new@newsroom.example", name="Nina New", role="reader").pk}


def _token(world: World) -> dict[str, int]:
    from factcheck.accounts.tokens import issue_token

    return {"token_id": issue_token(by=world.second_checker, person=world.second_checker, name="export")[0].pk}


def _person(world: World) -> dict[str, object]:
    return {"name": "Sam Second", "role": "editor", "is_active": "on", "version": world.second_checker.version}


def _new(world: World) -> dict[str, object]:
    return {"token": uuid.uuid4(), "email": "new@newsroom.example", "name": "Nina New", "role": "reader"}


ADMINISTRATORS = (302, 403, 403, 403, 200)
ONCE = {"token": uuid.uuid4(), "name": "export", "scope": "read", "days": "90"}

ROWS = [
    *only_get("desk:people", (302, 200, 200, 200, 200)),
    Row("desk:invite", "GET", ADMINISTRATORS),
    Row("desk:invite", "POST", ADMINISTRATORS, data=_new),
    Row("desk:person", "GET", (302, 200, 200, 200, 200), args=lambda world: {"person_id": world.second_checker.pk}),
    Row(
        "desk:person", "POST", (302, 403, 403, 403, 303), args=lambda world: {"person_id": world.second_checker.pk}, data=_person
    ),
    *only_post("desk:vouch", (302, 403, 403, 303, 303), args=_promoted, data=lambda world: {"reason": "We share a desk."}),
    *only_post("desk:invite-again", ADMINISTRATORS, args=_invited),
    Row("desk:profile", "GET", (302, 200, 200, 200, 200)),
    Row("desk:profile", "POST", (302, 303, 303, 303, 303), data=lambda world: {"name": "Another Name", "version": 1}),
    *only_get("desk:security-log", ADMINISTRATORS),
    *only_post("desk:token-issue", (302, 200, 200, 200, 200), data=lambda world: ONCE),
    *only_post("desk:token-revoke", (302, 403, 403, 403, 303), args=_token),
    *only_get("desk:sessions", (302, 200, 200, 200, 200)),
    *only_post("desk:session-end", (302, 303, 303, 303, 303), args=lambda world: {"handle": uuid.uuid4()}),
    *only_post("desk:sessions-end", (302, 303, 303, 303, 303)),
]

SIGN_IN = (200, 302, 302, 302, 302)
"""Signed-in people are redirected to the queue."""
STAFF = (302, 200, 200, 200, 200)
REDIRECTED = (302, 302, 302, 302, 302)
NO_SECOND_FACTOR = (302, 404, 404, 404, 404)

ROWS += [
    *both("account_login", SIGN_IN, SIGN_IN),
    *both("account_logout", (302, 200, 200, 200, 200), REDIRECTED),
    *both("account_inactive", 200, 405),
    *both("account_signup", SIGN_IN, SIGN_IN),
    *both("account_reauthenticate", STAFF, STAFF),
    *both("account_confirm_provider", STAFF, (302, 405, 405, 405, 405)),
    *both("openid_connect_login", 405, 404, args=lambda world: {"provider_id": "newsroom"}),
    *both("openid_connect_callback", 404, 405, args=lambda world: {"provider_id": "newsroom"}),
    *both("account_resume", (302, 404, 404, 404, 404), (302, 404, 404, 404, 404), args=lambda world: {"id": "unknown"}),
    *both("account_change_password", STAFF, STAFF),
    *both("account_set_password", REDIRECTED, REDIRECTED),
    *both("account_reset_password", 200, 200),
    *both("account_reset_password_done", 200, 405),
    *both("account_reset_password_from_key", 200, 200, args=lambda world: {"uidb36": "1", "key": "not-a-key"}),
    *both("account_reset_password_from_key_done", 200, 405),
    *both("mfa_index", STAFF, (302, 405, 405, 405, 405)),
    *both("mfa_authenticate", REDIRECTED, REDIRECTED),
    *both("mfa_reauthenticate", REDIRECTED, REDIRECTED),
    *both("mfa_activate_totp", STAFF, STAFF),
    *both("mfa_deactivate_totp", NO_SECOND_FACTOR, NO_SECOND_FACTOR),
    *both("mfa_view_recovery_codes", NO_SECOND_FACTOR, (302, 405, 405, 405, 405)),
    *both("mfa_generate_recovery_codes", STAFF, STAFF),
    *both("mfa_list_webauthn", 302, 302),
    *both("mfa_add_webauthn", STAFF, STAFF),
    *both("mfa_edit_webauthn", NO_SECOND_FACTOR, NO_SECOND_FACTOR, args=lambda world: {"pk": 1}),
    *both("mfa_remove_webauthn", NO_SECOND_FACTOR, NO_SECOND_FACTOR, args=lambda world: {"pk": 1}),
    *both("mfa_reauthenticate_webauthn", REDIRECTED, REDIRECTED),
    *both("mfa_login_webauthn", REDIRECTED, REDIRECTED),
    *both("mfa_download_recovery_codes", NO_SECOND_FACTOR, NO_SECOND_FACTOR),
]
