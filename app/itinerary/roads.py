"""Import roads: an OpenStreetMap extract (.osm.pbf) becomes Valhalla tiles on this machine.

    build_roads(extract, var / "roads") -> Roads

The same path for any extract. Tiles are built beside and moved in whole; a failed or killed build
leaves the roads of before. Data © OpenStreetMap contributors, ODbL 1.0.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.errors import HetuError
from etl.files import json_bytes, locked, write_atomic

LICENCE = "ODbL 1.0, © OpenStreetMap contributors"
#: Limits of one request: enough for fifty stops and their days.
_PAIRS, _LOCATIONS, _METRES = 40_000, 200, 2_000_000.0
_TILE_DEG, _TILE_COLUMNS = 0.25, 1440


class RoadsError(HetuError):
    """Roads cannot be built or used; estimates still work."""


@dataclass(frozen=True, slots=True)
class Roads:
    """What is imported: the extract, its SHA-256, and the tiles' outline (W, S, E, N degrees)."""

    source: str
    sha256: str
    built: str
    valhalla: str
    tiles: str
    bbox: tuple[float, float, float, float]
    licence: str = LICENCE


def read_roads(folder: Path) -> Roads:
    """What `folder` holds; RoadsError where nothing is imported or its record is broken."""
    path = folder / "roads.json"
    try:
        values = json.loads(path.read_text("utf-8"))
        values["bbox"] = tuple(values["bbox"])
        roads = Roads(**values)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RoadsError(
            f"道路数据未导入或记录损坏（{type(error).__name__}）。"
            "请运行 hetu roads build 道路文件。",
            f"no roads imported, or their record is broken ({type(error).__name__}). Run hetu "
            "roads build EXTRACT.",
            file=path.name,
        ) from None
    if not any((folder / roads.tiles).rglob("*.gph")):
        raise RoadsError(
            "道路瓦片缺失。请重新运行 hetu roads build 道路文件。",
            "the road tiles are missing. Run hetu roads build EXTRACT again.",
            file=roads.tiles,
        )
    return roads


def program(name: str) -> Path:
    """A program of Valhalla; RoadsError where it is not installed. Nothing is imported."""
    spec = importlib.util.find_spec("valhalla")
    for place in (spec.submodule_search_locations or []) if spec else []:
        path = Path(place) / "bin" / name
        if path.is_file():
            return path
    raise RoadsError(
        "道路引擎 Valhalla 未安装。请运行 pip install -e .[roads]（需 Python 3.12 以上）；"
        "不安装时路程用估算。",
        "the road engine Valhalla is not installed. Run pip install -e .[roads] (Python 3.12 or "
        "newer); without it drives are estimated.",
    )


def build_roads(extract: Path, folder: Path, *, timeout_s: int = 6 * 3600) -> Roads:
    """Build tiles from an extract into `folder`.

    Raises RoadsError where the extract is no OSM PBF, damaged, empty of roads or too slow, or
    where the engine is missing or killed; roads imported before stay.
    """
    builder = program("valhalla_build_tiles")
    _look_at(extract)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "build.lock"):
        work = Path(tempfile.mkdtemp(prefix="building-", dir=folder))
        try:
            config = work / "valhalla.json"
            config.write_bytes(json_bytes(config_for(work)))
            _run(builder, config, extract, timeout_s)
            tiles = sorted((work / "tiles").rglob("*.gph"))
            if not tiles:
                raise RoadsError(
                    "文件中没有可行车的道路。请换一个覆盖本地的道路文件。",
                    "the extract holds no road to drive on. Give one that covers the area.",
                    file=extract.name,
                )
            with extract.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            roads = Roads(
                source=extract.name,
                sha256=digest,
                built=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                valhalla=importlib.metadata.version("pyvalhalla"),
                tiles=f"tiles-{digest[:12]}",
                bbox=_outline(tiles, work / "tiles"),
            )
            target = folder / roads.tiles
            shutil.rmtree(target, ignore_errors=True)
            (work / "tiles").rename(target)
            write_atomic(folder / "roads.json", json_bytes(asdict(roads), indent=2))
        finally:
            shutil.rmtree(work, ignore_errors=True)
        for old in folder.glob("tiles-*"):
            if old.name != roads.tiles:
                shutil.rmtree(old, ignore_errors=True)
    return roads


def config_for(work: Path) -> dict[str, object]:
    """Valhalla's configuration for tiles in `work/tiles`, asked of it in a process of its own."""
    (work / "tiles").mkdir(exist_ok=True)
    ask = "import json, sys, valhalla; print(json.dumps(valhalla.get_config('', sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", ask, str(work / "tiles")], capture_output=True, text=True, timeout=60
    )
    if done.returncode:
        raise RoadsError(
            f"道路引擎 Valhalla 无法启动（代码 {done.returncode}）。请重新安装 pyvalhalla。",
            f"the road engine Valhalla does not start (code {done.returncode}). Install "
            "pyvalhalla anew.",
        )
    config: dict[str, object] = json.loads(done.stdout)
    return widened(config, work / "tiles")


def widened(config: dict[str, object], tiles: Path) -> dict[str, object]:
    """The configuration with our limits, for tiles at a place, using one thread."""
    mjolnir, limits = config["mjolnir"], config["service_limits"]
    assert isinstance(mjolnir, dict) and isinstance(limits, dict)
    mjolnir |= {"tile_dir": str(tiles.resolve()), "tile_extract": "", "concurrency": 1}
    mjolnir.pop("traffic_extract", None)
    limits["auto"] |= {
        "max_matrix_location_pairs": _PAIRS,
        "max_locations": _LOCATIONS,
        "max_matrix_distance": _METRES,
    }
    return config


def _look_at(extract: Path) -> None:
    """Refuse what is plainly no OSM PBF: its first block is called OSMHeader."""
    try:
        with extract.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise RoadsError(
            f"读不到道路文件（{error.strerror}）。请核对路径。",
            f"the extract cannot be read ({error.strerror}). Check the path.",
            file=extract.name,
        ) from None
    if b"OSMHeader" not in head:
        raise RoadsError(
            "不是 OpenStreetMap 的 .osm.pbf 文件。请下载 .osm.pbf 格式的道路文件。",
            "not an OpenStreetMap .osm.pbf file. Give an extract in that format.",
            file=extract.name,
        )


def _run(builder: Path, config: Path, extract: Path, timeout_s: int) -> None:
    command = [str(builder), "-c", str(config), "-j", "1", str(extract)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout_s)
    except subprocess.TimeoutExpired:
        raise RoadsError(
            f"{timeout_s // 60} 分钟内没有建完，已停止；原有道路不变。请换小一些的文件。",
            f"not built within {timeout_s // 60} min, stopped; earlier roads stay. Give a smaller "
            "extract.",
            file=extract.name,
        ) from None
    if done.returncode == 0:
        return
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    cause = said[-1] if said else f"code {done.returncode}"
    if "PBF error" in done.stderr:
        raise RoadsError(
            f"道路文件已损坏（{cause}）；原有道路不变。请重新下载。",
            f"the extract is damaged ({cause}); earlier roads stay. Download it again.",
            file=extract.name,
        )
    raise RoadsError(
        f"道路引擎中途停止（{cause}）；原有道路不变。请重试，或换小一些的文件。",
        f"the road engine stopped ({cause}); earlier roads stay. Try again, or give a smaller "
        "extract.",
        file=extract.name,
    )


def _outline(tiles: list[Path], root: Path) -> tuple[float, float, float, float]:
    """Outline of the local tiles: level 2 is a grid of 0.25°, numbered by rows from 180°W 90°S."""
    ids = [
        int("".join(tile.relative_to(root / "2").with_suffix("").parts))
        for tile in tiles
        if tile.is_relative_to(root / "2")
    ]
    west = min(tile % _TILE_COLUMNS for tile in ids) * _TILE_DEG - 180
    east = (max(tile % _TILE_COLUMNS for tile in ids) + 1) * _TILE_DEG - 180
    south = min(tile // _TILE_COLUMNS for tile in ids) * _TILE_DEG - 90
    north = (max(tile // _TILE_COLUMNS for tile in ids) + 1) * _TILE_DEG - 90
    return west, south, east, north
