"""Where the dashboard listens and where its files lie: one object, read once at the start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.basemaps import Basemap, refuse_unapproved
from app.basemaps import from_environment as basemaps_from
from etl.errors import ServeError
from etl.paths import ROOT, SHIPPED


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the dashboard can be told from outside.

    `layers` holds the published `*.geojson` with `manifest.json`; `var` what this machine keeps for
    itself (clause texts, the store). `debug` re-reads scripts and styles on every page load.
    `token` is wanted of whoever writes (see `app.access`). `basemaps` are the online maps to choose
    from, `boundary_approval` the map approval number (审图号) of the outlines.
    """

    host: str = "127.0.0.1"
    port: int = 8050
    layers: Path = SHIPPED
    var: Path = ROOT / "var"
    assets: Path = ROOT / "assets"
    workers: int = 2
    threads: int = 4
    debug: bool = False
    token: str = ""
    basemaps: tuple[Basemap, ...] = ()
    boundary_approval: str = ""

    @property
    def clauses(self) -> Path:
        """Folder of the clause texts (`<report>.json`), present only where the report is."""
        return self.var / "clauses"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `HETU_HOST`, `HETU_PORT`, `HETU_LAYERS` (else `HETU_GEODATA` and
    `HETU_DISTRICT`), `HETU_VAR`, `HETU_WORKERS`, `HETU_THREADS`, `HETU_DEBUG`, `HETU_TOKEN`; what
    is not set keeps its default. `HETU_BASEMAPS` names online basemaps (see `app.basemaps`); with
    `HETU_PUBLIC` they and the outlines (`HETU_BOUNDARY_APPROVAL`) must have a map approval number.

    Raises `ServeError` where a number is none, there is no such district or basemap, or a map
    may not be shown in public.
    """
    env = os.environ if environ is None else environ
    var = Path(env["HETU_VAR"]) if env.get("HETU_VAR") else ROOT / "var"
    basemaps = basemaps_from(env, SHIPPED, var)
    approval = env.get("HETU_BOUNDARY_APPROVAL", "").strip()
    if env.get("HETU_PUBLIC", "") not in ("", "0"):
        refuse_unapproved(basemaps, approval)
    return Settings(
        host=env.get("HETU_HOST") or "127.0.0.1",
        port=_number(env, "HETU_PORT", 8050, top=65535),
        layers=Path(env["HETU_LAYERS"])
        if env.get("HETU_LAYERS")
        else default_layers(Path(env.get("HETU_GEODATA") or SHIPPED), env.get("HETU_DISTRICT", "")),
        var=var,
        workers=_number(env, "HETU_WORKERS", 2, top=64),
        threads=_number(env, "HETU_THREADS", 4, top=256),
        debug=env.get("HETU_DEBUG", "") not in ("", "0"),
        token=env.get("HETU_TOKEN", "").strip(),
        basemaps=basemaps,
        boundary_approval=approval,
    )


def default_layers(geodata: Path = SHIPPED, adcode: str = "") -> Path:
    """The layers of the district `adcode`; of the first in `geodata/` by code where none is named.

    Raises `ServeError` for a district that is not there.
    """
    if adcode:
        if not (geodata / adcode).is_dir():
            raise ServeError(
                f"环境变量 HETU_DISTRICT={adcode}：没有这个区县的资料。请运行 hetu init {adcode}。",
                f"Environment variable HETU_DISTRICT={adcode}: there is no such district. "
                f"Run hetu init {adcode}.",
            )
        return geodata / adcode / "layers"
    districts = sorted(p.parent for p in geodata.glob("*/district.toml"))
    districts = districts or sorted(p.parent for p in geodata.glob("*/layers"))
    return districts[0] / "layers" if districts else geodata / "layers"


def _number(env: Mapping[str, str], name: str, default: int, *, top: int) -> int:
    """An integer in 1…top, or the default where the variable is unset or empty."""
    raw = env.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdigit() or not 1 <= int(raw) <= top:
        raise ServeError(
            f"环境变量 {name}={raw} 不是 1—{top} 的整数。"
            f"请改正，或删去该变量使用默认值 {default}。",
            f"Environment variable {name}={raw} is no integer in 1–{top}. "
            f"Correct it, or unset it to use {default}.",
        )
    return int(raw)
