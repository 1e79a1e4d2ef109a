"""The documented proxy configurations accept the largest request that the application accepts."""

import re

import pytest
from django.conf import settings

from factcheck.setup.environment import ROOT

MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("file", "pattern"), [("nginx.conf", r"^\s*client_max_body_size (\d+)m;"), ("Caddyfile", r"^\s*max_size (\d+)MiB$")]
)
def test_body_size_limit_of_the_proxy_exceeds_that_of_the_application_by_at_most_one_mib(file: str, pattern: str) -> None:
    (size,) = re.findall(pattern, (ROOT / "docs" / "proxy" / file).read_text(), re.MULTILINE)
    most = settings.MAX_REQUEST_BYTES
    assert most <= int(size) * MIB <= most + MIB


@pytest.mark.parametrize(("file", "line"), [("nginx.conf", "proxy_request_buffering on;"), ("Caddyfile", "buffer_requests")])
def test_proxy_buffers_the_whole_request(file: str, line: str) -> None:
    assert line in (ROOT / "docs" / "proxy" / file).read_text().replace("\t", "")


@pytest.mark.parametrize(
    ("file", "line"),
    [("nginx.conf", "proxy_set_header X-Request-ID $request_id;"), ("Caddyfile", "header_up X-Request-ID {http.request.uuid}")],
)
def test_proxy_replaces_the_request_id_of_the_client(file: str, line: str) -> None:
    assert line in (ROOT / "docs" / "proxy" / file).read_text()
