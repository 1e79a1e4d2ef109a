"""Encrypted connections: the certificate belongs to the name in the address, and a response cannot be cut off unnoticed."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from factcheck.archive.fetching import Failure, Fetched, FetchFailed, fetch
from tests.archive.fetching.servers import RawServer, response, sending, serving
from tests.archive.fetching.tools import AGENT, LIMITS, assert_readable, network
from tests.setup.certificates import PrivateAuthority, private_authority

pytestmark = pytest.mark.django_db
NAME = "news.example"


def get_by_name(server: RawServer, authority: PrivateAuthority | None) -> Fetched:
    """Fetch a page of `news.example` from the server; without an authority, trust those of the operating system."""
    rules = network(server, resolver=lambda name, port: ["127.0.0.1"], authorities=authority and authority.file)
    return fetch(f"https://{NAME}:{server.port}/", limits=LIMITS, network=rules, user_agent=AGENT)


def failure_by_name(server: RawServer, authority: PrivateAuthority | None) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        get_by_name(server, authority)
    assert caught.value.failure is Failure.NO_ANSWER
    assert_readable(caught.value)
    return caught.value


def test_certificate_is_verified_for_the_name_and_the_server_learns_the_name(tmp_path: Path) -> None:
    authority, names = private_authority(tmp_path, NAME), []
    authority.server.sni_callback = lambda _, name, __: names.append(name)  # type: ignore[assignment]
    with serving(sending(response(b"secure")), authority.server) as server, get_by_name(server, authority) as fetched:
        assert (fetched.final.ip, fetched.payload.read(), names) == ("127.0.0.1", b"secure", [NAME])


def test_certificate_of_another_name(tmp_path: Path) -> None:
    authority = private_authority(tmp_path, "other.example")
    with serving(sending(response()), authority.server) as server:
        assert "certificate" in failure_by_name(server, authority).detail
        assert server.requests == []


def test_expired_certificate(tmp_path: Path) -> None:
    authority = private_authority(tmp_path, NAME, until=timedelta(days=-1))
    with serving(sending(response()), authority.server) as server:
        assert "certificate" in failure_by_name(server, authority).detail
        assert server.requests == []


def test_certificate_of_an_unknown_authority(tmp_path: Path) -> None:
    authority = private_authority(tmp_path, NAME)
    with serving(sending(response()), authority.server) as server:
        assert "certificate" in failure_by_name(server, None).detail
        assert server.requests == []


def test_certificate_of_a_name_is_not_valid_for_the_ip_address(tmp_path: Path) -> None:
    authority = private_authority(tmp_path, NAME)
    with serving(sending(response()), authority.server) as server, pytest.raises(FetchFailed) as caught:
        fetch(server.url(), limits=LIMITS, network=network(server, authorities=authority.file), user_agent=AGENT)
    assert "certificate" in caught.value.detail


def test_server_without_encryption(tmp_path: Path) -> None:
    with serving(sending(response())) as server:
        assert "encrypted" in failure_by_name(server, None).detail


@pytest.mark.parametrize("is_closed_properly", [True, False])
def test_body_without_a_length_is_complete_only_if_the_connection_was_closed_properly(
    is_closed_properly: bool, tmp_path: Path
) -> None:
    """Anyone between the two machines can end a TCP connection, but not the encrypted one."""
    authority = private_authority(tmp_path, NAME)
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

        def answer() -> None:
            connection, _ = listener.accept()
            with authority.server.wrap_socket(connection, server_side=True, suppress_ragged_eofs=False) as encrypted:
                encrypted.recv(65_536)
                encrypted.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nHalf of the page")
                if is_closed_properly:
                    with suppress(OSError):  # the client closes the connection without waiting
                        encrypted.unwrap()
                else:
                    encrypted.shutdown(socket.SHUT_WR)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        stack.callback(thread.join, 10)
        server = RawServer(listener.getsockname()[1])
        if is_closed_properly:
            with get_by_name(server, authority) as fetched:
                assert fetched.payload.read() == b"Half of the page"
        else:
            assert "complete" in failure_by_name(server, authority).detail


def test_server_that_accepts_no_encryption_ends_at_its_limit() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        start = time.monotonic()
        assert "2 seconds" in failure_by_name(RawServer(listener.getsockname()[1]), None).detail
        assert 1.9 < time.monotonic() - start < 4


def test_server_that_accepts_no_connection_ends_at_its_limit() -> None:
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(3):  # fill the queue of connections
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        start = time.monotonic()
        assert "connections" in failure_by_name(RawServer(listener.getsockname()[1]), None).detail
        assert 1.9 < time.monotonic() - start < 4


def test_closed_port_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "connections" in failure_by_name(RawServer(port), None).detail


def test_redirect_from_an_encrypted_to_a_plain_address_is_followed_and_kept(tmp_path: Path) -> None:
    authority = private_authority(tmp_path, NAME)
    with serving(sending(response(b"plain"))) as plain:
        location = response(b"", "302 Found", Location=plain.url())
        with serving(sending(location), authority.server) as server:
            rules = network(server, plain, resolver=lambda name, port: ["127.0.0.1"], authorities=authority.file)
            with fetch(f"https://{NAME}:{server.port}/", limits=LIMITS, network=rules, user_agent=AGENT) as fetched:
                assert [exchange.address for exchange in fetched.exchanges] == [f"https://{NAME}:{server.port}/", plain.url()]


def test_trickled_handshake_ends_at_the_limit_for_encryption() -> None:
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

        def accept() -> None:
            connection, _ = listener.accept()
            with connection:
                record = b"\x16\x03\x03\x40\x00"  # the head of a record of 16 KiB, which never ends
                for at in range(12):
                    try:
                        connection.sendall(record[at : at + 1] or b"\0")
                    except OSError:
                        return
                    time.sleep(0.5)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        stack.callback(thread.join, 10)
        start = time.monotonic()
        failure_by_name(RawServer(listener.getsockname()[1]), None)
        assert time.monotonic() - start < 4


def test_old_versions_of_tls_are_refused(tmp_path: Path) -> None:
    authority = private_authority(tmp_path, NAME)
    authority.server.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        authority.server.maximum_version = ssl.TLSVersion.TLSv1_1
    authority.server.set_ciphers("ALL:@SECLEVEL=0")
    with serving(sending(response()), authority.server) as server:
        assert "encrypted" in failure_by_name(server, authority).detail
