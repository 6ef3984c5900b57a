"""Where the server listens."""

from __future__ import annotations

import pytest

from app.serving import options
from app.settings import Settings


@pytest.mark.parametrize(
    ("host", "bind"), [("127.0.0.1", "127.0.0.1:8050"), ("::1", "[::1]:8050"), ("h", "h:8050")]
)
def test_an_ipv6_address_stands_in_brackets(host: str, bind: str) -> None:
    assert options(Settings(host=host))["bind"] == bind
