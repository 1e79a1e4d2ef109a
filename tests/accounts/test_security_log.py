"""The security log: which events are recorded, what they contain, who sees them, and that nobody can change them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from factcheck.accounts import security_log
from factcheck.accounts.actions import add_person, change_person, invite_again
from factcheck.accounts.invitations import invitation_path
from factcheck.accounts.models import EventKind, Scope, SecurityEvent, Token
from factcheck.accounts.security_log import delete_old_events, exported, record_event, record_repeated, repeated
from factcheck.accounts.tokens import issue_token, restrict_deciding_tokens, revoke_token
from factcheck.desk.security.event_texts import event_details
from factcheck.web.pagination import keyset_page
from tests.pages import parsed
from tests.plans import bulk_insert, plan_nodes, plan_of, rows_visited, statements_of
from tests.sql import as_owner
from tests.world import PASSWORD, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("checker")]
LOGIN = "/accounts/login/"
NEW_PASSWORD = "an entirely different phrase"


@pytest.fixture(autouse=True)
def no_earlier_events() -> Iterator[None]:
    repeated.clear()
    cache.clear()
    yield
    repeated.clear()


def kinds() -> list[str]:
    return list(SecurityEvent.objects.order_by("id").values_list("kind", flat=True))


def newest(kind: EventKind) -> SecurityEvent:
    return SecurityEvent.objects.filter(kind=kind).latest("id")


def sign_in(client: Client, email: str, password: str = PASSWORD, **headers: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password}, headers=headers)


def test_sign_in_and_sign_out_are_recorded(client: Client, world: World) -> None:
    sign_in(client, world.checker.email, user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    client.post("/accounts/logout/")
    event, ended = newest(EventKind.SIGN_IN), newest(EventKind.SIGN_OUT)
    assert (event.person, event.network) == (world.checker, "127.0.0.1")
    assert event.details == {"methods": ["password"], "device": "Firefox on Linux", "is_new": True}
    assert (ended.person, ended.network) == (world.checker, "127.0.0.1")
    assert 32 == len(event.request_id) == len(ended.request_id)
    assert event.request_id != ended.request_id


def test_sign_in_is_new_until_both_device_and_network_are_known(world: World) -> None:
    laptop, phone = Client(), Client()
    for browser, person, address, is_new in (
        (laptop, world.checker, "192.0.2.1", True),
        (laptop, world.checker, "192.0.2.1", False),
        (phone, world.checker, "192.0.2.1", True),
        (laptop, world.checker, "192.0.2.2", True),
        (phone, world.checker, "192.0.2.2", False),
        (phone, world.second_checker, "192.0.2.2", True),
        (phone, world.checker, "192.0.2.2", False),
    ):
        browser.post(LOGIN, {"login": person.email, "password": PASSWORD}, REMOTE_ADDR=address)
        event = newest(EventKind.SIGN_IN)
        assert (event.person, event.details["is_new"]) == (person, is_new), address
        browser.post("/accounts/logout/")


def test_failed_sign_in_names_known_people_and_a_digest_of_unknown_addresses(client: Client, world: World) -> None:
    sign_in(client, world.checker.email.upper(), "wrong")
    known = newest(EventKind.SIGN_IN_FAILED)
    assert (known.person, known.details) == (world.checker, {"step": "password"})
    for address in ("nobody@elsewhere.example", "NOBODY@elsewhere.example"):
        sign_in(client, address, "wrong")
    digests = [e.details["login"] for e in SecurityEvent.objects.filter(kind=EventKind.SIGN_IN_FAILED, person=None)]
    assert len(digests) == 2
    assert len(set(digests)) == 1
    assert "elsewhere" not in json.dumps([*exported(SecurityEvent.objects.all())])


def test_wrong_current_password_is_recorded(client: Client, world: World) -> None:
    client.force_login(world.checker)
    form = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/accounts/password/change/", form).status_code == 200
    failed = newest(EventKind.SIGN_IN_FAILED)
    assert (failed.person, failed.details) == (world.checker, {"step": "confirmation"})


def test_rate_limited_sign_in_is_recorded_once_a_minute(client: Client, world: World) -> None:
    for _ in range(9):
        sign_in(client, world.checker.email, "wrong")
    assert kinds().count("sign_in_failed") == 5
    limited = SecurityEvent.objects.filter(kind=EventKind.RATE_LIMITED)
    assert [(event.person, event.details) for event in limited] == [(world.checker, {"about": "sign-in"})]


def test_passwords_are_recorded(client: Client, world: World) -> None:
    client.post("/accounts/password/reset/", {"email": world.checker.email})
    client.post("/accounts/password/reset/", {"email": "nobody@elsewhere.example"})
    requested = SecurityEvent.objects.filter(kind=EventKind.RESET_REQUESTED).order_by("id")
    assert [event.person for event in requested] == [world.checker, None]
    assert set(requested[1].details) == {"login"}
    page = client.get(invitation_path(world.checker), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert kinds()[-2:] == ["password_reset", "sign_in"]
    form = {"oldpassword": NEW_PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/accounts/password/change/", form).status_code == 302
    assert newest(EventKind.PASSWORD_CHANGED).person == world.checker


def test_second_factors_are_recorded(client: Client, world: World) -> None:
    from allauth.mfa import signals

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    factor = Authenticator(user=world.checker, type=Authenticator.Type.TOTP, data={})
    for signal, more in (
        (signals.authenticator_added, {}),
        (signals.authenticator_used, {"reauthenticated": True, "passwordless": False}),
        (signals.authenticator_reset, {}),
        (signals.authenticator_removed, {}),
        (signals.authentication_failed, {}),
    ):
        signal.send(sender=Authenticator, request=request, user=world.checker, authenticator=factor, **more)
    events = SecurityEvent.objects.filter(person=world.checker).exclude(kind=EventKind.PERSON_INVITED).order_by("id")
    assert [event.kind for event in events] == [
        "factor_added",
        "factor_used",
        "recovery_codes_replaced",
        "factor_removed",
        "sign_in_failed",
    ]
    assert all(event.details["factor"] == "totp" for event in events)


def test_life_of_a_token_is_recorded_without_its_secret(world: World) -> None:
    token, secret = issue_token(by=world.editor, person=world.editor, name="export", scope=Scope.DECIDE)
    issued = newest(EventKind.TOKEN_ISSUED)
    assert issued.person == world.editor
    assert (issued.details["token"], issued.details["scope"]) == (token.pk, "decide")
    restrict_deciding_tokens(world.editor)
    assert newest(EventKind.TOKEN_REDUCED).details == {"number": 1}
    revoke_token(by=world.administrator, token=token)
    revoke_token(by=world.administrator, token=token)
    revoked = SecurityEvent.objects.get(kind=EventKind.TOKEN_REVOKED)
    assert (revoked.person, revoked.details["by"]) == (world.editor, world.administrator.pk)
    assert secret not in json.dumps([*exported(SecurityEvent.objects.all())])


def test_unknown_tokens_are_recorded_once_a_minute_without_their_secret(world: World) -> None:
    for number in range(3):
        assert Client(headers={"authorization": f"Bearer fc_guess{number}"}).get("/api/v1/articles/").status_code == 401
    failures = SecurityEvent.objects.filter(kind=EventKind.SIGN_IN_FAILED)
    assert [(event.person, event.details) for event in failures] == [(None, {"step": "token", "about": "GET api:articles-list"})]


def test_use_of_ended_tokens_and_missing_scopes_is_recorded(world: World) -> None:
    issued = [issue_token(by=world.editor, person=world.editor, name="export", scope=Scope.READ) for _ in range(3)]
    tokens = [token for token, _ in issued]
    with as_owner():
        Token.objects.filter(pk=tokens[0].pk).update(expires_at=timezone.now())
    revoke_token(by=world.editor, token=tokens[1])
    for (_, secret), move, status in zip(issued, ("publish", "approve", "approve"), (401, 401, 403), strict=True):
        headers = {"authorization": f"Bearer {secret}"}
        assert Client(headers=headers).post(f"/api/v1/verdicts/1/{move}/").status_code == status
    ended = SecurityEvent.objects.filter(kind=EventKind.TOKEN_ENDED_USE)
    assert [event.details["state"] for event in ended.order_by("id")] == ["expired", "revoked"]
    refused = newest(EventKind.SCOPE_REFUSED)
    about = "POST api:verdicts-approve"
    assert refused.details == {
        "operation": "verdicts_approve",
        "scope": "read",
        "token": tokens[2].pk,
        "about": about,
    }
    assert (refused.person, refused.network) == (world.editor, "127.0.0.1")
    assert EventKind.PERMISSION_REFUSED not in kinds()


def test_people_roles_and_activation_are_recorded(world: World) -> None:
    person = add_person(by=world.administrator, email="new@newsroom.example", name="Nina New", role="reader")
    invite_again(by=world.administrator, person=person)
    change_person(by=world.administrator, person=person, role="checker")
    change_person(by=world.administrator, person=person, is_active=False)
    change_person(by=world.administrator, person=person, name="Another Name")
    events = SecurityEvent.objects.filter(person=person).order_by("id")
    by = {"by": world.administrator.pk}
    assert [(event.kind, event.details) for event in events] == [
        ("person_invited", {"role": "reader", **by}),
        ("person_invited", {"role": "reader", **by}),
        ("role_changed", {"before": "reader", "after": "checker", **by}),
        ("activation_changed", {"before": True, "after": False, **by}),
    ]


def test_refused_requests_are_recorded_once_a_minute_for_person_and_route(client: Client, world: World) -> None:
    client.force_login(world.checker)
    for _ in range(12):
        assert client.get("/desk/people/invite/").status_code == 403
    assert client.get("/desk/security-log/").status_code == 403
    refused = SecurityEvent.objects.filter(kind=EventKind.PERMISSION_REFUSED).order_by("id")
    assert [(event.person, event.details) for event in refused] == [
        (world.checker, {"about": "GET desk:invite"}),
        (world.checker, {"about": "GET desk:invite", "count": 10}),
        (world.checker, {"about": "GET desk:security-log"}),
    ]
    repeated.clear()  # as in another process
    client.get("/desk/people/invite/")
    assert refused.count() == 3


def test_forms_without_csrf_token_are_recorded(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.checker)
    assert browser.post("/desk/tokens/issue/", {"name": "export"}).status_code == 403
    assert browser.post("/api/v1/sources/", {}, content_type="application/json").status_code == 403
    failed = SecurityEvent.objects.filter(kind=EventKind.CSRF_FAILED).order_by("id")
    assert [event.details["about"] for event in failed] == ["POST desk:token-issue", "POST api:sources-list"]
    assert {event.person for event in failed} == {world.checker}
    assert EventKind.PERMISSION_REFUSED not in kinds()


def test_flood_from_many_networks_uses_bounded_memory(world: World) -> None:
    counter = security_log.RepeatedEvents()
    counter.most_keys = 100
    assert all(counter.count(number) == 1 for number in range(1000))
    assert len(counter._counts) == 100
    assert [number for number in range(1, 1001) if counter.count("one")] == [1, 10, 100, 1000]


@pytest.mark.django_db(transaction=True)
def test_event_is_a_line_of_json_after_the_commit(world: World) -> None:
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    person = world.checker
    security_log.log.addHandler(handler)
    try:
        with transaction.atomic():
            record_event(EventKind.SIGN_OUT, person)
            transaction.set_rollback(True)
        assert not [line for line in lines if json.loads(line)["kind"] == "sign_out"]
        with transaction.atomic():
            record_event(EventKind.SIGN_OUT, person, device="Ünïx")
            assert not [line for line in lines if json.loads(line)["kind"] == "sign_out"]
    finally:
        security_log.log.removeHandler(handler)
    event = SecurityEvent.objects.get(kind=EventKind.SIGN_OUT)
    assert json.loads(lines[-1]) == security_log.event_values(event)
    assert "\n" not in lines[-1]


def test_events_cannot_be_changed_or_emptied(world: World) -> None:
    event = record_event(EventKind.SIGN_OUT, world.checker)
    assert event is not None
    for statement in (
        "UPDATE accounts_securityevent SET kind = 'x'",
        "DELETE FROM accounts_securityevent",
        "TRUNCATE accounts_securityevent",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert SecurityEvent.objects.filter(pk=event.pk, kind="sign_out").exists()


def test_only_events_older_than_the_setting_are_deleted(world: World, settings: Any) -> None:
    for days in (29, 31, 399, 401):
        SecurityEvent.objects.create(at=timezone.now() - timedelta(days=days), kind=f"{days}")
    assert delete_old_events() == 1
    settings.SECURITY_LOG_DAYS = 30
    assert delete_old_events() == 2
    assert "29" in kinds()


def test_administrator_filters_pages_and_exports_the_log(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    now = timezone.now()
    SecurityEvent.objects.bulk_create(
        SecurityEvent(at=now - timedelta(days=number), kind="sign_out", person=world.checker, details={"name": f"n{number}"})
        for number in range(120)
    )
    record_event(EventKind.SIGN_OUT, world.editor)

    def listed(query: str) -> list[str]:
        page = client.get(f"/desk/security-log/{query}")
        return [row.event.details.get("name", "") for row in page.context["events"]]

    base = f"?person={world.checker.pk}&kind=sign_out"
    first = client.get(f"/desk/security-log/{base}")
    names = [row.event.details["name"] for row in first.context["events"]]
    assert names == [f"n{number}" for number in range(50)]
    older = next(link.attributes["href"] for link in parsed(first).all("a") if link.attributes.get("rel") == "next")
    assert listed(older) == [f"n{number}" for number in range(50, 100)]
    day = timezone.localdate() - timedelta(days=7)
    assert listed(f"{base}&first={day}&last={day}") == ["n7"]
    assert listed(f"?first={day}&last=nonsense&kind=nonsense&person=x")
    export = client.get(f"/desk/security-log/{base}&first={day}&format=json")
    values = json.loads(b"".join(export.streaming_content))
    assert [row["details"]["name"] for row in values] == [f"n{number}" for number in range(8)]
    assert newest(EventKind.LOG_EXPORTED).person == world.administrator
    nothing = client.get(f"/desk/security-log/?person={world.second_checker.pk}&kind=sign_in&format=json")
    assert json.loads(b"".join(nothing.streaming_content)) == []


def test_export_has_every_event_once_across_batches(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security_log, "EXPORT_BATCH", 3)
    same = timezone.now()
    SecurityEvent.objects.bulk_create(SecurityEvent(at=same, kind="sign_out") for _ in range(10))
    values = [*exported(SecurityEvent.objects.filter(kind="sign_out"))]
    assert [row["id"] for row in values] == sorted((row["id"] for row in values), reverse=True)
    assert len(values) == 10


def test_details_are_texts_without_technical_names(world: World) -> None:
    def texts(kind: EventKind, **details: Any) -> list[str]:
        event = record_event(kind, world.checker, **details)
        assert event is not None
        return event_details(event, {world.administrator.pk: "Ada Admin"})

    methods = ["password", "webauthn", "recovery_codes"]
    assert texts(EventKind.SIGN_IN, methods=methods, device="Firefox on Linux", is_new=False) == [
        "password, passkey, recovery codes",
        "Firefox on Linux",
    ]
    assert texts(EventKind.FACTOR_ADDED, factor="totp") == ["authenticator app"]
    by = world.administrator.pk
    assert texts(EventKind.ROLE_CHANGED, before="reader", after="editor", by=by) == ["reader → editor", "by Ada Admin"]
    assert texts(EventKind.ACTIVATION_CHANGED, before=True, after=False, by=by) == ["active → deactivated", "by Ada Admin"]
    assert texts(EventKind.PERMISSION_REFUSED, about="GET desk:invite", count=10) == [
        "GET desk:invite",
        "10 times within a minute",
    ]


def test_people_see_their_own_events_only(client: Client, world: World) -> None:
    issue_token(by=world.checker, person=world.checker, name="mine")
    issue_token(by=world.editor, person=world.editor, name="theirs")
    client.force_login(world.checker)
    page = client.get("/desk/profile/")
    assert {row.event.person_id for row in page.context["events"]} == {world.checker.pk}
    assert "Token created" in page.content.decode()


@pytest.mark.parametrize("filters", [{}, {"person": True}, {"kind": "sign_in"}, {"since": True}, {"person": True, "since": True}])
@pytest.mark.parametrize("generic", [True, False])
def test_pages_of_a_long_log_are_read_through_an_index(world: World, filters: dict[str, Any], generic: bool) -> None:
    with bulk_insert() as cursor:
        cursor.execute(
            "INSERT INTO accounts_securityevent (at, kind, person_id, network, request_id, details)"
            " SELECT now() - g * interval '1 minute', CASE WHEN g %% 50 = 0 THEN 'sign_in' ELSE 'sign_out' END,"
            " CASE WHEN g %% 20 = 0 THEN %s END, '', '', '{}' FROM generate_series(1, 100000) g",
            [world.checker.pk],
        )
    values = dict(filters)
    if "person" in values:
        values["person"] = world.checker.pk
    if "since" in values:
        values["since"] = timezone.now() - timedelta(days=60)
    first = keyset_page(security_log.events(**values), order=security_log.ORDER)
    assert len(first.items) == 50

    def read() -> None:
        keyset_page(security_log.events(**values), order=security_log.ORDER, cursor=first.older)

    ((statement, parameters),) = statements_of(read)
    plan = plan_of(statement, parameters, generic=generic)
    assert not any(node["Node Type"] == "Seq Scan" for node in plan_nodes(plan))
    assert rows_visited(plan) < 500


def test_concurrent_repetitions_are_recorded_with_their_person(world: World) -> None:
    for person in (world.checker, world.editor, None):
        record_repeated(EventKind.RATE_LIMITED, person, about="GET desk:queue")
        record_repeated(EventKind.RATE_LIMITED, person, about="GET desk:queue")
    limited = SecurityEvent.objects.filter(kind=EventKind.RATE_LIMITED)
    assert {event.person for event in limited} == {world.checker, world.editor, None}
    assert limited.count() == 3
