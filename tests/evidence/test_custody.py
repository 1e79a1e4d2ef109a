"""Custody: takedowns, legal holds, verifications, exports, and the view of the ledger that lists them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.archive.addresses import path_of
from factcheck.archive.models import Capture
from factcheck.claims.anchoring import select
from factcheck.evidence.actions import attach, change_evidence, withdraw_evidence
from factcheck.evidence.custody.actions import end_hold, export_file, hide_evidence, lift_takedown, place_hold, verify_file
from factcheck.evidence.custody.models import CaptureVerification, LegalHold, Takedown
from factcheck.evidence.custody.queries import Act, custody_of
from factcheck.evidence.locators import FileLocator, PassageLocator
from factcheck.evidence.models import Evidence, EvidenceCopy
from factcheck.ledger.invariants import INVARIANTS
from factcheck.ledger.models import Entry
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.copies import QUOTE, archived_copy, page_item, preserved_copy
from tests.sql import as_owner, refused, without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim", "editor")]
SECRET = "All was well"


def hide(world: World, item: Evidence, **values: Any) -> Takedown:
    return hide_evidence(
        person=world.editor,
        item=item,
        **{"reason_code": "court_order", "reason": "A court forbids it.", "reference": "1 O 2/26"} | values,
    )


def file_item(world: World, content: bytes = b"what was found") -> Evidence:
    file = FileLocator("report.txt", "text/plain", content, "what was found")
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=file)


@pytest.fixture
def page(world: World) -> Evidence:
    return page_item(world.checker, world.open_claim)


def test_takedown_is_recorded_with_the_new_version_of_the_item(world: World, page: Evidence) -> None:
    before = page.version
    takedown = hide(world, page)
    page.refresh_from_db()
    assert (page.is_hidden, page.version, page.shown_quote, page.exact) == (True, before + 1, "", QUOTE)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.person, entry.reason) == ("takedown.added", world.editor, "A court forbids it.")
    assert [touched[:3] for touched in entry.touched] == [["takedown", takedown.pk, 1], ["evidence", page.pk, before + 1]]
    assert entry.after is not None
    assert entry.after["rows"] == {"evidence": {str(page.pk): {"is_hidden": True}}}


def test_lifting_a_takedown_needs_a_reason_and_happens_once(world: World, page: Evidence) -> None:
    takedown = hide(world, page)
    with pytest.raises(Invalid):
        lift_takedown(person=world.editor, takedown=takedown, reason=" ")
    lifted = lift_takedown(person=world.other_editor, takedown=takedown, reason="The order was annulled.")
    page.refresh_from_db()
    assert (page.is_hidden, lifted.ended_by, lifted.ended_reason) == (False, world.other_editor, "The order was annulled.")
    with pytest.raises(Refused):
        lift_takedown(person=world.editor, takedown=takedown, reason="Again.")


@pytest.mark.parametrize("role", ["reader", "checker"])
def test_only_editors_hide_and_hold(world: World, page: Evidence, role: str) -> None:
    with pytest.raises(NotAllowed):
        hide_evidence(person=getattr(world, role), item=page, reason_code="other", reason="No.")
    with pytest.raises(NotAllowed):
        place_hold(person=getattr(world, role), item=page, reason="No.")
    assert not Takedown.objects.exists()
    assert not LegalHold.objects.exists()


def test_hidden_item_can_be_withdrawn_but_not_changed(world: World, page: Evidence) -> None:
    hide(world, page)
    page.refresh_from_db()
    with pytest.raises(Refused):
        change_evidence(person=world.checker, item=page, seen_version=page.version, exact="Other words.")
    assert withdraw_evidence(person=world.checker, item=page, reason="Wrong page.").withdrawn_at is not None


def test_item_is_hidden_once(world: World, page: Evidence) -> None:
    hide(world, page)
    page.refresh_from_db()
    with pytest.raises(Refused):
        hide(world, page)


def test_copy_of_another_item_cannot_be_hidden(world: World, page: Evidence) -> None:
    other = preserved_copy(world.checker, page_item(world.checker, world.open_claim, address="https://other.example/"))
    with pytest.raises(Invalid) as refused:
        hide(world, page, copy=other)
    assert list(refused.value.errors) == ["copy"]


def downloads(copy: EvidenceCopy) -> Iterator[str]:
    yield reverse("desk:copy-file", args=[copy.pk])
    yield reverse("desk:copy-archive", args=[copy.pk])
    yield reverse("api:copies-text", args=[copy.pk])
    yield reverse("api:captures-content", args=[copy.capture_id])
    yield reverse("api:captures-content", args=[copy.capture.parent_id])


@pytest.mark.parametrize("whole_item", [True, False])
@pytest.mark.parametrize("role", ["checker", "editor", "administrator"])
def test_bytes_and_text_of_hidden_copies_are_refused(
    world: World, page: Evidence, client: Client, whole_item: bool, role: str
) -> None:
    copy = archived_copy(world.checker, page)
    client.force_login(getattr(world, role))
    for url in downloads(copy):
        response = client.get(url)
        assert (url, response.status_code) == (url, 200)
        assert b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    hide(world, page, **({} if whole_item else {"copy": copy}))
    assert {url: client.get(url).status_code for url in downloads(copy)} == dict.fromkeys(downloads(copy), 403)
    assert client.post(reverse("desk:copy-import", args=[copy.pk])).status_code == 403
    content = client.get(reverse("desk:copy", args=[copy.pk])).content.decode()
    assert SECRET not in content
    assert copy.capture.sha256 in content


def test_hidden_file_is_neither_downloaded_nor_exported(world: World, client: Client) -> None:
    item = file_item(world)
    hide(world, item)
    item.refresh_from_db()
    client.force_login(world.editor)
    assert client.get(reverse("desk:evidence-file", args=[item.pk])).status_code == 403
    assert client.get(reverse("api:captures-content", args=[item.capture_id])).status_code == 403
    with pytest.raises(Refused):
        export_file(person=world.editor, item=item, capture=item.capture, form="file", recipient="A court", purpose="Case 1")


def test_what_a_takedown_hides_is_shown_only_to_editors_who_ask(world: World, page: Evidence, client: Client) -> None:
    preserved_copy(world.checker, page)
    url = reverse("desk:evidence-hidden", args=[page.pk])
    client.force_login(world.editor)
    assert client.get(url).status_code == 404
    hide(world, page)
    content = client.get(url).content.decode()
    assert content.count(SECRET) == 2
    client.force_login(world.checker)
    assert client.get(url).status_code == 403


def test_history_withholds_the_quote_of_a_hidden_item(world: World, page: Evidence, client: Client) -> None:
    preserved_copy(world.checker, page)
    client.force_login(world.administrator)
    urls = [
        reverse("desk:history", args=["evidence", page.pk]),
        reverse("desk:history", args=["evidence", page.pk]) + "?format=json",
        reverse("desk:history", args=["claim", page.claim_id]),
        reverse("api:ledger-list") + f"?kind=evidence&row={page.pk}",
        reverse("api:evidence-detail", args=[page.pk]),
    ]
    assert all(SECRET in client.get(url).content.decode() for url in urls)
    hide(world, page)
    assert [url for url in urls if SECRET in client.get(url).content.decode()] == []
    document = json.loads(client.get(urls[1]).content)
    withheld = {entry["action"]: entry["withheld"] for entry in document["entries"] if "withheld" in entry}
    assert withheld == {"evidence.added": ["after.exact"], "quote.searched": ["after.exact", "after.quote"]}


def test_hold_is_placed_once_and_ends_with_a_reason(world: World, page: Evidence) -> None:
    hold = place_hold(person=world.editor, item=page, reason="A lawsuit.", reference="1 O 2/26")
    with pytest.raises(Refused):
        place_hold(person=world.editor, item=page, reason="Again.")
    ended = end_hold(person=world.editor, hold=hold, reason="It was settled.")
    assert ended.ended_by == world.editor
    assert [entry.action for entry in Entry.objects.filter(kind="legalhold").order_by("number")] == ["hold.placed", "hold.ended"]
    place_hold(person=world.editor, item=page, reason="A new lawsuit.")


def test_takedown_and_withdrawal_are_possible_under_a_hold(world: World, page: Evidence) -> None:
    place_hold(person=world.editor, claim=page.claim, reason="A lawsuit.")
    hide(world, page)
    page.refresh_from_db()
    assert withdraw_evidence(person=world.checker, item=page, reason="Wrong page.").withdrawn_at is not None


@pytest.mark.parametrize("of_claim", [True, False])
def test_capture_under_a_hold_cannot_be_deleted_even_without_the_other_triggers(
    world: World, page: Evidence, of_claim: bool
) -> None:
    copy = preserved_copy(world.checker, page)
    place_hold(person=world.editor, reason="A lawsuit.", **({"claim": page.claim} if of_claim else {"item": page}))
    for pk in (copy.capture_id, copy.capture.parent_id):
        assert "under a legal hold" in delete_capture(pk)


def test_other_captures_are_not_held(world: World, page: Evidence) -> None:
    copy = preserved_copy(world.checker, page)
    other = preserved_copy(world.checker, page_item(world.checker, world.claim("Another claim.")))
    hold = place_hold(person=world.editor, item=page, reason="A lawsuit.")
    assert "under a legal hold" not in delete_capture(other.capture_id)
    end_hold(person=world.editor, hold=hold, reason="Settled.")
    assert "under a legal hold" not in delete_capture(copy.capture_id)


def delete_capture(pk: int | None) -> str:
    """Try to delete the row as the owner, with the general rule against deletions disabled. Returns the error."""

    def delete() -> None:
        with transaction.atomic(), as_owner() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # pending events would prevent ALTER TABLE
            triggers = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'archive_capture'::regclass AND tgname LIKE %s"
            cursor.execute(triggers, ["pgtrigger_fixed%"])
            ((name,),) = cursor.fetchall()
            cursor.execute(f"ALTER TABLE archive_capture DISABLE TRIGGER {name}")
            cursor.execute("DELETE FROM archive_capture WHERE id = %s", [pk])

    with pytest.raises(DatabaseError) as error:
        delete()
    return str(error.value)


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'other'",
        "evidence_id = evidence_id + 1",
        "ended_at = NULL, ended_by_id = NULL, ended_reason = ''",
        "ended_reason = 'x'",
    ],
)
def test_ended_takedown_never_changes(world: World, page: Evidence, change: str) -> None:
    takedown = lift_takedown(person=world.editor, takedown=hide(world, page), reason="Annulled.")
    statement = f"UPDATE evidence_takedown SET {change}, version = version + 1 WHERE id = %s"
    assert "can only end" in refused(statement, takedown.pk)


def damage(capture: Capture) -> None:
    path = path_of(settings.CAPTURES_ROOT, capture.sha256)
    path.chmod(0o644)
    path.write_bytes(b"X" + path.read_bytes()[1:])


def test_verification_records_the_state_of_the_bytes(world: World, page: Evidence) -> None:
    copy = preserved_copy(world.checker, page)
    row = verify_file(person=world.checker, item=page, capture=copy.capture)
    assert (row.state, row.created_by) == ("intact", world.checker)
    damage(copy.capture)
    assert verify_file(person=world.checker, item=page, capture=copy.capture).state == "changed"
    states = [entry.after["state"] for entry in Entry.objects.filter(action="capture.verified").order_by("number")]  # type: ignore[index]
    assert states == ["intact", "changed"]
    state = next(state for state in custody_of(page).files if state.file.capture == copy.capture)
    assert state.verified is not None
    assert state.verified.state == "changed"


def test_file_of_another_item_is_neither_verified_nor_exported(world: World, page: Evidence) -> None:
    other = file_item(world)
    assert other.capture
    with pytest.raises(Invalid):
        verify_file(person=world.checker, item=page, capture=other.capture)
    with pytest.raises(Invalid):
        export_file(person=world.checker, item=page, capture=other.capture, form="file", recipient="A court", purpose="1")
    assert not CaptureVerification.objects.exists()


@pytest.mark.parametrize("form", ["file", "wacz"])
def test_export_is_recorded_and_its_file_has_the_recorded_hash(world: World, page: Evidence, client: Client, form: str) -> None:
    copy = archived_copy(world.checker, page)
    assert copy.capture.parent
    client.force_login(world.checker)
    data = {"file": f"{form}-{copy.capture.parent_id}", "recipient": "Regional court", "purpose": "Case 1", "token": uuid.uuid4()}
    for _ in range(2):  # a double click
        response = client.post(reverse("desk:evidence-export", args=[page.pk]), data)
        assert response.status_code == 303
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.after and entry.after["recipient"]) == ("evidence.exported", "Regional court")
    (export,) = page.exports.all()
    content = b"".join(client.get(reverse("desk:export-file", args=[export.pk])).streaming_content)  # type: ignore[attr-defined]
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (export.sha256, export.size)
    assert content[:2] == (b"PK" if form == "wacz" else b"\x1f\x8b")


def test_export_without_a_recipient_is_invalid(world: World) -> None:
    item = file_item(world)
    assert item.capture
    with pytest.raises(Invalid):
        export_file(person=world.checker, item=item, capture=item.capture, form="file", recipient=" ", purpose="Case 1")


def test_custody_lists_what_happened_oldest_first(world: World, page: Evidence) -> None:
    copy = archived_copy(world.checker, page)
    assert copy.capture.parent
    verify_file(person=world.checker, item=page, capture=copy.capture)
    export_file(person=world.checker, item=page, capture=copy.capture.parent, form="wacz", recipient="A court", purpose="Case 1")
    place_hold(person=world.editor, claim=page.claim, reason="A lawsuit.")
    lift_takedown(person=world.editor, takedown=hide(world, page), reason="Annulled.")
    custody = custody_of(page)
    acts = [Act.ATTACHED, Act.REQUESTED, Act.COLLECTED, Act.VERIFIED, Act.EXPORTED, Act.HELD, Act.HIDDEN, Act.SHOWN]
    assert [event.act for event in custody.events] == acts
    numbers = [event.number for event in custody.events]
    assert numbers == sorted(numbers)
    assert {event.number: event.hash for event in custody.events} == dict(
        Entry.objects.filter(number__in=numbers).values_list("number", "hash")
    )
    text = copy.text
    assert text
    collected = custody.events[2].objects
    assert [(each.label, each.sha256) for each in collected] == [
        ("copy 1, WARC file", copy.capture.parent.sha256),
        ("copy 1, page", copy.capture.sha256),
        ("text", text.sha256),
    ]
    assert collected[0].how == "fetched with Factcheck test"
    assert (len(custody.holds), custody.takedowns) == (1, ())


def test_custody_of_a_file_and_of_a_passage_begins_with_their_collection(world: World) -> None:
    item = file_item(world)
    assert item.capture
    (event,) = custody_of(item).events
    assert (event.act, [each.sha256 for each in event.objects]) == (Act.COLLECTED, [item.capture.sha256])
    revision = world.first_article.current
    locator = PassageLocator(revision, select(revision.text, 0, 10))
    passage = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)
    custody = custody_of(passage)
    assert [state.file.capture for state in custody.files] == [revision.original]
    assert [event.act for event in custody.events] == [Act.COLLECTED, Act.ATTACHED]


def test_number_of_queries_of_the_custody_page_is_constant(world: World, page: Evidence, client: Client) -> None:
    client.force_login(world.editor)
    counts = []
    for _ in range(2):
        copy = archived_copy(world.checker, page)
        verify_file(person=world.checker, item=page, capture=copy.capture)
        place_hold(person=world.editor, item=page, reason="A.") if not counts else None
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("desk:evidence-custody", args=[page.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_damaged_row_of_a_takedown_is_found_by_its_digest(world: World, page: Evidence) -> None:
    takedown = hide(world, page)
    with without_triggers() as cursor:
        cursor.execute("UPDATE evidence_takedown SET reason = 'other' WHERE id = %s", [takedown.pk])
    assert any("takedown" in line for invariant in INVARIANTS for line in invariant.broken())
