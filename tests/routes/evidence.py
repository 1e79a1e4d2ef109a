"""Evidence, stored files, and the search log."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.claims.anchoring import find
from factcheck.evidence.actions import FileLocator, attach
from factcheck.evidence.availability.models import AddressCheck
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.revisions import revise_article
from tests.address_checks import gone_page
from tests.copies import QUOTE, TEXT, archived_copy, collected, page_item, pictured, preserved_copy
from tests.routes import LOGIN, Row, only_get, only_post
from tests.world import FIRST, World

CHANGED = FIRST.replace("all was well", "all\u00a0was well")
READING = (LOGIN, 200, 200, 200, 200)
WRITING = (LOGIN, 403, 303, 303, 303)


def a_claim(world: World) -> dict[str, Any]:
    return {"claim_id": world.open_claim.pk}


def an_item(world: World) -> dict[str, Any]:
    return {"evidence_id": world.evidence.pk}


def a_file(world: World) -> dict[str, Any]:
    file = FileLocator("report.txt", "text/plain", b"what was found")
    item = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=file)
    return {"evidence_id": item.pk}


def a_copy(world: World) -> dict[str, Any]:
    return {"copy_id": preserved_copy(world.checker, world.evidence).pk}


def a_page_with_a_copy(world: World) -> dict[str, Any]:
    return {"evidence_id": preserved_copy(world.checker, world.evidence).evidence_id}


def a_changed_page(world: World) -> dict[str, Any]:
    return {"evidence_id": gone_page(world.checker, world.evidence).evidence_id}


def no_notice(world: World) -> dict[str, Any]:
    return {"check": AddressCheck.objects.get().pk, "reason": "The page moved within the site."}


def a_pictured_copy(world: World) -> dict[str, Any]:
    copy = preserved_copy(world.checker, world.evidence)
    pictured(world.checker, copy)
    return {"copy_id": copy.pk}


def a_fetched_copy(world: World) -> dict[str, Any]:
    return {"copy_id": archived_copy(world.checker, world.evidence).pk}


def a_copy_with_two_places(world: World) -> dict[str, Any]:
    item = page_item(world.checker, world.open_claim)
    return {"copy_id": preserved_copy(world.checker, item, collected(f"{QUOTE}. {QUOTE}.")).pk}


def the_first_place(world: World) -> dict[str, Any]:
    return {"quote": QUOTE, "start": 0, "end": len(QUOTE)}


def selected_words(world: World) -> dict[str, Any]:
    return {"quote": TEXT[:11], "selection": f"0-11 {TEXT[:11]}", "stance": "supports", "closeness": "secondary"}


def the_selected_place(world: World) -> dict[str, Any]:
    return {"quote": QUOTE, "selection": f"0-{len(QUOTE)} {QUOTE}", "version": 1}


def a_saved_page(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("page.html", b"<html><body>Words.</body></html>"), "made_how": "Saved in a browser."}


def page(world: World) -> dict[str, Any]:
    locator = {"address": "https://institute.example/other", "quote": "Words of it."}
    return {**locator, "stance": "supports", "closeness": "secondary"}


def changes(world: World) -> dict[str, Any]:
    locator = {"address": "https://institute.example/other", "exact": "Words of it."}
    return {**locator, "stance": "context", "closeness": "primary", "note": "Another reason.", "version": 1}


def reason(world: World) -> dict[str, Any]:
    return {"reason": "It is the wrong place.", "version": 1}


def search_without_results(world: World) -> dict[str, Any]:
    line = {"sought": "supports", "place": "Archive", "terms": "words", "searched_on": "2022-04-10", "is_found": "0"}
    return line


def a_passage(world: World, text: str = CHANGED) -> dict[str, Any]:
    """A passage that needs review in revision 2."""
    article = world.first_article
    locator = PassageLocator(article.current, find(FIRST, "all was well"))
    item = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)
    revise_article(person=world.checker, article=article, content=text.encode())
    return {"evidence_id": item.pk}


def a_removed_passage(world: World) -> dict[str, Any]:
    """An orphan in revision 2."""
    return a_passage(world, "Nothing of it.")


def a_place(world: World) -> dict[str, Any]:
    start = CHANGED.index("all\u00a0was well")
    return {"version": 2, "revision": 2, "place": f"{start}-{start + 12}"}


ROWS = [
    Row("desk:evidence-add", "GET", READING, args=a_claim),
    Row("desk:evidence-add", "GET", READING, args=a_claim, query="?kind=file"),
    Row("desk:evidence-add", "GET", READING, args=a_claim, query="?kind=passage"),
    Row("desk:evidence-add", "POST", WRITING, args=a_claim, data=page),
    Row("desk:evidence", "GET", READING, args=an_item),
    Row("desk:evidence", "POST", WRITING, args=an_item, data=changes),
    *only_get("desk:board", READING, args=a_claim),
    *only_get("desk:evidence-text", READING, args=an_item),
    Row("desk:evidence-move", "GET", READING, args=an_item),
    Row("desk:evidence-move", "POST", WRITING, args=an_item, data=lambda world: {"to": "context", "version": 1}),
    *only_post("desk:evidence-stance", WRITING, args=an_item, data=changes),
    Row("desk:evidence-withdraw", "GET", READING, args=an_item),
    Row("desk:evidence-withdraw", "POST", WRITING, args=an_item, data=reason),
    Row("desk:evidence-keep", "GET", READING, args=a_passage),
    Row("desk:evidence-keep", "POST", WRITING, args=a_removed_passage, data=lambda world: {"version": 2, "reason": "Removed."}),
    *only_post("desk:evidence-place", WRITING, args=a_passage, data=a_place),
    *only_post("desk:evidence-context", WRITING, args=a_passage, data=lambda world: {"version": 2}),
    *only_get("desk:evidence-file", READING, args=a_file),
    *only_get("desk:evidence-copies", READING, args=an_item),
    *only_post("desk:evidence-preserve", WRITING, args=an_item),
    Row("desk:evidence-address", "GET", READING, args=an_item),
    Row("desk:evidence-address", "POST", (LOGIN, 403, 403, 303, 303), args=a_changed_page, data=no_notice),
    *only_post("desk:address-check", WRITING, args=a_page_with_a_copy),
    *only_post("desk:address-interval", WRITING, args=an_item, data=lambda world: {"mode": "own", "days_between": "7"}),
    Row("desk:copy-add", "GET", READING, args=an_item),
    Row("desk:copy-add", "POST", WRITING, args=an_item, data=a_saved_page),
    *only_get("desk:copy", READING, args=a_copy),
    *only_get("desk:copy-archive", READING, args=a_fetched_copy),
    *only_post("desk:copy-import", WRITING, args=a_copy),
    *only_post("desk:copy-quote", WRITING, args=a_copy_with_two_places, data=the_first_place),
    *only_post("desk:copy-attach", WRITING, args=a_copy, data=selected_words),
    *only_post("desk:copy-quote-words", WRITING, args=a_copy_with_two_places, data=the_selected_place),
    *only_get("desk:copy-file", READING, args=a_copy),
    Row("desk:copy-picture", "GET", READING, args=a_pictured_copy),
    Row("desk:copy-picture", "POST", WRITING, args=a_pictured_copy),
    Row("desk:search-add", "GET", READING, args=a_claim),
    Row("desk:search-add", "POST", WRITING, args=a_claim, data=search_without_results),
]
