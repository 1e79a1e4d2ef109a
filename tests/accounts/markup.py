"""Detects inline scripts, styles, and handlers, which the Content-Security-Policy blocks."""

from html.parser import HTMLParser

from django.http import HttpResponse


class InlineCodeParser(HTMLParser):
    """Collects inline scripts, styles, event handlers, and `javascript:` URLs."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.inline.append(f"<{tag}>")
        self.inline += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith(("on", "hx-on"))]
        self.inline += [f"<{tag} {name}>" for name, value in attrs if (value or "").strip().lower().startswith("javascript:")]


def inline_in(response: HttpResponse) -> list[str]:
    parser = InlineCodeParser()
    parser.feed(response.content.decode())
    return parser.inline
