"""The preloads of JavaScript modules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.template.loader import render_to_string
from django.templatetags.static import static

from factcheck.web.style_sheets import StyleSheetStorage
from factcheck.web.templatetags.modules import imported_modules, module

STATIC = settings.BASE_DIR / "static"


@pytest.mark.parametrize("name", ["js/app.js", "js/draft.js"])
def test_each_import_is_preloaded_once_and_before_the_module(name: str) -> None:
    names = imported_modules(name)
    assert len(names) == len(set(names)) > 2
    markup = module(name)
    addresses = re.findall(r'<link rel="modulepreload" href="([^"]+)">', markup)
    assert addresses == [static(each) for each in names]
    assert markup.endswith(f'<script type="module" src="{static(name)}"></script>')


def test_no_import_is_missed() -> None:
    """Every file that a module names in an import is in the list."""
    for name in ("js/app.js", *imported_modules("js/app.js")):
        for path in re.findall(r'from "(\.[^"]+)"|^import "(\.[^"]+)"', (STATIC / name).read_text(), re.MULTILINE):
            target = (STATIC / name).parent / (path[0] or path[1])
            assert target.resolve().relative_to(STATIC).as_posix() in {"js/app.js", *imported_modules("js/app.js")}


def test_staff_shell_has_one_shared_style_sheet() -> None:
    head = render_to_string("desk/shell.html").partition("</head>")[0]
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)">', head) == [static("css/staff.css")]
    assert 'rel="modulepreload"' in head


@pytest.mark.slow
def test_modules_in_production_import_exactly_the_files_that_are_preloaded(tmp_path: Path) -> None:
    """With hashed names; otherwise, a browser would load each module twice."""
    storage = StyleSheetStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(STATIC)
    names = ["js/app.js", *imported_modules("js/app.js")]
    for name in names:
        with source.open(name) as file:
            storage.save(name, file)
    faults = [fault for *_, fault in storage.post_process({name: (source, name) for name in names}) if fault is not True]
    assert not any(isinstance(fault, Exception) for fault in faults)
    imported = set()
    for name in names:
        stored = storage.stored_name(name)
        for path in re.findall(r'(?<!@)\bimport\b[^;"(]*"(\.[^"]+)"', (tmp_path / stored).read_text()):
            imported.add(((tmp_path / stored).parent / path).resolve().relative_to(tmp_path.resolve()).as_posix())
    assert imported == {storage.stored_name(name) for name in names[1:]}
