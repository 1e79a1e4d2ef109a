"""The configuration of gunicorn, as gunicorn interprets it."""

from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http.parser import RequestParser
from gunicorn.http.wsgi import create

from factcheck.setup import web


class Application(BaseApplication):
    def load_config(self) -> None:
        for name in ("secure_scheme_headers", "forwarder_headers"):
            self.cfg.set(name, getattr(web, name))

    def load(self) -> Any:
        raise NotImplementedError


class Socket:
    def getsockname(self) -> tuple[str, int]:
        return ("127.0.0.1", 8000)


def test_headers_from_this_machine_do_not_change_scheme_or_path() -> None:
    cfg = Application().cfg
    peer = ("127.0.0.1", 50000)
    data = b"GET /desk/ HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Ssl: on\r\nSCRIPT_NAME: /evil\r\n\r\n"
    request = next(RequestParser(cfg, iter([data]), peer))
    _, environ = create(request, Socket(), peer, ("127.0.0.1", 8000), cfg)
    assert (environ["wsgi.url_scheme"], environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("http", "", "/desk/")
