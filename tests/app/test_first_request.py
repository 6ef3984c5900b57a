"""What a worker answers that is asked for a script before it has rendered any page."""

from __future__ import annotations

import re
from pathlib import Path

from app.server import create_app
from app.settings import Settings
from etl.paths import ROOT


def test_a_script_is_served_before_any_page_was(tmp_path: Path) -> None:
    settings = Settings(layers=ROOT / "geodata" / "230204" / "layers", var=tmp_path)
    page = create_app(settings).server.test_client().get("/").get_data(as_text=True)
    scripts = re.findall(r'src="(/_dash-component-suites/[^"]+)"', page)
    assert len(scripts) > 3
    other_worker = create_app(settings).server.test_client()
    assert [other_worker.get(url).status_code for url in scripts] == [200] * len(scripts)
