"""Cookies, HSTS, and API requests when HTTPS is required."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from factcheck.setup.environment import ROOT

NAMES = (
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_DOMAIN",
    "SESSION_COOKIE_PATH",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
)


def settings_with(folder: Path, **variables: str) -> dict[str, object]:
    """The values of NAMES in a process with these environment variables."""
    code = f"from django.conf import settings; import json; print(json.dumps({{n: getattr(settings, n) for n in {NAMES!r}}}))"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
    environment |= {"FACTCHECK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "factcheck.settings", **variables}
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(result.stdout))


def test_cookies_belong_to_the_host_if_https_is_required(tmp_path: Path) -> None:
    values = settings_with(tmp_path, FACTCHECK_HTTPS="1")
    assert values["SESSION_COOKIE_NAME"] == "__Host-factcheck_session"
    assert values["CSRF_COOKIE_NAME"] == "__Host-factcheck_csrf"
    # Browsers reject a cookie with the prefix unless it has these attributes.
    assert (values["SESSION_COOKIE_SECURE"], values["CSRF_COOKIE_SECURE"]) == (True, True)
    assert (values["SESSION_COOKIE_DOMAIN"], values["SESSION_COOKIE_PATH"]) == (None, "/")
    assert values["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is False
    assert settings_with(tmp_path)["SESSION_COOKIE_NAME"] == "factcheck_session"


def test_hsts_includes_subdomains_by_setting(tmp_path: Path) -> None:
    values = settings_with(tmp_path, FACTCHECK_HTTPS="1", FACTCHECK_HSTS_SUBDOMAINS="1")
    assert values["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


@pytest.mark.django_db
def test_api_refuses_an_unencrypted_request_instead_of_redirecting_it(settings) -> None:
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    browser = Client()  # its handler reads the settings
    response = browser.get("/api/v1/articles/", headers={"Authorization": "Bearer fc_secret"})
    assert (response.status_code, response["Content-Type"]) == (403, "application/json")
    assert "HTTPS" in response.json()["detail"]
    assert "fc_secret" not in response.content.decode()
    assert browser.get("/api/v1/articles/", secure=True).status_code == 401
    page = browser.get("/desk/")
    assert (page.status_code, page["Location"]) == (301, "https://testserver/desk/")
