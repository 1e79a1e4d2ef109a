"""Reads the source of templates. Indentation helps whoever reads the source; in a response it only takes bytes."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Loads templates from the folders in settings and removes the indentation of HTML, which is up to a fifth of a page.

    The line breaks remain, so a browser collapses them to the same space, and errors name the right line. Templates must not
    indent text inside `<pre>` and `<textarea>`. Other text, such as mail, stays as it is.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return INDENTATION.sub("\n", contents) if origin.name.endswith(".html") else contents
