"""Importing a package on the desk and with the API: verification, preview, one confirmed import, and what is refused."""

from __future__ import annotations

import io
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from factcheck.accounts.tokens import issue_token
from factcheck.archive.models import Capture
from factcheck.archive.temporary import remove_abandoned_uploads
from factcheck.claims.models import Claim
from factcheck.exchange.importing import import_claim, import_staged
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.staging import WrongPart, receive_part, stage_package, staged_package
from factcheck.web.errors import Invalid, Refused, RequestTooLarge
from tests.exchange.packages import changed_json, report_of
from tests.pages import alerts
from tests.world import World

pytestmark = pytest.mark.django_db
UPLOAD = "desk:package-upload"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.PACKAGE_FOLDER = tmp_path / "packages"


def uploaded(client: Client, content: bytes, **fields: Any) -> Any:
    data = {"token": uuid.uuid4(), "file": SimpleUploadedFile("package.zip", content), **fields}
    return client.post(reverse(UPLOAD), data)


def waiting_files(settings: Any) -> list[str]:
    return sorted(path.suffix for path in Path(settings.PACKAGE_FOLDER).glob("*"))


def test_upload_preview_and_import(world: World, package: bytes, client: Client, settings: Any) -> None:
    client.force_login(world.editor)
    response = uploaded(client, package)
    assert response.status_code == 303
    assert not Claim.objects.exists()
    assert not Capture.objects.exists()
    page = client.get(response.headers["Location"]).content.decode()
    report = report_of(package)
    for line in report.verified:
        assert line in page
    statement = report.claim["rows"]["claim"][0]["values"]["statement"]
    assert statement in page
    assert report.ledger["keys"][0]["id"] in page
    missing = client.post(response.headers["Location"], {})
    assert missing.status_code == 422
    first = client.post(response.headers["Location"], {"same_names": "use"})
    row = ClaimImport.objects.get()
    assert (first.status_code, first.headers["Location"]) == (303, reverse("desk:claim", args=[row.claim_id]))
    assert waiting_files(settings) == []
    second = client.post(response.headers["Location"], {"same_names": "use"})
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    assert Claim.objects.count() == 1
    again = uploaded(client, package)
    assert again.status_code == 409
    assert f"as claim {row.claim_id}" in again.content.decode()
    assert waiting_files(settings) == []


def test_origin_is_displayed_as_that_of_the_other_newsroom(world: World, package: bytes, client: Client) -> None:
    row = import_claim(person=world.editor, file=io.BytesIO(package), same_names="use")
    client.force_login(world.reader)
    assert (
        reverse("desk:claim-origin", args=[row.claim_id])
        in client.get(reverse("desk:claim", args=[row.claim_id])).content.decode()
    )
    page = client.get(reverse("desk:claim-origin", args=[row.claim_id])).content.decode()
    report = report_of(package)
    assert row.package_sha256 in page
    assert row.key in page
    shown = [item["entry"] for item in report.ledger["entries"] if "entry" in item]
    assert shown
    for entry in shown:
        assert f"Their entry {entry['number']}" in page
        assert entry["hash"] in page
    for item in report.claim["rows"]["evidence"]:
        assert f"is item {item['id']} there" in page
    history = client.get(reverse("desk:history", args=["claim", row.claim_id])).content.decode()
    assert shown[0]["hash"] not in history


def test_refusal_names_the_reason_and_keeps_nothing(world: World, package: bytes, client: Client, settings: Any) -> None:
    client.force_login(world.editor)

    def change(document: Any) -> None:
        document["rows"]["claim"][0]["values"]["statement"] = "The opposite."

    response = uploaded(client, changed_json(package, "data/claim.json", change))
    assert response.status_code == 422
    assert "its values are not those of entry" in response.content.decode()
    wrong_key = uploaded(client, package, key="0" * 16)
    assert wrong_key.status_code == 422
    assert "is not among the keys" in wrong_key.content.decode()
    assert uploaded(client, package, key="not a key").status_code == 422
    assert uploaded(client, b"").status_code == 422
    assert waiting_files(settings) == []
    assert not Capture.objects.exists()


def test_known_key_is_on_record(world: World, package: bytes, client: Client) -> None:
    client.force_login(world.editor)
    key = report_of(package).ledger["keys"][0]["id"]
    response = uploaded(client, package, key=f" {key.upper()} ")
    client.post(response.headers["Location"], {"same_names": "separate"})
    assert ClaimImport.objects.get().is_key_known


def test_parts_have_to_arrive_in_order(world: World, package: bytes) -> None:
    person, token = world.editor, uuid.uuid4()
    half = len(package) // 2

    def send(offset: int, content: bytes) -> int:
        return receive_part(person=person, token=token, offset=offset, part=io.BytesIO(content))

    assert send(0, package[:half]) == half
    assert send(0, package[:half]) == half
    with pytest.raises(WrongPart) as wrong:
        send(half + 1, package[half + 1 :])
    assert wrong.value.size == half
    with pytest.raises(Invalid, match="incomplete"):
        stage_package(person=person, token=token, total=len(package))
    assert send(half, package[half:]) == len(package)
    staged = stage_package(person=person, token=token, total=len(package))
    assert stage_package(person=person, token=token, total=len(package)) == staged
    assert staged_package(world.administrator, token) is None
    row = import_staged(person=person, token=token, same_names="use")
    assert row.package_size == len(package)


def test_another_upload_replaces_the_first(world: World, package: bytes, settings: Any) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    stage_package(person=world.editor, token=first, file=io.BytesIO(package))
    receive_part(person=world.editor, token=second, offset=0, part=io.BytesIO(b"PK"))
    assert staged_package(world.editor, first) is None
    assert waiting_files(settings) == [".zip"]
    with pytest.raises(Refused, match="no longer here"):
        import_staged(person=world.editor, token=first, same_names="use")


def test_limit_of_a_package(world: World, settings: Any) -> None:
    settings.MAX_PACKAGE_BYTES = 10
    token = uuid.uuid4()
    receive_part(person=world.editor, token=token, offset=0, part=io.BytesIO(b"x" * 8))
    with pytest.raises(RequestTooLarge, match="11 bytes"):
        receive_part(person=world.editor, token=token, offset=8, part=io.BytesIO(b"xxx"))


def test_abandoned_uploads_are_removed(world: World, settings: Any) -> None:
    import os

    receive_part(person=world.editor, token=uuid.uuid4(), offset=0, part=io.BytesIO(b"PK"))
    (path,) = Path(settings.PACKAGE_FOLDER).iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    remove_abandoned_uploads()
    assert path.exists()
    before = timezone.now().timestamp() - 25 * 3600
    os.utime(path, (before, before))
    remove_abandoned_uploads()
    assert not path.exists()


def test_changed_upload_is_not_imported(world: World, package: bytes, settings: Any) -> None:
    """It is verified again, because it was on the disk in the meantime."""
    token = uuid.uuid4()
    stage_package(person=world.editor, token=token, file=io.BytesIO(package))
    (path,) = Path(settings.PACKAGE_FOLDER).glob("*.zip")
    path.write_bytes(package[:2000] + b"?" + package[2001:])
    with pytest.raises(Invalid):
        import_staged(person=world.editor, token=token, same_names="use")
    assert not Claim.objects.exists()


def test_upload_can_be_removed(world: World, package: bytes, client: Client, settings: Any) -> None:
    client.force_login(world.editor)
    url = uploaded(client, package).headers["Location"]
    assert client.post(f"{url}remove/").status_code == 303
    assert waiting_files(settings) == []
    assert client.get(url).status_code == 404


def test_parts_of_the_desk_say_where_they_continue(world: World, client: Client) -> None:
    client.force_login(world.editor)
    data = {"token": uuid.uuid4(), "offset": 5, "file": SimpleUploadedFile("part", b"PK")}
    response = client.post(reverse("desk:package-part"), data)
    assert (response.status_code, response.headers["Upload-Offset"]) == (409, "0")
    data = {**data, "offset": 0, "file": SimpleUploadedFile("part", b"PK")}
    response = client.post(reverse("desk:package-part"), data)
    assert (response.status_code, response.headers["Upload-Offset"]) == (204, "2")


def test_api_verifies_and_imports(world: World, package: bytes) -> None:
    raw = issue_token(by=world.editor, person=world.editor, name="import", scope="decide")[1]
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {raw}")
    token, half = str(uuid.uuid4()), len(package) // 2
    for offset, content in ((0, package[:half]), (half, package[half:])):
        part = {"token": token, "offset": offset, "file": SimpleUploadedFile("part", content)}
        assert client.post("/api/v1/packages/parts/", part).json() == {"size": offset + len(content)}
    response = client.post("/api/v1/packages/", {"token": token, "total": len(package)})
    assert response.status_code == 201, response.json()
    report = response.json()
    assert report["verified"] == report_of(package).verified
    assert not report["is_key_known"]
    assert client.get(f"/api/v1/packages/{token}/").json() == report
    first = client.post(f"/api/v1/packages/{token}/import/", {"same_names": "use"}, format="json")
    assert first.status_code == 201, first.json()
    assert client.post(f"/api/v1/packages/{token}/import/", {"same_names": "use"}, format="json").json() == first.json()
    assert first.json()["claim"] == Claim.objects.get().pk
    assert json.loads(json.dumps(first.json()))["package_size"] == len(package)


def test_import_needs_a_recent_sign_in(world: World, package: bytes, client: Client, settings: Any) -> None:
    client.force_login(world.editor)
    url = uploaded(client, package).headers["Location"]
    settings.FRESH_MINUTES = -1
    response = client.post(url, {"same_names": "use"})
    assert response.status_code in (302, 303)
    assert "reauthenticate" in response.headers["Location"]
    assert not Claim.objects.exists()


def test_read_only_people_see_why_they_cannot_import(world: World, client: Client) -> None:
    client.force_login(world.checker)
    page = client.get(reverse(UPLOAD))
    assert "editor role" in page.content.decode()
    assert not alerts(page)
