"""Storage of static files that replaces the imports of a style sheet with the imported files.

A browser requests the imports of a style sheet only after it has read the style sheet, and displays nothing until it has all of
them. In production, each style sheet is therefore one file. In development, the imports work as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'^@import url\("([\w.-]+\.css)"\);$', re.MULTILINE)
"""An import of a file in the same folder on a line of its own. URLs in that file need no change."""


class StyleSheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """Hashed and compressed static files, with the imports of style sheets replaced, and those of modules with hashed names."""

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._known: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """The URL of a file, whose hashed name does not change while the process runs."""
        if name is None or force:
            return str(super().url(name, force))
        if name not in self._known:
            self._known[name] = str(super().url(name))
        return self._known[name]

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception | None]]:
        self._known.clear()
        yield from super().post_process(_with_whole_style_sheets(paths), dry_run=dry_run, **options)


def _with_whole_style_sheets(paths: dict[str, tuple[Storage, str]]) -> dict[str, tuple[Storage, str]]:
    """The same files by name; a style sheet with imports is replaced with one without. Former results are not read."""
    replaced = dict(paths)
    memory = InMemoryStorage()
    for name in paths:
        if name.endswith(".css"):
            text = _read(paths, name)
            whole = inline_imports(text, partial(_read_beside, paths, name))
            if whole != text:
                replaced[name] = (memory, memory.save(name, ContentFile(whole.encode())))
    return replaced


def inline_imports(text: str, read: Callable[[str], str]) -> str:
    """The style sheet `text` with each import replaced with the file, which `read` returns for its name."""
    return _IMPORT.sub(lambda match: read(match[1]), text)


def _read_beside(paths: dict[str, tuple[Storage, str]], name: str, imported: str) -> str:
    return _read(paths, f"{name.rpartition('/')[0]}/{imported}")


def _read(paths: dict[str, tuple[Storage, str]], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        content: bytes = file.read()
        return content.decode()
