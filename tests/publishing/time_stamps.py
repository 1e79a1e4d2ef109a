"""A time-stamp authority on the loopback interface. OpenSSL makes its certificates and its responses."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

REPLY = "application/timestamp-reply"
_CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[stamps]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[signatures]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(*arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    program = shutil.which("openssl")
    assert program
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=check, timeout=60)


class Authority:
    """A root certificate and a certificate for time stamps in a folder.

    `extensions`: the section of the configuration with those of the certificate. `chain`: the names of certificates that each
    response contains besides, in this order.
    """

    def __init__(
        self, folder: Path, name: str = "Test authority", *, extensions: str = "stamps", chain: tuple[str, ...] = ()
    ) -> None:
        self.folder, self.root = folder, folder / "ca.pem"
        folder.mkdir(parents=True)
        self.config = folder / "openssl.cnf"
        self.config.write_text(_CONFIG.format(folder=folder, name=name))
        (folder / "serial").write_text("01\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", self.config)
        openssl("req", "-x509", *key, "-keyout", folder / "ca.key", "-out", self.root, "-extensions", "authority", "-days", "30")
        openssl("req", *key, "-subj", f"/CN={name} stamps", "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr")
        signing = ("-CA", self.root, "-CAkey", folder / "ca.key", "-CAcreateserial", "-days", "30")
        issued = ("-extfile", self.config, "-extensions", extensions)
        openssl("x509", "-req", "-in", folder / "tsa.csr", *signing, *issued, "-out", folder / "tsa.pem")
        if chain:
            (folder / "chain.pem").write_text("".join((folder / each).read_text() for each in chain))
            self.config.write_text(f"{self.config.read_text()}certs = {folder}/chain.pem\n")

    def reply(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        arguments = (
            "-config",
            self.config,
            "-section",
            "here",
            "-queryfile",
            self.folder / "query",
            "-out",
            self.folder / "reply",
        )
        openssl("ts", "-reply", *arguments)
        return (self.folder / "reply").read_bytes()

    def signed_with(self, signer: Path, reply: bytes) -> bytes:
        """The reply with the same time stamp, but signed with the key and the certificate in the file `signer`."""
        names = ("reply", "token", "content", "token2", "reply2")
        given, token, content, other_token, other = (self.folder / f"signed-{name}" for name in names)
        given.write_bytes(reply)
        openssl("ts", "-reply", "-in", given, "-token_out", "-out", token)
        openssl("cms", "-verify", "-noverify", "-nosigs", "-inform", "DER", "-in", token, "-out", content, "-binary")
        signing = ("-nodetach", "-binary", "-cades", "-nosmimecap", "-md", "sha256", "-econtent_type", "id-smime-ct-TSTInfo")
        openssl("cms", "-sign", *signing, "-in", content, "-signer", signer, "-outform", "DER", "-out", other_token)
        openssl("ts", "-reply", "-in", other_token, "-token_in", "-out", other)
        return other.read_bytes()


@dataclass
class StampServer:
    port: int
    queries: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/tsr"


@contextmanager
def stamping(
    answer: Callable[[bytes], bytes], *, media_type: str = REPLY, status: int = 200, headers: dict[str, str] | None = None
) -> Iterator[StampServer]:
    """A server that answers each POST request with the result of `answer` for its body."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            found.queries.append(query)
            found.headers.append(dict(self.headers))
            body = answer(query)
            self.send_response(status)
            for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = StampServer(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
