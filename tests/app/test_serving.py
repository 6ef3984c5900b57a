"""Where the server listens."""

from __future__ import annotations

import socket

import pytest

from app.serving import check_port, options
from app.settings import Settings
from etl.errors import ServeError


@pytest.mark.parametrize(
    ("host", "bind"), [("127.0.0.1", "127.0.0.1:8050"), ("::1", "[::1]:8050"), ("h", "h:8050")]
)
def test_an_ipv6_address_stands_in_brackets(host: str, bind: str) -> None:
    assert options(Settings(host=host))["bind"] == bind


def test_a_taken_port_names_another_that_exists() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError) as caught:
            check_port("127.0.0.1", port)
    assert f"HETU_PORT={port + 1 if port < 65535 else port - 1}" in caught.value.zh
