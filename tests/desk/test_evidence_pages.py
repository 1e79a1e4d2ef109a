"""Attaching each kind of evidence, editing and withdrawing it, and the search log."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.articles.models import Source
from factcheck.claims.models import Claim
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.models import Entry
from tests.pages import alerts, field_errors, parsed, post, refused_fields, source_of, values
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_checker"), pytest.mark.prepared("open_claim")]
SAID = {"stance": "contradicts", "closeness": "primary", "note": "It shows the place earlier."}
PAGE = {**SAID, "address": "https://institute.example/images", "quote": "Seen since 11 March."}


def edited(item: Evidence, **changes: Any) -> dict[str, Any]:
    """The fields of the form that corrects a web page, with the values of the item and `changes`."""
    values = {"address": item.address, "exact": item.exact, "source": "The Institute", "version": item.version}
    return {**SAID, **values, "accessed_on": item.accessed_on.isoformat(), **changes}


def attach(client: Client, claim: Claim, data: dict[str, Any], query: str = "", **more: Any) -> HttpResponse:
    return client.post(reverse("desk:evidence-add", args=[claim.pk]) + query, data, **more)


def test_web_page_is_attached_with_quote_and_new_source(client: Client, world: World) -> None:
    claim = world.open_claim
    more = {"source": "  The   New Institute ", "origin": "the ministry", "available_since": "March 2022", "evidence_set": "A"}
    world.ministry  # noqa: B018  it is there already, in other letters
    response = attach(client, claim, {**PAGE, **more, "locator": "table 2"})
    item = Evidence.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"{reverse('desk:claim', args=[claim.pk])}#evidence-{item.pk}")
    assert (item.address, item.exact, item.stance, item.closeness) == (PAGE["address"], PAGE["quote"], "contradicts", "primary")
    assert (item.source.name, item.origin, item.evidence_set, item.locator) == (
        "The New Institute",
        world.ministry,
        "A",
        "table 2",
    )
    assert (item.available_since.isoformat(), item.available_precision) == ("2022-03-01", "month")
    assert Entry.objects.filter(action="evidence.added").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", ""),
        ("address", "javascript:alert(1)"),
        ("address", "data:text/html,<script>alert(1)</script>"),
        ("address", "ftp://institute.example/"),
        ("address", "//"),
        ("address", "https://institute.example/" + "x" * 2000),
        ("address", "https://institute.example/\x00"),
        ("quote", ""),
        ("quote", "  \n "),
        ("quote", "x" * 10_001),
        ("quote", "with \x00 in it"),
        ("note", "x" * 4001),
        ("source", "x" * 201),
        ("origin", "\x00"),
        ("stance", "agrees"),
        ("stance", ""),
        ("closeness", "tertiary"),
        ("available_since", "soon"),
        ("available_since", "2922"),
        ("evidence_set", "x" * 21),
        ("locator", "x" * 201),
        ("token", "not a token"),
    ],
)
def test_invalid_input_returns_422_with_the_field_name(client: Client, world: World, field: str, value: str) -> None:
    response = attach(client, world.open_claim, {**PAGE, field: value})
    assert refused_fields(response) == {field}
    assert not Evidence.objects.exists()


def send_half_a_surrogate_pair(client: Client, world: World, field: str) -> HttpResponse:
    body = "&".join([*(f"{k}={v}" for k, v in PAGE.items() if k != field), f"{field}=a%ED%A0%80b"])
    address = reverse("desk:evidence-add", args=[world.open_claim.pk])
    return client.post(address, body, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize(("field", "column"), [("note", "note"), ("quote", "exact"), ("source", "source__name")])
def test_lone_surrogate_is_saved_as_replacement_characters(client: Client, world: World, field: str, column: str) -> None:
    assert send_half_a_surrogate_pair(client, world, field).status_code == 303
    assert Evidence.objects.values_list(column, flat=True).get() == "a\ufffd\ufffd\ufffdb"


def test_lone_surrogate_in_an_address_is_a_validation_error(client: Client, world: World) -> None:
    assert refused_fields(send_half_a_surrogate_pair(client, world, "address")) == {"address"}
    assert not Evidence.objects.exists()


def test_rejected_form_preserves_input(client: Client, world: World) -> None:
    response = attach(client, world.open_claim, {**PAGE, "address": "javascript:alert(1)", "source": "My source"})
    assert set(field_errors(response)) == {"address"}
    kept = [values(response, name) for name in ("quote", "source", "note")]
    assert kept == [[PAGE["quote"]], ["My source"], [SAID["note"]]]


def test_address_without_a_scheme_becomes_https(client: Client, world: World) -> None:
    attach(client, world.open_claim, {**PAGE, "address": "institute.example/images"})
    assert Evidence.objects.get().address == "https://institute.example/images"


def test_repeated_request_attaches_once_and_a_new_form_reports_the_duplicate(client: Client, world: World) -> None:
    claim, token = world.open_claim, str(uuid.uuid4())
    responses = [attach(client, claim, {**PAGE, "token": token}) for _ in range(2)]
    assert [response.status_code for response in responses] == [303, 303]
    assert responses[0]["Location"] == responses[1]["Location"]
    again = attach(client, claim, {**PAGE, "token": str(uuid.uuid4())})
    assert refused_fields(again) == {"again"}
    assert "This evidence is already attached" in again.content.decode()
    assert Evidence.objects.count() == 1
    assert attach(client, claim, {**PAGE, "again": "on"}).status_code == 303
    assert Evidence.objects.count() == 2


def test_source_of_a_page_defaults_to_the_one_with_its_address(client: Client, world: World) -> None:
    institute = world.institute  # at institute.example
    attach(client, world.open_claim, {**PAGE, "address": "https://www.institute.example/another"})
    attach(client, world.open_claim, {**PAGE, "address": "https://not-institute.example/"})
    attach(client, world.open_claim, {**PAGE, "source": "Named"})
    assert [item.source and item.source.name for item in Evidence.objects.order_by("id")] == [institute.name, None, "Named"]


def upload(content: bytes = b"%PDF-1.7 report", name: str = "report.pdf", kind: str = "application/pdf") -> dict[str, Any]:
    return {**SAID, "file": SimpleUploadedFile(name, content, kind)}


def test_file_is_stored_unchanged_and_served_as_a_download(client: Client, world: World) -> None:
    content = b"<script>alert(1)</script>" * 9000
    assert attach(client, world.open_claim, upload(content, "Пояснення.html", "text/html"), "?kind=file").status_code == 303
    item = Evidence.objects.select_related("capture").get()
    assert (item.capture.sha256, item.capture.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (item.capture.media_type, item.capture.method) == ("text/html", "upload")
    response: Any = client.get(reverse("desk:evidence-file", args=[item.pk]))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    page = client.get(reverse("desk:evidence", args=[item.pk])).content.decode()
    assert item.capture.sha256 in page


def test_empty_missing_and_too_large_files_are_rejected(client: Client, world: World, settings: Any) -> None:
    claim = world.open_claim
    assert refused_fields(attach(client, claim, upload(b""), "?kind=file")) == {"file"}
    assert refused_fields(attach(client, claim, SAID, "?kind=file")) == {"file"}
    settings.MAX_UPLOAD_BYTES = 10
    response = attach(client, claim, upload(b"eleven byte"), "?kind=file")
    assert refused_fields(response) == {"file"}
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("said", ["", "nonsense", "a" * 300 + "/b", "text/<script>", "text/x y"])
def test_invalid_media_type_is_ignored(client: Client, world: World, said: str) -> None:
    assert attach(client, world.open_claim, upload(kind=said), "?kind=file").status_code == 303
    assert Evidence.objects.get().capture.media_type == "application/octet-stream"


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 400 + ".pdf", 'a"; b=c.txt', "line\nbreak.txt", "nul\x00.txt"])
def test_file_name_is_not_a_path(client: Client, world: World, name: str) -> None:
    response = attach(client, world.open_claim, upload(name=name), "?kind=file")
    if response.status_code == 422:
        assert refused_fields(response) == {"file"}
        return
    item = Evidence.objects.get()
    handed: Any = client.get(reverse("desk:evidence-file", args=[item.pk]))
    assert "/" not in item.capture.name
    assert "\n" not in handed["Content-Disposition"]
    assert b"".join(handed.streaming_content) == b"%PDF-1.7 report"


def test_web_page_and_passage_have_no_file(client: Client, world: World) -> None:
    assert client.get(reverse("desk:evidence-file", args=[world.evidence.pk])).status_code == 404


def passage(world: World, **chosen: Any) -> tuple[dict[str, Any], str]:
    return {**SAID, "revision": 1, **chosen}, f"?kind=passage&article={world.first_article.pk}"


def test_passage_is_anchored_by_its_quote_and_its_source_is_the_outlet(client: Client, world: World) -> None:
    data, query = passage(world, quote="left on 30 March")
    assert attach(client, world.open_claim, data, query).status_code == 303
    item = Evidence.objects.select_related("revision", "source").get()
    assert item.revision.text[item.start : item.end] == item.exact == "left on 30 March"
    assert item.source == world.outlet


def test_passage_is_anchored_by_consecutive_sentences(client: Client, world: World) -> None:
    page = source_of(client.get(reverse("desk:evidence-add", args=[world.open_claim.pk]) + passage(world)[1]))
    start, end = FIRST.index("A second"), FIRST.index(" The mayor")
    last = len(FIRST.strip())
    assert f'name="sentence" value="{start}-{end}"' in page
    data, query = passage(world, sentence=[f"{start}-{end}", f"{end + 1}-{last}"])
    assert attach(client, world.open_claim, data, query).status_code == 303
    item = Evidence.objects.get()
    assert (item.start, item.end, item.exact) == (start, last, FIRST[start:last])


def test_quote_with_crlf_matches_the_text(client: Client, world: World) -> None:
    quote = FIRST[FIRST.index("rejected") : FIRST.index(" official")]
    data, query = passage(world, quote=quote.replace("\n", "\r\n"))
    assert attach(client, world.open_claim, data, query).status_code == 303
    assert Evidence.objects.get().exact == quote


def test_passage_of_an_old_revision_is_labeled(client: Client, world: World) -> None:
    data, query = passage(world, quote="left on 30 March")
    attach(client, world.open_claim, data, query)
    place = reverse("desk:claim", args=[world.open_claim.pk])
    assert "(newest:" not in client.get(place).content.decode()
    revise_article(person=world.checker, article=world.first_article, content=FIRST.replace("30 March", "31 March").encode())
    assert "from revision 1 (newest: 2" in parsed(client.get(place)).text


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({}, "selection"),
        ({"quote": "These words stand nowhere."}, "quote"),
        ({"quote": "The"}, "quote"),
        ({"sentence": "0-99999999"}, "selection"),
        ({"sentence": "x"}, "sentence"),
        ({"sentence": ["0-12", "100-120"]}, "selection"),
        ({"selection": "0-5 wrong"}, "selection"),
        ({"revision": 99, "quote": "The mayor"}, "revision"),
        ({"revision": "", "quote": "The mayor"}, "revision"),
    ],
)
def test_quote_that_is_not_in_the_text_is_rejected(client: Client, world: World, chosen: dict[str, Any], field: str) -> None:
    data, query = passage(world, **chosen)
    response = attach(client, world.open_claim, data, query)
    assert refused_fields(response) == {field}
    assert not Evidence.objects.exists()


def test_ambiguous_quote_offers_its_occurrences(client: Client, world: World) -> None:
    data, query = passage(world, quote="The")
    assert 'name="occurrence"' in attach(client, world.open_claim, data, query).content.decode()
    start = FIRST.index("The mayor")
    assert attach(client, world.open_claim, {**data, "occurrence": start}, query).status_code == 303
    assert Evidence.objects.get().start == start


def test_articles_for_a_passage_can_be_searched(client: Client, world: World) -> None:
    claim = world.open_claim
    world.second_article  # noqa: B018
    address = reverse("desk:evidence-add", args=[claim.pk]) + "?kind=passage"
    every = client.get(address).content.decode()
    assert every.index("The minister denies") < every.index("The figure and the denial")
    found = client.get(f"{address}&q=prosecutor").content.decode()
    assert "The figure and the denial" in found
    assert "The minister denies" not in found


@pytest.mark.parametrize(
    "query", ["?kind=rumour", "?kind=passage&article=0", "?kind=passage&article=x", "?kind=passage&article=" + "9" * 30]
)
def test_unknown_article_returns_404(client: Client, world: World, query: str) -> None:
    assert client.get(reverse("desk:evidence-add", args=[world.open_claim.pk]) + query).status_code == 404


def test_stance_changes_and_redirects_to_the_previous_page(client: Client, world: World) -> None:
    item = world.evidence
    place = reverse("desk:claim", args=[item.claim_id])
    headers = {"Referer": f"http://testserver{place}?page=2"}
    response = post(client, "desk:evidence-stance", item.pk, {"stance": "supports", "version": 1}, headers=headers)
    assert (response.status_code, response["Location"]) == (303, f"{place}?page=2#evidence-{item.pk}")
    assert Evidence.objects.get(pk=item.pk).stance == "supports"


def test_htmx_response_is_the_board_with_an_undo_form(client: Client, world: World) -> None:
    item = world.evidence
    headers = {"HX-Request": "true"}
    response = post(client, "desk:evidence-stance", item.pk, {"stance": "context", "version": 1}, headers=headers)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.lstrip().startswith('<div id="evidence"')
    assert "<html" not in page
    assert "evidence-changed" in response["HX-Trigger"]
    assert 'name="stance" value="contradicts"' in page[page.index("data-undo") :]
    undone = post(client, "desk:evidence-stance", item.pk, {"stance": "contradicts", "version": 2}, headers=headers)
    assert undone.status_code == 200
    assert Evidence.objects.get(pk=item.pk).stance == "contradicts"


@pytest.mark.parametrize(
    "data", [{"stance": "agrees", "version": 1}, {"stance": "context"}, {"stance": "context", "version": "x"}]
)
def test_invalid_stance_or_missing_version_returns_422(client: Client, world: World, data: dict[str, Any]) -> None:
    item = world.evidence
    assert post(client, "desk:evidence-stance", item.pk, data).status_code == 422
    assert Evidence.objects.get(pk=item.pk).version == 1


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_stance_of_an_outdated_version_returns_409(client: Client, world: World, headers: dict[str, str]) -> None:
    item = world.evidence
    change_evidence(person=world.second_checker, item=item, seen_version=1, stance="supports")
    response = post(client, "desk:evidence-stance", item.pk, {"stance": "context", "version": 1}, headers=headers)
    assert response.status_code == 409
    assert Evidence.objects.get(pk=item.pk).stance == "supports"


def test_edit_conflict_of_an_item_returns_409_with_both_texts_and_input(client: Client, world: World) -> None:
    item = world.evidence
    change_evidence(
        person=world.second_checker, item=item, seen_version=1, note="What the other one wrote.", source=world.ministry
    )
    entered = edited(item, note="What I typed.")
    response = post(client, "desk:evidence", item.pk, entered)
    assert response.status_code == 409
    (alert,) = alerts(response)
    assert all(text in alert for text in ("What the other one wrote.", "What I typed.", "The Ministry"))
    assert (values(response, "note"), values(response, "version")) == (["What I typed."], ["2"])
    assert post(client, "desk:evidence", item.pk, {**entered, "version": 2}).status_code == 303
    assert Evidence.objects.get(pk=item.pk).note == "What I typed."


def test_refused_change_adds_no_source(client: Client, world: World) -> None:
    item = world.evidence
    change_evidence(person=world.second_checker, item=item, seen_version=1, note="Meanwhile.")
    assert post(client, "desk:evidence", item.pk, edited(item, source="A brand new name")).status_code == 409
    assert not Source.objects.filter(name="A brand new name").exists()


def test_saving_without_a_change_writes_nothing(client: Client, world: World) -> None:
    item = world.evidence
    before = Entry.objects.count()
    assert post(client, "desk:evidence", item.pk, edited(item)).status_code == 303
    assert Entry.objects.count() == before


def test_withdrawn_item_remains_with_its_reason(client: Client, world: World) -> None:
    item = world.evidence
    for reason in ("", "   ", "x" * 501):
        assert refused_fields(post(client, "desk:evidence-withdraw", item.pk, {"reason": reason, "version": 1})) == {"reason"}
    assert post(client, "desk:evidence-withdraw", item.pk, {"reason": "The wrong place.", "version": 1}).status_code == 303
    row = Evidence.objects.get(pk=item.pk)
    assert (row.withdrawn_by, row.withdrawn_reason) == (world.checker, "The wrong place.")
    for name in ("desk:evidence-withdraw", "desk:evidence-stance", "desk:evidence"):
        assert post(client, name, item.pk, {**SAID, "reason": "Again.", "version": 2}).status_code == 409
    page = client.get(reverse("desk:evidence", args=[item.pk])).content.decode()
    assert "The wrong place." in page
    assert 'name="note"' not in page


def test_withdrawing_an_outdated_version_preserves_the_reason(client: Client, world: World) -> None:
    item = world.evidence
    change_evidence(person=world.second_checker, item=item, seen_version=1, note="Meanwhile.")
    response = post(client, "desk:evidence-withdraw", item.pk, {"reason": "My reason.", "version": 1})
    assert response.status_code == 409
    assert "My reason." in response.content.decode()
    assert Evidence.objects.get(pk=item.pk).withdrawn_at is None


LOOKED = {"sought": "supports", "place": "Press archive", "terms": "scene arranged", "searched_on": "2022-04-10", "is_found": "0"}


def test_repeated_request_logs_one_search(client: Client, world: World) -> None:
    claim = world.open_claim
    data = {**LOOKED, "token": str(uuid.uuid4()), "note": "Two archives."}
    responses = [post(client, "desk:search-add", claim.pk, data) for _ in range(2)]
    assert [response.status_code for response in responses] == [303, 303]
    line = SearchLogEntry.objects.get()
    assert (line.sought, line.is_found, line.searched_on.isoformat()) == ("supports", False, "2022-04-10")
    assert (
        "Searched; nothing found: <bdi>Press archive</bdi>" in client.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sought", "nothing"),
        ("place", ""),
        ("place", "x" * 301),
        ("terms", "x" * 501),
        ("terms", "\x00"),
        ("searched_on", "yesterday"),
        ("searched_on", "2999-01-01"),
        ("searched_on", ""),
        ("is_found", "maybe"),
        ("note", "x" * 2001),
    ],
)
def test_invalid_search_returns_422(client: Client, world: World, field: str, value: str) -> None:
    assert refused_fields(post(client, "desk:search-add", world.open_claim.pk, {**LOOKED, field: value})) == {field}


@pytest.mark.parametrize("name", ["claim", "claim-edit", "evidence-add", "search-add", "relation-add"])
def test_unknown_claim_returns_404(client: Client, world: World, name: str) -> None:
    assert client.get(reverse(f"desk:{name}", args=[987654])).status_code == 404
    assert client.get(f"/desk/claims/{'9' * 40}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries_does_not_depend_on_other_items(
    client: Client, world: World, number: int, django_assert_max_num_queries: Any
) -> None:
    items = [world.evidence_on(world.open_claim, address=f"https://x.example/{n}") for n in range(number)]
    # one for the label of a claimant that is a party, five for copies, one each for the address, the setting, holds, and imports
    with django_assert_max_num_queries(14):
        assert client.get(reverse("desk:evidence", args=[items[0].pk])).status_code == 200


def test_board_counts_independent_origins_only_if_there_are_any(client: Client, world: World) -> None:
    claim = world.open_claim
    url = reverse("desk:claim", args=[claim.pk])
    world.evidence_on(claim, source=None)
    page = source_of(client.get(url))
    assert "<b> 1 item </b>" in page
    assert "no source named" in page
    assert "0 independent origins" not in page
    world.evidence_on(claim, quote="It is older.", address="https://institute.example/older")
    page = source_of(client.get(url))
    assert "2 items from 1 independent origin" in page
    assert "1 item without a source" in page


def test_search_log_completes_the_sentence_about_the_evidence(client: Client, world: World) -> None:
    claim = world.open_claim
    world.search_on(claim, "context")
    page = parsed(client.get(reverse("desk:search-add", args=[claim.pk])))
    labels = [label.text.strip() for label in page.all("label")]
    assert {"supports the claim", "contradicts the claim", "provides context"} <= set(labels)
    log = source_of(client.get(reverse("desk:claim", args=[claim.pk])))
    assert "Looking for evidence that" in log
    assert '<b dir="auto">provides context</b>' in log


def test_quote_with_its_own_quotation_marks_gets_no_others(client: Client, world: World) -> None:
    own = world.evidence_on(world.open_claim, quote="“We cut taxes,” he said.")
    page = source_of(client.get(reverse("desk:claim", args=[own.claim_id])))
    assert '<blockquote data-quoted dir="auto">“We cut taxes,” he said.</blockquote>' in page


def test_each_item_links_to_its_source_on_the_board_in_the_review_and_beside_the_rationale(client: Client, world: World) -> None:
    claim = world.claim()
    attach(client, claim, {**SAID, "file": SimpleUploadedFile("report.pdf", b"%PDF-1.7")}, "?kind=file")
    start = FIRST.index("all was well")
    chosen = {"revision": 1, "selection": [f"{start}-{start + 12} all was well"]}
    attach(client, claim, {**SAID, **chosen}, f"?kind=passage&article={world.first_article.pk}")
    world.evidence_on(claim, address="https://institute.example/other")
    verdict = world.ready(claim)
    file, passage = (claim.evidence.get(**{f"{name}__isnull": False}) for name in ("capture", "revision"))
    article = reverse("desk:article", args=[world.first_article.pk])
    links = {
        "Open file": reverse("desk:evidence-file", args=[file.pk]),
        "Open passage": f"{article}?revision=1&claim={claim.pk}#passage-{passage.pk}",
        "Open page": "https://institute.example/other",
    }
    for name in ("desk:claim", "desk:verdict"):
        found = [(link.text, link.attributes["href"]) for link in parsed(client.get(reverse(name, args=[claim.pk]))).all("a")]
        for label, url in links.items():
            assert any(text.startswith(label) and href == url for text, href in found), (label, found)
    client.force_login(world.editor)
    review = parsed(client.get(reverse("desk:review", args=[world.submit(verdict).pk])))
    assert set(links.values()) <= {link.attributes["href"] for link in review.all("a")}  # the words of an item are the link
    client.force_login(world.reader)
    response: Any = client.get(links["Open file"])
    assert (response.status_code, response.getvalue()) == (200, b"%PDF-1.7")
    assert client.get(reverse("desk:evidence-file", args=[file.pk + 1000])).status_code == 404
    client.logout()
    assert client.get(links["Open file"]).status_code == 302


@pytest.mark.parametrize("name", ["evidence-add", "search-add"])
def test_forms_opened_from_the_board_return_to_it(client: Client, world: World, name: str) -> None:
    claim = world.open_claim
    board, url = (reverse(f"desk:{page}", args=[claim.pk]) for page in ("board", name))
    opened = parsed(client.get(f"{url}?stance=supports", headers={"Referer": f"http://testserver{board}"}))
    (field,) = opened.all("input", name="from")
    assert [link.text for link in opened.all("a") if link.attributes["href"].partition("#")[0] == board] == ["Cancel"]
    search = {"sought": "supports", "place": "An archive", "terms": "Bucha", "searched_on": "2022-04-12", "is_found": "0"}
    data = PAGE if name == "evidence-add" else search
    saved = client.post(url, {**data, "from": field.attributes["value"]})
    assert (saved.status_code, saved["Location"].partition("#")[0]) == (303, board)
    assert not parsed(client.get(url)).all("input", name="from")
