"""Downloads of stored bytes: verified before the first byte is sent, and refused with an explanation."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factcheck.archive.addresses import path_of
from factcheck.archive.models import Capture
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import FileLocator
from factcheck.evidence.models import Evidence
from tests.api.calls import Caller
from tests.archive.faults import WRITE_FAULTS
from tests.pages import alerts, headings, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def item(root: Path, world: World) -> Evidence:
    locator = FileLocator("report.pdf", "application/pdf", CONTENT)
    return attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)


def flip(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"X")


def cut(path: Path) -> None:
    path.chmod(0o600)
    os.truncate(path, 1000)


def capture_of(item: Evidence) -> Capture:
    assert item.capture is not None
    return item.capture


def test_intact_bytes_are_sent(root: Path, item: Evidence, world: World) -> None:
    url = reverse("desk:evidence-file", args=[item.pk])
    response: Any = signed_in(world.checker).get(url)
    assert (response.status_code, response.getvalue()) == (200, CONTENT)
    assert response["Content-Length"] == str(len(CONTENT))
    head: Any = signed_in(world.checker).head(url)
    assert (head.status_code, head["Content-Length"], head.getvalue()) == (200, str(len(CONTENT)), b"")
    content: Any = Caller(world.reader).get(f"captures/{capture_of(item).pk}/content/")
    assert (content.status_code, content.getvalue()) == (200, CONTENT)


@pytest.mark.parametrize("harm", [flip, cut, Path.unlink], ids=["changed", "cut", "missing"])
def test_damaged_bytes_are_never_sent(root: Path, item: Evidence, world: World, harm: Callable[[Path], None]) -> None:
    sha256 = capture_of(item).sha256
    harm(path_of(root, sha256))
    page: Any = signed_in(world.checker).get(reverse("desk:evidence-file", args=[item.pk]))
    assert (page.status_code, page.streaming, page["Content-Type"]) == (500, False, "text/html; charset=utf-8")
    assert headings(page) == ["The stored file is missing" if harm is Path.unlink else "The stored file is damaged"]
    assert sha256 in page.content.decode()
    assert "backup" in page.content.decode()
    response = Caller(world.reader).get(f"captures/{capture_of(item).pk}/content/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/json")
    assert sha256 in response.json()["detail"]
    assert "backup" in response.json()["next_step"]


def test_uploading_the_same_file_again_repairs_it(root: Path, item: Evidence, world: World) -> None:
    flip(path_of(root, capture_of(item).sha256))
    file = SimpleUploadedFile("again.pdf", CONTENT, "application/pdf")
    fields = {"stance": "context", "closeness": "primary", "file": file, "again": "on"}
    url = reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file"
    assert signed_in(world.checker).post(url, fields).status_code == 303
    response: Any = signed_in(world.checker).get(reverse("desk:evidence-file", args=[item.pk]))
    assert response.getvalue() == CONTENT


@contextmanager
def unmounted(root: Path) -> Iterator[None]:
    root.rename(root.parent / "elsewhere")
    try:
        yield
    finally:
        (root.parent / "elsewhere").rename(root)


def test_downloads_from_a_missing_folder_are_temporarily_unavailable(root: Path, item: Evidence, world: World) -> None:
    with unmounted(root):
        page = signed_in(world.checker).get(reverse("desk:evidence-file", args=[item.pk]))
        assert (page.status_code, page["Retry-After"]) == (503, "60")
        assert headings(page) == ["The file storage is not available"]
        response = Caller(world.reader).get(f"captures/{capture_of(item).pk}/content/")
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert "cannot be read" in response.json()["detail"]
        assert signed_in(world.checker).get(reverse("desk:evidence", args=[item.pk])).status_code == 200


WRITES: dict[str, Callable[[World], tuple[str, dict[str, Any]]]] = {
    "an import": lambda world: (reverse("desk:article-import"), {"content": "A new text.", "encoding": "utf-8"}),
    "a revision": lambda world: (
        reverse("desk:revise", args=[world.first_article.pk]),
        {"content": "A new text.", "encoding": "utf-8", "version": world.first_article.version},
    ),
    "a file": lambda world: (
        reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file",
        {"stance": "context", "closeness": "primary", "file": SimpleUploadedFile("a.pdf", b"new", "application/pdf")},
    ),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(("error", "status"), [(errno.EROFS, 503), (errno.EACCES, 503), (errno.ENOSPC, 507), (errno.EDQUOT, 507)])
@pytest.mark.parametrize("is_htmx", [False, True])
def test_forms_explain_that_nothing_can_be_stored(
    root: Path, item: Evidence, world: World, write: str, error: int, status: int, is_htmx: bool
) -> None:
    client = Client(headers={"HX-Request": "true"} if is_htmx else None)
    client.force_login(world.checker)
    url, fields = WRITES[write](world)
    with WRITE_FAULTS.below(root, error):
        response = client.post(url, fields)
    assert response.status_code == status
    (alert,) = alerts(response)
    assert "Nothing was saved." in alert
    assert "administrator" in alert
    assert str(root) not in response.content.decode()


@pytest.mark.parametrize(("error", "status"), [(errno.EROFS, 503), (errno.ENOSPC, 507)])
def test_api_explains_that_nothing_can_be_stored(root: Path, item: Evidence, world: World, error: int, status: int) -> None:
    checker, about = Caller(world.checker), {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary"}
    with WRITE_FAULTS.below(root, error):
        for response in (
            checker.post("articles/", {"text": "A new text."}),
            checker.form("evidence/", {**about, "file": SimpleUploadedFile("a.pdf", b"new", "application/pdf")}),
        ):
            assert (response.status_code, response["Content-Type"]) == (status, "application/json")
            assert "Nothing was saved." in response.json()["detail"]
            assert "administrator" in response.json()["next_step"]
            assert ("Retry-After" in response) == (status == 503)


def test_upload_to_a_missing_folder_is_unavailable(root: Path, item: Evidence, world: World) -> None:
    url, fields = WRITES["a file"](world)
    with unmounted(root):
        assert signed_in(world.checker).post(url, fields).status_code == 503
        assert not root.exists()
