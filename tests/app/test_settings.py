"""Settings come from the environment; a wrong number is said, not swallowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import default_layers, from_environment
from etl.errors import ServeError


def test_defaults_listen_on_this_machine_only() -> None:
    settings = from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8050)
    assert settings.clauses == settings.var / "clauses"


def test_environment_wins(tmp_path: Path) -> None:
    settings = from_environment(
        {"HETU_PORT": "9000", "HETU_LAYERS": str(tmp_path), "HETU_DEBUG": "1", "HETU_HOST": "::1"}
    )
    assert (settings.host, settings.port, settings.debug) == ("::1", 9000, True)
    assert settings.layers == tmp_path


@pytest.mark.parametrize("port", ["0", "70000", "-1", "8o50", "80.5"])
def test_wrong_port_names_the_variable(port: str) -> None:
    with pytest.raises(ServeError) as caught:
        from_environment({"HETU_PORT": port})
    assert f"HETU_PORT={port}" in caught.value.zh
    assert f"HETU_PORT={port}" in caught.value.en


def test_layers_of_the_first_district_by_code(tmp_path: Path) -> None:
    for code in ("999902", "999901"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "district.toml").touch()
    assert default_layers(tmp_path) == tmp_path / "999901" / "layers"
