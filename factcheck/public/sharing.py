"""What other sites and programs need to share a check: its image, short address, embed, oEmbed, and citations."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from csp.constants import NONE, SELF
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.timezone import localdate

from factcheck.formats.citations import FORMATS, cited_check
from factcheck.formats.claim_review import modified_at, time_in_zone
from factcheck.formats.embedding import block_text, frame_block, image_block
from factcheck.formats.embedding import oembed as oembed_response
from factcheck.formats.titles import displayed_rating, share_title
from factcheck.newsroom.queries import Branding, branding
from factcheck.public.pages import render_public_page
from factcheck.publishing import queries
from factcheck.publishing.queries import Additions
from factcheck.publishing.sharing.images import current_image, placeholder, style_of
from factcheck.publishing.sharing.queries import short_number, slug_of_number
from factcheck.publishing.sharing.words import share_words
from factcheck.web.access import get_only
from factcheck.web.caching import MINUTE, cacheable_response
from factcheck.web.dates import newsroom_zone
from factcheck.web.public_urls import public_base, public_url

CACHED_EMBEDS = 512
SHARED = ("check", "version", "short", "embed")
"""The pages of a check whose addresses oEmbed accepts."""
LONGEST_URL = 2000


@get_only
def share_image(request: HttpRequest, slug: str) -> HttpResponse:
    """The image of the current state of a check; one without a rating while it is not drawn yet. Other sites may display it."""
    image = current_image(slug)
    if image:
        response = cacheable_response(
            request, bytes(image.content), content_type="image/png", etag=image.sha256, modified=image.drawn_at
        )
    else:
        if queries.current_publication(slug) is None:
            raise Http404
        newsroom = branding()
        response = cacheable_response(request, placeholder(newsroom.name, style_of(newsroom)), content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@get_only
def short(request: HttpRequest, number: int) -> HttpResponse:
    """The permanent short address of a check. 302, so that programs keep it instead of its target."""
    slug = slug_of_number(number)
    if slug is None:
        raise Http404
    target = reverse("public:check", args=[slug])
    return HttpResponse(status=302, headers={"Location": target, "Cache-Control": f"public, max-age={5 * MINUTE}"})


@get_only
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The page that other sites may frame, if the newsroom permits it. It has its own policy: no scripts and no forms."""
    publication = queries.current_publication(slug) if settings.EMBED_ORIGINS else None
    if publication is None:
        raise Http404
    render = _rendered_embed.__wrapped__ if settings.DEBUG else _rendered_embed
    content = render(publication.pk, publication.sha256, public_base(request), publication.newsroom, publication.additions)
    response = cacheable_response(request, content, modified=publication.modified)
    response.xframe_options_exempt = True  # the policy names the sites
    response._csp_replace = {  # type: ignore[attr-defined]
        "script-src": [NONE],
        "connect-src": [NONE],
        "form-action": [NONE],
        "manifest-src": [NONE],
        "img-src": [SELF],
        "frame-ancestors": settings.EMBED_ORIGINS,
    }
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@lru_cache(maxsize=CACHED_EMBEDS)
def _rendered_embed(pk: int, sha256: str, base: str, newsroom: Branding, additions: Additions) -> bytes:
    document = queries.read_document(pk, additions)
    return render_public_page(
        "public/embed.html",
        reverse("public:embed", args=[document["slug"]]),
        newsroom=newsroom,
        check=document,
        words=share_words(document, newsroom_zone()),
        displayed_rating=displayed_rating(document),
        canonical=public_url(base, "check", slug=document["slug"]),
        home=public_url(base, "index"),
    )


@get_only
def oembed(request: HttpRequest) -> HttpResponse:
    """The oEmbed response for the address of a check on this site: 404 for any other, 501 for a format other than JSON."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only JSON is available.\n", status=501, content_type="text/plain; charset=utf-8")
    base = public_base(request)
    slug = _slug_in(request.GET.get("url", ""), base)
    publication = queries.current_publication(slug) if slug else None
    if publication is None:
        raise Http404
    document = queries.read_document(publication.pk, publication.additions)
    newsroom = publication.newsroom.name
    values = oembed_response(
        title=share_title(document),
        newsroom=newsroom,
        home=public_url(base, "index"),
        link=public_url(base, "short", number=short_number(publication.pk)),
        image=public_url(base, "share-image", slug=document["slug"]),
        text=block_text(newsroom, document["claim"]["statement"]),
        maxwidth=_limit(request, "maxwidth"),
        maxheight=_limit(request, "maxheight"),
    )
    content = json.dumps(values, ensure_ascii=False).encode()
    response = cacheable_response(request, content, content_type="application/json", modified=publication.modified)
    response["Access-Control-Allow-Origin"] = "*"  # public data; editors of other sites request it in a browser
    return response


@get_only
def cite(request: HttpRequest, slug: str, number: int, extension: str) -> HttpResponse:
    """The citation of a version of a check, with today as the day of access."""
    versions = queries.version_and_current(slug, number)
    if versions is None or extension not in FORMATS:
        raise Http404
    version, now = versions
    document = queries.read_document(version.pk, now.additions)
    address = public_url(public_base(request), "version", slug=slug, number=number)
    write, media_type = FORMATS[extension]
    check = short_number(version.pk)
    cited = cited_check(document, number=check, address=address, accessed=localdate(), zone=newsroom_zone())
    response = cacheable_response(request, write(cited).encode(), content_type=media_type)
    if extension != "txt":
        response["Content-Disposition"] = f'attachment; filename="check-{check}-{number}.{extension}"'
    return response


def share_context(document: dict[str, Any], *, pk: int, base: str, newsroom: str) -> dict[str, Any]:
    """What the page of a check needs for its metadata and for its section “Share”. One query."""
    slug, number = document["slug"], document["number"]
    link = public_url(base, "short", number=short_number(pk))
    image = public_url(base, "share-image", slug=slug)
    page = public_url(base, "check", slug=slug)
    embed = public_url(base, "embed", slug=slug)
    return {
        "link": link,
        # The number makes sites that keep images by their address fetch the new one after a correction.
        "image": f"{image}?v={number}",
        "published": time_in_zone(document["first_published_at"], newsroom_zone()),
        "modified": time_in_zone(modified_at(document), newsroom_zone()),
        "alternative": share_words(document, newsroom_zone()).alternative,
        "block": image_block(link=link, image=image, text=block_text(newsroom, document["claim"]["statement"])),
        "frame": frame_block(embed=embed, newsroom=newsroom) if settings.EMBED_ORIGINS else "",
        "oembed": f"{public_url(base, 'oembed')}?{urlencode({'url': page})}",
        "citations": [
            (label, reverse("public:cite", args=[slug, number, extension]))
            for label, extension in (("Text", "txt"), ("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))
        ],
    }


def _slug_in(url: str, base: str) -> str | None:
    """The slug of the check whose page has this absolute URL; None if it is not exactly an address of this site.

    Networks and newsletters add a query, which no page of a check has, so the query and the fragment are ignored.
    """
    try:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
    except ValueError:
        return None
    if len(url) > LONGEST_URL or site != base.lower():
        return None
    try:
        match = resolve(unquote(parts.path, errors="strict"))
    except (Resolver404, UnicodeDecodeError):
        return None
    if match.namespace != "public" or match.url_name not in SHARED:
        return None
    return slug_of_number(match.kwargs["number"]) if match.url_name == "short" else match.kwargs["slug"]


def _limit(request: HttpRequest, name: str) -> int | None:
    """A limit in pixels; None if it is missing or not a positive number."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 and int(value) else None
