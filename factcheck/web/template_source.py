"""The template loader. Indentation makes the source readable, but only adds bytes to a response."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Loads templates from the directories in the settings and removes the indentation of HTML, which is up to a fifth of a page.

    Line breaks remain: browsers collapse them to the same space, and error messages have the correct line numbers. Templates must
    not indent text inside `<pre>` and `<textarea>`. Other files, such as emails, are not changed.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return INDENTATION.sub("\n", contents) if origin.name.endswith(".html") else contents
