"""The guard itself: another host is refused by name, this machine is not."""

from __future__ import annotations

import socket
import urllib.request

import pytest
from network_guard import OutsideNetworkError


def test_other_host_is_refused_and_named(outside_hosts: list[str]) -> None:
    with pytest.raises(OutsideNetworkError, match=r"192\.0\.2\.7"):
        socket.create_connection(("192.0.2.7", 80), timeout=1)
    with pytest.raises(OutsideNetworkError, match=r"tiles\.example"):
        socket.getaddrinfo("tiles.example", 443)
    assert outside_hosts == ["192.0.2.7", "tiles.example"]
    outside_hosts.clear()


def test_datagrams_are_refused_too(outside_hosts: list[str]) -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
        pytest.raises(OutsideNetworkError, match=r"198\.51\.100\.1"),
    ):
        sock.sendto(b"x", ("198.51.100.1", 53))
    outside_hosts.clear()


def test_loopback_and_unix_sockets_work() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=5) as client:
            assert client.getpeername() == server.getsockname()
    left, right = socket.socketpair()
    with left, right:
        left.sendall(b"crane")
        assert right.recv(5) == b"crane"


def test_a_proxied_download_meets_a_closed_port() -> None:
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen("http://tiles.example/1.png", timeout=5)
