"""URLs that people enter: user information, and hosts with letters that look like others."""

from __future__ import annotations

import pytest

from factcheck.web.http_urls import ascii_host, user_information_error
from factcheck.web.isolation import other_host


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/", "example.org"),
        ("https://аpple.com/x", "xn--pple-43d.com"),
        ("https://EXAMPLE.org:8000/ü", "example.org"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://BÜCHER.example/", "xn--bcher-kva.example"),
        ("https://faß.example/", "xn--fa-hia.example"),
        ("https://президент.рф/", "xn--d1abbgf6aiiy.xn--p1ai"),
        ("https://ｅｘａｍｐｌｅ。org/", "example.org"),
        ("https://xn--pple-43d.com/", "xn--pple-43d.com"),
        ("https://[::1]/", "::1"),
        ("https://[x/", ""),
        ("", ""),
    ],
)
def test_host_in_ascii(address: str, host: str) -> None:
    assert ascii_host(address) == host


def test_host_is_displayed_if_it_has_other_letters() -> None:
    assert other_host("https://example.org/ü") == ""
    assert other_host("") == ""
    assert "<code>xn--pple-43d.com</code>" in other_host("https://аpple.com/")


@pytest.mark.parametrize(
    "address",
    ["https://user@host.example/", "https://u:p@host.example", r"https://a.example\@evil.example/", "https://@host.example/?a"],
)
def test_user_information_is_an_error(address: str) -> None:
    assert "before the host" in str(user_information_error(address))


@pytest.mark.parametrize("address", ["", "https://medium.com/@user", "https://host.example?to=a@b", "https://host.example#a@b"])
def test_at_sign_after_the_host_is_allowed(address: str) -> None:
    assert user_information_error(address) is None
