"""Time stamps of signed heads by an authority outside the newsroom (RFC 3161). They are optional, and nothing waits for them."""

from __future__ import annotations

import logging
from datetime import timedelta

from cryptography import x509
from django.conf import settings
from django.utils import timezone
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from factcheck.archive.fetching import FetchFailed, Posted, post
from factcheck.ledger.verifier import head_message
from factcheck.publishing.models import HeadStamp, SignedHead
from factcheck.publishing.stamp_order import with_sorted_certificates

log = logging.getLogger(__name__)

MAX_RESPONSE = 64 * 1024
"""Bytes of a response, which contains the certificates of the authority."""
MAX_DIFFERENCE = timedelta(hours=1)
"""A time stamp that differs more from the clock of this machine is refused."""
HEADS_AT_ONCE = 10
TRIED_FOR = timedelta(days=7)
"""Heads that could not be stamped for this time are given up: each later time stamp covers them."""
SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")


class InvalidStamp(Exception):
    """The response of the authority is not a valid time stamp of the head."""


def stamp_new_heads() -> int:
    """Request time stamps for the newest signed heads that have none. Returns how many were stored.

    Does nothing without FACTCHECK_TIMESTAMP_URL. After a failure, which is logged, the remaining heads wait for the next run.
    """
    if not settings.TIMESTAMP_URL:
        return 0
    heads = SignedHead.objects.filter(stamp=None, at__gte=timezone.now() - TRIED_FOR).order_by("-number")[:HEADS_AT_ONCE]
    stored = 0
    for head in heads:
        try:
            stamp_head(head)
        except (FetchFailed, InvalidStamp, OSError) as error:
            log.warning("Head %s was not stamped; the next run tries again: %s", head.number, error)
            break
        stored += 1
    return stored


def stamp_head(head: SignedHead) -> HeadStamp:
    """Request a time stamp of a head, verify it, and store it. Raises FetchFailed, InvalidStamp, and OSError (certificates)."""
    message = stamped_message(head)
    request = TimestampRequestBuilder(data=message, hash_algorithm=HashAlgorithm.SHA256).build()
    posted = Posted(request.as_bytes(), "application/timestamp-query", "application/timestamp-reply")
    response = post(settings.TIMESTAMP_URL, posted, most=MAX_RESPONSE)
    stamp = verified(response, message, request)
    row, _ = HeadStamp.objects.get_or_create(
        head=head, defaults={"response": response, "at": stamp.tst_info.gen_time, "authority": settings.TIMESTAMP_URL}
    )
    return row


def verified(response: bytes, message: bytes, request: TimeStampRequest) -> TimeStampResponse:
    """The decoded response, if it is a valid answer to the request.

    Compared are the status, the hash of the message (SHA-256), the nonce, the signature with the chain of its certificates up to
    one in FACTCHECK_TIMESTAMP_CA, their purpose, and the time. Raises InvalidStamp, and OSError if the file cannot be read.
    """
    if settings.TIMESTAMP_CA is None:
        raise InvalidStamp("FACTCHECK_TIMESTAMP_CA is not set.")
    verifier = VerifierBuilder.from_request(request)
    for certificate in x509.load_pem_x509_certificates(settings.TIMESTAMP_CA.read_bytes()):
        if certificate.subject == certificate.issuer:
            verifier = verifier.add_root_certificate(certificate)
        else:
            verifier = verifier.add_intermediate_certificate(certificate)
    try:
        stamp = decode_timestamp_response(with_sorted_certificates(response))
        verifier.build().verify_message(stamp, message)
        algorithm, at = stamp.tst_info.message_imprint.hash_algorithm, stamp.tst_info.gen_time
    except (VerificationError, ValueError) as error:
        raise InvalidStamp(f"The response of the time-stamp authority is not valid: {error}") from error
    if algorithm != SHA256:
        raise InvalidStamp("The time stamp does not use SHA-256.")
    if abs(at - timezone.now()) > MAX_DIFFERENCE:
        raise InvalidStamp(f"The time stamp says {at.isoformat()}, but the clock of this machine differs.")
    return stamp


def stamped_message(head: SignedHead) -> bytes:
    """The bytes that the authority stamps: those that the signature of the head covers."""
    return head_message(head.number, head.hash, head.at.isoformat(), head.key_id)


def stamped_digest(response: bytes) -> bytes:
    """The digest that a stored response stamps; empty if the response cannot be decoded."""
    try:
        return decode_timestamp_response(with_sorted_certificates(response)).tst_info.message_imprint.message
    except ValueError:
        return b""
