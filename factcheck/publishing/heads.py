"""Signed heads of the ledger. They are published, so that anyone can later prove that the ledger was not rewritten."""

from __future__ import annotations

import logging
from base64 import b64encode
from typing import Any

from django.db import transaction
from django.utils import timezone

from factcheck.ledger.models import Entry, Head
from factcheck.ledger.tree import Peaks
from factcheck.ledger.verifier import HEADS_FORMAT
from factcheck.publishing.models import HeadStamp, SignedHead, SignedTree, SigningKey
from factcheck.publishing.signing import Signer, current_signer, former_signer

log = logging.getLogger(__name__)

HEADS_ON_A_PAGE = 100
MAX_NUMBER = 2**63 - 1


class ShorterLedger(Exception):
    """The ledger has fewer entries than a signed head, or another last entry: somebody removed or replaced its end."""


def sign_head() -> SignedHead:
    """Sign the current head of the ledger, and the root of the tree over all entries. If the head is signed, returns its row.

    Raises OSError if the key cannot be read, and ShorterLedger.
    """
    signer = current_signer()
    with transaction.atomic():
        key = register_key(signer, endorsed_by=former_signer())
        newest = SignedHead.objects.order_by("-number").first()
        head = Head.objects.get(pk=1)  # after the signed one, so that a concurrent signature is not newer
        if newest is not None and newest.number >= head.number:
            if (newest.number, newest.hash) != (head.number, head.hash):
                raise ShorterLedger(
                    f"The ledger ends with entry {head.number}, but entry {newest.number} was signed on {newest.at.isoformat()}."
                    " Run: manage.py doctor"
                )
            _sign_tree(newest, signer)
            return newest
        at = timezone.now()
        signed, _ = SignedHead.objects.get_or_create(
            number=head.number,
            defaults={
                "hash": head.hash,
                "at": at,
                "key": key,
                "signature": signer.sign_head(head.number, head.hash, at.isoformat()),
            },
        )
        _sign_tree(signed, signer)
    return signed


def _sign_tree(head: SignedHead, signer: Signer) -> None:
    """Sign the root of the tree up to a head. A head that was signed with another key stays without one.

    Reads only the entries since the newest tree.
    """
    if head.key_id != signer.id or not head.number or SignedTree.objects.filter(pk=head.pk).exists():
        return
    newest = SignedTree.objects.filter(pk__lt=head.number).order_by("-pk").first()
    peaks = Peaks(newest.pk, newest.peaks) if newest else Peaks()
    entries = Entry.objects.filter(number__gt=peaks.size, number__lte=head.number).order_by("number")
    for digest in entries.values_list("hash", flat=True).iterator(chunk_size=10_000):
        peaks.add(digest)
    signature = signer.sign_tree(head.number, head.hash, peaks.root, head.at.isoformat())
    values = {"root": peaks.root, "peaks": peaks.hashes, "signature": signature}
    SignedTree.objects.get_or_create(pk=head.pk, defaults=values)


def sign_head_on_commit() -> None:
    """Sign the head when the current transaction has committed.

    A failure, such as an unreadable key, does not affect the committed publication. It is logged, and the daily task signs the
    head later.
    """
    transaction.on_commit(_try_to_sign)


def _try_to_sign() -> None:
    try:
        sign_head()
    except Exception:
        log.exception("The head of the ledger could not be signed. The daily task tries again.")


def register_key(signer: Signer, *, endorsed_by: Signer | None = None) -> SigningKey:
    """The row of a key; added when the key is used for the first time, after the row of the key that endorses it."""
    key = SigningKey.objects.filter(pk=signer.id).first()
    if key is not None:
        return key
    if endorsed_by:
        register_key(endorsed_by)
    endorsement = endorsed_by.endorse(signer) if endorsed_by else ""
    key, _ = SigningKey.objects.get_or_create(
        pk=signer.id,
        defaults={
            "public_key": signer.public_key,
            "endorsed_by": endorsed_by.id if endorsed_by else "",
            "endorsement": endorsement,
        },
    )
    return key


def heads_document(before: int | None = None) -> dict[str, Any]:
    """The newest heads with a number below `before`, their trees, and all keys, as JSON (`docs/ledger.md`). Two queries."""
    heads = SignedHead.objects.filter(number__lt=before or MAX_NUMBER).select_related("tree", "stamp").order_by("-number")
    rows = list(heads[: HEADS_ON_A_PAGE + 1])
    keys = SigningKey.objects.order_by("created_at", "pk")
    stamps = [row.stamp for row in rows[:HEADS_ON_A_PAGE] if hasattr(row, "stamp")]
    return {
        "format": HEADS_FORMAT,
        "heads": [head_values(row) for row in rows[:HEADS_ON_A_PAGE]],
        "trees": [tree_values(row.tree) for row in rows[:HEADS_ON_A_PAGE] if hasattr(row, "tree")],
        "keys": [key_values(key) for key in keys],
        **({"time_stamps": [stamp_values(stamp) for stamp in stamps]} if stamps else {}),
        "has_more": len(rows) > HEADS_ON_A_PAGE,
    }


def head_values(row: SignedHead) -> dict[str, Any]:
    """A head as JSON values. `at` is in UTC, in the format that the signature covers."""
    return {
        "number": row.number,
        "hash": row.hash,
        "at": row.at.isoformat(),
        "key": row.key_id,
        "signature": row.signature,
    }


def stamp_values(row: HeadStamp) -> dict[str, Any]:
    """A time stamp as JSON values: the number of its head, and the response of the authority (DER, in Base64)."""
    return {"number": row.pk, "response": b64encode(row.response).decode()}


def tree_values(row: SignedTree) -> dict[str, Any]:
    """A signed root as JSON values. The hash, the time, and the key are those of the head with the same number."""
    return {"number": row.pk, "root": row.root, "signature": row.signature}


def key_values(row: SigningKey) -> dict[str, str]:
    """A public key and its endorsement as JSON values."""
    return {"id": row.pk, "public_key": row.public_key, "endorsed_by": row.endorsed_by, "endorsement": row.endorsement}
