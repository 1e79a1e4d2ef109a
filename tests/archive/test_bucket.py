"""The store of bytes in a bucket of an S3-compatible service."""

from __future__ import annotations

import hashlib
import io
import threading
from typing import Any

import pytest
from botocore.exceptions import ClientError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from factcheck.archive import store
from factcheck.archive.actions import store_bytes
from factcheck.archive.addresses import MARKER, QUARANTINE, name_of
from factcheck.archive.faults import DamagedCapture, StoreUnavailable
from factcheck.archive.storage.bucket import BucketCaptures
from factcheck.archive.store import BytesState
from factcheck.evidence.models import Evidence
from factcheck.operations.doctor import examine, listings
from tests.api.calls import Caller
from tests.archive.bucket_server import Bucket
from tests.pages import headings, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
CONTENT = b"what was found" * 10_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
PREFIX = "factcheck/captures/"
KEY = PREFIX + name_of(SHA256)


@pytest.fixture
def storage(bucket: Bucket) -> BucketCaptures:
    found = storages["captures"]
    assert isinstance(found, BucketCaptures)
    return found


def damage(bucket: Bucket, key: str = KEY) -> None:
    bucket.client.put_object(Bucket=bucket.name, Key=key, Body=b"X" + bucket.content(key)[1:])


def test_bytes_are_stored_under_their_hash(bucket: Bucket) -> None:
    stored = store_bytes(CONTENT)
    assert (stored.sha256, stored.size) == (SHA256, len(CONTENT))
    assert bucket.names() == {KEY, PREFIX + MARKER}
    assert bucket.content(KEY) == CONTENT
    with store.open_verified(SHA256) as file:
        assert (file.size, file.read()) == (len(CONTENT), CONTENT)


def test_existing_objects_are_not_overwritten(bucket: Bucket, storage: BucketCaptures) -> None:
    assert storage.write_once(name_of(SHA256), io.BytesIO(CONTENT)) is True
    bucket.client.put_object(Bucket=bucket.name, Key=KEY, Body=b"first")
    assert storage.write_once(name_of(SHA256), io.BytesIO(CONTENT)) is False
    assert bucket.content(KEY) == b"first"


def test_concurrent_writers_store_the_bytes_once(bucket: Bucket, storage: BucketCaptures) -> None:
    written: list[bool] = []
    threads = [
        threading.Thread(target=lambda: written.append(storage.write_once(name_of(SHA256), io.BytesIO(CONTENT))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(written)[-1] is True
    assert len(written) == 4
    assert bucket.content(KEY) == CONTENT


class Unconditional:
    """A service that does not support conditional requests: it responds to them with 501."""

    def __call__(self, params: dict[str, Any], **event: Any) -> None:
        if "If-None-Match" in params["headers"]:
            response = {"Error": {"Code": "NotImplemented"}, "ResponseMetadata": {"HTTPStatusCode": 501}}
            raise ClientError(response, "PutObject")  # type: ignore[arg-type]


def test_service_without_conditional_requests(bucket: Bucket, storage: BucketCaptures) -> None:
    storage.connection.meta.client.meta.events.register("before-call.s3.PutObject", Unconditional())
    assert storage.write_once(name_of(SHA256), io.BytesIO(CONTENT)) is True
    assert storage.write_once(name_of(SHA256), io.BytesIO(CONTENT)) is False
    assert bucket.content(KEY) == CONTENT


class Conflicting:
    """A service that responds with 409 to the first requests, because another one writes the same name."""

    def __init__(self, conflicts: int) -> None:
        self.conflicts, self.requests = conflicts, 0

    def __call__(self, params: dict[str, Any], **event: Any) -> None:
        self.requests += 1
        if self.requests <= self.conflicts:
            response = {"Error": {"Code": "ConditionalRequestConflict"}, "ResponseMetadata": {"HTTPStatusCode": 409}}
            raise ClientError(response, "PutObject")  # type: ignore[arg-type]


def test_conflicting_write_is_repeated(bucket: Bucket, storage: BucketCaptures) -> None:
    conflicting = Conflicting(2)
    storage.connection.meta.client.meta.events.register("before-call.s3.PutObject", conflicting)
    assert storage.write_once(name_of(SHA256), io.BytesIO(CONTENT)) is True
    assert (conflicting.requests, bucket.content(KEY)) == (3, CONTENT)


def test_write_with_permanent_conflicts_is_refused(bucket: Bucket, storage: BucketCaptures) -> None:
    store_bytes(b"earlier")
    conflicting = Conflicting(1000)
    storage.connection.meta.client.meta.events.register("before-call.s3.PutObject", conflicting)
    with pytest.raises(StoreUnavailable):
        store_bytes(CONTENT)
    assert conflicting.requests == 5


def test_stored_object_is_verified(bucket: Bucket, storage: BucketCaptures) -> None:
    with pytest.raises(OSError, match="differs"):
        storage.write_once(name_of(SHA256), io.BytesIO(b"other bytes"))


def test_damaged_object_is_not_opened_and_is_repaired(bucket: Bucket, caplog: pytest.LogCaptureFixture) -> None:
    store_bytes(CONTENT)
    damage(bucket)
    with pytest.raises(DamagedCapture) as refused:
        store.open_verified(SHA256)
    assert refused.value.status == 500
    damaged = bucket.content(KEY)
    store_bytes(CONTENT)
    assert "repaired" in caplog.text
    assert bucket.content(KEY) == CONTENT
    (kept,) = (key for key in bucket.names() if key.startswith(f"{PREFIX}{QUARANTINE}/{SHA256}."))
    assert bucket.content(kept) == damaged


def test_missing_object_is_reported(bucket: Bucket) -> None:
    store_bytes(CONTENT)
    bucket.client.delete_object(Bucket=bucket.name, Key=KEY)
    with pytest.raises(DamagedCapture) as refused:
        store.open_verified(SHA256)
    assert refused.value.is_missing
    store_bytes(CONTENT)
    assert store.state_of(SHA256) is BytesState.INTACT


def test_emptied_bucket_is_not_used_while_captures_exist(bucket: Bucket, world: World, storage: BucketCaptures) -> None:
    assert world.first_article
    for key in bucket.names():
        bucket.client.delete_object(Bucket=bucket.name, Key=key)
    storage._is_marked = False  # another process
    with pytest.raises(StoreUnavailable):
        store_bytes(CONTENT)
    assert bucket.names() == set()


def upload(world: World) -> Any:
    fields = {"stance": "context", "closeness": "primary", "file": SimpleUploadedFile("a.pdf", CONTENT, "application/pdf")}
    return signed_in(world.checker).post(reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file", fields)


def test_upload_and_download(bucket: Bucket, world: World) -> None:
    assert upload(world).status_code == 303
    response: Any = signed_in(world.checker).get(reverse("desk:evidence-file", args=[Evidence.objects.get().pk]))
    assert (response.status_code, response.getvalue()) == (200, CONTENT)


def test_service_that_cannot_be_reached(bucket: Bucket, world: World, settings: Any) -> None:
    assert upload(world).status_code == 303
    item, checker = Evidence.objects.get(), Caller(world.checker)
    backend = settings.STORAGES["captures"]
    options = {**backend["OPTIONS"], "endpoint_url": "http://127.0.0.1:9"}  # no service listens on this port
    settings.STORAGES = {**settings.STORAGES, "captures": {**backend, "OPTIONS": options}}
    page = signed_in(world.checker).get(reverse("desk:evidence-file", args=[item.pk]))
    assert (page.status_code, headings(page)) == (503, ["The file storage is not available"])
    assert upload(world).status_code == 503
    response = checker.post("articles/", {"text": "A new text."})
    assert (response.status_code, "Nothing was saved." in response.json()["detail"]) == (503, True)
    assert "127.0.0.1" not in response.content.decode()


def test_missing_bucket_is_unavailable(bucket: Bucket, world: World, settings: Any) -> None:
    backend = settings.STORAGES["captures"]
    options = {**backend["OPTIONS"], "bucket_name": "another-bucket"}
    settings.STORAGES = {**settings.STORAGES, "captures": {**backend, "OPTIONS": options}}
    with pytest.raises(StoreUnavailable):
        store_bytes(CONTENT)
    with pytest.raises(StoreUnavailable):
        store.open_verified(SHA256)


def test_doctor_reads_the_bucket(bucket: Bucket, world: World) -> None:
    assert world.first_article
    store_bytes(CONTENT)
    assert [result.findings for result in examine() if result.findings] == []
    assert [name_of(SHA256)] in [result.findings for result in listings()]
    sha256 = world.first_article.current.original.sha256
    damage(bucket, PREFIX + name_of(sha256))
    found = {result.name: result.findings for result in examine() if result.findings}
    assert (
        f"the bytes of capture {world.first_article.current.original.pk} ({sha256[:12]}) are changed"
        in found["the bytes of all stored files are intact"]
    )
