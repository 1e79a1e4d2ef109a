"""How Factcheck names itself to the servers that it requests pages from."""

from __future__ import annotations

import re

from django.conf import settings

import factcheck
from factcheck.newsroom.queries import name_and_contact


def user_agent() -> str:
    """The User-Agent header: the product, its version, and how the operators of a server can reach the newsroom.

    The contact is FETCH_CONTACT, the newsroom's address for readers, or the URL of its site. It is limited to visible ASCII
    characters, because it is a header and its comment ends at a parenthesis.
    """
    contact = settings.FETCH_CONTACT or name_and_contact()[1] or settings.PUBLIC_URL
    contact = re.sub(r"[^!-~]|[()\\;]", "", contact)
    return f"Factcheck/{factcheck.__version__}" + (f" (evidence desk of a newsroom; +{contact})" if contact else "")
