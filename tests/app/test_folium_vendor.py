from __future__ import annotations

import hashlib
import tomllib

from app.export.html_assets import VENDOR


def test_vendored_files_are_those_of_their_sidecar() -> None:
    about = tomllib.loads((VENDOR / "leaflet.toml").read_text(encoding="utf-8"))
    assert about["licence"].startswith("BSD-2-Clause")
    assert {p.name for p in VENDOR.iterdir()} == {*about["sha256"], "leaflet.toml"}
    for name, digest in about["sha256"].items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
