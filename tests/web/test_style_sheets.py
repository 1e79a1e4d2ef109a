"""The storage of static files that replaces the imports of style sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from factcheck.web.style_sheets import StyleSheetStorage, inline_imports

CSS = Path(settings.BASE_DIR) / "static/css"


def test_imports_are_replaced_in_their_place() -> None:
    text = '@layer a, b;\n@import url("one.css");\n@import url("two.css");\n'
    assert inline_imports(text, {"one.css": "/* 1 */", "two.css": "/* 2 */"}.__getitem__) == "@layer a, b;\n/* 1 */\n/* 2 */\n"


@pytest.mark.parametrize(
    "text", ['@import url("https://example.com/a.css");', '@import url("../a.css");', 'p { content: "@import"; }']
)
def test_other_text_stays(text: str) -> None:
    assert inline_imports(text, {}.__getitem__) == text


@pytest.mark.parametrize("sheet", ["public.css", "staff.css"])
def test_all_imports_of_a_sheet_can_be_replaced(sheet: str) -> None:
    whole = inline_imports((CSS / sheet).read_text(), lambda name: (CSS / name).read_text())
    assert "@import" not in whole
    assert whole.count("{") == whole.count("}") > 100


def test_hashed_name_of_a_file_is_computed_once_and_again_after_a_collection(tmp_path: Path) -> None:
    storage = StyleSheetStorage(location=tmp_path, base_url="/static/")

    def collect(text: str) -> str:
        (tmp_path / "one.css").write_text(text)
        assert not [
            error for _, _, error in storage.post_process({"one.css": (storage, "one.css")}) if isinstance(error, Exception)
        ]
        return storage.url("one.css")

    first = collect("p { color: red; }")
    assert first.startswith("/static/one.")
    assert storage.url("one.css") == first == storage.url("one.css", force=True)
    second = collect("p { color: blue; }")
    assert second == storage.url("one.css") != first
    for _ in range(2):
        with pytest.raises(ValueError, match="Missing"):
            storage.url("two.css")
