"""Time stamps are verified as by OpenSSL: certificates, their order, purpose, and validity, nonces, hashes, broken responses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

from factcheck.archive.fetching import Failure, FetchFailed, FetchLimits, posting
from factcheck.publishing.heads import sign_head
from factcheck.publishing.models import HeadStamp, SignedHead
from factcheck.publishing.stamp_order import with_sorted_certificates
from factcheck.publishing.stamping import InvalidStamp, stamp_head, stamped_message, verified
from tests.publishing.test_stamping import use
from tests.publishing.time_stamps import Authority, openssl, stamping
from tests.test_project import ROOT
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
"""The purpose of a certificate for time stamps (RFC 3161, 2.3)."""


@pytest.fixture
def head(world: World) -> SignedHead:
    world.open_claim  # noqa: B018  (entries)
    return sign_head()


def request_for(message: bytes, *, nonce: bool = True) -> Any:
    return TimestampRequestBuilder(data=message, hash_algorithm=HashAlgorithm.SHA256, nonce=nonce).build()


@pytest.mark.parametrize("chain", [("ca.pem",), ("tsa.pem", "ca.pem"), ("ca.pem", "tsa.pem")])
def test_certificates_are_accepted_in_any_order(tmp_path: Path, settings: Any, head: SignedHead, chain: tuple[str, ...]) -> None:
    authority = Authority(tmp_path / "tsa", chain=chain)
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        stamp = stamp_head(head)
    text, response = tmp_path / "head.txt", tmp_path / "head.tsr"
    text.write_bytes(stamped_message(head))
    response.write_bytes(bytes(stamp.response))
    verification = openssl("ts", "-verify", "-data", text, "-in", response, "-CAfile", authority.root)
    assert "Verification: OK" in verification.stdout + verification.stderr


def test_strict_parser_needs_the_sorted_copy(tmp_path: Path) -> None:
    """If this fails, rfc3161-client accepts any order, and `stamp_order` can be removed."""
    orders = (("ca.pem", "tsa.pem"), ("tsa.pem", "ca.pem"))
    replies = [
        Authority(tmp_path / str(number), chain=chain).reply(request_for(b"x").as_bytes()) for number, chain in enumerate(orders)
    ]
    refused = 0
    for reply in replies:
        decode_timestamp_response(with_sorted_certificates(reply))
        try:
            decode_timestamp_response(reply)
        except ValueError:
            refused += 1
    assert refused


def test_sorting_changes_only_the_order_of_the_certificates(tmp_path: Path) -> None:
    reply = Authority(tmp_path / "tsa", chain=("ca.pem", "tsa.pem")).reply(request_for(b"x").as_bytes())
    sorted_reply = with_sorted_certificates(reply)
    assert (len(sorted_reply), sorted(sorted_reply)) == (len(reply), sorted(reply))
    assert with_sorted_certificates(sorted_reply) == sorted_reply


@given(st.binary(max_size=400))
def test_other_bytes_stay_unchanged_or_keep_their_length(data: bytes) -> None:
    assert len(with_sorted_certificates(data)) == len(data)


class TestRefused:
    """Each answer is refused here and by OpenSSL."""

    @pytest.fixture
    def authority(self, tmp_path: Path, settings: Any) -> Authority:
        authority = Authority(tmp_path / "tsa")
        settings.TIMESTAMP_CA = authority.root
        return authority

    def refused(self, authority: Authority, response: bytes, message: bytes, request: Any) -> str:
        folder = authority.folder
        (folder / "sent").write_bytes(request.as_bytes())
        (folder / "received").write_bytes(response)
        options = ("-queryfile", folder / "sent", "-in", folder / "received", "-CAfile", authority.root)
        assert openssl("ts", "-verify", *options, check=False).returncode != 0
        with pytest.raises(InvalidStamp) as error:
            verified(response, message, request)
        return str(error.value)

    def test_another_nonce(self, authority: Authority) -> None:
        message = b"a head"
        response = authority.reply(request_for(message).as_bytes())
        assert "Nonce" in self.refused(authority, response, message, request_for(message))

    def test_no_nonce(self, authority: Authority) -> None:
        message = b"a head"
        response = authority.reply(request_for(message, nonce=False).as_bytes())
        self.refused(authority, response, message, request_for(message))

    def test_another_hash(self, authority: Authority) -> None:
        """The nonce is the requested one; the imprint is that of other words."""
        request = request_for(b"a head")
        digest = request.message_imprint.message
        other = request_for(b"other words").message_imprint.message
        response = authority.reply(request.as_bytes().replace(digest, other))
        self.refused(authority, response, b"a head", request)

    def test_imprint_changed_after_the_signature(self, authority: Authority) -> None:
        request = request_for(b"a head")
        other = request_for(b"other words").message_imprint.message
        response = authority.reply(request.as_bytes()).replace(request.message_imprint.message, other)
        self.refused(authority, response, b"a head", request)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
    def test_truncated_response(self, authority: Authority, share: float) -> None:
        request = request_for(b"a head")
        response = authority.reply(request.as_bytes())
        self.refused(authority, response[: int(len(response) * share)], b"a head", request)

    @pytest.mark.parametrize(("purpose", "days"), [("1.3.6.1.5.5.7.3.3", 30), ("", 30), (TIME_STAMPING, -1)])
    def test_certificate_for_another_purpose_or_expired(self, authority: Authority, purpose: str, days: int) -> None:
        request = request_for(b"a head")
        response = authority.signed_with(certificate_of(authority, purpose, days), authority.reply(request.as_bytes()))
        self.refused(authority, response, b"a head", request)

    def test_certificate_that_is_issued_in_the_same_way_is_accepted(self, authority: Authority) -> None:
        """So the purpose and the validity decide in the other cases."""
        request = request_for(b"a head")
        signer = certificate_of(authority, TIME_STAMPING, 30)
        verified(authority.signed_with(signer, authority.reply(request.as_bytes())), b"a head", request)


def certificate_of(authority: Authority, purpose: str, days: int) -> Path:
    """A certificate of the authority for a new key, both in one file. `days`: until it expires; it was valid before."""
    root = x509.load_pem_x509_certificate(authority.root.read_bytes())
    root_key: Any = serialization.load_pem_private_key((authority.folder / "ca.key").read_bytes(), None)
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Another signer")]))
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=40))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose)]), critical=True)
    signer = authority.folder / "signer.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer.write_bytes(builder.sign(root_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM) + private)
    return signer


def test_slow_authority_is_given_up(head: SignedHead, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = Authority(tmp_path / "tsa")

    def slow(query: bytes) -> bytes:
        time.sleep(3)
        return authority.reply(query)

    monkeypatch.setattr(posting, "FetchLimits", lambda **values: FetchLimits(**{**values, "first_byte": 0.5, "total": 1.0}))
    with stamping(slow) as server:
        use(settings, server, authority.root)
        start = time.monotonic()
        with pytest.raises(FetchFailed) as error:
            stamp_head(head)
        assert time.monotonic() - start < 3
    assert error.value.failure is Failure.NO_ANSWER
    assert not HeadStamp.objects.exists()


def test_documented_commands_verify_a_stamp(head: SignedHead, tmp_path: Path, settings: Any, client: Client) -> None:
    authority = Authority(tmp_path / "tsa")
    with stamping(authority.reply) as server:
        use(settings, server, authority.root)
        stamp_head(head)
    (tmp_path / "ledger-head.json").write_text(json.dumps(client.get("/ledger-head.json").json()))
    (tmp_path / "authority.pem").write_bytes(authority.root.read_bytes())
    section = (ROOT / "docs/ledger.md").read_text().split("## Time stamps")[1].split("\n## ")[0]
    (script,) = re.findall(r"    python3 -c '\n(.*?)' 4711\n", section, re.DOTALL)
    (command,) = re.findall(r"    (openssl ts -verify .*)\n", section)
    python = "\n".join(line.removeprefix("    ") for line in script.splitlines())
    subprocess.run([sys.executable, "-c", python, str(head.number)], cwd=tmp_path, check=True, timeout=30)
    done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=True, timeout=30)
    assert "Verification: OK" in done.stdout + done.stderr
