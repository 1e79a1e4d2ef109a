"""The documented proxy configurations accept the largest request that the application accepts."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from factcheck.setup.environment import ROOT

MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("file", "pattern"),
    [
        ("proxy/nginx.conf", r"^\s*client_max_body_size (\d+)m;"),
        ("proxy/Caddyfile", r"^\s*max_size (\d+)MiB$"),
        ("deployment/Caddyfile", r"^\s*max_size (\d+)MiB$"),
    ],
)
def test_body_size_limit_of_the_proxy_exceeds_that_of_the_application_by_at_most_one_mib(file: str, pattern: str) -> None:
    (size,) = re.findall(pattern, (ROOT / "docs" / file).read_text(), re.MULTILINE)
    most = settings.MAX_REQUEST_BYTES
    assert most <= int(size) * MIB <= most + MIB


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("proxy/nginx.conf", "proxy_request_buffering on;"),
        ("proxy/Caddyfile", "buffer_requests"),
        ("deployment/Caddyfile", "request_buffers 64MiB"),
    ],
)
def test_proxy_buffers_the_whole_request(file: str, line: str) -> None:
    assert line in (ROOT / "docs" / file).read_text().replace("\t", "")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("proxy/nginx.conf", "proxy_set_header X-Request-ID $request_id;"),
        ("proxy/Caddyfile", "header_up X-Request-ID {http.request.uuid}"),
        ("deployment/Caddyfile", "header_up X-Request-ID {http.request.uuid}"),
    ],
)
def test_proxy_replaces_the_request_id_of_the_client(file: str, line: str) -> None:
    assert line in (ROOT / "docs" / file).read_text()


def test_nginx_logs_no_links_that_set_a_password() -> None:
    text = (ROOT / "docs" / "proxy" / "nginx.conf").read_text()
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "2"}).removesuffix("1-2/")
    (location,) = re.findall(rf"location {path} {{\n(.*?)\n    }}", text, re.DOTALL)
    lines = {line.strip() for line in location.splitlines()}
    assert {"access_log off;", "error_log /dev/null;", "proxy_pass http://factcheck;"} <= lines
    assert text.count("access_log off;") == 2  # also in the server that redirects from HTTP


@pytest.mark.parametrize(
    "line", ["limit_conn factcheck_connections 500;", "limit_req zone=factcheck_requests burst=200 nodelay;"]
)
def test_nginx_limits_each_client(line: str) -> None:
    text = (ROOT / "docs" / "proxy" / "nginx.conf").read_text()
    assert line in text
    assert text.count("_zone $binary_remote_addr zone=") == 2
