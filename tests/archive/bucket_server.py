"""A local S3 server with one bucket, for tests."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from moto.moto_server.threaded_moto_server import ThreadedMotoServer


@dataclass(frozen=True)
class Bucket:
    """`client` is an independent client, with which tests read and damage objects."""

    name: str
    endpoint: str
    client: Any

    @property
    def options(self) -> dict[str, Any]:
        """The options that the settings FACTCHECK_S3_… produce."""
        return {
            "bucket_name": self.name,
            "endpoint_url": self.endpoint,
            "region_name": "us-east-1",
            "location": "factcheck/captures",
            "access_key": "key",
            "secret_key": "secret",
        }

    def names(self) -> set[str]:
        return {found["Key"] for found in self.client.list_objects_v2(Bucket=self.name).get("Contents", ())}

    def content(self, key: str) -> bytes:
        return bytes(self.client.get_object(Bucket=self.name, Key=key)["Body"].read())


@contextmanager
def running_server() -> Iterator[str]:
    """The URL of a server in this process, on a free port of the loopback interface."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def new_bucket(endpoint: str) -> Bucket:
    client = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="key", aws_secret_access_key="secret"
    )
    bucket = Bucket(f"captures-{uuid.uuid4().hex[:12]}", endpoint, client)
    client.create_bucket(Bucket=bucket.name)
    return bucket
