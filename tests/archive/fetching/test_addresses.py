"""Which addresses are requested: their notation, their port, and where their names lead."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from ipaddress import ip_address

import pytest

from factcheck.archive.fetching import Failure, FetchFailed, Network, fetch, is_on_local_network
from factcheck.archive.fetching.public_networks import is_public, is_translated_public
from factcheck.archive.fetching.targets import Target, redirected, target_of
from tests.archive.fetching.servers import RawServer, by_path, response, sending, serving
from tests.archive.fetching.tools import AGENT, LIMITS, assert_readable, failure_of, get, network, refused

NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1
    239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1
    64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::a00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:20::1
    2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1
    2606:4700::1%eth0
""".split()  # noqa: SIM905
PUBLIC = """
    8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 192.0.1.0 198.17.255.255 198.20.0.0
    223.255.255.255 2001:200::1 2606:4700:4700::1111 2a00:1450:4001::1
""".split()  # noqa: SIM905


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_address_is_not_public(ip: str) -> None:
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize("ip", PUBLIC)
def test_address_is_public(ip: str) -> None:
    assert is_public(ip_address(ip))


def test_only_translations_of_public_addresses_are_skipped() -> None:
    assert is_translated_public(ip_address("64:ff9b::808:808"))
    assert not any(is_translated_public(ip_address(ip)) for ip in ("64:ff9b::7f00:1", "64:ff9b:1::808:808", "8.8.8.8", "::1"))


@pytest.mark.parametrize(
    ("entered", "normalized"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        (" https://news.example:443/a/../b?q#f ", "https://news.example/a/../b?q"),
        ("http://news.example:8080?q=1", "http://news.example:8080/?q=1"),
        ("https://news.example./", "https://news.example/"),
        ("https://Bücher.example/ü?ä=б b", "https://xn--bcher-kva.example/%C3%BC?%C3%A4=%D0%B1%20b"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://новини.укр/", "https://xn--b1amarcd.xn--j1amh/"),
        ("https://ｎｅｗｓ．ｅｘａｍｐｌｅ/", "https://news.example/"),
        ("http://８.８.８.８/", "http://8.8.8.8/"),
        ("http://8。8。8。8:80/", "http://8.8.8.8/"),
        ("http://[2606:4700:4700:0:0:0:0:1111]:80/", "http://[2606:4700:4700::1111]/"),
        ("https://my_site.news.example/", "https://my_site.news.example/"),
        ("https://r3---sn.news.example/", "https://r3---sn.news.example/"),
        ('https://news.example/100%/%zz%20|{}^`"<>\\', "https://news.example/100%/%zz%20%7C%7B%7D%5E%60%22%3C%3E%5C"),
        ("https://news.example/می\u200cخواهم", "https://news.example/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85"),
        ("https://news.example/%0d%0aSet-Cookie:a", "https://news.example/%0d%0aSet-Cookie:a"),
        ("https://news.example//evil.example/@x", "https://news.example//evil.example/@x"),
    ],
)
def test_address_is_normalized(entered: str, normalized: str) -> None:
    target = target_of(entered)
    assert target.address == normalized
    assert target_of(target.address) == target


@pytest.mark.parametrize(
    "address",
    [
        "", "news.example", "ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "javascript:alert(1)",
        "http:news.example", "http:/news.example", "http:\\\\news.example", "http://", "http:///path", "http://?q", "https://:443/",
        "http://me@news.example/", "http://me:secret@news.example/", "http://good.example@evil.example/", "http://@news.example/",
        "http://good.example\\@evil.example/", "http://good.example\\.evil.example/", "http://news.example\n/",
        "http://a b.example/",
        "http://news.example/a\r\nHost: x", "http://news.example/\0", "http://news\u200b.example/", "http://news\u00ad.example/",
        "http://ne\u202ews.example/", "http://news.example/\ud800", "http://%31%32%37.0.0.1/", "http://news..example/",
        "http://-news.example/", "http://news-.example/", "http://.news.example/", f"http://{'a' * 64}.example/",
        f"http://{'a.' * 127}example/", "http://news.example:0/", "http://news.example:65536/", "http://news.example:８０/",
        "http://news.example:+80/", "http://news.example:80:80/", "http://news.example:-1/", "http://xn--/", "http://☕.example/",
        f"http://news.example/{'a' * 8000}", f"http://news.example/{'ü' * 3000}",
        "http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://127.1/", "http://127.0.1/", "http://0177.0.0.1/",
        "http://0x7f.0.0.1/", "http://127.0.0.01/", "http://127.0.0.1.1/", "http://256.1.1.1/", "http://1.2.3/", "http://0x/",
        "http://a.0x7f/", "http://١٢٧.0.0.1/", "http://①②⑦.1/", "http://[::1%25eth0]/", "http://[::1/",
        "http://[127.0.0.1]/", "http://[::g]/", "http://[v1.a]/", "http://::1/", "http://[]/", "http://[::1]x/", "http://::ffff:1.2.3.4/",
    ],
)  # fmt: skip
def test_address_is_refused_before_any_name_is_resolved(address: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        target_of(address)
    assert caught.value.failure is Failure.ADDRESS
    assert_readable(caught.value)


@pytest.mark.parametrize(
    "host", ["localhost", "intranet", "app.localhost", "printer.local", "db.internal", "nas.home.arpa", "x.onion", "LOCALHOST."]
)
def test_names_without_public_dns_are_not_resolved(host: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        target_of(f"http://{host}/")
    assert caught.value.failure is Failure.INTERNAL


@pytest.mark.parametrize(
    ("location", "target"),
    [
        (b"/b", "https://news.example/b"),
        (b"c?d#e", "https://news.example/a/c?d"),
        (b"//other.example", "https://other.example/"),
        (b"HTTP://other.example/x y", "http://other.example/x%20y"),
        ("/ü".encode(), "https://news.example/%C3%BC"),
        ("/ü".encode("latin-1"), "https://news.example/%C3%BC"),
        (b"\\\\other.example\\", "https://news.example/a/%5C%5Cother.example%5C"),
        (b"../../../x", "https://news.example/x"),
        (b"", "https://news.example/a/b?c"),
    ],
)
def test_location_is_resolved(location: bytes, target: str) -> None:
    assert redirected(target_of("https://news.example/a/b?c"), location).address == target


@pytest.mark.parametrize(
    ("location", "failure"),
    [
        (b"http://me@other.example/", Failure.ADDRESS),
        (b"ftp://other.example/", Failure.ADDRESS),
        (b"javascript:alert(1)", Failure.ADDRESS),
        (b"http://[::1/", Failure.ADDRESS),
        (b"http://127.1/", Failure.ADDRESS),
        (b"http://localhost/", Failure.INTERNAL),
        (b"data:text/html,x", Failure.ADDRESS),
    ],
)
def test_location_is_checked_like_an_entered_address(location: bytes, failure: Failure) -> None:
    with pytest.raises(FetchFailed) as caught:
        redirected(target_of("https://news.example/"), location)
    assert caught.value.failure is failure
    assert_readable(caught.value)


class Resolving:
    """A resolver with fixed answers, one after the other; the last one is repeated. `calls` are the names that were resolved."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.calls = answers, list[str]()

    def __call__(self, name: str, port: int) -> Sequence[str]:
        self.calls.append(name)
        return self.answers[min(len(self.calls), len(self.answers)) - 1]


@pytest.mark.django_db
@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_name_of_an_internal_address_is_refused(ip: str, caplog: pytest.LogCaptureFixture) -> None:
    for answer in ([ip], ["8.8.8.8", ip], [ip, "8.8.8.8"]):
        if is_translated_public(ip_address(ip)) and len(answer) > 1:
            continue
        resolver = Resolving(answer)
        failure = refused("http://news.example/", Network(resolver=resolver))
        assert failure.failure is Failure.INTERNAL
        assert not failure.may_retry
        assert ip not in failure.detail
        assert resolver.calls == ["news.example"]


@pytest.mark.django_db
@pytest.mark.parametrize("ip", [ip for ip in NOT_PUBLIC if "%" not in ip])
def test_internal_address_is_refused_without_a_resolver(ip: str) -> None:
    def resolver(name: str, port: int) -> Sequence[str]:
        raise AssertionError(name)

    address = f"http://[{ip}]/" if ":" in ip else f"http://{ip}/"
    assert refused(address, Network(resolver=resolver)).failure is Failure.INTERNAL


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "https://127.0.0.1/", "http://１２７.０.０.１/", "http://[::ffff:7f00:1]/"]
)
def test_permission_for_a_test_server_covers_only_its_own_port(address: str) -> None:
    with serving(sending(response())) as server:
        assert refused(address, network(server)).failure is Failure.INTERNAL
        assert server.requests == []


@pytest.mark.django_db
@pytest.mark.parametrize("port", [22, 25, 8080, 6379, 5432])
def test_other_ports_are_refused_before_the_name_is_resolved(port: int) -> None:
    resolver = Resolving(["8.8.8.8"])
    failure = refused(f"http://news.example:{port}/", Network(resolver=resolver))
    assert (failure.failure, resolver.calls) == (Failure.ADDRESS, [])
    assert str(port) in failure.detail


@pytest.mark.django_db
def test_public_server_is_not_requested_at_the_port_of_a_test_server() -> None:
    with serving(sending(response())) as server:
        rules = network(server, resolver=Resolving(["8.8.8.8"]))
        assert refused(f"http://news.example:{server.port}/", rules).failure is Failure.INTERNAL


def fetch_by_name(server: RawServer, resolver: Resolving, path: str = "/") -> tuple[str, bytes]:
    """The address that was used, and the payload, of a page of `news.example`."""
    rules = network(server, resolver=resolver)
    with fetch(f"http://news.example:{server.port}{path}", limits=LIMITS, network=rules, user_agent=AGENT) as fetched:
        return fetched.final.ip, fetched.payload.read()


@pytest.mark.django_db
def test_name_is_resolved_once_for_each_request() -> None:
    """A second answer, which leads to an internal address, is neither requested nor used (DNS rebinding)."""
    with serving(sending(response(b"public"))) as server:
        resolver = Resolving(["127.0.0.1"], ["10.0.0.1"])
        assert fetch_by_name(server, resolver) == ("127.0.0.1", b"public")
        assert resolver.calls == ["news.example"]
        assert f"\r\nHost: news.example:{server.port}\r\n".encode() in server.requests[0]


@pytest.mark.django_db
def test_name_is_checked_again_after_a_redirect_to_the_same_host() -> None:
    with serving(by_path(root=response(b"", "302 Found", Location="/secret"), secret=response(b"internal"))) as server:
        resolver = Resolving(["127.0.0.1"], ["10.0.0.1"])
        with pytest.raises(FetchFailed) as caught:
            fetch_by_name(server, resolver)
        assert caught.value.failure is Failure.INTERNAL
        assert resolver.calls == ["news.example"] * 2
        assert server.lines == ["GET / HTTP/1.1"]


@pytest.mark.django_db
def test_next_address_is_used_if_the_first_one_refuses_connections() -> None:
    with serving(sending(response(b"second"))) as server:
        rules = replace(
            network(server, resolver=Resolving(["127.0.0.2", "127.0.0.1"])),
            test_servers=frozenset({("127.0.0.1", server.port), ("127.0.0.2", server.port)}),
        )
        with fetch(f"http://news.example:{server.port}/", limits=LIMITS, network=rules, user_agent=AGENT) as fetched:
            assert fetched.final.ip == "127.0.0.1"


@pytest.mark.django_db
def test_translated_addresses_of_public_ones_are_skipped() -> None:
    """A DNS64 server adds them to the addresses of names that have no IPv6 address."""
    with serving(sending(response(b"public"))) as server:
        assert fetch_by_name(server, Resolving(["64:ff9b::808:808", "127.0.0.1"])) == ("127.0.0.1", b"public")


@pytest.mark.django_db
def test_server_with_an_ipv6_address() -> None:
    with serving(sending(response(b"six")), host="::1") as server, get(server) as fetched:
        assert (fetched.final.ip, fetched.payload.read()) == ("::1", b"six")
        assert f"\r\nHost: [::1]:{server.port}\r\n".encode() in server.requests[0]


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [[], ["nonsense"]])
def test_name_without_addresses_is_no_answer(answer: list[str]) -> None:
    assert refused("http://news.example/", Network(resolver=Resolving(answer))).failure is Failure.NO_ANSWER


@pytest.mark.django_db
def test_unknown_name_is_no_answer() -> None:
    assert refused("http://does-not-exist.invalid/").failure is Failure.NO_ANSWER


@pytest.mark.django_db
def test_resolver_that_does_not_return_ends_at_its_limit() -> None:
    released = threading.Event()

    def resolver(name: str, port: int) -> Sequence[str]:
        released.wait(30)
        return ["8.8.8.8"]

    try:
        with pytest.raises(FetchFailed) as caught:
            fetch(
                "http://news.example/", limits=replace(LIMITS, resolve=0.3), network=Network(resolver=resolver), user_agent=AGENT
            )
    finally:
        released.set()
    assert caught.value.failure is Failure.NO_ANSWER


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("location", "failure"),
    [
        ("http://10.0.0.1/", Failure.INTERNAL),
        ("http://169.254.169.254/latest/meta-data/", Failure.INTERNAL),
        ("http://[::1]/", Failure.INTERNAL),
        ("http://[64:ff9b::a9fe:a9fe]/", Failure.INTERNAL),
        ("http://localhost/", Failure.INTERNAL),
        ("http://127.0.0.1/", Failure.INTERNAL),
        ("http://１２７.０.０.１/", Failure.INTERNAL),
        ("http://127.0.0.1:22/", Failure.ADDRESS),
        ("http://me:secret@127.0.0.1/", Failure.ADDRESS),
        ("file:///etc/passwd", Failure.ADDRESS),
    ],
)
def test_redirect_to_another_network_is_refused(location: str, failure: Failure) -> None:
    with serving(sending(response(b"", "302 Found", Location=location))) as server:
        found = failure_of(server)
        assert found.failure is failure
        assert len(server.requests) == 1
    assert not any(part in found.detail for part in ("10.0.0.1", "169.254", "127.0.0.1", "::1", "secret", "localhost"))


@pytest.mark.django_db
def test_five_redirects_are_followed_and_no_more() -> None:
    chain = {f"p{at}": response(b"", "302 Found", Location=f"/p{at + 1}") for at in range(6)} | {"p6": response()}
    with serving(by_path(**chain)) as server:
        with get(server, "/p1") as fetched:
            assert len(fetched.exchanges) == 6
        assert failure_of(server, "/p0").failure is Failure.REDIRECTS


@pytest.mark.django_db
def test_redirect_loop_ends_at_the_first_repetition() -> None:
    a, b = (response(b"", "302 Found", Location=path) for path in ("/b", "/a#again"))
    with serving(by_path(a=a, b=b)) as server:
        assert failure_of(server, "/a").failure is Failure.REDIRECTS
        assert server.lines == ["GET /a HTTP/1.1", "GET /b HTTP/1.1"]


@pytest.mark.django_db
def test_contradictory_locations_are_refused() -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    with serving(sending(head)) as server:
        assert failure_of(server).failure is Failure.REDIRECTS


@pytest.mark.django_db
def test_log_does_not_contain_the_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "factcheck")
    refused("http://10.0.0.1/?token=secret")
    assert "secret" not in caplog.text


def test_target_is_the_key_of_the_search_for_loops() -> None:
    assert target_of("http://News.example#a") == target_of("http://news.example:80/") == Target("http", "news.example", 80, "/")


@pytest.mark.parametrize(
    ("address", "is_local"),
    [
        ("http://127.0.0.1:8150/", True),
        ("http://[::1]/", True),
        ("http://10.1.2.3/page", True),
        ("http://[64:ff9b::a01:203]/", True),
        ("http://localhost/", True),
        ("https://wiki.internal/", True),
        ("http://printer/", True),
        ("https://news.example/a", False),
        ("https://93.184.215.14/", False),
        ("not an address", False),
        ("", False),
    ],
)
def test_addresses_of_local_networks_are_recognized(address: str, is_local: bool) -> None:
    assert is_on_local_network(address) is is_local
