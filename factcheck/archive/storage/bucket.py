"""Captures in a bucket of an S3-compatible service. Requires the packages in requirements/s3.txt."""

from __future__ import annotations

import base64
import errno
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from factcheck.archive.addresses import CHUNK, MARKER, QUARANTINE, Readable, digest_of, sha256_in
from factcheck.archive.storage.write_once import WriteOnceStorage
from factcheck.archive.temporary import temporary_file

_MISSING = {"NoSuchKey", "404", "NotFound"}
_EXISTS = {"PreconditionFailed", "412"}
_CONCURRENT = {"ConditionalRequestConflict", "409"}
_NOT_SUPPORTED = {"NotImplemented", "501"}
_ATTEMPTS, _PAUSE = 5, 0.1
"""Attempts to write a name that other requests write at the same time, and the first pause between two of them, in seconds."""
_FULL = {"InsufficientStorage", "507", "QuotaExceeded", "XMinioStorageFull"}
_MARKER_CONTENT = b"Factcheck stores captures under this prefix. Do not delete this object.\n"


class BucketCaptures(WriteOnceStorage, S3Storage):
    """A conditional request (`If-None-Match: *`) prevents overwriting. The options are those of `storages.backends.s3`."""

    def __init__(self, **options: Any) -> None:
        config = Config(
            connect_timeout=3,
            read_timeout=20,
            retries={"total_max_attempts": 2, "mode": "standard"},
            # Otherwise, botocore adds trailing checksums, which not every S3-compatible service supports.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            s3={"addressing_style": options.get("addressing_style") or "auto"},
        )
        super().__init__(**{"client_config": config, "default_acl": None, "gzip": False, **options})
        self._is_marked = False

    @property
    def description(self) -> str:
        return f"the bucket {self.bucket_name}" + (f" with the prefix {self.location}" if self.location else "")

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket_name, "Key": self._prefix + name}

    @property
    def _prefix(self) -> str:
        return f"{self.location.strip('/')}/" if self.location else ""

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        """The whole object in a temporary file, so that it can be verified before it is used."""
        file = temporary_file()
        try:
            with _os_errors(name):
                body = self._client.get_object(**self._at(name))["Body"]
                for chunk in body.iter_chunks(CHUNK):
                    file.write(chunk)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return File(file, name)

    def url(self, name: str | None, *arguments: Any, **options: Any) -> str:
        raise NotImplementedError("Captures have no public URL.")

    def exists(self, name: str) -> bool:
        try:
            with _os_errors(name):
                self._client.head_object(**self._at(name))
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        with _os_errors(name):
            return int(self._client.head_object(**self._at(name))["ContentLength"])

    def has_marker(self) -> bool:
        """Asks the service only until the marker was found once."""
        self._is_marked = self._is_marked or self.exists(MARKER)
        return self._is_marked

    def initialize(self) -> None:
        with _os_errors(MARKER):
            self._client.put_object(**self._at(MARKER), Body=io.BytesIO(_MARKER_CONTENT))

    def write_once(self, name: str, content: Readable) -> bool:
        if not self._put(name, content, IfNoneMatch="*"):
            return False
        self._verify(name)
        return True

    def replace_damaged(self, name: str, content: Readable) -> str:
        kept = f"{QUARANTINE}/{sha256_in(name)}.{time.time_ns()}"
        with _os_errors(name):
            self._client.copy_object(**self._at(kept), CopySource=self._at(name))
        self._put(name, content)
        self._verify(name)
        return kept

    def flush(self, name: str) -> None:
        """Does nothing: a successful response means that the object is durable."""

    def names(self) -> Iterator[str]:
        for name in self._names_below(""):
            if name != MARKER and not name.startswith(f"{QUARANTINE}/"):
                yield name

    def replaced_names(self) -> Iterator[str]:
        return self._names_below(f"{QUARANTINE}/")

    def free_bytes(self) -> int | None:
        with _os_errors(self.bucket_name):
            self._client.head_bucket(Bucket=self.bucket_name)
        return None

    def _names_below(self, folder: str) -> Iterator[str]:
        """In the order of the service (UTF-8), one page of a thousand names at a time."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=self._prefix + folder)
        with _os_errors(folder):
            for page in pages:
                for found in page.get("Contents", ()):
                    yield found["Key"].removeprefix(self._prefix)

    def _put(self, name: str, content: Readable, **conditions: str) -> bool:
        """Upload the bytes. Returns False if a condition is not met. The service compares them with their hash, if it can."""
        checksum = base64.b64encode(bytes.fromhex(sha256_in(name))).decode()
        for attempt in range(_ATTEMPTS):
            content.seek(0)
            try:
                with _os_errors(name):
                    self._client.put_object(**self._at(name), Body=content, ChecksumSHA256=checksum, **conditions)
            except _Exists:
                return False
            except _NotSupported:
                if not conditions:
                    raise
                return not self.exists(name) and self._put(name, content)
            except _Concurrent:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(_PAUSE * 2**attempt)
                continue
            break
        content.seek(0)
        return True

    def _verify(self, name: str) -> None:
        """Raises OSError unless the stored object has the hash: as the service computed it, or else as it is read again."""
        with _os_errors(name):
            head = self._client.head_object(**self._at(name), ChecksumMode="ENABLED")
        if checksum := head.get("ChecksumSHA256"):
            actual = base64.b64decode(checksum).hex()
        else:
            with self.open(name) as file:
                actual = digest_of(file)[0]
        if actual != sha256_in(name):
            raise OSError(errno.EIO, "the stored object differs from the bytes that were sent")


class BucketError(OSError):
    """The service refused the request or did not respond."""


class _Exists(BucketError):
    """The condition `If-None-Match: *` is not met."""


class _Concurrent(BucketError):
    """Another request is writing the same name."""


class _NotSupported(BucketError):
    """The service does not support conditional requests."""


@contextmanager
def _os_errors(name: str) -> Iterator[None]:
    """Translate the errors of botocore to OSError. Their messages contain neither credentials nor signatures."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        message = f"the storage service responded with {code}"
        if code in _MISSING:
            raise FileNotFoundError(errno.ENOENT, message, name) from error
        if code in _FULL:
            raise BucketError(errno.ENOSPC, message, name) from error
        for codes, kind in ((_EXISTS, _Exists), (_CONCURRENT, _Concurrent), (_NOT_SUPPORTED, _NotSupported)):
            if code in codes:
                raise kind(errno.EIO, message, name) from error
        raise BucketError(errno.EIO, message, name) from error
    except (BotoCoreError, HTTPClientError) as error:
        raise BucketError(errno.EIO, f"the storage service cannot be reached ({type(error).__name__})", name) from error
