"""What a page may not hold under the Content-Security-Policy."""

from html.parser import HTMLParser

from django.http import HttpResponse


class Inline(HTMLParser):
    """Collects scripts and styles written into a page, and handlers written into its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        self.found += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith(("on", "hx-on"))]
        self.found += [f"<{tag} {name}>" for name, value in attrs if (value or "").strip().lower().startswith("javascript:")]


def inline_in(answer: HttpResponse) -> list[str]:
    page = Inline()
    page.feed(answer.content.decode())
    return page.found
