"""A small invented district on disk: one town, one urban area, three villages, one station."""

from __future__ import annotations

import json
from pathlib import Path

DISTRICT_TOML = """
adcode = "999902"
name_zh = "苇塘区"
name_en = "Weitang District"
central_meridian = 123
[prefecture]
adcode = "999900"
name_zh = "苇塘市"
name_en = "Weitang"
[roles.urban]
place_id = "urban"
reason_zh = "示意"
reason_en = "schematic"
source_id = "s1"
[roles.rural]
place_id = "999902100"
reason_zh = "只有一个镇"
reason_en = "one town"
source_id = "s1"
[roles.district]
place_id = "999902"
reason_zh = "全区"
reason_en = "all"
source_id = "s1"
[roles.prefecture]
place_id = "999900"
reason_zh = "全市"
reason_en = "city"
source_id = "s1"
[name_stems]
"青苇" = "v1"
"""
SOURCES = """source_id,title_zh,title_en,publisher,address,licence,date,taken
s1,甲来源,Source A,甲,https://example.org/a,CC0,2025,点位
"""
PLACES_HEAD = (
    "place_id,name,kind,aliases,lon,lat,datum,uncertainty_m,precision,method,source_id,source_ref,"
    "licence,confidence,parent_id,code,code_year,note_zh,note_en"
)
PLACES = {
    "999900": "999900,苇塘市,prefecture,,,,,,7,containment,s1,,,named,,999900,2023,,",
    "999902": "999902,苇塘区,district,,,,,,6,containment,s1,,,named,999900,999902,2023,,",
    "urban": "urban,苇塘城区,urban_area,城区,,,,,5,containment,s1,,,named,999902,,,,",
    "999902100": "999902100,芦花镇,town,,,,,,5,containment,s1,,,named,999902,999902100,2023,,",
    "station": "station,苇塘站,railway_station,,124.1,47.3,WGS84,150,2,gazetteer,s1,,,named,,,,,",
    "v1": "v1,青苇村,village,,124.3,47.2,WGS84,1500,3,gazetteer,s1,,,named,999902100,999902100200,"
    "2023,,",
    "v2": "v2,柳堡村,village,,,,,,5,containment,s1,,,named,999902100,999902100201,2023,,",
    "v3": "v3,沙坨村,village,,,,,,5,containment,s1,,,named,999902100,999902100202,2023,,",
    "road": "road,长堤大道,street,,,,,,5,containment,s1,,,named,999902100,,,,",
    "works": "works,大钟机械厂,site,,,,,,5,containment,s1,,,named,urban,,,,",
}
RELATIONS_HEAD = (
    "subject,relation,object,value,source_id,source_ref,date,confidence,is_inferred,note_zh"
)
RELATIONS = [
    "长堤大道,line_length,,18 km,s1,,2024,high,false,",
    "长堤大道,line_start,苇塘站,,s1,,2024,high,false,",
    "长堤大道,line_end,青苇村,,s1,,2024,high,false,",
    "柳堡村,order_along,长堤大道,1/2,s1,,2024,high,true,沿线第1村",
    "沙坨村,order_along,长堤大道,2/2,s1,,2024,high,true,沿线第2村",
    "大钟机械厂,offset_from,苇塘站,2.5 km NE,s1,,2024,high,false,站东北2.5公里",
    "云雀风电项目,contained_in,芦花镇,,s1,,2024,high,false,公告载明",
    "鸿雁农场,outside,苇塘市,,s1,,2024,medium,true,是否在本区不明",
    "香蒲小区,same_name_as,苇塘站,,s1,,2024,medium,true,",
    "弱证项目,contained_in,青苇村,,s1,,2024,low,true,",
]
AREAS = """place_id,rule,of,radius_m,cut_to,west,south,east,north,is_schematic
999900,boundary,999900,,,,,,,false
999902,boundary,999902,,,,,,,false
urban,circle,station,4000,999902,,,,,true
999902100,difference,999902 minus urban,,,,,,,true
"""
OVERRIDES_HEAD = "name,lon,lat,datum,uncertainty_m,geometry_wkt,is_surveyed,who,when,why"


def square(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def write_district(
    root: Path,
    *,
    places: dict[str, str] | None = None,
    relations: list[str] | None = None,
    overrides: list[str] | None = None,
    areas: str = AREAS,
) -> Path:
    """Write geodata/999902 under `root`; `places` replaces or adds rows by id."""
    district = root / "geodata" / "999902"
    (district / "gazetteer").mkdir(parents=True, exist_ok=True)
    (district / "base").mkdir(exist_ok=True)
    features = [
        {
            "type": "Feature",
            "id": f"{role}-{code}",
            "properties": {"name": name, "adcode": code, "role": role, "area_km2": 1.0},
            "geometry": form,
        }
        for role, code, name, form in (
            ("district", "999902", "苇塘区", square(124.0, 47.1, 124.5, 47.4)),
            ("prefecture", "999900", "苇塘市", square(123.5, 46.8, 125.0, 47.8)),
        )
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    (district / "base" / "boundaries.geojson").write_text(text, encoding="utf-8")
    rows = {**PLACES, **(places or {})}
    tables = {
        "places.csv": [PLACES_HEAD, *rows.values()],
        "relations.csv": [RELATIONS_HEAD, *(RELATIONS if relations is None else relations)],
        "overrides.csv": [OVERRIDES_HEAD, *(overrides or [])],
    }
    for name, lines in tables.items():
        (district / "gazetteer" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (district / "gazetteer" / "areas.csv").write_text(areas, encoding="utf-8")
    (district / "gazetteer" / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (district / "district.toml").write_text(DISTRICT_TOML, encoding="utf-8")
    return district
