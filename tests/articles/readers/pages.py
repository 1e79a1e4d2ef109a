"""Pages as news sites build them, around texts that a test chooses. The sites and their other texts do not exist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 214 partners store cookies on your device.</p>'
    "<button>Accept all</button></div>"
)
NAVIGATION = "<nav><ul>{}</ul></nav>".format(
    "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("World", "Politics", "Sport", "Weather", "Podcasts"))
)
RELATED = (
    '<aside class="related"><h3>More stories</h3><ul><li><a href="/trains">Trains are late again</a></li>'
    '<li><a href="/cats">Ten cats that work in offices</a></li></ul></aside>'
)
COMMENTS = (
    '<section id="comments" class="comments"><h2>2 comments</h2><div class="comment"><p>First! I was here before everyone.</p>'
    '</div><div class="comment"><p>Nobody reads this far down.</p></div></section>'
)
FOOTER = "<footer><p>© 2026 Example Media. All rights reserved.</p><p>Imprint and contact</p></footer>"
BOILERPLATE = (
    "214 partners",
    "Podcasts",
    "Trains are late again",
    "I was here before everyone",
    "All rights reserved",
)
"""Texts that belong to the site and not to the article."""

Build = Callable[[str, Sequence[str]], str]


def document(body: str, *, head: str = "", language: str = "en") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">{head}'
        "<style>p { margin: 0 }</style><script>var page = {title: '<p>not text</p>'};</script></head>"
        f"<body>{body}</body></html>"
    )


def paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>\n" for text in texts)


def newspaper(title: str, texts: Sequence[str]) -> str:
    """The headline and the first text in a header of the article, a caption, an advertisement, comments, a cookie banner."""
    first, *rest = texts
    middle = len(rest) // 2
    article = (
        f'<article><header class="article-header"><h1>{escape(title)}</h1><p class="standfirst">{escape(first)}</p>'
        '<div class="byline">By Ann Reporter</div></header>'
        '<figure><img src="x.jpg" alt=""><figcaption>The bridge on Monday morning.</figcaption></figure>'
        f'<div class="body">{paragraphs(rest[:middle])}<div class="ad-slot advert">Buy a new mattress today</div>'
        f'{paragraphs(rest[middle:])}</div><div class="share"><a href="#">Share on Chatter</a></div></article>'
    )
    return document(f"{COOKIES}<header>{NAVIGATION}</header><main>{article}{RELATED}</main>{COMMENTS}{FOOTER}")


def live_blog(title: str, texts: Sequence[str]) -> str:
    """One entry for each text, newest first, as separate articles."""
    entries = "".join(
        f'<article class="live-post" id="post-{number}"><time datetime="2026-03-04T10:{number:02}:00Z">10:{number:02}</time>'
        f"<h3>Update {number}</h3><p>{escape(text)}</p></article>"
        for number, text in reversed(list(enumerate(texts, 1)))
    )
    return document(
        f"{COOKIES}{NAVIGATION}<main><h1>{escape(title)}</h1><div class='feed'>{entries}</div></main>{COMMENTS}{FOOTER}"
    )


def agency(title: str, texts: Sequence[str]) -> str:
    """Without semantic elements: texts between line breaks in nested tables, as on old sites."""
    text = "<br><br>\n".join(map(escape, texts))
    return document(
        f"<table><tr><td>{NAVIGATION}</td></tr><tr><td><table><tr><td><b>{escape(title)}</b><br>{text}</td></tr></table>"
        "</td></tr></table>"
    )


def office(title: str, texts: Sequence[str]) -> str:
    """The site of an office: a list of findings, a quotation, and notes."""
    findings = "".join(f"<li><span>{number}.</span> {escape(text)}</li>" for number, text in enumerate(texts[1:], 1))
    return document(
        f"<div id='wrapper'>{NAVIGATION}<div id='content'><div class='breadcrumb'>Home</div><h1>{escape(title)}</h1>"
        f"<blockquote><p>{escape(texts[0])}</p><footer>The spokesperson</footer></blockquote>"
        f"<ol class='findings'>{findings}</ol><details><summary>Method</summary><p>We asked forty offices.</p></details></div>"
        f"{RELATED}{FOOTER}</div>"
    )


def blog(title: str, texts: Sequence[str]) -> str:
    """Divs with generated class names instead of paragraphs, and words in inline elements."""
    divs = "".join(
        f'<div class="css-1a2b{number}"><span>{escape(text[:9])}</span><em>{escape(text[9:15])}</em>{escape(text[15:])}</div>'
        for number, text in enumerate(texts)
    )
    return document(
        f'<div id="root"><div class="css-0"><div class="css-h">{escape(title)}</div><div>{divs}</div></div></div>{FOOTER}'
    )


TEMPLATES: tuple[Build, ...] = (newspaper, live_blog, agency, office, blog)
