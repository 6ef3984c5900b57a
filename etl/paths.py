"""Where things lie. An installation is editable: the data lies beside the code."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout that holds app/, assets/, etl/, geodata/ and layers/."""
SHIPPED = ROOT / "geodata"
"""The data that comes with the code."""
LEXICON = SHIPPED / "lexicon"
"""Word tables, units and the name model, of no district."""


def geodata_folder() -> Path:
    """The folder of the districts: HETU_GEODATA, else the repository's own."""
    return Path(os.environ.get("HETU_GEODATA") or SHIPPED)


def var_folder() -> Path:
    """What this machine keeps for itself: HETU_VAR, else `var/` of the repository."""
    return Path(os.environ.get("HETU_VAR") or ROOT / "var")
