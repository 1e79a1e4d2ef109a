"""Whatever is sent, the answer is one of ours: 400, 413, 415 or 422 with the field's name, never a failure of the server."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.articles.models import Source
from factcheck.web.text import NUL, SURROGATE
from tests.api.calls import Caller, quoted
from tests.world import World

DEEP = 100_000


@pytest.fixture
def world(rolled_back_world: World) -> World:
    """One newsroom for this module: most of its tests are refused before they write."""
    return rolled_back_world


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b'{"name": ', 400),
        (b"\xff\xfe", 400),
        (b'{"name": NaN}', 400),
        (b'{"name": -Infinity}', 400),
        (b'{"name": 1e999}', 400),
        (b'{"name": ' + b"9" * 5000 + b"}", 400),
        (b"[" * DEEP + b"]" * DEEP, 400),
        (b'{"name":' * DEEP + b"1" + b"}" * DEEP, 400),
        (b"[" * 900 + b"]" * 900, 400),
        ("\ufeff{}".encode(), 400),
        (b"[]", 422),
        (b'"a text"', 422),
        (b"null", 422),
        (b"7", 422),
        (b"{}", 422),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_body_that_cannot_be_read_is_refused(checker: Caller, raw: bytes, status: int) -> None:
    answer = checker.send("POST", "sources/", raw)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("raw", "field", "sentence"),
    [
        (r'{"name": "a\u0000b"}', "name", NUL),
        (r'{"name": "a\ud800b"}', "name", SURROGATE),
        (r'{"name": "\udfffx"}', "name", SURROGATE),
        (r'{"name": ["deep", {"er": "\ud800"}]}', "name[1].er", SURROGATE),
        (r'{"\ud800": 1}', "body", SURROGATE),
        (r'{"name": {"a\u0000": 1}}', "name", NUL),
    ],
)
def test_text_that_cannot_be_stored_is_refused_by_its_place(checker: Caller, raw: str, field: str, sentence: str) -> None:
    answer = checker.send("POST", "sources/", raw)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {field: [sentence]}


def test_surrogate_pair_is_a_character(checker: Caller) -> None:
    answer = checker.send("POST", "sources/", r'{"name": "\ud83d\ude00 News"}')
    assert (answer.status_code, answer.json()["name"]) == (201, "😀 News")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"name"}),
        ({"name": ""}, {"name"}),
        ({"name": "   "}, {"name"}),
        ({"name": None}, {"name"}),
        ({"name": 1.5, "is_party": "perhaps"}, {"is_party"}),
        ({"name": ["a"]}, {"name"}),
        ({"name": {"a": 1}}, {"name"}),
        ({"name": "x" * 201, "country": "y" * 81, "address": "https://e.example/" + "z" * 500}, {"name", "country", "address"}),
        ({"name": "A", "address": "javascript:alert(1)"}, {"address"}),
        ({"name": "A", "address": "no address"}, {"address"}),
        ({"name": "A", "source_kind": "rumour"}, {"source_kind"}),
        ({"name": "A", "titel": "slip"}, {"titel"}),
        ({"name": "A", "id": 1, "version": 7}, {"id", "version"}),
    ],
    ids=str,
)
def test_fields_at_fault_are_named(checker: Caller, body: dict[str, Any], fields: set[str]) -> None:
    before = Source.objects.count()
    answer = checker.post("sources/", body)
    assert answer.status_code == 422, answer.content
    assert set(answer.json()["errors"]) == fields
    assert answer.json()["detail"] == "Some fields need a change."
    assert Source.objects.count() == before


@pytest.mark.parametrize(
    "known", [0, -1, 10**6, 2**63, 10**400, 1.0, "1.0", True, None, "", "x", "١", [1], {"id": 1}, "9" * 5000]
)
def test_row_that_is_not_there_is_refused_by_the_field_that_names_it(world: World, checker: Caller, known: Any) -> None:
    body = {"statement": "He said so.", "layer": "utterance", "claimant": known}
    answer = checker.post("claims/", body)
    assert answer.status_code == 422, answer.content
    assert set(answer.json()["errors"]) == {"claimant"}


@pytest.mark.parametrize("version", [0, -1, 2**31, 10**30, "one", 1.5, True, [1], None, ""])
def test_version_that_is_no_version_is_refused_by_its_name(world: World, checker: Caller, version: Any) -> None:
    answer = checker.patch(f"sources/{world.outlet.pk}/", {"country": "Nepal", "version": version})
    assert answer.status_code == 422, answer.content
    assert set(answer.json()["errors"]) == {"version"}


HOSTILE: list[Any] = [
    None,
    -1,
    10**30,
    1.5,
    "x" * 100_000,
    "2022-13-45",
    [],
    [None],
    ["x" * 100_000] * 3,
    {"a": {"b": [1]}},
    {"selector": [{"type": "TextPositionSelector", "start": -1, "end": 10**30}]},
    {"selector": [{"type": ["TextQuoteSelector"], "exact": 7}]},
    [{"selector": "all"}],
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: repr(value)[:30])
def test_no_field_of_any_write_breaks_on_what_is_put_in_it(world: World, administrator: Caller, hostile: Any) -> None:
    """The fields of each writing operation in the OpenAPI document: all at once and, in changes, one at a time."""
    from tests.api.document import writing_operations

    for method, path, fields in writing_operations(world):
        bodies: list[dict[str, Any]] = [dict.fromkeys(fields, hostile)]
        if method == "PATCH":
            version = administrator.get(path).json()["version"]
            bodies += [{"version": version, field: hostile} for field in fields]
        for body in bodies:
            answer = administrator.send(method, path, json.dumps(body))
            assert answer.status_code in {200, 201, 400, 403, 404, 409, 413, 422, 428}, (method, path, body, answer.content)
            assert answer["Content-Type"] == "application/json"


def test_type_that_is_not_taken_is_refused(checker: Caller) -> None:
    answer = checker.send("POST", "sources/", b"name=A", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 415
    assert checker.send("POST", "sources/", b"<name/>", content_type="text/xml").status_code == 415


def test_body_beyond_the_limit_is_refused_unread(checker: Caller) -> None:
    answer = checker.send("POST", "sources/", b'{"name": "' + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"}')
    assert answer.status_code == 413
    assert answer.json()["detail"] == "What was sent is too large."


@pytest.mark.parametrize("method", ["put", "delete", "options", "trace"])
def test_nothing_is_deleted_or_replaced(world: World, checker: Caller, method: str) -> None:
    answer = getattr(checker.client, method)(f"/api/v1/sources/{world.outlet.pk}/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, PATCH"
    assert answer.json()["detail"]


@pytest.mark.parametrize("path", ["nothing/", "claims", "claims/x/", "claims/-1/", "claims/1/vote/", "claims/" + "9" * 40 + "/"])
def test_address_without_anything_is_answered_as_json(checker: Caller, path: str) -> None:
    for answer in (checker.get(path), checker.post(path, {})):
        assert answer.status_code == 404
        assert answer.json()["detail"] == "There is nothing at this address, or not for you."


@pytest.mark.parametrize(
    "path",
    ["claims/%00/", "claims/?q=%00", "claims/?%00=1", "claims/?cursor=cD0lMDA%3D", "articles/?q=a%00b", "ledger/?kind=%00"],
)
def test_nul_in_an_address_is_refused(checker: Caller, path: str) -> None:
    answer = checker.get(path)
    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    "noun", ["sources", "articles", "claims", "mentions", "evidence", "verdicts", "ledger", "reviews", "people"]
)
def test_filter_that_is_no_value_is_refused_or_finds_nothing(administrator: Caller, noun: str) -> None:
    from tests.api.document import filters_of

    for name in filters_of(noun):
        for value in ("", "x", "-1", "9" * 30, "1e999", "NaN", "é", "'", "2022-99-99", "%"):
            answer = administrator.get(f"{noun}/", **{name: value})
            assert answer.status_code in {200, 422}, (name, value, answer.content)
            if answer.status_code == 422:
                assert set(answer.json()["errors"]) == {name}


def test_import_takes_text_or_bytes_never_both(checker: Caller) -> None:
    assert set(checker.post("articles/", {}).json()["errors"]) == {"text"}
    both = {"text": "Words.", "content_base64": base64.b64encode(b"Words.").decode()}
    assert set(checker.post("articles/", both).json()["errors"]) == {"text"}
    assert set(checker.post("articles/", {"content_base64": "no base64!"}).json()["errors"]) == {"content_base64"}
    assert set(checker.post("articles/", {"content_base64": "é"}).json()["errors"]) == {"content_base64"}
    assert set(checker.post("articles/", {"text": "Words.", "encoding": "utf-16"}).json()["errors"]) == {"encoding"}
    for encoding in ("base64", "rot13", "idna", "undefined", "zip", "\n"):
        body = {"content_base64": "QQ==", "encoding": encoding}
        assert set(checker.post("articles/", body).json()["errors"]) == {"encoding"}


def test_bytes_that_are_not_valid_are_refused_with_their_position(checker: Caller) -> None:
    body = {"content_base64": base64.b64encode(b"Words \xff").decode()}
    answer = checker.post("articles/", body)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"content_base64": ["Not valid utf-8: byte 6 cannot be decoded (invalid start byte)."]}


def test_bytes_are_read_in_their_encoding_and_kept(checker: Caller) -> None:
    content = "Слова.\r\nЕщё".encode("utf-16")
    made = checker.post(
        "articles/", {"content_base64": base64.b64encode(content).decode(), "encoding": "utf-16", "name": "a.txt"}
    )
    assert made.status_code == 201
    revision = checker.get(f"revisions/{made.json()['revision']['id']}/").json()
    assert revision["text"] == "Слова.\nЕщё"
    assert (revision["original"]["size"], revision["original"]["name"]) == (len(content), "a.txt")
    kept = checker.get(f"captures/{revision['original']['id']}/content/")
    assert b"".join(kept.streaming_content) == content
    assert kept["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1_000_001])
def test_text_that_is_none_or_too_long_is_refused_by_its_name(checker: Caller, text: str) -> None:
    answer = checker.post("articles/", {"text": text})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"text"}


def test_file_is_imported_from_a_form(checker: Caller) -> None:
    made = checker.form("articles/", {"file": SimpleUploadedFile("a.txt", "Слова.".encode("cp1251")), "encoding": "windows-1251"})
    assert made.status_code == 201
    assert checker.get(f"revisions/{made.json()['revision']['id']}/").json()["text"] == "Слова."
    bad = checker.form("articles/", {"file": SimpleUploadedFile("a.txt", b"\xff")})
    assert (bad.status_code, set(bad.json()["errors"])) == (422, {"file"})
    empty = checker.form("articles/", {"file": SimpleUploadedFile("a.txt", b"")})
    assert (empty.status_code, set(empty.json()["errors"])) == (422, {"file"})
    nul = checker.form("articles/", {"file": SimpleUploadedFile("a.txt", b"Words."), "title": "a\x00b"})
    assert (nul.status_code, nul.json()["errors"]) == (422, {"title": [NUL]})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"--x",
        b"--x\r\n\r\n",
        b'--x\r\nContent-Disposition: form-data; name="\x00"\r\n\r\nWords.\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xff\xfe\xed\xa0\x80\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xff"\r\n\r\n\r\n--x--\r\n',
    ],
)
def test_form_that_is_none_is_refused(checker: Caller, raw: bytes) -> None:
    for content_type, status in {
        "multipart/form-data; boundary=x": 422,
        "multipart/form-data": 400 if raw else 422,
        "multipart/form-data; boundary=\xff": 400 if raw else 422,
    }.items():
        answer = checker.send("POST", "articles/", raw, content_type=content_type)
        assert answer.status_code == status, answer.content


def test_file_beyond_the_limit_is_refused(world: World, checker: Caller, settings: Any) -> None:
    settings.MOST_UPLOAD_BYTES = 10
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary"}
    answer = checker.form("evidence/", about | {"file": SimpleUploadedFile("a.pdf", b"x" * 11)})
    assert (answer.status_code, set(answer.json()["errors"])) == (422, {"file"})
    much = checker.form("evidence/", about | {"file": SimpleUploadedFile("a.pdf", b"x" * 2_000_000)})
    assert much.status_code == 413


def test_evidence_has_exactly_one_place(world: World, checker: Caller) -> None:
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary"}
    revision = world.first_article.current.pk
    page = {"address": "https://a.example/", "exact": "Words."}
    passage = {"revision": revision, "selection": quoted("all was well")}
    for place, field in [
        ({}, "address"),
        (page | passage, "address"),
        ({"address": ""}, "address"),
        ({"address": "https://a.example/"}, "exact"),
        ({"revision": revision}, "selection"),
        ({"selection": quoted("all was well")}, "revision"),
        (passage | {"exact": "all was well"}, "exact"),
    ]:
        answer = checker.post("evidence/", about | place)
        assert (answer.status_code, set(answer.json()["errors"])) == (422, {field}), place
    for place, found_in in [(page, "address"), (passage, "passage")]:
        made = checker.post("evidence/", about | place)
        assert (made.status_code, made.json()["found_in"]) == (201, found_in)


def test_file_is_kept_byte_for_byte_and_given_back_to_be_saved(world: World, checker: Caller) -> None:
    file = SimpleUploadedFile("report <b>.html", b"<script>alert(1)</script>\x00", content_type="text/html; " + "x" * 300)
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary", "exact": "a quote", "file": file}
    made = checker.form("evidence/", about)
    assert made.status_code == 201, made.content
    assert made.json()["found_in"] == "file"
    kept = checker.get(f"captures/{made.json()['capture']['id']}/content/")
    assert b"".join(kept.streaming_content) == b"<script>alert(1)</script>\x00"
    assert kept["Content-Type"] == "application/octet-stream"
    assert kept["X-Content-Type-Options"] == "nosniff"


def test_our_own_newsroom_is_never_a_claimant(world: World, checker: Caller, settings: Any) -> None:
    own = {"name": f" {settings.NEWSROOM_NAME.upper()} "}
    sentence = {"name": ["Our own newsroom cannot be the claimant. Enter who made the statement."]}
    assert checker.post("actors/", own).json()["errors"] == sentence
    changed = checker.patch(f"actors/{world.minister.pk}/", own | {"version": 1})
    assert changed.status_code == 422, changed.content
    assert changed.json()["errors"] == sentence


@pytest.mark.parametrize("address", ["ftp://files.example/a", "https://[::1", "http://", "https://a.example/\nb"])
def test_only_web_addresses_are_taken(world: World, checker: Caller, address: str) -> None:
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary", "exact": "Words."}
    for path, body, field in [
        ("sources/", {"name": "A"}, "address"),
        ("articles/", {"text": "A text."}, "address"),
        ("evidence/", about, "address"),
        ("actors/", {"name": "A"}, "same_as"),
    ]:
        answer = checker.post(path, body | {field: address})
        assert (answer.status_code, set(answer.json()["errors"])) == (422, {field}), (path, answer.content)


def test_reason_is_asked_for_in_the_words_of_the_screens(world: World, checker: Caller, editor: Caller) -> None:
    empty = {"version": 1, "reason": "  "}
    said = checker.post(f"evidence/{world.evidence.pk}/withdraw/", empty).json()
    assert said["errors"] == {"reason": ["Enter the reason for withdrawing this evidence."]}
    said = checker.post(f"mentions/{world.mention.pk}/withdraw/", empty).json()
    assert said["errors"] == {"reason": ["Enter the reason for withdrawing this mention."]}
    version = world.submitted.version
    said = editor.post(f"verdicts/{world.submitted.pk}/return/", {"version": version, "reason": ""}).json()
    assert said["errors"] == {"reason": ["Say what has to change: the author reads this."]}
