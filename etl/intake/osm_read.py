"""An OpenStreetMap extract read as a stream: what lies near the district, by the tags of a table.

Memory holds what is kept, and the positions of nodes: for a large file those lie in a file of
their own beside the temporary files, so that memory does not grow with the province.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import osmium
import shapely
from osmium.filter import KeyFilter
from shapely.geometry.base import BaseGeometry

from etl.errors import HetuError
from etl.intake.limits import MAX_ROWS
from etl.intake.model import IntakeError, Progress
from etl.intake.osm_tags import TagRule, rule_of, tag_rules

_IN_MEMORY = 40_000_000
"""Bytes of a .pbf up to which the positions of its nodes are kept in memory (some 16 B a node)."""
_SAMPLE = 12
_FAR_DEG = 0.4
_VAST = ("natural", "boundary", "waterway")
"""Keys of what may be larger than that."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class OsmThing:
    """One object that is wanted: its rule, tags, geometry in WGS84, and number in OSM."""

    number: int
    rule: TagRule
    tags: dict[str, str]
    geometry: BaseGeometry


def read_osm(path: Path, box: Box, shown: str, progress: Progress) -> list[OsmThing]:
    """Everything of the table inside the box (west, south, east, north).

    IntakeError for a damaged or empty file, or one that holds nothing near the district.
    """
    if not path.stat().st_size:
        raise IntakeError("文件是空的（0 字节）。", "the file is empty (0 bytes).", file=shown)
    seen = 0
    out: list[OsmThing] = []
    try:
        with (
            tempfile.TemporaryDirectory(prefix="hetu-osm-") as folder,
            watched(path, progress) as told,
        ):
            for count, thing in _things(path, box, Path(folder)):
                seen = count
                if thing is not None:
                    out.append(thing)
                if told.is_set():
                    raise IntakeError(
                        "已停止读取，什么也没有改变。", "stopped; nothing was changed."
                    )
                if len(out) > MAX_ROWS:
                    break
    except IntakeError:
        raise
    except (RuntimeError, ValueError, OSError) as error:
        raise IntakeError(
            f"OSM 文件损坏或不完整（{error}）。请重新下载。",
            f"the OSM file is damaged or cut short ({error}). Download it again.",
            file=shown,
        ) from error
    if not out:
        what = ("没有带标签的要素", "has no tagged objects") if not seen else (
            "在本区附近没有要素", "has nothing near the district")  # fmt: skip
        raise IntakeError(
            f"OSM 文件{what[0]}。请下载包含本区的省级数据。",
            f"the OSM file {what[1]}. Download the extract of the province.",
            file=shown,
        )
    return out


def _things(path: Path, box: Box, folder: Path) -> Iterator[tuple[int, OsmThing | None]]:
    keys = list(tag_rules())
    is_large = path.stat().st_size > _IN_MEMORY
    storage = f"sparse_file_array,{folder / 'nodes'}" if is_large else "flex_mem"
    lines = ("highway", "railway", "waterway")
    source = (
        osmium.FileProcessor(str(path))
        .with_locations(storage)
        .with_areas(KeyFilter(*(key for key in keys if key not in ("highway", "railway"))))
        .with_filter(KeyFilter(*keys))
    )
    factory = osmium.geom.WKBFactory()
    for seen, item in enumerate(source, start=1):
        try:
            found = _one(item, box, factory, lines)
        except (osmium.InvalidLocationError, RuntimeError, shapely.errors.GEOSException):
            found = None  # at the edge of an extract ways lack nodes, relations lack ways
        yield seen, found


def _one(
    item: object, box: Box, factory: osmium.geom.WKBFactory, lines: tuple[str, ...]
) -> OsmThing | None:
    if isinstance(item, osmium.osm.Node):
        if not _holds(box, item.location.lon, item.location.lat):
            return None
        return _made(item, item.id, lambda: factory.create_point(item))
    if isinstance(item, osmium.osm.Way):
        if _starts_far(box, item.nodes) and "highway" in item.tags:
            return None
        if not any(key in item.tags for key in lines) or item.tags.get("area") == "yes":
            return None
        if not _touches(box, item.nodes):
            return None
        return _made(item, item.id, lambda: factory.create_linestring(item))
    if isinstance(item, osmium.osm.Area):
        outer = next(iter(item.outer_rings()), None)
        if outer is None:
            return None
        if _starts_far(box, outer) and not any(key in item.tags for key in _VAST):
            return None
        if not _touches(box, outer):
            return None
        return _made(item, item.orig_id(), lambda: factory.create_multipolygon(item))
    return None


def _made(item: object, number: int, wkb: object) -> OsmThing | None:
    tags = {tag.k: tag.v for tag in item.tags}  # type: ignore[attr-defined]
    rule = rule_of(tags)
    if rule is None or not (rule.scenery or (rule.kind and "name" in tags)):
        return None
    form = shapely.from_wkb(wkb())  # type: ignore[operator]
    if form.geom_type == "MultiPolygon" and len(form.geoms) == 1:
        form = form.geoms[0]
    return OsmThing(number, rule, tags, form)


def _holds(box: Box, lon: float, lat: float) -> bool:
    return box[0] <= lon <= box[2] and box[1] <= lat <= box[3]


def _starts_far(box: Box, nodes: object) -> bool:
    """Whether the first node lies so far off that no street or compound reaches the box.

    Told before anything else: most of a province is far off, and this is the whole of its cost.
    """
    location = nodes[0].location  # type: ignore[index]
    if not location.valid():
        return False
    lon, lat = location.lon, location.lat
    return bool(
        lon < box[0] - _FAR_DEG
        or lon > box[2] + _FAR_DEG
        or lat < box[1] - _FAR_DEG
        or lat > box[3] + _FAR_DEG
    )


def _touches(box: Box, nodes: object) -> bool:
    """Whether the bounds of some of a line's nodes, the ends included, meet the box."""
    west, south, east, north = 180.0, 90.0, -180.0, -90.0
    count = len(nodes)  # type: ignore[arg-type]
    step = max(1, count // _SAMPLE)
    for index in {*range(0, count, step), count - 1}:
        location = nodes[index].location  # type: ignore[index]
        if not location.valid():
            continue
        lon, lat = location.lon, location.lat
        west, east = min(west, lon), max(east, lon)
        south, north = min(south, lat), max(north, lat)
    return west <= box[2] and east >= box[0] and south <= box[3] and north >= box[1]


@contextmanager
def watched(path: Path, progress: Progress, every_s: float = 0.5) -> Iterator[threading.Event]:
    """Tell progress while the file is read, twice over, by how far the system has read it.

    The event that is yielded is set where the one who is told refuses to go on (a HetuError).
    """
    done, refused = threading.Event(), threading.Event()
    size = max(1, path.stat().st_size)

    def watch() -> None:
        last, rounds = 0, 0
        while not done.wait(every_s):
            at = _offset(path)
            if at is None:
                continue
            if at < last:
                rounds = 1
            last = at
            share = min(0.99, (rounds + at / size) / 2)
            try:
                progress(share, "读取 OSM 数据", "reading the OSM extract")
            except HetuError:
                refused.set()
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield refused
    finally:
        done.set()
        thread.join()


def _offset(path: Path) -> int | None:
    """How far this process has read a file it holds open; None where the system does not tell."""
    try:
        for link in Path("/proc/self/fd").iterdir():
            if link.resolve() == path.resolve():
                text = Path(f"/proc/self/fdinfo/{link.name}").read_text()
                return int(text.split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return None
