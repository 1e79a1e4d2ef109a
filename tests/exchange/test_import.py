"""Importing the package of another newsroom: what is added, what is not, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.articles.models import Article, Source
from factcheck.claims.models import Actor, Claim
from factcheck.evidence.models import Evidence
from factcheck.exchange.importing import import_claim
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.verification.report import UnreadablePackage
from factcheck.ledger.models import Entry
from factcheck.ledger.verifier import body_of, entry_hash
from factcheck.operations.doctor import examine
from factcheck.publishing.models import Publication
from factcheck.verdicts.models import Verdict
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.exchange.packages import changed, changed_json, exported, files_of, full_claim, packed, rehashed, report_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def imported(world: World, package: bytes, **options: Any) -> ClaimImport:
    options = {"same_names": "use", **options}
    return import_claim(person=world.editor, file=io.BytesIO(package), **options)


def quotes(package: bytes) -> list[Any]:
    """The quotes of mentions and evidence, with their places and without ids."""
    rows = report_of(package).claim["rows"]
    mentions = [[(s["exact"], s["start"], s["prefix"]) for s in row["spans"]] for row in rows["mention"]]
    items = [(row["number"], row["values"]["exact"], row["values"]["start"], row["values"]["stance"]) for row in rows["evidence"]]
    return [mentions, items]


def test_round_trip(world: World, package: bytes) -> None:
    row = imported(world, package)
    again = exported(world, row.claim)
    report = report_of(again)
    assert report.errors == []
    assert quotes(again) == quotes(package)
    revisions = {row["text_file"] for row in report_of(package).claim["rows"]["revision"]}
    hashes = {name for name in files_of(package) if name.startswith("data/captures/")} | revisions
    assert len(hashes) > 4
    assert hashes <= set(files_of(again))
    for name, content in files_of(package).items():
        if name in hashes:
            assert files_of(again)[name] == content
    warcs = [
        zipfile.ZipFile(io.BytesIO(content)).read("archive/data.warc.gz")
        for each in (package, again)
        for name, content in files_of(each).items()
        if name.endswith(".wacz")
    ]
    assert len(warcs) == 2
    assert warcs[0] == warcs[1]


def test_record_is_consistent_and_has_its_provenance(world: World, package: bytes) -> None:
    row = imported(world, package, trusted=[report_of(package).ledger["keys"][0]["id"]])
    assert [finding for result in examine() for finding in result.findings] == []
    document = report_of(package)
    assert (row.newsroom, row.their_claim) == (document.claim["newsroom"]["name"], document.claim["claim"])
    assert row.is_key_known
    assert row.key == document.ledger["keys"][0]["id"]
    assert row.entries == [item["number"] for item in document.ledger["entries"]]
    assert len(row.trees) == len(document.ledger["trees"])
    with read_capture(row.record) as file:
        assert json.loads(file.read()) == document.claim
    assert row.created_by == world.editor
    assert Entry.objects.get(action="claim.imported").object_id == row.pk


def test_decisions_of_the_other_newsroom_are_not_ours(world: World, package: bytes) -> None:
    row = imported(world, package)
    assert not Verdict.objects.exists()
    assert not Publication.objects.exists()
    assert not row.claim.searches.exists()
    assert set(Evidence.objects.values_list("created_by", flat=True)) == {world.editor.pk}
    copies = [copy for item in row.claim.evidence.all() for copy in item.copies.all()]
    assert len(copies) == 2
    assert not any(copy.is_fetched for copy in copies)
    assert all(row.newsroom in copy.made_how for copy in copies)
    assert all(copy.quote_places.get().created_by == world.editor for copy in copies)


def test_second_import_is_refused(world: World, package: bytes) -> None:
    row = imported(world, package)
    with pytest.raises(Refused, match=f"as claim {row.claim_id}"):
        imported(world, package)
    assert Claim.objects.count() == 1


def test_own_package_is_refused(world: World) -> None:
    claim = full_claim(world, is_published=False)
    with pytest.raises(Refused, match="this newsroom"):
        imported(world, exported(world, claim))


def test_names_are_merged_only_by_decision(world: World, package: bytes) -> None:
    assert world.minister
    assert world.outlet
    row = imported(world, package, same_names="separate")
    assert row.claim.claimant.name == f"Mikhail Minister ({row.newsroom})"
    assert Source.objects.filter(name=f"The Daily Example ({row.newsroom})").exists()
    with pytest.raises(Invalid):
        imported(world, package, same_names="")


def test_names_that_exist_are_used(world: World, package: bytes) -> None:
    assert world.minister
    row = imported(world, package, same_names="use")
    assert row.claim.claimant == world.minister
    assert Actor.objects.filter(name__startswith="Mikhail").count() == 1


def test_article_with_the_same_text_is_used(world: World, package: bytes) -> None:
    article = world.first_article
    row = imported(world, package)
    assert Article.objects.count() == 2
    assert row.claim.mentions.filter(revision=article.current).exists()


def test_only_editors_import(world: World, package: bytes) -> None:
    with pytest.raises(NotAllowed, match="editor role"):
        import_claim(person=world.checker, file=io.BytesIO(package), same_names="use")


def test_key_that_the_person_knows_has_to_match(world: World, package: bytes) -> None:
    with pytest.raises(Invalid, match="not among the keys"):
        imported(world, package, trusted=["0" * 16])


def nothing_was_imported() -> bool:
    return not Claim.objects.exists() and not Article.objects.exists() and not Capture.objects.exists()


def test_changed_package_is_refused(world: World, package: bytes) -> None:
    assert world.editor
    for name, content in files_of(package).items():
        if not name.startswith(("data/texts/", "data/captures/", "data/copies/")):
            continue
        at = len(content) // 3
        flipped = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]

        def apply(files: dict[str, bytes], name: str = name, flipped: bytes = flipped) -> None:
            files[name] = flipped

        with pytest.raises(Invalid):
            imported(world, changed(package, apply))
    assert nothing_was_imported()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x05\x06" + b"\0" * 18,
        b"not a zip file",
    ],
)
def test_other_files_are_refused(world: World, content: bytes) -> None:
    with pytest.raises(Invalid):
        imported(world, content)


def with_member(package: bytes, name: str, **options: Any) -> bytes:
    out = io.BytesIO(package)
    with zipfile.ZipFile(out, "a") as file:
        information = zipfile.ZipInfo(name)
        for key, value in options.items():
            setattr(information, key, value)
        file.writestr(information, b"x" * 10, compress_type=options.get("compress_type", zipfile.ZIP_STORED))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("../outside.txt", {}),
        ("/etc/passwd", {}),
        ("factcheck-claim-1/../x", {}),
        ("factcheck-claim-1/data\\x", {}),
        ("another-folder/x", {}),
        ("factcheck-claim-1/link", {"external_attr": 0o120777 << 16, "create_system": 3}),
        ("factcheck-claim-1/compressed", {"compress_type": zipfile.ZIP_DEFLATED}),
        ("factcheck-claim-1/not-listed", {}),
    ],
)
def test_hostile_members_are_refused(world: World, package: bytes, name: str, options: dict[str, Any]) -> None:
    folder = zipfile.ZipFile(io.BytesIO(package)).namelist()[0].partition("/")[0]
    with pytest.raises(Invalid):
        imported(world, with_member(package, name.replace("factcheck-claim-1", folder), **options))
    assert nothing_was_imported()


def test_values_that_are_not_accepted_leave_nothing(world: World, package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if a package is signed: a newsroom can sign anything."""
    monkeypatch.setattr("factcheck.exchange.incoming.verify_package", lambda contents, **options: report_without_checks(contents))
    for kind, column, value in [
        ("claim", "statement", "x" * 5000),
        ("claim", "layer", "unknown-layer"),
        ("claim", "said_on", "yesterday"),
        ("evidence", "address", "javascript:alert(1)"),
        ("evidence", "stance", 7),
        ("mention", "revision_id", 99999),
        ("source", "name", "\u202e"),
    ]:

        def change(document: Any, kind: str = kind, column: str = column, value: Any = value) -> None:
            for row in document["rows"][kind]:
                row["values"][column] = value

        with pytest.raises(Invalid):
            imported(world, changed_json(package, "data/claim.json", change))
        assert nothing_was_imported(), (kind, column)


def report_without_checks(contents: Any) -> Any:
    from factcheck.exchange.verification.report import Report

    with contents.open("data/claim.json") as claim, contents.open("data/ledger.json") as ledger:
        return Report(claim=json.loads(claim.read()), ledger=json.loads(ledger.read()))


def test_command_imports_and_the_claim_displays_its_origin(world: World, package: bytes, client: Client, tmp_path: Path) -> None:
    (tmp_path / "package.zip").write_bytes(package)
    out = io.StringIO()
    arguments = [tmp_path / "package.zip", "--same-names", "use", "--as", world.editor.email]
    call_command("import_claim", *arguments, stdout=out)
    row = ClaimImport.objects.get()
    assert out.getvalue().splitlines()[0].startswith(f"Trusted without --key: {row.key}")
    client.force_login(world.reader)
    page = client.get(reverse("desk:claim", args=[row.claim_id])).content.decode()
    assert row.newsroom in page
    assert "Their verdict is not a verdict of this newsroom." in page
    with pytest.raises(CommandError, match=f"as claim {row.claim_id}"):
        call_command("import_claim", *arguments)


def forged(package: bytes, *, kind: str = "evidence", column: str = "note") -> tuple[bytes, int]:
    """The package with another value in a row, whose entries are replaced by their hashes. Returns it with the id of the row."""
    files = files_of(package)
    claim, ledger = json.loads(files["data/claim.json"]), json.loads(files["data/ledger.json"])
    row = next(row for row in reversed(claim["rows"][kind]) if kind != "evidence" or row["values"]["address"])
    row["values"][column] = "A forged text."
    for item in ledger["entries"]:
        entry = item.get("entry")
        if entry and any(touched[:2] == [kind, row["id"]] for touched in entry["touched"]):
            del item["entry"]
            item |= {"hash": entry["hash"], "withheld": "It also concerns rows that are not in this package."}
    custody = json.loads(files["data/custody.json"])
    shown = {item["number"] for item in ledger["entries"] if "entry" in item}
    for each in custody["items"]:
        each["events"] = [event for event in each["events"] if event["entry"] in shown]
    for name, value in (("claim", claim), ("ledger", ledger), ("custody", custody)):
        files[f"data/{name}.json"] = json.dumps(value, ensure_ascii=False).encode()
    return packed(rehashed(files)), row["id"]


def test_forged_item_is_not_proven_and_not_imported(world: World, package: bytes) -> None:
    """Whoever has a package can replace an entry by its hash, and then change the row."""
    content, pk = forged(package)
    key = report_of(package).ledger["keys"][0]["id"]
    report = report_of(content, trusted=[key])
    assert report.errors == []
    assert ("evidence", pk) in report.unproven
    number = next(row["number"] for row in report.claim["rows"]["evidence"] if row["id"] == pk)
    row = imported(world, content, trusted=[key])
    assert not row.claim.evidence.filter(number=number).exists()
    assert row.claim.evidence.count() == len(report.claim["rows"]["evidence"]) - 1
    assert (row.is_claim_unproven, row.unproven_items) == (False, [])


def test_unproven_item_is_imported_only_deliberately_and_marked(world: World, package: bytes, client: Client) -> None:
    content, pk = forged(package)
    number = next(row["number"] for row in report_of(content).claim["rows"]["evidence"] if row["id"] == pk)
    row = imported(world, content, accepted=[str(number)])
    item = row.claim.evidence.get(number=number)
    assert row.unproven_items == [item.pk]
    assert Entry.objects.get(action="claim.imported").after["unproven_items"] == [item.pk]
    client.force_login(world.reader)
    for name in ("desk:evidence", "desk:evidence-custody"):
        assert "Not proven by the package" in client.get(reverse(name, args=[item.pk])).content.decode()
    other = row.claim.evidence.exclude(pk=item.pk).order_by("pk")[0]
    assert "Not proven by the package" not in client.get(reverse("desk:evidence", args=[other.pk])).content.decode()
    assert [finding for result in examine() for finding in result.findings] == []


def test_unproven_mention_makes_the_claim_unproven(world: World, package: bytes) -> None:
    content, _ = forged(package, kind="mention", column="mode")
    with pytest.raises(Invalid, match="proves the claim itself"):
        imported(world, changed_json(content, "data/claim.json", lambda document: None))


def test_number_of_an_item_is_proven_by_its_entry(package: bytes) -> None:
    """A forger who withholds the first entry of a corrected item could otherwise give it another number."""

    def change(document: Any) -> None:
        document["rows"]["evidence"][0]["number"] = 99

    errors = report_of(changed_json(package, "data/claim.json", change)).errors
    assert [error for error in errors if "number differs" in error]


@pytest.mark.parametrize("name", ["claim", "ledger", "custody"])
def test_unknown_version_is_named(package: bytes, name: str) -> None:
    def change(document: Any) -> None:
        document["format"] = "factcheck-unknown/9"

    with pytest.raises(UnreadablePackage, match=r"factcheck-unknown/9.*This version of Factcheck reads"):
        report_of(changed_json(package, f"data/{name}.json", change))


def test_changed_custody_is_named(package: bytes) -> None:
    def change(document: Any) -> None:
        document["items"][0]["events"][0]["at"] = "2020-01-01T00:00:00+00:00"

    assert [
        error for error in report_of(changed_json(package, "data/custody.json", change)).errors if "contradicts entry" in error
    ]


def test_entry_of_another_ledger_is_named(package: bytes) -> None:
    """An entry that hashes correctly, but that the signed root does not contain."""

    def change(document: Any) -> None:
        item = next(item for item in document["entries"] if "entry" in item)
        item["entry"]["reason"] = "Forged."
        item["entry"]["hash"] = entry_hash(item["entry"]["previous"], body_of(item["entry"]))

    errors = report_of(changed_json(package, "data/ledger.json", change)).errors
    assert [error for error in errors if "is not in the signed tree" in error]


def test_names_that_differ_only_in_case_are_refused(world: World, package: bytes) -> None:
    files = files_of(package)
    with pytest.raises(Invalid, match="more than once"):
        imported(world, packed(rehashed({**files, "DATA/claim.json": b"{}"})))
    assert nothing_was_imported()


def test_nested_archive_does_not_expand(world: World, package: bytes) -> None:
    """A member that is an archive is only compared with its hash; a WACZ file with a compressed WARC file is refused."""
    files = files_of(package)
    name = next(name for name in files if name.endswith(".wacz"))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as inner:
        inner.writestr("archive/data.warc.gz", bytes(50_000_000))
    with pytest.raises(Invalid, match="does not contain the bytes"):
        imported(world, packed(rehashed({**files, name: bomb.getvalue()})))
    assert nothing_was_imported()


def test_texts_together_are_limited(package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.exchange.verification.rows.MAX_TEXTS", 100)
    with pytest.raises(UnreadablePackage, match="texts of all rows"):
        report_of(package)


def test_json_is_limited(package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.exchange.verification.documents.MAX_JSON", 100)
    with pytest.raises(UnreadablePackage, match=r"data/claim.json has more than 100 bytes"):
        report_of(package)


@pytest.mark.parametrize(
    "names", [["word/document.xml", "[Content_Types].xml"], ["a.txt"], ["photos/a.jpg", "photos/b.jpg"], ["a/x", "b/y"], []]
)
def test_other_zip_files_are_no_package(world: World, names: list[str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"x")
    for content in (out.getvalue(), b"not a ZIP file"):
        with pytest.raises(Invalid, match="This is no package of Factcheck"):
            imported(world, content)
