"""`manage.py send_test_mail` with a real mail server on this machine: TLS, STARTTLS, certificates, and errors."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.certificates import PrivateAuthority, private_authority
from tests.setup.commands import run_manage


class MailServer:
    """Accepts one session at a time. `replies` overrides the reply to a command by its first word."""

    def __init__(self, context: ssl.SSLContext | None, *, is_encrypted: bool, offers: tuple[str, ...]) -> None:
        self.context, self.is_encrypted, self.offers = context, is_encrypted, offers
        self.replies: dict[str, str] = {}
        self.commands: list[str] = []
        self.was_encrypted = False
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.socket.getsockname()[1])
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            try:
                with client:
                    self._talk(
                        self.context.wrap_socket(client, server_side=True) if self.is_encrypted and self.context else client
                    )
            except OSError:
                continue

    def _talk(self, client: socket.socket) -> None:
        with client:
            self.was_encrypted = isinstance(client, ssl.SSLSocket)
            lines, is_data = client.makefile("rb"), False
            client.sendall(b"220 ready\r\n")
            for line in lines:
                text = line.decode(errors="replace").strip()
                if is_data:
                    self.commands.append(text)
                    if text == ".":
                        is_data = False
                        client.sendall(b"250 accepted\r\n")
                    continue
                word = text.split(" ")[0].split(":")[0].upper()
                self.commands.append(word)
                if word == "EHLO":
                    reply = "\r\n".join(["250-mail", *(f"250-{offer}" for offer in self.offers), "250 SIZE"])
                else:
                    reply = {"DATA": "354 go on", "STARTTLS": "220 go on", "QUIT": "221 bye", "AUTH": "235 ok"}.get(
                        word, "250 ok"
                    )
                client.sendall(self.replies.get(word, reply).encode() + b"\r\n")
                is_data = word == "DATA"
                if word == "STARTTLS" and self.context:
                    lines.close()
                    self._continue_encrypted(client)
                    return
                if word == "QUIT":
                    return

    def _continue_encrypted(self, client: socket.socket) -> None:
        assert self.context
        encrypted = self.context.wrap_socket(client, server_side=True)
        self.offers = tuple(offer for offer in self.offers if offer != "STARTTLS")
        sent = encrypted.sendall
        encrypted.sendall = lambda data: None if data == b"220 ready\r\n" else sent(data)  # type: ignore[assignment, method-assign]
        self._talk(encrypted)


@pytest.fixture
def authority(tmp_path: Path) -> PrivateAuthority:
    return private_authority(tmp_path, "localhost")


@pytest.fixture
def plain(authority: PrivateAuthority) -> Iterator[MailServer]:
    server = MailServer(authority.server, is_encrypted=False, offers=("STARTTLS", "AUTH PLAIN"))
    yield server
    server.close()


@pytest.fixture
def encrypted(authority: PrivateAuthority) -> Iterator[MailServer]:
    server = MailServer(authority.server, is_encrypted=True, offers=("AUTH PLAIN",))
    yield server
    server.close()


def send(folder: Path, port: int, address: str = "you@example.org", **variables: str) -> subprocess.CompletedProcess[str]:
    removed = ("FACTCHECK_", "SSL_CERT_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(removed)} | {
        "FACTCHECK_DATA": str(folder),
        "FACTCHECK_NO_BOOTSTRAP": "1",
        "FACTCHECK_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "FACTCHECK_EMAIL_HOST": "localhost",
        "FACTCHECK_EMAIL_PORT": str(port),
        "FACTCHECK_EMAIL_TIMEOUT": "3",
        **variables,
    }
    return run_manage("send_test_mail", address, environment=environment, seconds=120)


def test_message_is_sent_without_encryption(plain: MailServer, tmp_path: Path) -> None:
    process = send(tmp_path, plain.port, FACTCHECK_EMAIL_FROM="Desk <desk@example.org>")
    assert process.returncode == 0, process.stderr
    assert "accepted the message to you@example.org" in process.stdout
    assert "Subject: Test message from Factcheck" in plain.commands
    assert "From: Desk <desk@example.org>" in plain.commands
    assert (plain.was_encrypted, "STARTTLS" in plain.commands) == (False, False)


@pytest.mark.parametrize("variables", [{"FACTCHECK_EMAIL_SECURITY": "starttls"}, {"FACTCHECK_EMAIL_TLS": "1"}])
def test_connection_is_upgraded(
    variables: dict[str, str], plain: MailServer, authority: PrivateAuthority, tmp_path: Path
) -> None:
    process = send(tmp_path, plain.port, SSL_CERT_FILE=str(authority.file), **variables)
    assert process.returncode == 0, process.stderr
    assert plain.was_encrypted


def test_connection_is_encrypted_from_the_start(encrypted: MailServer, authority: PrivateAuthority, tmp_path: Path) -> None:
    variables = {"FACTCHECK_EMAIL_SECURITY": "tls", "FACTCHECK_EMAIL_USER": "desk", "FACTCHECK_EMAIL_PASSWORD": "secret"}
    process = send(tmp_path, encrypted.port, SSL_CERT_FILE=str(authority.file), **variables)
    assert process.returncode == 0, process.stderr
    assert (encrypted.was_encrypted, "AUTH" in encrypted.commands) == (True, True)


def test_untrusted_certificate_is_refused(encrypted: MailServer, tmp_path: Path) -> None:
    process = send(tmp_path, encrypted.port, FACTCHECK_EMAIL_SECURITY="tls")
    assert process.returncode == 1
    assert "has a certificate that is not trusted" in process.stderr
    assert "set SSL_CERT_FILE" in process.stderr
    assert encrypted.commands == []


def test_certificate_for_another_name_is_refused(encrypted: MailServer, authority: PrivateAuthority, tmp_path: Path) -> None:
    variables = {"FACTCHECK_EMAIL_SECURITY": "tls", "FACTCHECK_EMAIL_HOST": "127.0.0.1"}
    process = send(tmp_path, encrypted.port, SSL_CERT_FILE=str(authority.file), **variables)
    assert process.returncode == 1
    assert "has a certificate that is not trusted" in process.stderr


@pytest.mark.parametrize(
    ("reply", "variables", "message"),
    [
        ({"AUTH": "535 no"}, {"FACTCHECK_EMAIL_USER": "desk"}, "rejected FACTCHECK_EMAIL_USER or FACTCHECK_EMAIL_PASSWORD"),
        ({"RCPT": "550 unknown \x1b[31m user"}, {}, "rejected the recipient: 550 unknown  [31m user"),
        ({"MAIL": "553 not allowed"}, {}, "rejected the sender, FACTCHECK_EMAIL_FROM: 553 not allowed"),
        ({"DATA": "554 spam"}, {}, "rejected the message: 554 spam"),
        ({}, {"FACTCHECK_EMAIL_SECURITY": "tls"}, "does not use TLS from the start"),
    ],
)
def test_refusal_of_the_server_is_explained_without_secrets(
    reply: dict[str, str], variables: dict[str, str], message: str, plain: MailServer, tmp_path: Path
) -> None:
    plain.replies = reply
    process = send(tmp_path, plain.port, FACTCHECK_EMAIL_PASSWORD="hunter2-hunter2", **variables)
    assert process.returncode == 1
    assert message in process.stderr
    assert ("Traceback" in process.stderr, "hunter2" in process.stderr) == (False, False)


def test_missing_starttls_is_explained(plain: MailServer, tmp_path: Path) -> None:
    plain.offers = ()
    process = send(tmp_path, plain.port, FACTCHECK_EMAIL_SECURITY="starttls")
    assert process.returncode == 1
    assert "does not offer what the settings require" in process.stderr


def test_server_that_does_not_respond_or_exist_is_explained(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = int(silent.getsockname()[1])
        assert "did not respond within 3 seconds" in send(tmp_path, port).stderr
    assert "refused the connection" in send(tmp_path, port).stderr
    assert "was not found" in send(tmp_path, port, FACTCHECK_EMAIL_HOST="no-such-host.invalid").stderr


def test_missing_configuration_and_invalid_address_are_explained(tmp_path: Path) -> None:
    assert "No mail server is configured" in send(tmp_path, 25, FACTCHECK_EMAIL_BACKEND="").stderr
    assert "'you' is not an email address" in send(tmp_path, 25, "you").stderr
