"""Imports of record: what `geodata/<code>/imports/` holds, read into features with their batch.

A batch is one file taken in: `ID.geojson` (WGS84, one feature a line) with `ID.geojson.toml`, which
says where it came from, in what datum it was, who took it in, when, under which licence and how
its columns were read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.errors import TableError
from etl.files import sha256_of
from etl.sources.geojson import read_features
from etl.tables import read_table

Authority = Literal["own", "open"]
"""`own`: the district's own data, trusted above the curated gazetteer; `open`: a public map, which
fills what the gazetteer does not know and never moves what it does."""

FOLDER = "imports"
KIND_COLUMNS = ("kind", "label_zh", "label_en", "uncertainty_m", "fills", "words")


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of imported thing: radius in metres of a bare point, gazetteer kinds it may fill."""

    kind: str
    label_zh: str
    label_en: str
    uncertainty_m: float
    fills: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The sidecar of a batch. `sha256` is that of the file taken in, `features_sha256` of ours."""

    batch_id: str
    title: str
    file: str
    format: str
    sha256: str
    size_bytes: int
    datum: str
    datum_said: str
    who: str
    when: str
    licence: str
    attribution: str
    authority: Authority
    count: int
    features_sha256: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFeature:
    """One named thing of a batch; `lon`, `lat` and `uncertainty_m` hold the whole of it.

    `geometry` is WGS84; `uncertainty_m` is None for a line. `row` is where it stood in the file.
    """

    feature_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    code: str
    address: str
    row: int
    geometry: BaseGeometry
    lon: float
    lat: float
    uncertainty_m: float | None
    batch: Batch

    @property
    def is_line(self) -> bool:
        """Whether it is drawn as a line."""
        return "LineString" in self.geometry.geom_type


def read_kinds(path: Path) -> dict[str, ImportKind]:
    """import_kinds.csv by kind, in table order."""
    return {
        row.required("kind"): ImportKind(
            row["kind"],
            row.required("label_zh"),
            row.required("label_en"),
            row.number_of("uncertainty_m") or 0.0,
            tuple(filter(None, row["fills"].split("|"))),
            tuple(filter(None, row["words"].split("|"))),
        )
        for row in read_table(path, KIND_COLUMNS)
    }


def sidecar_of(path: Path) -> Path:
    """`ID.geojson` → `ID.geojson.toml`."""
    return path.with_name(f"{path.name}.toml")


def sidecar_bytes(batch: Batch) -> bytes:
    """The sidecar as TOML."""
    lines = []
    for item in fields(Batch):
        value = getattr(batch, item.name)
        if item.name != "mapping":
            value = list(value) if isinstance(value, tuple) else value
            lines.append(f"{item.name} = {json.dumps(value, ensure_ascii=False)}")
    pairs = [
        f"{json.dumps(k)} = {json.dumps(v, ensure_ascii=False)}" for k, v in batch.mapping.items()
    ]
    return ("\n".join([*lines, "", "[mapping]", *pairs]) + "\n").encode()


def read_batch(path: Path) -> Batch:
    """The sidecar beside `ID.geojson`; TableError where it is missing or broken."""
    place = sidecar_of(path)
    try:
        values: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
        values["notes"] = tuple(values.get("notes", ()))
        return Batch(**values)
    except (OSError, ValueError, TypeError) as error:
        raise TableError(
            f"导入批次的说明缺失或有误（{error}）。请从备份恢复，或运行 hetu import --undo "
            f"{path.stem} 撤销这一批。",
            f"the sidecar of this import is missing or broken ({error}). Restore it, or take the "
            f"batch out with hetu import --undo {path.stem}.",
            file=f"{FOLDER}/{place.name}",
        ) from error


def batch_paths(district_dir: Path) -> list[Path]:
    """The feature files of every batch, in the order of their names."""
    return sorted((district_dir / FOLDER).glob("*.geojson"))


def read_imports(district_dir: Path) -> list[ImportedFeature]:
    """Every feature of every batch. TableError names file, feature, cause and next step."""
    out: list[ImportedFeature] = []
    for path in batch_paths(district_dir):
        batch = read_batch(path)
        if sha256_of(path.read_bytes()) != batch.features_sha256:
            raise TableError(
                "内容与说明文件登记的不符：被改动过？请从备份恢复，或撤销后重新导入。",
                "does not match its sidecar: edited? Restore it, or take it out and import again.",
                file=f"{FOLDER}/{path.name}",
            )
        for number, item in enumerate(read_features(path), start=1):
            out.append(_feature(item, number, batch, path))
    return out


def _feature(item: Mapping[str, Any], number: int, batch: Batch, path: Path) -> ImportedFeature:
    try:
        said = item["properties"]
        return ImportedFeature(
            feature_id=str(item["id"]),
            name=str(said["name"]),
            aliases=tuple(said.get("aliases", ())),
            kind=str(said["kind"]),
            code=str(said.get("code", "")),
            address=str(said.get("address", "")),
            row=int(said["row"]),
            geometry=shape(item["geometry"]),
            lon=float(said["lon"]),
            lat=float(said["lat"]),
            uncertainty_m=said["uncertainty_m"],
            batch=batch,
        )
    except (LookupError, TypeError, ValueError, AttributeError, ShapelyError) as error:
        raise TableError(
            f"第 {number} 个要素有误（{error}）。请撤销这一批后重新导入。",
            f"feature {number} is broken ({error}). Take the batch out and import it again.",
            file=f"{FOLDER}/{path.name}",
            row=number,
        ) from error


def feature_json(feature: ImportedFeature, geometry: Mapping[str, Any]) -> dict[str, Any]:
    """A feature as it is written to `ID.geojson`."""
    return {
        "type": "Feature",
        "id": feature.feature_id,
        "properties": {
            "name": feature.name,
            "aliases": list(feature.aliases),
            "kind": feature.kind,
            "code": feature.code,
            "address": feature.address,
            "row": feature.row,
            "lon": feature.lon,
            "lat": feature.lat,
            "uncertainty_m": feature.uncertainty_m,
        },
        "geometry": geometry,
    }
