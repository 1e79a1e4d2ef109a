"""Custody through the API: permissions, scopes, conflicts, repeated requests, and pages."""

from __future__ import annotations

import uuid

import pytest

from factcheck.accounts.models import Scope
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.custody import event_numbers
from factcheck.evidence.custody.actions import verify_file
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.publishing.models import AvailabilityNotice
from tests.api.calls import Caller
from tests.copies import archived_copy, page_item, preserved_copy
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]
HIDE = {"reason_code": "safety", "reason": "A person is in danger.", "reference": "Case 7"}


@pytest.fixture
def item(world: World) -> Evidence:
    return page_item(world.checker, world.claim())


def new_key() -> str:
    return str(uuid.uuid4())


class TestTakedowns:
    def test_hidden_and_shown_again(self, world: World, item: Evidence) -> None:
        editor = Caller(world.editor)
        created = editor.post("takedowns/", {"evidence": item.pk, **HIDE})
        assert created.status_code == 201, created.content
        row = created.json()
        assert {**HIDE, "evidence": item.pk, "copy": None, "ended_at": None, "version": 1}.items() <= row.items()
        shown = editor.get(f"evidence/{item.pk}/").json()
        assert (shown["is_hidden"], shown["exact"]) == (True, "")
        assert [each["id"] for each in editor.get("takedowns/", is_in_force="true").json()["results"]] == [row["id"]]
        lifted = editor.post(f"takedowns/{row['id']}/lift/", {"reason": "Annulled.", "version": 1})
        assert (lifted.status_code, lifted["ETag"]) == (200, '"2"')
        assert (lifted.json()["ended_by"]["name"], lifted.json()["ended_reason"]) == ("Ed Editor", "Annulled.")
        assert editor.get(f"evidence/{item.pk}/").json()["exact"] == item.exact
        assert editor.get("takedowns/", is_in_force="true", evidence=item.pk).json()["results"] == []

    def test_copy_alone(self, world: World, item: Evidence) -> None:
        copy = preserved_copy(world.checker, item)
        other = preserved_copy(world.checker, page_item(world.checker, world.claim("Other."), address="https://b.example/"))
        editor = Caller(world.editor)
        refused = editor.post("takedowns/", {"evidence": item.pk, "copy": other.pk, **HIDE})
        assert (refused.status_code, set(refused.json()["errors"])) == (422, {"copy"})
        assert editor.post("takedowns/", {"evidence": item.pk, "copy": copy.pk, **HIDE}).status_code == 201
        assert editor.get(f"evidence/{item.pk}/").json()["is_hidden"] is False
        assert editor.get(f"copies/{copy.pk}/text/").status_code == 403

    def test_repeated_request_hides_once(self, world: World, item: Evidence) -> None:
        editor, key = Caller(world.editor), new_key()
        first, again = (editor.post("takedowns/", {"evidence": item.pk, **HIDE}, idempotency_key=key) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json() == again.json()
        assert Entry.objects.filter(action="takedown.added").count() == 1
        other = editor.post("takedowns/", {"evidence": item.pk, **HIDE, "reason": "Another one."}, idempotency_key=key)
        assert other.status_code == 409
        lift = {"reason": "Annulled.", "version": 1}
        key = new_key()
        url = f"takedowns/{first.json()['id']}/lift/"
        assert [editor.post(url, lift, idempotency_key=key).status_code for _ in range(2)] == [200, 200]
        assert Entry.objects.filter(action="takedown.lifted").count() == 1

    def test_conflicts(self, world: World, item: Evidence) -> None:
        editor = Caller(world.editor)
        row = editor.post("takedowns/", {"evidence": item.pk, **HIDE}).json()
        assert editor.post("takedowns/", {"evidence": item.pk, **HIDE}).status_code == 409
        url = f"takedowns/{row['id']}/lift/"
        assert editor.post(url, {"reason": "Annulled."}).status_code == 428
        assert editor.post(url, {"reason": "Annulled.", "version": 7}).status_code == 409
        assert set(editor.post(url, {"reason": " ", "version": 1}).json()["errors"]) == {"reason"}
        assert editor.post(url, {"reason": "Annulled.", "version": 1}).status_code == 200
        assert editor.post(url, {"reason": "Annulled.", "version": 2}).status_code == 409

    def test_permissions_and_scopes(self, world: World, item: Evidence) -> None:
        body = {"evidence": item.pk, **HIDE}
        refused = Caller(world.checker).post("takedowns/", body)
        assert (refused.status_code, "editor role" in refused.json()["detail"]) == (403, True)
        limited = Caller(world.editor, scope=Scope.WRITE).post("takedowns/", body)
        assert (limited.status_code, limited.json()["required_scope"]) == (403, "decide")
        assert Caller(world.editor).post("takedowns/999999/lift/", {"reason": "Over.", "version": 1}).status_code == 404
        assert Caller(world.editor).post("takedowns/", {"evidence": 999_999, **HIDE}).status_code == 422
        assert not Entry.objects.filter(action="takedown.added").exists()


class TestHolds:
    def test_of_a_claim_and_of_an_item(self, world: World, item: Evidence) -> None:
        editor = Caller(world.editor)
        of_claim = editor.post("holds/", {"claim": item.claim_id, "reason": "A lawsuit.", "reference": "1 C 2/26"})
        of_item = editor.post("holds/", {"evidence": item.pk, "reason": "A lawsuit."})
        assert (of_claim.status_code, of_item.status_code) == (201, 201)
        assert editor.post("holds/", {"evidence": item.pk, "reason": "A lawsuit."}).status_code == 409
        assert len(editor.get(f"evidence/{item.pk}/custody/").json()["holds"]) == 2
        assert [row["id"] for row in editor.get("holds/", claim=item.claim_id).json()["results"]] == [of_claim.json()["id"]]
        url = f"holds/{of_item.json()['id']}/end/"
        assert editor.post(url, {"reason": "Settled.", "version": 3}).status_code == 409
        assert editor.post(url, {"reason": "Settled.", "version": 1}).json()["ended_reason"] == "Settled."
        assert editor.post(url, {"reason": "Settled.", "version": 2}).status_code == 409
        assert editor.post("holds/", {"evidence": item.pk, "reason": "Another lawsuit."}).status_code == 201

    @pytest.mark.parametrize("of", [(), ("claim", "evidence")])
    def test_is_of_one_row(self, world: World, item: Evidence, of: tuple[str, ...]) -> None:
        ids = {"claim": item.claim_id, "evidence": item.pk}
        refused = Caller(world.editor).post("holds/", {**{name: ids[name] for name in of}, "reason": "A lawsuit."})
        assert (refused.status_code, refused.json()["errors"]) == (422, {"evidence": ["Send either claim or evidence."]})

    def test_checkers_may_not(self, world: World, item: Evidence) -> None:
        assert Caller(world.checker).post("holds/", {"evidence": item.pk, "reason": "A lawsuit."}).status_code == 403


class TestFiles:
    def test_verified_and_exported(self, world: World, item: Evidence) -> None:
        copy = archived_copy(world.checker, item)
        caller = Caller(world.checker)
        body = {"evidence": item.pk, "capture": copy.capture_id}
        verified = caller.post("verifications/", body)
        assert (verified.status_code, verified.json()["state"]) == (201, "intact")
        assert [row["id"] for row in caller.get("verifications/", evidence=item.pk).json()["results"]] == [verified.json()["id"]]
        export = {**body, "capture": copy.capture.parent_id, "form": "wacz", "recipient": "A court", "purpose": "Case 1"}
        exported = caller.post("exports/", export)
        assert (exported.status_code, exported.json()["recipient"]) == (201, "A court")
        assert len(exported.json()["sha256"]) == 64
        for missing in ("recipient", "purpose"):
            assert set(caller.post("exports/", {**export, missing: " "}).json()["errors"]) == {missing}

    def test_file_of_another_item_is_refused(self, world: World, item: Evidence) -> None:
        other = preserved_copy(world.checker, page_item(world.checker, world.claim("Other."), address="https://b.example/"))
        refused = Caller(world.checker).post("verifications/", {"evidence": item.pk, "capture": other.capture_id})
        assert (refused.status_code, set(refused.json()["errors"])) == (422, {"capture"})

    def test_hidden_file_is_not_exported(self, world: World, item: Evidence) -> None:
        copy = archived_copy(world.checker, item)
        Caller(world.editor).post("takedowns/", {"evidence": item.pk, **HIDE})
        body = {"evidence": item.pk, "capture": copy.capture_id, "form": "file", "recipient": "A court", "purpose": "Case 1"}
        assert Caller(world.checker).post("exports/", body).status_code == 409


def test_custody_has_pages(world: World, item: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = preserved_copy(world.checker, item)
    for _ in range(3):
        verify_file(person=world.checker, item=item, capture=copy.capture)
    monkeypatch.setattr(event_numbers, "EVENTS_ON_PAGE", 4)
    caller = Caller(world.reader)
    newest = caller.get(f"evidence/{item.pk}/custody/").json()
    assert [event["act"] for event in newest["events"]] == ["collected", "verified", "verified", "verified"]
    oldest = caller.get(f"evidence/{item.pk}/custody/", page=newest["older"]).json()
    assert ([event["act"] for event in oldest["events"]], oldest["older"]) == (["attached", "requested"], "")
    assert caller.get(f"evidence/{item.pk}/custody/", page=oldest["newer"]).json()["events"] == newest["events"]
    assert caller.get(f"evidence/{item.pk}/custody/", page="nonsense").status_code == 422
    assert caller.get(f"evidence/{item.pk}/custody/", cursor="x").status_code == 422


def test_item_says_whether_it_was_known_when_the_claim_was_made(world: World, item: Evidence) -> None:
    """The claim is of April 4, 2022."""
    caller = Caller(world.checker)
    assert caller.get(f"evidence/{item.pk}/").json()["timing"] == "unknown"
    for day, precision, timing in (
        ("2022-04-03", "day", "before"),
        ("2022-04-05", "day", "after"),
        ("2022-04-01", "month", "unclear"),
    ):
        item.refresh_from_db()
        body = {"available_since": day, "available_precision": precision, "version": item.version}
        assert caller.patch(f"evidence/{item.pk}/", body).json()["timing"] == timing


def test_verification_notes_are_corrected_with_the_version(world: World, item: Evidence) -> None:
    caller, key = Caller(world.checker), new_key()
    notes = {"source_check": "The account is hers.", "technical_check": "The metadata fit.", "content_check": "The tower fits."}
    saved = [caller.patch(f"evidence/{item.pk}/", {**notes, "version": 1}, idempotency_key=key) for _ in range(2)]
    assert [response.status_code for response in saved] == [200, 200]
    assert notes.items() <= saved[1].json().items()
    conflict = caller.patch(f"evidence/{item.pk}/", {"source_check": "Not hers.", "version": 1})
    assert (conflict.status_code, conflict.json()["current"]["source_check"]) == (409, "The account is hers.")
    assert Caller(world.reader).patch(f"evidence/{item.pk}/", {"source_check": "x", "version": 2}).status_code == 403
    change_evidence(person=world.checker, item=Evidence.objects.get(pk=item.pk), seen_version=2, note="Another note.")
    assert notes.items() <= caller.get(f"evidence/{item.pk}/").json().items()


class TestReplies:
    def test_conflict_and_repeated_request(self, world: World) -> None:
        caller, key = Caller(world.checker), new_key()
        reply = world.reply
        outcome = {"outcome": "declined", "answered_on": "2022-04-12", "version": reply.version}
        saved = [caller.patch(f"replies/{reply.pk}/", outcome, idempotency_key=key) for _ in range(2)]
        assert [response.status_code for response in saved] == [200, 200]
        assert caller.patch(f"replies/{reply.pk}/", {**outcome, "outcome": "no_answer"}).status_code == 409
        assert Caller(world.reader).patch(f"replies/{reply.pk}/", {**outcome, "version": 2}).status_code == 403
        assert caller.patch("replies/999999/", outcome).status_code == 404


def test_repeated_notice_is_published_once(world: World) -> None:
    item = world.published.claim.evidence.get()
    body = {"evidence": item.pk, "notice_kind": "gone", "checked_on": "2026-01-02", "text": "The page was removed."}
    editor, key = Caller(world.editor), new_key()
    sent = [editor.post("notices/", body, idempotency_key=key) for _ in range(2)]
    assert [response.status_code for response in sent] == [201, 201]
    assert AvailabilityNotice.objects.count() == 1
    assert editor.post("notices/", {**body, "text": "Another one."}, idempotency_key=key).status_code == 409
    assert Caller(world.checker).post("notices/", body).status_code == 403
    assert Caller(world.editor, scope=Scope.WRITE).post("notices/", body).json()["required_scope"] == "decide"
