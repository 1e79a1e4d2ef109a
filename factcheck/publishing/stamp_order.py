"""The order of the certificates in a time-stamp response. Pure.

DER requires that the elements of a SET OF are sorted. OpenSSL writes the certificates of a response in the order of its
configuration, and the strict parser of rfc3161-client refuses that. The signature does not cover their order (RFC 5652, 5.4), so
a copy for the verification has them sorted. The stored response is the received one.
"""

from __future__ import annotations

_SEQUENCE, _CERTIFICATES = 0x30, 0xA0
_MAX_CERTIFICATES = 50


def with_sorted_certificates(response: bytes) -> bytes:
    """The response with sorted certificates. Without any, or if it is not such a response, it is returned unchanged.

    The path is TimeStampResp → timeStampToken → content [0] → SignedData → certificates [0]. Only definite lengths are read.
    """
    try:
        start, end = _content(response, 0, len(response), _SEQUENCE)
        _, start = _element(response, start, end)  # the status
        start, end = _content(response, start, end, _SEQUENCE)  # the token
        _, start = _element(response, start, end)  # its type
        start, end = _content(response, start, end, _CERTIFICATES)  # its content has the same tag
        start, end = _content(response, start, end, _SEQUENCE)  # SignedData
        for _ in range(3):  # version, digest algorithms, and content
            _, start = _element(response, start, end)
        start, end = _content(response, start, end, _CERTIFICATES)
        certificates, at = [], start
        while at < end:
            _, following = _element(response, at, end)
            certificates.append(response[at:following])
            at = following
            if len(certificates) > _MAX_CERTIFICATES:
                return response
    except ValueError:
        return response
    return response[:start] + b"".join(sorted(certificates)) + response[end:]


def _content(data: bytes, at: int, end: int, tag: int) -> tuple[int, int]:
    """Where the content of the element at `at` begins and ends. Raises ValueError if it has another tag or does not fit."""
    if at >= end or data[at] != tag:
        raise ValueError("another tag")
    return _element(data, at, end)


def _element(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Where the content of the element at `at` begins, and where the element ends. Raises ValueError if it does not fit."""
    if at + 2 > end:
        raise ValueError("truncated")
    length, start = data[at + 1], at + 2
    if length > 0x80:
        size = length - 0x80
        if size > 4 or start + size > end:
            raise ValueError("an invalid length")
        length, start = int.from_bytes(data[start : start + size]), start + size
    elif length == 0x80:
        raise ValueError("an indefinite length")
    if start + length > end:
        raise ValueError("truncated")
    return start, start + length
