"""The browser of the tests is located and can open a page of Factcheck."""

from pathlib import Path

import pytest

from factcheck.setup import browser
from factcheck.setup.problem import SetupProblem


@pytest.mark.django_db(transaction=True)
def test_browser_opens_a_page_of_the_product(page, live_server) -> None:  # type: ignore[no-untyped-def]
    response = page.goto(f"{live_server.url}/health/")
    assert (response.status, response.json()) == (200, {"status": "ok"})


def test_missing_browser_is_reported_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupProblem, match="apt-get install chromium"):
        browser.find()


def test_invalid_path_of_the_browser_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_BROWSER", "/no/such/browser")
    with pytest.raises(SetupProblem, match=r"FACTCHECK_BROWSER must be the path of an executable file, not '/no/such/browser'"):
        browser.ensure()
