"""Invalid input gets 400, 413, 415, or 422 with the names of the fields, never a server error."""

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
    """One newsroom for all tests of this module: most requests are rejected before they write."""
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
def test_invalid_body_is_rejected(checker: Caller, raw: bytes, status: int) -> None:
    response = checker.send("POST", "sources/", raw)
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert response.json()["detail"]


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
def test_unstorable_text_is_rejected_with_its_path(checker: Caller, raw: str, field: str, sentence: str) -> None:
    response = checker.send("POST", "sources/", raw)
    assert response.status_code == 422
    assert response.json()["errors"] == {field: [sentence]}


def test_surrogate_pair_is_one_character(checker: Caller) -> None:
    response = checker.send("POST", "sources/", r'{"name": "\ud83d\ude00 News"}')
    assert (response.status_code, response.json()["name"]) == (201, "😀 News")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["name"]),
        ({"name": ""}, ["name"]),
        ({"name": "   "}, ["name"]),
        ({"name": None}, ["name"]),
        ({"name": "A", "is_party": True}, ["is_party"]),
        ({"name": ["a"]}, ["name"]),
        ({"name": {"a": 1}}, ["name"]),
        ({"name": "x" * 201, "country": "y" * 81, "address": "https://e.example/" + "z" * 500}, ["address", "country", "name"]),
        ({"name": "A", "address": "javascript:alert(1)"}, ["address"]),
        ({"name": "A", "address": "no address"}, ["address"]),
        ({"name": "A", "source_kind": "rumour"}, ["source_kind"]),
        ({"name": "A", "titel": "typo"}, ["titel"]),
        ({"name": "A", "id": 1, "version": 7}, ["id", "version"]),
    ],
    ids=str,  # lists, not sets: the order of a set differs between processes, and test ids must not
)
def test_validation_errors_name_the_fields(checker: Caller, body: dict[str, Any], fields: list[str]) -> None:
    before = Source.objects.count()
    response = checker.post("sources/", body)
    assert response.status_code == 422, response.content
    assert sorted(response.json()["errors"]) == fields
    assert response.json()["detail"] == "Some fields are invalid."
    assert Source.objects.count() == before


@pytest.mark.parametrize(
    "value", [0, -1, 10**6, 2**63, 10**400, 1.0, "1.0", True, None, "", "x", "١", [1], {"id": 1}, "9" * 5000]
)
def test_invalid_row_id_is_rejected_with_its_field(world: World, checker: Caller, value: Any) -> None:
    body = {"statement": "He said so.", "layer": "utterance", "claimant": value}
    response = checker.post("claims/", body)
    assert response.status_code == 422, response.content
    assert set(response.json()["errors"]) == {"claimant"}


@pytest.mark.parametrize("version", [0, -1, 2**31, 10**30, "one", 1.5, True, [1], None, ""])
def test_invalid_version_is_rejected_with_its_field(world: World, checker: Caller, version: Any) -> None:
    response = checker.patch(f"sources/{world.outlet.pk}/", {"country": "Nepal", "version": version})
    assert response.status_code == 422, response.content
    assert set(response.json()["errors"]) == {"version"}


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
def test_hostile_values_in_any_field_never_cause_a_server_error(world: World, administrator: Caller, hostile: Any) -> None:
    """Each write in the OpenAPI document, with the value in all fields at once and, for PATCH, in one field at a time."""
    from tests.api.document import writing_operations

    for method, path, fields in writing_operations(world):
        bodies: list[dict[str, Any]] = [dict.fromkeys(fields, hostile)]
        if method == "PATCH":
            version = administrator.get(path).json()["version"]
            bodies += [{"version": version, field: hostile} for field in fields]
        for body in bodies:
            response = administrator.send(method, path, json.dumps(body))
            assert response.status_code in {200, 201, 400, 403, 404, 409, 413, 422, 428}, (method, path, body, response.content)
            assert response["Content-Type"] == "application/json"


def test_unsupported_media_type_gets_415(checker: Caller) -> None:
    response = checker.send("POST", "sources/", b"name=A", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 415
    assert checker.send("POST", "sources/", b"<name/>", content_type="text/xml").status_code == 415


def test_body_over_the_limit_gets_413(checker: Caller) -> None:
    response = checker.send("POST", "sources/", b'{"name": "' + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"}')
    assert response.status_code == 413
    assert response.json()["detail"] == "The request body is too large."


@pytest.mark.parametrize("method", ["put", "delete", "options", "trace"])
def test_put_and_delete_are_not_allowed(world: World, checker: Caller, method: str) -> None:
    response = getattr(checker.client, method)(f"/api/v1/sources/{world.outlet.pk}/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, PATCH"
    assert response.json()["detail"]


@pytest.mark.parametrize("path", ["nothing/", "claims", "claims/x/", "claims/-1/", "claims/1/vote/", "claims/" + "9" * 40 + "/"])
def test_unknown_url_gets_404_as_json(checker: Caller, path: str) -> None:
    for response in (checker.get(path), checker.post(path, {})):
        assert response.status_code == 404
        assert response.json()["detail"] == "Not found, or you do not have access."


@pytest.mark.parametrize(
    "path",
    ["claims/%00/", "claims/?q=%00", "claims/?%00=1", "claims/?cursor=cD0lMDA%3D", "articles/?q=a%00b", "ledger/?kind=%00"],
)
def test_nul_and_foreign_cursors_in_urls_are_rejected(checker: Caller, path: str) -> None:
    response = checker.get(path)
    assert response.status_code == 422, response.content
    assert response["Content-Type"] == "application/json"
    assert response.json()["errors"]


@pytest.mark.parametrize(
    "noun", ["sources", "articles", "claims", "mentions", "evidence", "verdicts", "ledger", "reviews", "people"]
)
def test_invalid_filter_values_are_rejected_or_match_nothing(administrator: Caller, noun: str) -> None:
    from tests.api.document import filter_names

    for name in filter_names(noun):
        for value in ("", "x", "-1", "9" * 30, "1e999", "NaN", "é", "'", "2022-99-99", "%"):
            response = administrator.get(f"{noun}/", **{name: value})
            assert response.status_code in {200, 422}, (name, value, response.content)
            if response.status_code == 422:
                assert set(response.json()["errors"]) == {name}


def test_import_accepts_either_text_or_bytes(checker: Caller) -> None:
    assert set(checker.post("articles/", {}).json()["errors"]) == {"text"}
    both = {"text": "Words.", "content_base64": base64.b64encode(b"Words.").decode()}
    assert set(checker.post("articles/", both).json()["errors"]) == {"text"}
    assert set(checker.post("articles/", {"content_base64": "no base64!"}).json()["errors"]) == {"content_base64"}
    assert set(checker.post("articles/", {"content_base64": "é"}).json()["errors"]) == {"content_base64"}
    assert set(checker.post("articles/", {"text": "Words.", "encoding": "utf-16"}).json()["errors"]) == {"encoding"}
    for encoding in ("base64", "rot13", "idna", "undefined", "zip", "\n"):
        body = {"content_base64": "QQ==", "encoding": encoding}
        assert set(checker.post("articles/", body).json()["errors"]) == {"encoding"}


def test_undecodable_bytes_are_rejected_with_their_position(checker: Caller) -> None:
    body = {"content_base64": base64.b64encode(b"Words \xff").decode()}
    response = checker.post("articles/", body)
    assert response.status_code == 422
    assert response.json()["errors"] == {
        "content_base64": [
            "This file is not UTF-8: the byte at offset 6 is invalid. Choose its encoding, for example Windows-1252."
        ]
    }


def test_bytes_are_decoded_with_their_encoding_and_stored_unchanged(checker: Caller) -> None:
    content = "Слова.\r\nЕщё".encode("utf-16")
    created = checker.post(
        "articles/", {"content_base64": base64.b64encode(content).decode(), "encoding": "utf-16", "name": "a.txt"}
    )
    assert created.status_code == 201
    revision = checker.get(f"revisions/{created.json()['revision']['id']}/").json()
    assert revision["text"] == "Слова.\nЕщё"
    assert (revision["original"]["size"], revision["original"]["name"]) == (len(content), "a.txt")
    download = checker.get(f"captures/{revision['original']['id']}/content/")
    assert b"".join(download.streaming_content) == content
    assert download["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1_000_001])
def test_empty_or_too_long_text_is_rejected(checker: Caller, text: str) -> None:
    response = checker.post("articles/", {"text": text})
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"text"}


def test_file_is_imported_from_a_form(checker: Caller) -> None:
    created = checker.form(
        "articles/", {"file": SimpleUploadedFile("a.txt", "Слова.".encode("cp1251")), "encoding": "windows-1251"}
    )
    assert created.status_code == 201
    assert checker.get(f"revisions/{created.json()['revision']['id']}/").json()["text"] == "Слова."
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
def test_malformed_form_is_rejected(checker: Caller, raw: bytes) -> None:
    for content_type, status in {
        "multipart/form-data; boundary=x": 422,
        "multipart/form-data": 400 if raw else 422,
        "multipart/form-data; boundary=\xff": 400 if raw else 422,
    }.items():
        response = checker.send("POST", "articles/", raw, content_type=content_type)
        assert response.status_code == status, response.content


def test_file_over_the_limit_is_rejected(world: World, checker: Caller, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 10
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary"}
    response = checker.form("evidence/", about | {"file": SimpleUploadedFile("a.pdf", b"x" * 11)})
    assert (response.status_code, set(response.json()["errors"])) == (422, {"file"})
    too_large = checker.form("evidence/", about | {"file": SimpleUploadedFile("a.pdf", b"x" * 2_000_000)})
    assert too_large.status_code == 413


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
        response = checker.post("evidence/", about | place)
        assert (response.status_code, set(response.json()["errors"])) == (422, {field}), place
    for place, found_in in [(page, "address"), (passage, "passage")]:
        created = checker.post("evidence/", about | place)
        assert (created.status_code, created.json()["found_in"]) == (201, found_in)


def test_file_is_stored_unchanged_and_returned_as_a_download(world: World, checker: Caller) -> None:
    file = SimpleUploadedFile("report <b>.html", b"<script>alert(1)</script>\x00", content_type="text/html; " + "x" * 300)
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary", "exact": "a quote", "file": file}
    created = checker.form("evidence/", about)
    assert created.status_code == 201, created.content
    assert created.json()["found_in"] == "file"
    download = checker.get(f"captures/{created.json()['capture']['id']}/content/")
    assert b"".join(download.streaming_content) == b"<script>alert(1)</script>\x00"
    assert download["Content-Type"] == "application/octet-stream"
    assert download["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("declared", "stored"),
    [
        ("text/html; charset=utf-8", "text/html"),
        ("IMAGE/PNG", "image/png"),
        ("text/<script>", "application/octet-stream"),
        ("nonsense", "application/octet-stream"),
        ("a" * 60 + "/b", "application/octet-stream"),
        ("text/x y", "application/octet-stream"),
    ],
)
def test_invalid_media_type_of_a_file_is_ignored_as_on_the_screens(
    world: World, checker: Caller, declared: str, stored: str
) -> None:
    file = SimpleUploadedFile("report", b"bytes", content_type=declared)
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary", "exact": "", "file": file}
    assert checker.form("evidence/", about).json()["capture"]["media_type"] == stored


def test_own_newsroom_cannot_be_a_claimant(world: World, checker: Caller, settings: Any) -> None:
    own = {"name": f" {settings.NEWSROOM_NAME.upper()} "}
    sentence = {"name": ["Our own newsroom cannot be the claimant. Enter who made the statement."]}
    assert checker.post("actors/", own).json()["errors"] == sentence
    changed = checker.patch(f"actors/{world.minister.pk}/", own | {"version": 1})
    assert changed.status_code == 422, changed.content
    assert changed.json()["errors"] == sentence


@pytest.mark.parametrize("address", ["ftp://files.example/a", "https://[::1", "http://", "https://a.example/\nb"])
def test_only_http_urls_are_accepted(world: World, checker: Caller, address: str) -> None:
    about = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary", "exact": "Words."}
    for path, body, field in [
        ("sources/", {"name": "A"}, "address"),
        ("articles/", {"text": "A text."}, "address"),
        ("evidence/", about, "address"),
        ("actors/", {"name": "A"}, "same_as"),
    ]:
        response = checker.post(path, body | {field: address})
        assert (response.status_code, set(response.json()["errors"])) == (422, {field}), (path, response.content)


def test_missing_reason_has_the_same_message_as_on_the_screens(world: World, checker: Caller, editor: Caller) -> None:
    empty = {"version": 1, "reason": "  "}
    body = checker.post(f"evidence/{world.evidence.pk}/withdraw/", empty).json()
    assert body["errors"] == {"reason": ["Enter the reason for withdrawing this evidence."]}
    body = checker.post(f"mentions/{world.mention.pk}/withdraw/", empty).json()
    assert body["errors"] == {"reason": ["Enter the reason for withdrawing this mention."]}
    version = world.submitted.version
    body = editor.post(f"verdicts/{world.submitted.pk}/return/", {"version": version, "reason": ""}).json()
    assert body["errors"] == {"reason": ["Say what has to change. The author reads this."]}
