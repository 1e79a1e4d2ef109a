"""Availability notices: what an editor tells readers about the address of an item of a published check."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.evidence.actions import attach, change_evidence, withdraw_evidence
from factcheck.evidence.locators import FileLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import AvailabilityNotice, Publication, SignedHead
from factcheck.publishing.notices.actions import publish_notice
from factcheck.publishing.queries import iter_current_documents, recently_changed_documents
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.address_checks import gone_page, watch_of
from tests.copies import page_item, preserved_copy
from tests.pages import parsed, refused_fields, signed_in
from tests.sql import without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

TEXT = "The site redirects to its home page."
DAY = date(2026, 1, 2)


def item_of(world: World) -> Evidence:
    return world.published.claim.evidence.earliest("number")


def notify(world: World, kind: str = "gone", text: str = TEXT, **values: Any) -> AvailabilityNotice:
    arguments = {"person": world.editor, "item": item_of(world), "checked_on": DAY, **values}
    return publish_notice(notice_kind=kind, text=text, **arguments)


def slug(world: World) -> str:
    return Publication.objects.get(verdict=world.published, is_current=True).slug


def page(world: World) -> Any:
    return parsed(Client().get(f"/checks/{slug(world)}/"))


def test_one_operation_adds_a_row_and_an_entry_and_changes_nothing_else(world: World) -> None:
    item = item_of(world)
    publication = Publication.objects.get(verdict=world.published)
    basis, entries = basis_for(item.claim), Entry.objects.count()
    notice = notify(world)
    assert (notice.publication, notice.item_number, notice.address) == (publication, item.number, item.address)
    assert Entry.objects.count() == entries + 1
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.kind, entry.after["text"]) == ("notice.published", "availabilitynotice", TEXT)
    assert [row[:3] for row in entry.touched] == [["availabilitynotice", notice.pk, 1]]
    assert Publication.objects.get(verdict=world.published).sha256 == publication.sha256
    assert Verdict.objects.get(pk=world.published.pk).version == world.published.version
    assert basis_for(item.claim) == basis


def test_readers_see_the_notice_at_the_item_and_in_the_history_of_the_check(world: World) -> None:
    before = page(world)
    assert (before.all(id="availability"), TEXT in before.text) == ([], False)
    notify(world)
    after = page(world)
    (item,) = after.all(id=f"evidence-{item_of(world).number}")
    assert "The page is no longer at this address." in item.text
    assert TEXT in item.text
    assert after.all(id="availability")
    version = parsed(Client().get(f"/checks/{slug(world)}/versions/1/"))
    assert TEXT in version.text


def test_later_notice_replaces_the_earlier_one_at_the_item(world: World) -> None:
    notify(world)
    notify(world, "available", "It is back, unchanged.")
    after = page(world)
    (item,) = after.all(id=f"evidence-{item_of(world).number}")
    assert ("It is back, unchanged." in item.text, TEXT in item.text) == (True, False)
    (history,) = after.all("section", **{"aria-labelledby": "availability"})
    assert history.text.index("It is back, unchanged.") < history.text.index(TEXT)


def test_notice_is_not_in_the_corrections_log(world: World) -> None:
    notify(world)
    assert TEXT not in Client().get("/corrections/").content.decode()


def test_documents_for_machines_have_the_notice_and_its_time(world: World) -> None:
    client = Client()
    addresses = (f"/checks/{slug(world)}/claimreview.json", "/checks/data.json", "/checks/feed.atom")
    before = [client.get(address) for address in addresses]
    contents = [response.getvalue() for response in before]
    notice = notify(world)
    after = [client.get(address) for address in addresses]
    review, data, feed = (response.getvalue() for response in after)
    at = timezone.localtime(notice.created_at).isoformat()
    assert json.loads(review)["citation"][0]["comment"] == [
        {"@type": "Comment", "dateCreated": "2026-01-02", "text": f"The page is no longer at this address. {TEXT}"}
    ]
    assert json.loads(review)["dateModified"] == at
    assert json.loads(data)["dataFeedElement"][0]["dateModified"] == json.loads(data)["dateModified"] == at
    entry = ElementTree.fromstring(feed).find("{http://www.w3.org/2005/Atom}entry")  # noqa: S314  (created by Factcheck)
    assert entry is not None
    assert entry.findtext("{http://www.w3.org/2005/Atom}updated") == timezone.localtime(notice.created_at).isoformat()
    assert TEXT in str(entry.findtext("{http://www.w3.org/2005/Atom}summary"))
    for old, new, content in zip(before, after, contents, strict=True):
        assert (old["ETag"] != new["ETag"], content != b"") == (True, True)


def test_stored_document_stays_as_it_was_hashed(world: World) -> None:
    notify(world)
    publication = Publication.objects.get(verdict=world.published)
    assert "notices" not in publication.document
    assert [result.name for result in examine() if result.findings] == []


def test_notice_stays_at_the_item_of_a_corrected_check_unless_its_address_was_corrected(world: World) -> None:
    notify(world)
    item = item_of(world)
    for address, is_shown in ((item.address, True), ("https://elsewhere.example/b", False)):
        verdict = Verdict.objects.get(pk=world.published.pk)
        correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="One word was added.")
        change_evidence(person=world.checker, item=Evidence.objects.get(pk=item.pk), seen_version=None, address=address)
        verdict = Verdict.objects.get(pk=verdict.pk)
        save_version(person=world.checker, verdict=verdict, seen_version=None, summary=f"Images show it: {is_shown}.")
        publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
        (section,) = page(world).all(id=f"evidence-{item.number}")
        assert (TEXT in section.text) is is_shown
        assert page(world).all(id="availability")


@pytest.mark.parametrize("role", ["reader", "checker", "second_checker"])
def test_only_editors_publish_notices(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        notify(world, person=getattr(world, role))
    assert not AvailabilityNotice.objects.exists()


def test_no_notice_about_what_readers_do_not_see(world: World) -> None:
    file = attach(
        person=world.checker,
        claim=world.published.claim,
        stance="context",
        closeness="primary",
        quoted_from=FileLocator("a.txt", "text/plain", b"bytes"),
    )
    for item in (file, world.evidence_on(world.claim("Another claim."))):
        with pytest.raises(Refused, match="no published check contains it"):
            notify(world, item=item)


def test_no_notice_about_a_retracted_check(world: World) -> None:
    item = item_of(world)
    retract(person=world.editor, verdict=world.published, notice="The images were misdated.")
    with pytest.raises(Refused, match="retracted"):
        notify(world, item=item)


def test_notice_about_an_item_that_was_withdrawn_after_the_publication(world: World) -> None:
    item = item_of(world)
    withdraw_evidence(person=world.second_checker, item=item, reason="Not what it seemed.")
    assert notify(world, item=Evidence.objects.get(pk=item.pk)).item_number == item.number


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "moved"}, "notice_kind"),
        ({"text": " \n "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"checked_on": None}, "checked_on"),
        ({"checked_on": timezone.localdate() + timedelta(days=2)}, "checked_on"),
    ],
)
def test_invalid_values_are_refused(world: World, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        notify(world, **values)
    assert caught.value.errors.keys() == {field}
    assert not AvailabilityNotice.objects.exists()


@pytest.mark.parametrize("statement", ["UPDATE {} SET text = 'x'", "DELETE FROM {}"])
def test_notices_are_never_edited_or_deleted(world: World, statement: str) -> None:
    notify(world)
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute(statement.format("publishing_availabilitynotice"))
    assert "permission denied" in str(caught.value) or "pgtrigger" in str(caught.value)


def test_doctor_reports_a_notice_about_an_item_that_its_publication_does_not_contain(world: World) -> None:
    notice = notify(world)
    with without_triggers():
        AvailabilityNotice.objects.filter(pk=notice.pk).update(address="https://other.example/")
    findings = {result.name: result.findings for result in examine() if result.findings}
    assert "each availability notice is about an item of its publication" in findings


@pytest.mark.django_db(transaction=True)
def test_head_is_signed_after_a_notice(world: World, tmp_path: Any, settings: Any) -> None:
    notify(world)
    newest = Entry.objects.latest("number").number
    assert SignedHead.objects.filter(number=newest).exists()


def test_form_is_filled_in_by_the_query_and_publishes_in_one_operation(world: World) -> None:
    client, item = signed_in(world.editor), item_of(world)
    url = reverse("desk:notice", args=[item.pk])
    form = parsed(client.get(url, {"kind": "other_words", "checked": "2026-01-03"}))
    checked = [each for each in form.all("input", name="notice_kind") if "checked" in each.attributes]
    assert [each.attributes["value"] for each in checked] == ["other_words"]
    assert form.all("input", name="checked_on")[0].attributes["value"] == "2026-01-03"
    token = form.all("input", name="token")[0].attributes["value"]
    data = {"notice_kind": "other_words", "checked_on": "2026-01-03", "text": TEXT, "token": token}
    response = client.post(url, data)
    assert (response.status_code, response["Location"]) == (303, reverse("desk:evidence", args=[item.pk]) + "#notices")
    assert AvailabilityNotice.objects.get().notice_kind == "other_words"
    client.post(url, data)
    assert AvailabilityNotice.objects.count() == 1
    assert TEXT in page(world).text


@pytest.mark.parametrize("query", [{"kind": "<script>", "checked": "2026-99-99"}, {"kind": "x" * 5000, "checked": "x" * 5000}])
def test_invalid_query_leaves_the_form_empty(world: World, query: dict[str, str]) -> None:
    form = parsed(signed_in(world.editor).get(reverse("desk:notice", args=[item_of(world).pk]), query))
    assert not [each for each in form.all("input", name="notice_kind") if "checked" in each.attributes]
    assert form.all("input", name="checked_on")[0].attributes["value"] == timezone.localdate().isoformat()


def test_incomplete_form_keeps_what_was_entered(world: World) -> None:
    client = signed_in(world.editor)
    response = client.post(reverse("desk:notice", args=[item_of(world).pk]), {"text": TEXT, "checked_on": "2026-01-02"})
    assert response.status_code == 422
    assert refused_fields(response) == {"notice_kind"}
    assert TEXT in response.content.decode()


def test_item_page_links_to_the_form_only_for_editors(world: World) -> None:
    item = item_of(world)
    form = reverse("desk:notice", args=[item.pk])
    links = {
        role: form in signed_in(getattr(world, role)).get(reverse("desk:evidence", args=[item.pk])).content.decode()
        for role in ("reader", "checker", "editor")
    }
    assert links == {"reader": False, "checker": False, "editor": True}


def test_number_of_queries_does_not_depend_on_the_notices(world: World) -> None:
    def count() -> dict[str, int]:
        counts = {}
        for name, read in (("feed", recently_changed_documents), ("data", lambda: list(iter_current_documents()))):
            with CaptureQueriesContext(connection) as captured:
                read()
            counts[name] = len(captured)
        return counts

    notify(world)
    first = count()
    for number in range(3):
        notify(world, text=f"{TEXT} {number}")
    assert count() == first == {"feed": 5, "data": 5}  # with the two of its transaction


def test_notice_answers_the_open_result_of_a_check_of_the_address(world: World) -> None:
    claim = world.claim()
    item = page_item(world.checker, claim)
    preserved_copy(world.checker, item)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    check = gone_page(world.checker, item)
    assert watch_of(item).is_open
    address = reverse("desk:notice", args=[item.pk])
    day = f"{timezone.localdate(check.checked_at):%Y-%m-%d}"
    page = signed_in(world.editor).get(reverse("desk:evidence-address", args=[item.pk])).content.decode()
    assert f'href="{address}?kind=gone&amp;checked={day}"' in page
    notify(world, item=Evidence.objects.get(pk=item.pk))
    assert not watch_of(item).is_open
