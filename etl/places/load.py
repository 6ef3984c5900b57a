"""Read the gazetteer of a district: tables to records, every row checked, offsets georeferenced."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from etl.errors import TableError
from etl.paths import LEXICON, SHIPPED
from etl.places import places_table, relations_table
from etl.places.areas import base_shapes, draw_areas
from etl.places.by_hand import with_overrides
from etl.places.derive import with_offsets
from etl.places.import_records import Batch, ImportedFeature, ImportKind, read_imports, read_kinds
from etl.places.import_rung import with_imports
from etl.places.imports import Imports
from etl.places.index import Gazetteer
from etl.places.names import name_key
from etl.places.overrides_table import read_overrides
from etl.places.records import AreaRule, DistrictInfo, Role, Rung, Source
from etl.tables import read_table

SOURCE_COLUMNS = (
    "source_id", "title_zh", "title_en", "publisher", "address", "licence", "date", "taken",
)  # fmt: skip
LADDER_COLUMNS = ("rank", "rung", "label_zh", "label_en")
RULE_COLUMNS = ("order", "field", "pattern", "role", "reason_zh", "reason_en")
_FIELDS = ("lead", "hint", "name", "category", "context")


def load_gazetteer(
    district_dir: Path,
    extra: Sequence[ImportedFeature] = (),
    leave_out: Callable[[Batch], bool] | None = None,
    *,
    ladder: Path | None = None,
    fill: bool = True,
) -> Gazetteer:
    """The gazetteer of `geodata/ADCODE`, with the positions that people and its imports give.

    Reads district.toml, gazetteer/{places,relations,overrides,areas,sources}.csv, base/, imports/
    and, beside the district (else as shipped), trust_ladder.csv, area_rules.csv, import_kinds.csv.
    `extra` are features of a batch that is only being looked at; `leave_out` says which batches of
    record to pass over; `ladder` is another table of trust that is only being tried; without `fill`
    the entries keep what their own tables say, whatever people and imports add.
    Raises TableError or CoordinateError naming file, row, cause and next step.
    """
    folder = district_dir / "gazetteer"
    district = read_district(district_dir / "district.toml")
    sources = _read_sources(folder / "sources.csv")
    outlines = base_shapes(district_dir / "base")
    places = places_table.read_places(folder / "places.csv", sources, outlines)
    points = {
        place.place_id: (place.lon, place.lat)
        for place in places.values()
        if place.lon is not None and place.lat is not None
    }
    areas = draw_areas(folder / "areas.csv", outlines, points)
    places = places_table.with_areas(places, areas, folder / "areas.csv")
    relations = relations_table.read_relations(folder / "relations.csv", sources, places)
    gazetteer = Gazetteer(
        district=district,
        places=places,
        relations=tuple(relations),
        overrides=tuple(read_overrides(folder / "overrides.csv", outlines)),
        sources=sources,
        rules=tuple(_read_rules(_general(district_dir, "area_rules.csv"), district)),
        ladder=tuple(_read_ladder(ladder or _general(district_dir, "trust_ladder.csv"))),
    )
    _check_places(gazetteer)
    recorded = read_imports(district_dir)
    if leave_out is not None:
        recorded = [item for item in recorded if not leave_out(item.batch)]
    features = (*recorded, *extra)
    if features:
        imports = _imports(features, district, kinds_of(district_dir), outlines)
        gazetteer = replace(gazetteer, imports=imports)
    if fill:
        gazetteer = with_overrides(with_imports(gazetteer))
    return with_offsets(gazetteer)


def kinds_of(district_dir: Path) -> dict[str, ImportKind]:
    """import_kinds.csv, beside the district or as shipped."""
    return read_kinds(_general(district_dir, "import_kinds.csv"))


def _imports(
    features: Sequence[ImportedFeature],
    district: DistrictInfo,
    kinds: dict[str, ImportKind],
    outlines: dict[str, BaseGeometry],
) -> Imports:
    """The index of imported names."""
    names = (district.prefecture_name_zh, district.name_zh)
    stems = [name[:-1] for name in names if len(name) > 2]
    generic = {row["suffix"] for row in read_table(LEXICON / "suffixes.csv", ("suffix",))}
    return Imports(
        tuple(features),
        kinds,
        tuple(name_key(name) for name in (*names, *stems)),
        frozenset(name_key(name) for name in generic),
        outlines.get(district.adcode),
    )


def read_district(path: Path) -> DistrictInfo:
    """district.toml; TableError where it is missing or incomplete."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        roles = {
            name: Role(
                name,
                role["place_id"],
                role["reason_zh"],
                role["reason_en"],
                role["source_id"],
                role.get("name_en", ""),
            )
            for name, role in values["roles"].items()
        }
        return DistrictInfo(
            adcode=values["adcode"],
            name_zh=values["name_zh"],
            name_en=values["name_en"],
            prefecture=values["prefecture"]["adcode"],
            prefecture_name_zh=values["prefecture"]["name_zh"],
            prefecture_name_en=values["prefecture"]["name_en"],
            central_meridian=values["central_meridian"],
            roles=roles,
            name_stems=dict(values.get("name_stems", {})),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise TableError(
            f"区情文件缺失或有误（{error}）。请恢复或补全。",
            f"district file missing or incomplete ({error}). Restore or complete it.",
            file=path.name,
        ) from error


def _general(district_dir: Path, name: str) -> Path:
    beside = district_dir.parent / name
    return beside if beside.is_file() else SHIPPED / name


def _read_sources(path: Path) -> dict[str, Source]:
    out: dict[str, Source] = {}
    for row in read_table(path, SOURCE_COLUMNS):
        if row.required("source_id") in out:
            raise row.fault(
                f"来源编号“{row['source_id']}”重复。", f"source '{row['source_id']}' stands twice."
            )
        row.required("licence")
        row.required("title_zh")
        out[row["source_id"]] = Source(*(row[column] for column in SOURCE_COLUMNS))
    return out


def _read_ladder(path: Path) -> list[Rung]:
    rungs: dict[str, Rung] = {}
    for row in read_table(path, LADDER_COLUMNS):
        rank, code = row.number_of("rank"), row.required("rung")
        if rank is None or code in rungs:
            raise row.fault(
                f"“{code}”没有次序，或重复。请改正 rank、rung 列。",
                f"'{code}' has no rank, or stands twice. Correct the columns rank and rung.",
            )
        rungs[code] = Rung(int(rank), code, row["label_zh"], row["label_en"])
    return sorted(rungs.values(), key=lambda rung: rung.rank)


def _read_rules(path: Path, district: DistrictInfo) -> list[AreaRule]:
    rules = []
    for row in read_table(path, RULE_COLUMNS):
        if row["field"] not in _FIELDS:
            raise row.fault(
                f"字段“{row['field']}”应为 {'、'.join(_FIELDS)} 之一。",
                f"field '{row['field']}' should be one of {', '.join(_FIELDS)}.",
            )
        try:
            re.compile(row["pattern"])
        except re.error as error:
            raise row.fault(
                f"正则表达式有误：{error}。", f"broken regular expression: {error}."
            ) from error
        order = int(row.number_of("order") or 0)
        cells = (row[column] for column in RULE_COLUMNS[1:])
        rules.append(AreaRule(order, *cells))
    # A district without an area for a role lets the rule fall through to the district.
    known = {*district.roles, "none"}
    return sorted((rule for rule in rules if rule.role in known), key=lambda rule: rule.order)


def _check_places(gazetteer: Gazetteer) -> None:
    """TableError where district.toml speaks of a place or source that is in no table."""
    district = gazetteer.district
    if district.adcode not in gazetteer.places:
        raise TableError(
            f"表中没有本区自己的一行（place_id {district.adcode}）。请补上。",
            f"the district's own row (place_id {district.adcode}) is missing. Add it.",
            file="places.csv",
        )
    for stem, place_id in district.name_stems.items():
        if place_id not in gazetteer.places:
            raise TableError(
                f"name_stems 中“{stem}”所指的 {place_id} 不在 places.csv 中。请核对。",
                f"name_stems: '{stem}' points to {place_id}, which is not in places.csv. Check it.",
                file="district.toml",
            )
    for role in gazetteer.district.roles.values():
        if role.place_id not in gazetteer.places or role.source_id not in gazetteer.sources:
            raise TableError(
                f"角色“{role.role}”所指的地名或来源不在表中。请核对。",
                f"role '{role.role}' points to a place or source that is in no table.",
                file="district.toml",
            )
