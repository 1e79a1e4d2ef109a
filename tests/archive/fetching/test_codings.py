"""The decoder of content codings, without a server."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from factcheck.archive.fetching.codings import Decoding
from factcheck.archive.fetching.limits import FetchLimits


@pytest.mark.parametrize(("coding", "encode"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)])
@pytest.mark.parametrize("size", [(1 << 16) - 1, 1 << 16, (1 << 16) + 1, 256_000, 1 << 20])
@pytest.mark.parametrize("step", [1_000, 1 << 20])
def test_body_larger_than_one_piece_is_decoded_completely(
    coding: str, encode: Callable[[bytes], bytes], size: int, step: int
) -> None:
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    encoded = encode(body)
    decoding = Decoding(coding, FetchLimits(ratio=1e9))
    pieces = [encoded[at : at + step] for at in range(0, len(encoded), step)]
    assert b"".join(part for piece in pieces for part in decoding.decode(piece)) == body
    decoding.finish()
