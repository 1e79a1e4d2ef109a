"""The life of preserved evidence: pages on a server of the test are kept, quoted, published, then changed and removed there."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.archive.queries import read_capture
from factcheck.evidence.availability.actions import request_check
from factcheck.evidence.availability.job import check_address
from factcheck.evidence.availability.models import AddressCheck
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.job import preserve_page
from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy
from factcheck.evidence.copies.queries import current_place
from factcheck.operations.doctor import examine
from factcheck.publishing.actions import publish
from factcheck.publishing.notices.actions import publish_notice
from factcheck.verdicts.models import Verdict
from tests.archive.fetching.servers import Send, response, serving
from tests.world import World

SENTENCES = {
    "/withdrawal": (
        "By the account of the Russian ministry, its units left Bucha around 30 March 2022.",
        "left Bucha around 30 March 2022",
    ),
    "/hoax": (
        "The ministry called the images a hoax on 3 April; the bodies, it said, were placed there once its units had left.",
        "were placed there once its units had left",
    ),
    "/lavrov": (
        "In Moscow, the foreign minister spoke on 4 April of a fake attack and of a scene that was staged.",
        "a scene that was staged",
    ),
    "/peskov": (
        "The spokesman rejected all allegations; experts of the ministry, he added, had seen signs of fakes in the videos.",
        "had seen signs of fakes in the videos",
    ),
    "/prosecutor": (
        "The Prosecutor General gave the figure of 410 bodies for the first three days of April; 140 had been examined.",
        "410 bodies",
    ),
    "/prosecutor-later": (
        "A week later, she spoke of 1,222 bodies in the whole region around Kyiv.",
        "1,222 bodies in the whole region",
    ),
    "/mayor": (
        "“March 31 will go down in the history of our settlement,” the mayor said in a video message.",
        "“March 31 will go down in the history of our settlement,”",
    ),
    "/old-videos": (
        "The videos in which he says that everyone is alive are weeks older than the withdrawal.",
        "weeks older than the withdrawal",
    ),
    "/satellite": (
        "Satellite images show dark objects the size of bodies on Yablonska Street between 9 and 11 March 2022.",
        "between 9 and 11 March 2022",
    ),
    "/visit": (
        "After its visit on 9 April, the UN office described some fifty unlawful killings in Bucha.",
        "some fifty unlawful killings",
    ),
    "/report": (
        "The December report counts at least 441 killed civilians in three regions, 73 of them in Bucha.",
        "at least 441 killed civilians",
    ),
    "/commissioner": (
        "There are strong indications, the High Commissioner said, that these executions may be the war crime of wilful killing.",
        "may be the war crime of wilful killing",
    ),
    "/assembly": (
        "The General Assembly decided on 7 April 2022 whether to suspend Russia from the Human Rights Council.",
        "decided on 7 April 2022",
    ),
}
"""The path of a page → its second paragraph, and the words that the item quotes: one for each known fact about the event."""


class Mirror:
    """Serves one page for each sentence. `changed` replaces pages, and those in `removed` are gone."""

    def __init__(self) -> None:
        self.changed: dict[str, str] = {}
        self.removed: set[str] = set()

    def page(self, path: str) -> bytes:
        sentence = self.changed.get(path, SENTENCES[path][0])
        text = f"<p>A report about the town.</p><p>{sentence}</p><p>Its authors can be reached at the desk.</p>"
        return f"<!doctype html><html><head><title>Report</title></head><body><article>{text}</article></body></html>".encode()

    def __call__(self, request: bytes, send: Send) -> None:
        path = request.split(b" ")[1].decode()
        send(response(b"gone", "410 Gone") if path in self.removed else response(self.page(path)))


@pytest.mark.django_db
@pytest.mark.timeout(240)
def test_evidence_outlives_its_pages(world: World, settings: Any, client: Client) -> None:
    mirror = Mirror()
    with serving(mirror) as server:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", server.port)]
        claim = world.open_claim
        items = {path: world.evidence_on(claim, address=server.url(path), quote=quote) for path, (_, quote) in SENTENCES.items()}
        for path, item in items.items():
            request = request_copy(person=world.checker, item=item)
            preserve_page(request.pk)
            copy = CopyProgress.objects.get(request=request).copy
            assert copy
            assert copy.capture.sha256 == sha256(mirror.page(path)).hexdigest()
            place = current_place(copy)
            assert place
            assert (place.state, place.exact) == ("found", SENTENCES[path][1])
        verdict = world.approve(world.submit(world.ready(claim)))
        publication = publish(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk))
        page = reverse("public:check", args=[publication.slug])
        assert all(sha256(mirror.page(path)).hexdigest() in client.get(page).content.decode() for path in SENTENCES)

        mirror.changed["/visit"] = "After its visit on 9 April, the UN office described several unlawful killings in Bucha."
        mirror.removed.add("/satellite")
        for item in items.values():
            request_check(person=world.checker, item=item)
            check_address(item.pk)
    results = {check.evidence_id: check.result for check in AddressCheck.objects.all()}
    assert results == {items["/visit"].pk: "other_words", items["/satellite"].pk: "gone"}
    for path, words in (("/visit", "The office replaced the figure."), ("/satellite", "The newspaper removed the page.")):
        kind = results[items[path].pk]
        publish_notice(person=world.editor, item=items[path], notice_kind=kind, checked_on=datetime.now(UTC).date(), text=words)
        assert words in client.get(page).content.decode()
    for path, item in items.items():
        copy = EvidenceCopy.objects.added_by_people().get(evidence=item)
        with read_capture(copy.capture) as file:
            assert file.read() == Mirror().page(path)
    changed = EvidenceCopy.objects.get(evidence=items["/visit"], created_by=None)
    with read_capture(changed.capture) as file:
        assert file.read() == mirror.page("/visit")
    assert [result.findings for result in examine() if result.findings] == []
