"""Published documents as one schema.org DataFeed of ClaimReviews, for Data Commons and archives. Pure.

Shape: https://schema.org/DataFeed and https://datacommons.org/factcheck/download.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any

from factcheck.formats.claim_review import Publisher, build_claim_review, time_in_zone

FEED_FORMAT = 3
"""Part of the ETag. Increase it with each change of this module or of `claim_review` that changes existing items."""
_EPOCH = "1970-01-01T00:00:00+00:00"


def stream_data_feed(
    documents: Iterable[Mapping[str, Any]],
    *,
    publisher: Publisher,
    modified: str,
    url_of: Callable[[str], str],
    image_of: Callable[[str], str],
    zone: tzinfo,
) -> Iterator[str]:
    """The DataFeed as JSON in chunks, so that it can be streamed.

    `modified` is the time of the newest change (ISO 8601) or empty; `url_of` and `image_of` give the absolute URLs of a check and
    of its image from its slug.
    Times have the offset of `zone`.
    """
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"{publisher.name}: fact-checks",
        "url": publisher.home,
        "dateModified": time_in_zone(modified or _EPOCH, zone),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "dataFeedElement": ['
    separator = "\n"
    for document in documents:
        item = _feed_item(
            document, url=url_of(document["slug"]), publisher=publisher, zone=zone, image=image_of(document["slug"])
        )
        yield separator + json.dumps(item, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _feed_item(document: Mapping[str, Any], *, url: str, publisher: Publisher, zone: tzinfo, image: str) -> dict[str, Any]:
    review = build_claim_review(document, url=url, publisher=publisher, zone=zone, image=image)
    del review["@context"]
    return {
        "@type": "DataFeedItem",
        "dateCreated": review["datePublished"],
        "dateModified": review["dateModified"],
        "item": review,
    }
