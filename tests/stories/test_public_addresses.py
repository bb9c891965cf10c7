"""Only addresses of the public internet are public, in whatever form they are written."""

import pytest

from stories.public_addresses import is_public


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "2a00:1450:4001::8", "64:ff9b::5db8:d822"],
)
def test_the_public_web_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
def test_inner_and_reserved_ones_are_not(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
    ],
)
def test_nor_are_those_of_ipv6(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::1",
        "2002:5db8:d822::1",
        "2001:0:5ef5:79fd::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
    ],
)
def test_an_inner_address_in_the_dress_of_another_kind_is_seen_through(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "text", ["", "localhost", "2130706433", "0177.0.0.1", "1.1.1", "1.1.1.1:80"]
)
def test_what_is_no_address_is_not_public(text):
    assert not is_public(text)
