"""The browser of the tests: found, and able to reach the product."""

from pathlib import Path

import pytest

from factcheck.setup import browser
from factcheck.setup.problem import SetupProblem


@pytest.mark.django_db(transaction=True)
def test_browser_opens_a_page_of_the_product(page, live_server) -> None:  # type: ignore[no-untyped-def]
    answer = page.goto(f"{live_server.url}/health/")
    assert (answer.status, answer.json()) == (200, {"status": "ok"})


def test_missing_browser_is_told_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupProblem, match="apt-get install chromium"):
        browser.find()


def test_browser_that_is_named_wrongly_is_not_replaced_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_BROWSER", "/no/such/browser")
    with pytest.raises(SetupProblem, match="/no/such/browser, which is no program"):
        browser.ensure()
