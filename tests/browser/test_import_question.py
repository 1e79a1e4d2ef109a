"""The question about the encoding of a file, without JavaScript and on a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from factcheck.articles.models import Revision

FILE = {"name": "words.txt", "mimeType": "text/plain", "buffer": ("Слово" * 60).encode()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("browser_page", ["desk", "plain"])
def test_question_fits_a_narrow_screen_and_is_confirmed_with_the_file_selected_again(
    browser_page: str, request: pytest.FixtureRequest, live_server: object
) -> None:
    page: Page = request.getfixturevalue(browser_page)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server}/desk/articles/import/")
    expect(page.get_by_label("Confirm the encoding")).to_have_count(0)
    page.get_by_label("File text or file required").set_input_files(FILE)
    page.get_by_label("File encoding").select_option("koi8-u")
    page.get_by_role("button", name="Import").click()
    confirmation = page.get_by_role("checkbox", name="Confirm the encoding")
    expect(confirmation).not_to_be_checked()
    expect(page.locator("[data-file-again]")).to_be_visible()
    expect(page.get_by_label("File encoding")).to_have_value("koi8-u")
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 390
    confirmation.check()
    page.get_by_label("File text or file required").set_input_files(FILE)
    page.get_by_role("button", name="Import").click()
    page.wait_for_url("**/desk/articles/*/")
    assert Revision.objects.get().encoding == "koi8-u"
