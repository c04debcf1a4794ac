"""Which IP addresses may be connected to: public ones, and those that the operator has named."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

# `is_global` of the standard library holds some of these for public, and which ones changes from version to version.
DENIED: tuple[IPNetwork, ...] = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; also a cloud's metadata service
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's metadata service on a public address
        "169.254.0.0/16",  # link-local; the metadata service of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays to IPv6
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        # IPv6: all but 2000::/3, and of that what carries another address or documents something
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
PUBLIC_IPV6 = IPv6Network("2000::/3")
# The lower 64 bits of an ISATAP address hold an IPv4 address.
ISATAP = (0x00005EFE, 0x02005EFE)


def is_allowed(text: str, allowed: Sequence[IPNetwork] = ()) -> bool:
    """Whether an IP address may be connected to.

    Args:
        text: the address; one with a zone (`fe80::1%eth0`) is never allowed.
        allowed: networks that are allowed although they are not public.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.scope_id:
            return False
        if address.ipv4_mapped:
            return is_allowed(str(address.ipv4_mapped), allowed)
    return any(address in network for network in allowed) or _is_public(address)


def _is_public(address: IPAddress) -> bool:
    if not address.is_global or address.is_multicast or any(address in network for network in DENIED):
        return False
    if isinstance(address, IPv4Address):
        return True
    return address in PUBLIC_IPV6 and (int(address) >> 32 & 0xFFFFFFFF) not in ISATAP


def parse_networks(text: str) -> tuple[IPNetwork, ...]:
    """Networks or single addresses, separated by commas.

    Raises:
        ValueError: one of them is not a network; the message names it.
    """
    return tuple(ip_network(piece.strip(), strict=False) for piece in text.split(",") if piece.strip())
