"""Uploads: written to disk while they arrive, and never in memory as a whole."""

from __future__ import annotations

import errno
import os
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import reverse

from factcheck.archive.addresses import INCOMING
from factcheck.archive.models import Capture
from factcheck.archive.temporary import remove_abandoned_uploads
from factcheck.archive.uploads import DiskUploadHandler
from factcheck.evidence.models import Evidence
from tests.api.calls import Caller
from tests.archive.faults import WRITE_FAULTS
from tests.pages import refused_fields, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
SIZE = 50 * MEGABYTE
BOUNDARY = "a-boundary-of-the-form"


class Body:
    """A multipart form whose file of `size` bytes is generated while it is read."""

    def __init__(self, fields: dict[str, Any], size: int) -> None:
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()
        ]
        part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n'
        self.head = ("".join(parts) + part + "Content-Type: application/pdf\r\n\r\n").encode()
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.end = len(self.head) + size
        self.length = self.end + len(self.tail)
        self.at = 0

    def read(self, size: int = -1) -> bytes:
        size = self.length - self.at if size < 0 else size
        content = bytearray()
        while len(content) < size and self.at < self.length:
            more = size - len(content)
            if self.at < len(self.head):
                piece = self.head[self.at : self.at + more]
            elif self.at < self.end:
                piece = b"x" * min(more, self.end - self.at, MEGABYTE)
            else:
                piece = self.tail[self.at - self.end :][:more]
            content += piece
            self.at += len(piece)
        return bytes(content)

    def readline(self, size: int = -1) -> bytes:
        raise NotImplementedError("The parser of forms reads no lines.")


def send(client: Client, path: str, body: Body) -> int:
    """Send a request with this body. Returns its status."""
    url, _, query = path.partition("?")
    response = client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": url,
            "QUERY_STRING": query,
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(body.length),
            "wsgi.input": body,
        }
    )
    return int(response.status_code)


def through_the_api(world: World, body: Callable[[dict[str, Any]], Body]) -> int:
    fields = {"claim": world.open_claim.pk, "stance": "context", "closeness": "primary"}
    return send(Caller(world.checker).client, "/api/v1/evidence/", body(fields))


def through_the_form(world: World, body: Callable[[dict[str, Any]], Body]) -> int:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.checker)
    url = reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file"
    client.get(url)
    token = client.cookies["factcheck_csrf"].value
    return send(client, url, body({"stance": "context", "closeness": "primary", "csrfmiddlewaretoken": token}))


@pytest.mark.slow
@pytest.mark.parametrize("way", [through_the_api, through_the_form])
def test_upload_of_50_mb_uses_less_than_20_mb_of_memory(
    root: Path, world: World, way: Callable[[World, Callable[[dict[str, Any]], Body]], int], settings: Any
) -> None:
    assert world.open_claim
    assert way(world, lambda fields: Body(fields, 1000)) < 400  # imports, caches, and connections
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        status = way(world, lambda fields: Body(fields, SIZE - 1))
        peak = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert status in (201, 303)
    assert [capture.size for capture in Capture.objects.filter(media_type="application/pdf").order_by("size")] == [1000, SIZE - 1]
    assert peak < 20 * MEGABYTE
    assert os.listdir(settings.UPLOAD_FOLDER) == []


@pytest.mark.slow
def test_download_of_50_mb_uses_less_than_20_mb_of_memory(root: Path, world: World) -> None:
    through_the_form(world, lambda fields: Body(fields, SIZE))
    response: Any = signed_in(world.checker).get(reverse("desk:evidence-file", args=[Evidence.objects.get().pk]))
    tracemalloc.start()
    try:
        size = sum(map(len, response.streaming_content))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        response.close()
    assert size == SIZE
    assert peak < 20 * MEGABYTE


def test_bytes_over_the_limit_are_not_written(root: Path, world: World, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 10
    handler = DiskUploadHandler(RequestFactory().get("/"))
    handler.request.user = world.checker
    handler.new_file("file", "a.bin", "application/pdf", None)
    handler.receive_data_chunk(b"x" * 6, 0)
    handler.receive_data_chunk(b"x" * 6, 6)
    written = os.fstat(handler.file.fileno()).st_size
    with handler.file_complete(12) as file:
        assert (file.size, file.read(), written <= 10) == (12, b"", True)


def test_file_over_the_limit_is_an_error_of_its_field_and_the_form_keeps_its_input(
    root: Path, world: World, settings: Any
) -> None:
    settings.MAX_UPLOAD_BYTES = 10
    fields = {"stance": "context", "closeness": "primary", "note": "My words.", "file": SimpleUploadedFile("a.pdf", b"x" * 11)}
    response = signed_in(world.checker).post(reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file", fields)
    assert (response.status_code, refused_fields(response)) == (422, {"file"})
    assert "The file is 11 bytes; the limit is 10." in response.content.decode()
    assert not Evidence.objects.exists()


def test_body_over_the_limit_is_refused_before_it_is_read(world: World, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 4 * MEGABYTE
    bodies: list[Body] = []

    def body(fields: dict[str, Any]) -> Body:
        bodies.append(Body(fields, 6 * MEGABYTE))
        return bodies[0]

    assert through_the_api(world, body) == 413
    assert bodies[0].at == 0


def test_files_of_a_request_without_a_person_are_not_written() -> None:
    handler = DiskUploadHandler(RequestFactory().get("/"))
    handler.new_file("file", "a.bin", "application/pdf", None)
    handler.receive_data_chunk(b"x" * 1000, 0)
    with handler.file_complete(1000) as file:
        assert (file.name, file.size, file.read()) == ("a.bin", 1000, b"")


def test_expired_session_still_says_that_a_file_was_sent(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    request = RequestFactory().get("/")
    client.cookies["factcheck_csrf"] = get_token(request)
    url = reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file"
    fields = {"note": "My words.", "file": SimpleUploadedFile("a.pdf", b"bytes")}
    response = client.post(url, fields, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    assert response.context["had_file"]


@pytest.mark.parametrize(("error", "status"), [(errno.EROFS, 503), (errno.ENOSPC, 507)])
def test_failure_of_the_upload_folder_is_explained(world: World, settings: Any, tmp_path: Path, error: int, status: int) -> None:
    settings.UPLOAD_FOLDER = tmp_path / "data" / "uploads"
    client, url = signed_in(world.checker), reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file"
    client.raise_request_exception = False
    about = {"stance": "context", "closeness": "primary"}
    with WRITE_FAULTS.below(tmp_path, error):
        page = client.post(url, {**about, "file": SimpleUploadedFile("a.pdf", b"bytes")})
        response = Caller(world.checker).form(
            "evidence/", {**about, "claim": world.open_claim.pk, "file": SimpleUploadedFile("a.pdf", b"bytes")}
        )
    assert (page.status_code, response.status_code) == (status, status)
    assert "Nothing was saved." in page.content.decode()
    assert "Nothing was saved." in response.json()["detail"]


def test_abandoned_temporary_files_are_removed(root: Path, settings: Any, tmp_path: Path) -> None:
    settings.UPLOAD_FOLDER = tmp_path / "uploads"
    folders = [tmp_path / "uploads", root / INCOMING]
    yesterday = (datetime.now(UTC) - timedelta(hours=25)).timestamp()
    for folder in folders:
        folder.mkdir(parents=True)
        for name in ("old", "new"):
            (folder / name).touch()
        os.utime(folder / "old", (yesterday, yesterday))
    remove_abandoned_uploads()
    assert [os.listdir(folder) for folder in folders] == [["new"], ["new"]]
