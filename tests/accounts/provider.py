"""A small OpenID Connect provider on this machine, for tests."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, SECRET = "factcheck", "a secret of the client"
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """`claims` are those of the person who signs in; `endpoints` replaces parts of the discovery document."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.claims: dict[str, Any] = {"sub": "abc", "email": "", "email_verified": True}
        self.endpoints: dict[str, str] = {}
        self.auth_time: float | None = None
        self.token_issuer = issuer
        self.requests: list[str] = []
        self.challenge = ""

    def discovery(self) -> dict[str, Any]:
        names = ("authorization", "token", "userinfo")
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{f"{name}_endpoint": f"{self.issuer}/{name}" for name in names},
            **self.endpoints,
        }

    def token(self, form: dict[str, list[str]]) -> dict[str, Any]:
        assert form["client_secret"] == [SECRET]
        assert form["code_verifier"]
        now = int(time.time())
        values = {**self.claims, "iss": self.token_issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300}
        if self.auth_time is not None:
            values["auth_time"] = int(self.auth_time)
        id_token = jwt.encode(values, _KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": id_token}


@contextmanager
def running_provider() -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            provider.requests.append(path)
            if path == "/.well-known/openid-configuration":
                self.respond(provider.discovery())
            elif path == "/userinfo":
                self.respond(provider.claims)
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            provider.requests.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.respond(provider.token(parse_qs(body)))

        def respond(self, value: dict[str, Any]) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
