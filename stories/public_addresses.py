"""Says which IP addresses are those of the public web, and not of a machine beside our own."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# RFC 6052: the IPv4 address that is meant stands in the last four bytes.
_NAT64 = ip_network("64:ff9b::/96")
# IANA has given out nothing else to the internet. It leaves out loopback, link-local, private,
# multicast, and all forms in which an IPv4 address stands in an IPv6 one, but for 6to4.
_GIVEN_OUT = ip_network("2000::/3")
# Beside what Python's own `is_global` knows, whose lists differ from version to version.
_CLOSED = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",  # RFC 6598, behind a provider's own NAT
            "168.63.129.16/32",  # looks public, and is the inner service of a large cloud
            "192.0.0.0/24",
            "192.88.99.0/24",  # RFC 7526, relays of 6to4
            "198.18.0.0/15",
            "224.0.0.0/3",  # multicast and reserved
            "2001::/23",  # Teredo and other tunnels
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address in disguise
            "3fff::/20",
        ),
    )
)


def is_public(address: str) -> bool:
    """Say whether an IP address, as the resolver writes it, belongs to the public internet.

    Private, loopback, link-local, multicast, reserved and tunnelled addresses do not (RFC 6890).
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public(found)


def _is_public(found: IPv4Address | IPv6Address) -> bool:
    if found in _NAT64:
        return _is_public(IPv4Address(int(found) & 0xFFFFFFFF))
    if found.version == 6 and (found.scope_id or found not in _GIVEN_OUT):
        return False
    return found.is_global and not any(found in closed for closed in _CLOSED)
