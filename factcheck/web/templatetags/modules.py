"""The template tag for a JavaScript module: its script, and the modules that it imports as preloads.

Without the preloads, a browser learns of each import only after it has read the importing file, one level after the other.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
_IMPORT = re.compile(r"""^(?:import|export)\b[^"'`;(]*["'](\.{1,2}/[^"']+\.js)["']""", re.MULTILINE)


@lru_cache(maxsize=64)
def imported_modules(name: str) -> tuple[str, ...]:
    """The names of all modules that the module `name` imports, directly or through others, in the order in which they are found.

    A name is a path below the folder of static files.
    """
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        module = waiting.pop(0)
        source = (settings.BASE_DIR / "static" / module).read_text(encoding="utf-8")
        folder = posixpath.dirname(module)
        for path in _IMPORT.findall(source):
            imported = posixpath.normpath(posixpath.join(folder, path))
            if imported not in found and imported != name:
                found[imported] = None
                waiting.append(imported)
    return tuple(found)


@register.simple_tag
@lru_cache(maxsize=64)
def module(name: str) -> SafeString:
    """The module `name`, for example `js/app.js`, with its imports."""
    preloads = format_html_join(
        "\n", '<link rel="modulepreload" href="{}">', ((static(each),) for each in imported_modules(name))
    )
    return format_html('{}\n<script type="module" src="{}"></script>', preloads, static(name))
