"""Which IP addresses are on the public internet. Pure."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

_NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared: carrier-grade NAT; Alibaba Cloud has its metadata at 100.100.100.200
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # metadata of Azure, which is otherwise a public address
        "169.254.0.0/16",  # link-local; metadata of most clouds at 169.254.169.254
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; metadata of Oracle Cloud at 192.0.0.192
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays for 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/3",  # multicast, reserved, and broadcast
    )
)
_GLOBAL_UNICAST_6 = IPv6Network("2000::/3")
"""The only block that IANA has assigned for global unicast. ::1, fc00::/7, fe80::/10, ff00::/8, and NAT64 are outside of it."""
_NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, including Teredo (2001::/32) and ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which contains an IPv4 address
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether a server on the public internet can have this address.

    Every notation of an IPv4 address in an IPv6 address is refused: mapped, compatible, NAT64, 6to4, and Teredo. No public name
    needs them, and each could lead to an internal address on some network.
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    return address.scope_id is None and address in _GLOBAL_UNICAST_6 and not any(address in network for network in _NOT_PUBLIC_6)


def is_translated_public(address: Address) -> bool:
    """Whether a DNS64 server has derived this address from a public IPv4 address. It is skipped, and the name is not refused."""
    return address.version == 6 and address in _NAT64 and is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
