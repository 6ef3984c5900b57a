"""Where the repository and its shipped district lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DISTRICT = ROOT / "geodata" / "230204"
