"""The documented configurations of proxies let through what the application takes."""

import re

import pytest
from django.conf import settings

from factcheck.setup.environment import ROOT
from factcheck.web.middleware import RequestSizeMiddleware

MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("file", "pattern"), [("nginx.conf", r"^\s*client_max_body_size (\d+)m;"), ("Caddyfile", r"^\s*max_size (\d+)MiB$")]
)
def test_the_largest_upload_fits_through_the_proxy_and_little_more(file: str, pattern: str) -> None:
    (size,) = re.findall(pattern, (ROOT / "docs" / "proxy" / file).read_text(), re.MULTILINE)
    most = settings.MOST_UPLOAD_BYTES + RequestSizeMiddleware.envelope
    assert most <= int(size) * MIB <= most + MIB


@pytest.mark.parametrize(("file", "line"), [("nginx.conf", "proxy_request_buffering on;"), ("Caddyfile", "buffer_requests")])
def test_the_proxy_reads_the_whole_request_before_the_application_does(file: str, line: str) -> None:
    assert line in (ROOT / "docs" / "proxy" / file).read_text().replace("\t", "")
